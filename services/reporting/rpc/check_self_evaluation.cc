#include <utility>

#include "absl/strings/str_cat.h"
#include "common/resource_name/resource_name.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/rpc/sheet_check_messages.h"
#include "services/reporting/rpc/sheet_checking.h"

namespace zhengping::reporting {
namespace {

// A sheet that comes alone is of no department that anybody holds something of.
constexpr char kNobody[] = "sheet";

absl::StatusOr<SheetOrder> OrderFromSheet(const v1::ClaimedSheet& sheet, const std::string& division) {
  SheetOrder order;
  ZP_ASSIGN_OR_RETURN(order.written, FromMessage(sheet));
  ZP_ASSIGN_OR_RETURN(order.subject.fiscal_year, ParseFiscalYear(sheet.fiscal_year()));
  order.subject.department = {division, kNobody};
  order.framework.name = sheet.framework();
  if (sheet.has_own_framework()) order.framework.own = &sheet.own_framework();
  return order;
}

SheetEvidence EvidenceOf(const EvaluationContent& content) {
  return {.facts = content.facts,
          .observations = content.scorecard.observations,
          .targets = {},
          .nodes = content.scorecard.nodes,
          .narrative = content.narrative};
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::CheckSelfEvaluation(grpc::CallbackServerContext* context,
                                                                const v1::CheckSelfEvaluationRequest* request,
                                                                v1::SheetCheck* response) {
  const auto order_from_evaluation = [this](const std::string& name, const std::string& division,
                                            const client::Outgoing& outgoing) -> absl::StatusOr<SheetOrder> {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(name));
    if (key.year.division() != division) {
      return Invalid({"RESOURCE_NAME_MALFORMED", "evaluation"}, "the evaluation lies in the division of the request");
    }
    ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
    ZP_ASSIGN_OR_RETURN(std::optional<WrittenSheet> written, claimed_sheets_.Read(key.year));
    if (!written.has_value()) {
      return Absent({"CLAIMED_SHEET_NOT_FOUND", "evaluation"},
                    absl::StrCat("no case of ", key.year.fiscal_year, " brought a filed sheet (claimed.csv)"));
    }
    SheetOrder order{.subject = {.department = key.year.department,
                                 .fiscal_year = key.year.fiscal_year,
                                 .project = evaluation.content.project},
                     .framework = {.name = evaluation.content.scorecard.framework},
                     .written = *std::move(written),
                     .evidence = EvidenceOf(evaluation.content)};
    ZP_ASSIGN_OR_RETURN(order.evidence.targets, sheets_.Targets(order.subject, outgoing));
    return order;
  };
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string division, ParseDivisionName(request->parent(), "parent"));
    if (!request->has_sheet() && request->evaluation().empty()) {
      return Invalid({"SHEET_MALFORMED", "sheet"}, "what is checked is an evaluation's filed sheet, or a sheet alone");
    }
    ZP_ASSIGN_OR_RETURN(const SheetOrder order,
                        request->has_sheet() ? OrderFromSheet(request->sheet(), division)
                                             : order_from_evaluation(request->evaluation(), division, call.outgoing()));
    ZP_ASSIGN_OR_RETURN(const CheckedSheet checked, CheckFiledSheet(sheets_, order, call.outgoing()));
    ToMessage(checked, order.written, *response);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
