#include <memory>
#include <utility>

#include "absl/time/time.h"
#include "common/server/feed.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/feed_messages.h"
#include "services/budget/rpc/value_messages.h"

namespace zhengping::budget {
namespace {

// One consumer. Its place moves on with each page, also past what its filter leaves out.
class ChangeFeed : public server::Feed<v1::WatchChangesResponse> {
 public:
  ChangeFeed(FeedReader& reader, FeedQuery query, const Clock& clock)
      : reader_(reader), query_(std::move(query)), clock_(clock) {}

  ~ChangeFeed() override {
    if (listener_ != 0) reader_.RemoveListener(listener_);
  }

  void Listen(std::function<void()> wake) override { listener_ = reader_.AddListener(std::move(wake)); }

  void Fill(v1::WatchChangesResponse& response, Filled filled) override {
    reader_.Read(query_, [this, &response, filled = std::move(filled)](absl::StatusOr<FeedPage> page) mutable {
      if (!page.ok()) return filled(page.status());
      query_.after = page->position;
      if (page->changes.empty()) {
        if (!page->is_at_end) return Fill(response, std::move(filled));
        if (has_caught_up_) return filled(false);
        has_caught_up_ = true;
      }
      for (const FeedChange& change : page->changes) ToMessage(change, *response.add_changes());
      Stamp(response);
      filled(true);
    });
  }

  void FillHeartbeat(v1::WatchChangesResponse& response) override { Stamp(response); }

 private:
  void Stamp(v1::WatchChangesResponse& response) const {
    response.set_position(FormatPosition(query_.after));
    ToMessage(absl::ToUnixMillis(clock_.Now()), *response.mutable_send_time());
  }

  FeedReader& reader_;
  FeedQuery query_;
  const Clock& clock_;
  int64_t listener_ = 0;
  bool has_caught_up_ = false;  // and the consumer was told
};

}  // namespace

grpc::ServerWriteReactor<v1::WatchChangesResponse>* BudgetService::WatchChanges(
    grpc::CallbackServerContext* context, const v1::WatchChangesRequest* request) {
  const absl::StatusOr<Watch> watch = FromMessage(*request);
  return server::AnswerFeed<v1::WatchChangesResponse>(
      context, *request, watch.ok() ? watch->heartbeat : std::chrono::seconds(1),
      [&](const server::CallContext&) -> absl::StatusOr<std::unique_ptr<server::Feed<v1::WatchChangesResponse>>> {
        ZP_RETURN_IF_ERROR(watch.status());
        return std::make_unique<ChangeFeed>(feed_, watch->query, clock_);
      });
}

}  // namespace zhengping::budget
