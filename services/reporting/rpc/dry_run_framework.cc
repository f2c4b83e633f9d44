#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/resource_name/resource_name.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

// What is wrong with one department's stored data, and no reason to stop for the others. Whatever else fails, the
// framework itself or the way to the service, fails for all.
bool IsOfOneDepartment(const absl::Status& status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  return refusal.has_value() && refusal->reason == "PLAN_HAS_ERRORS";
}

struct Move {
  v1::DryRunFrameworkResponse::Move message;
  Rational size;
};

Move MoveOf(const std::string& name, const EvaluationContent& content, const Scorecard& after) {
  const Total& before = content.scorecard.total;
  Move move;
  move.size = after.total.score < before.score ? before.score - after.total.score : after.total.score - before.score;
  move.message.set_evaluation(name);
  move.message.set_department_display_name(content.department_display_name);
  move.message.set_total_before(FormatDecimal(before.score));
  move.message.set_grade_before(before.grade);
  move.message.set_total_after(FormatDecimal(after.total.score));
  move.message.set_low_after(FormatDecimal(after.total.low));
  move.message.set_high_after(FormatDecimal(after.total.high));
  move.message.set_grade_after(after.total.grade);
  return move;
}

void Tell(std::vector<Move> moves, v1::DryRunFrameworkResponse& response) {
  std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return b.size < a.size; });
  for (Move& move : moves) {
    if (move.message.grade_before() != move.message.grade_after()) {
      response.set_grade_changes(response.grade_changes() + 1);
    }
    *response.add_moves() = std::move(move.message);
  }
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::DryRunFramework(grpc::CallbackServerContext* context,
                                                            const v1::DryRunFrameworkRequest* request,
                                                            v1::DryRunFrameworkResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string division, ParseDivisionName(request->parent(), "parent"));
    ZP_ASSIGN_OR_RETURN(const int fiscal_year, ParseFiscalYear(request->fiscal_year()));
    ZP_ASSIGN_OR_RETURN(const std::vector<EvaluationKey> latest, evaluations_.Latest(division, fiscal_year));
    std::vector<Move> moves;
    for (const EvaluationKey& key : latest) {
      if (call.IsOver()) return call.WhyOver();
      const std::string name =
          FormatName(ChildName{.parent = key.year.department, .id = FormatEvaluationId(key)}, "evaluations");
      ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
      const absl::StatusOr<Scoring> scoring = indicator_.ScoreUnder(evaluation, request->framework(), call.outgoing());
      if (scoring.ok()) {
        moves.push_back(MoveOf(name, evaluation.content, scoring->scorecard));
      } else if (IsOfOneDepartment(scoring.status())) {
        v1::DryRunFrameworkResponse::Failure& failure = *response->add_failures();
        failure.set_evaluation(name);
        failure.set_reason(RefusalOf(scoring.status())->reason);
        failure.set_message(std::string(scoring.status().message()));
      } else {
        return scoring.status();
      }
    }
    Tell(std::move(moves), *response);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
