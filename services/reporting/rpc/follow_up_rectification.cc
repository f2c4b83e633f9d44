#include <vector>

#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/rectification_follow_up.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/rectification_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

// As the evaluation states it; one that was made before the items were is compared with them as they stand.
grpc::ServerUnaryReactor* ReportingService::FollowUpRectification(grpc::CallbackServerContext* context,
                                                                  const v1::FollowUpRectificationRequest* request,
                                                                  v1::FollowUpRectificationResponse* response) {
  return server::AnswerOn(readers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
    std::vector<RectificationFollowUp> follow_ups = evaluation.content.rectification;
    if (follow_ups.empty() && evaluation.content.project.empty()) {
      ZP_ASSIGN_OR_RETURN(const std::vector<RectificationItem> items,
                          rectifications_.ReadYear({key.year.department, key.year.fiscal_year - 1}));
      follow_ups = FollowUp(items, evaluation.content.findings, evaluation.content.scorecard.nodes);
    }
    for (const RectificationFollowUp& one : follow_ups) {
      ToMessage(key.year.department, one, *response->add_follow_ups());
    }
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
