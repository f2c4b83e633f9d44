// Follows budget's change feed, division by division, so that lists say which evaluations have become stale.
//
// In rounds: one stream at a time, from the position that was stored last, until budget says that there is no more for
// the time being; then the next division, then a pause. What a piece tells is stored with its position in one
// transaction. A feed that breaks, or stalls beyond `longest`, is left and taken up in the next round from where it
// was; nobody waits for it. The first round of a division reads its feed from the beginning.
//
// One thread of its own. The store and whatever serves the channel outlive it; its end does not wait for budget.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_CHANGE_FOLLOWER_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_CHANGE_FOLLOWER_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "common/storage/database.h"
#include "services/reporting/clients/change_feed.h"
#include "services/reporting/store/life_store.h"

namespace zhengping::reporting {

struct FollowerPace {
  std::chrono::milliseconds pause{3000};     // between two rounds
  std::chrono::milliseconds longest{20000};  // for one division in one round
};

class ChangeFollower {
 public:
  ChangeFollower(storage::Database& database, std::shared_ptr<grpc::ChannelInterface> budget,
                 FollowerPace pace = FollowerPace());
  ~ChangeFollower();
  ChangeFollower(const ChangeFollower&) = delete;
  ChangeFollower& operator=(const ChangeFollower&) = delete;

 private:
  void Run();
  void FollowAll();
  absl::Status FollowDivision(const std::string& division);
  bool IsOver();

  LifeStore lives_;
  ChangeFeed feed_;
  const FollowerPace pace_;
  bool was_well_ = true;  // the last round; a change is logged
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_CHANGE_FOLLOWER_H_
