#include "services/reporting/rpc/change_follower.h"

#include <future>
#include <utility>
#include <vector>

#include "common/log/log.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {

ChangeFollower::ChangeFollower(storage::Database& database, std::shared_ptr<grpc::ChannelInterface> budget,
                               FollowerPace pace)
    : lives_(database), feed_(std::move(budget)), pace_(pace), thread_([this] { Run(); }) {}

ChangeFollower::~ChangeFollower() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_over_ = true;
  }
  ended_.notify_all();
  feed_.Cancel();
  thread_.join();
}

bool ChangeFollower::IsOver() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return is_over_;
}

void ChangeFollower::Run() {
  while (!IsOver()) {
    FollowAll();
    std::unique_lock<std::mutex> lock(mutex_);
    ended_.wait_for(lock, pace_.pause, [this] { return is_over_; });
  }
}

void ChangeFollower::FollowAll() {
  const absl::StatusOr<std::vector<std::string>> divisions = lives_.Divisions();
  absl::Status worst = divisions.status();
  for (const std::string& division : divisions.value_or(std::vector<std::string>())) {
    if (IsOver()) return;
    if (absl::Status status = FollowDivision(division); !status.ok()) worst = std::move(status);
  }
  if (worst.ok() != was_well_ && !IsOver()) {
    log::Write(worst.ok() ? log::Level::kInfo : log::Level::kWarning,
               worst.ok() ? "the change feed is followed again" : "the change feed cannot be followed",
               {{"error", std::string(worst.message())}});
  }
  was_well_ = worst.ok();
}

absl::Status ChangeFollower::FollowDivision(const std::string& division) {
  ZP_ASSIGN_OR_RETURN(const std::string position, lives_.ReadFeedPosition(division));
  const auto keep = [this, &division](std::string next, std::vector<DepartmentYearMark> heads) {
    auto kept = std::make_shared<std::promise<absl::Status>>();
    std::future<absl::Status> result = kept->get_future();
    lives_.NoteFeed(division, std::move(next), std::move(heads),
                    [kept](absl::Status status) { kept->set_value(std::move(status)); });
    return result.get();
  };
  absl::Status status = feed_.Follow(division, position, pace_.longest, keep);
  const std::optional<Refusal> refusal = RefusalOf(status);
  if (refusal.has_value() && refusal->reason == "POSITION_OF_OTHER_STORE") {
    // Budget has another database: its feed begins anew.
    status = feed_.Follow(division, "", pace_.longest, keep);
  }
  return status;
}

}  // namespace zhengping::reporting
