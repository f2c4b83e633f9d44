#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/special_fund_messages.h"
#include "services/budget/rpc/update_mask.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

const std::set<std::string>& ChangeableFields() {
  static const auto* const fields =
      new std::set<std::string>{"display_name", "amount_fen", "approved_date", "expected_release_date", "needs"};
  return *fields;
}

std::set<std::string> PopulatedFields(const v1::SpecialFund& fund) {
  std::set<std::string> fields;
  if (!fund.display_name().empty()) fields.insert("display_name");
  if (fund.amount_fen() != 0) fields.insert("amount_fen");
  if (fund.has_approved_date()) fields.insert("approved_date");
  if (fund.has_expected_release_date()) fields.insert("expected_release_date");
  if (fund.needs_size() > 0) fields.insert("needs");
  return fields;
}

absl::Status NameFund(const v1::SpecialFund& fund, SpecialFundUpdate& update) {
  ZP_ASSIGN_OR_RETURN(const ChildName name, ParseChildName(fund.name(), "specialFunds", "special_fund.name"));
  const std::optional<int> year = YearOfId(name.id);
  if (!year.has_value()) {
    return Invalid({"SPECIAL_FUND_ID_MALFORMED", "special_fund.name", ""},
                   "the fiscal year, a hyphen and the fund's code, for example 2023-zx01");
  }
  ZP_RETURN_IF_ERROR(CheckFiscalYear(*year, "special_fund.name"));
  update.key = {.department = name.parent, .fiscal_year = *year};
  update.id = name.id;
  return absl::OkStatus();
}

absl::StatusOr<SpecialFundUpdate> FromMessage(const v1::UpdateSpecialFundRequest& request) {
  SpecialFundUpdate update;
  ZP_RETURN_IF_ERROR(NameFund(request.special_fund(), update));
  ZP_ASSIGN_OR_RETURN(
      const std::set<std::string> fields,
      FieldsToChange(request.update_mask(), PopulatedFields(request.special_fund()), ChangeableFields()));
  v1::SpecialFund sent = request.special_fund();
  // The id says the code to all but its spelling.
  if (sent.external_code().empty()) sent.set_external_code(update.id.substr(update.id.find('-') + 1));
  std::vector<Issue> issues;
  SpecialFundRow row = budget::FromMessage(update.key, sent, MessageIssues(issues, "special_fund."));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  update.external_code = row.external_code;
  if (fields.count("display_name") > 0) update.display_name = row.fund.display_name;
  if (fields.count("amount_fen") > 0) update.amount = row.fund.amount;
  if (fields.count("approved_date") > 0) update.approved_date = row.fund.approved_date;
  if (fields.count("expected_release_date") > 0) update.expected_release_date = row.fund.expected_release_date;
  if (fields.count("needs") > 0) update.needs = std::move(row.fund.needs);
  ZP_ASSIGN_OR_RETURN(update.expected_revision, ParseEtag(request.special_fund().etag(), "special_fund.etag"));
  update.on_missing = request.allow_missing() ? OnMissing::kCreate : OnMissing::kRefuse;
  update.mode = request.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  return update;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::UpdateSpecialFund(grpc::CallbackServerContext* context,
                                                           const v1::UpdateSpecialFundRequest* request,
                                                           v1::SpecialFund* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<SpecialFundUpdate> update = FromMessage(*request);
    if (!update.ok()) return done(update.status());
    absl::StatusOr<WriteStamp> stamp = StampOf(call, clock_, request->request_id(), *request);
    if (!stamp.ok()) return done(stamp.status());
    update->stamp = *std::move(stamp);
    special_funds_.Update(*std::move(update), [=](absl::StatusOr<UpdatedSpecialFund> updated) {
      if (updated.ok()) ToMessage(updated->year, EntryScope(), updated->fund, *response);
      done(WithDepartmentField(updated.status(), "special_fund.name"));
    });
  });
}

}  // namespace zhengping::budget
