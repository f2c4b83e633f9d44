#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/comparison.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

absl::StatusOr<EvaluationKey> OtherFrom(const std::string& other, const server::Caller& caller) {
  absl::StatusOr<EvaluationKey> key = ParseEvaluationName(other);
  if (!key.ok()) return Invalid({"RESOURCE_NAME_MALFORMED", "other"}, key.status().message());
  if (!caller.MayReach(other)) return Absent({"EVALUATION_NOT_FOUND", "other"}, "no such evaluation");
  return key;
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::CompareEvaluations(grpc::CallbackServerContext* context,
                                                               const v1::CompareEvaluationsRequest* request,
                                                               v1::CompareEvaluationsResponse* response) {
  return server::AnswerOn(readers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(const EvaluationKey other_key, OtherFrom(request->other(), call.caller));
    ZP_ASSIGN_OR_RETURN(const Evaluation before, evaluations_.Read(key));
    const absl::StatusOr<Evaluation> after = evaluations_.Read(other_key);
    if (!after.ok()) {
      const bool is_absent = after.status().code() == absl::StatusCode::kNotFound;
      return is_absent ? Absent({"EVALUATION_NOT_FOUND", "other"}, after.status().message()) : after.status();
    }
    for (const FigureDifference& difference : Compare(before, *after)) {
      v1::FigureDifference& message = *response->add_differences();
      message.set_figure(difference.figure);
      message.set_display_name(difference.display_name);
      message.set_before(difference.before);
      message.set_after(difference.after);
    }
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
