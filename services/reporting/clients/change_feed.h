// Budget's change feed as reporting follows it: which department-years have moved on, piece by piece, each with the
// position from which to go on after it.
//
// Thread rule: Follow blocks; Cancel may be called from any other thread, and ends a Follow under way and every later
// one.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_CHANGE_FEED_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_CHANGE_FEED_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

class ChangeFeed {
 public:
  // An in-process channel works as well.
  explicit ChangeFeed(std::shared_ptr<grpc::ChannelInterface> budget);
  ~ChangeFeed();

  // What a piece tells: the heads that have moved, and where to go on. Not OK: the feed is left, with that error.
  using OnPiece = std::function<absl::Status(std::string position, std::vector<DepartmentYearMark> heads)>;

  // Reads a division's feed ("430503000") from `position` (empty: the first change) until budget says that there is no
  // more for the time being. A feed that has not come to that within `longest` ends as DEADLINE_EXCEEDED: what was told
  // stays told, so that the next call goes on behind it. Errors name "budget"; POSITION_OF_OTHER_STORE
  // (FAILED_PRECONDITION) when the position is of another database.
  absl::Status Follow(const std::string& division, const std::string& position, std::chrono::milliseconds longest,
                      const OnPiece& on_piece);

  void Cancel();

 private:
  struct Wire;

  const std::unique_ptr<Wire> wire_;
  std::mutex mutex_;
  bool is_cancelled_ = false;
  grpc::ClientContext* under_way_ = nullptr;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_CHANGE_FEED_H_
