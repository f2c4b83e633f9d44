#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/rectification_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

absl::Status CheckIsAccepted(const Evaluation& evaluation) {
  if (evaluation.head.state == EvaluationState::kReviewed || evaluation.head.state == EvaluationState::kPublished) {
    return absl::OkStatus();
  }
  return NotNow({"STATE_FORBIDS", "evaluation"},
                "what is to be put right follows from a reviewed or published evaluation");
}

void ToMessage(const DepartmentName& department, const MadeItems& made, v1::CreateRectificationItemsResponse& message) {
  for (const RectificationItem& item : made.items) {
    reporting::ToMessage(department, item, *message.add_rectification_items());
  }
  message.set_created_count(made.created_count);
}

}  // namespace

// The evaluation is read and judged on a reader; the store answers after the commit.
grpc::ServerUnaryReactor* ReportingService::CreateRectificationItems(grpc::CallbackServerContext* context,
                                                                     const v1::CreateRectificationItemsRequest* request,
                                                                     v1::CreateRectificationItemsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<EvaluationKey> key = ParseEvaluationName(request->evaluation());
    if (!key.ok()) return done(key.status());
    const bool is_queued = readers_.Submit([=, this, &call, key = *key] {
      const absl::StatusOr<Evaluation> evaluation = evaluations_.Read(key);
      if (!evaluation.ok()) return done(evaluation.status());
      const absl::Status state = CheckIsAccepted(*evaluation);
      if (!state.ok()) return done(state);
      const DepartmentName& department = key.year.department;
      std::vector<RectificationItem> items = ItemsOf(evaluation->content, evaluation->head.id);
      if (request->validate_only()) {
        const int count = static_cast<int>(items.size());
        ToMessage(department, {.items = std::move(items), .created_count = count}, *response);
        return done(absl::OkStatus());
      }
      rectifications_.Make(department, std::move(items), StampOf(call),
                           [done, response, department](const absl::StatusOr<MadeItems>& made) {
                             if (made.ok()) ToMessage(department, *made, *response);
                             done(made.status());
                           });
    });
    if (!is_queued) done(server::WorkersBusy());
  });
}

}  // namespace zhengping::reporting
