#include "services/reporting/clients/change_feed.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/client/outgoing.h"
#include "common/resource_name/resource_name.h"
#include "services/reporting/clients/contract.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping::reporting {
namespace {

constexpr int kHeartbeatSeconds = 5;

// The newest revision of each department-year of the piece. Changes whose names are none are the feed's fault.
std::vector<DepartmentYearMark> HeadsOf(const budget::v1::WatchChangesResponse& piece, Contract& contract) {
  std::map<std::pair<std::string, int>, DepartmentYearMark> heads;
  for (int i = 0; i < piece.changes_size(); ++i) {
    const budget::v1::Change& change = piece.changes(i);
    const std::string place = absl::StrCat("changes[", i, "]");
    contract.Require(ParseDepartmentName(change.department(), "department").ok(), place, "is of no department");
    contract.Require(change.revision() > 0, place, "has no revision");
    DepartmentYearMark& head = heads[{change.department(), change.fiscal_year()}];
    if (head.revision >= change.revision()) continue;
    head = {"budget", change.department(), change.fiscal_year(), change.revision(), change.digest()};
  }
  std::vector<DepartmentYearMark> marks;
  for (auto& [key, head] : heads) marks.push_back(std::move(head));
  return marks;
}

}  // namespace

struct ChangeFeed::Wire {
  std::unique_ptr<budget::v1::BudgetService::Stub> stub;
};

ChangeFeed::ChangeFeed(std::shared_ptr<grpc::ChannelInterface> budget)
    : wire_(new Wire{budget::v1::BudgetService::NewStub(std::move(budget))}) {}

ChangeFeed::~ChangeFeed() = default;

absl::Status ChangeFeed::Follow(const std::string& division, const std::string& position,
                                std::chrono::milliseconds longest, const OnPiece& on_piece) {
  const auto context = client::NewContext({}, {.deadline = longest});
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (is_cancelled_) return absl::CancelledError("the feed is not followed any more");
    under_way_ = context.get();
  }
  budget::v1::WatchChangesRequest request;
  request.set_parent(absl::StrCat("divisions/", division));
  request.set_position(position);
  request.set_heartbeat_seconds(kHeartbeatSeconds);
  const auto reader = wire_->stub->WatchChanges(context.get(), request);
  absl::Status status;
  bool has_caught_up = false;
  budget::v1::WatchChangesResponse piece;
  while (status.ok() && !has_caught_up && reader->Read(&piece)) {
    Contract contract("budget");
    std::vector<DepartmentYearMark> heads = HeadsOf(piece, contract);
    contract.Require(!piece.position().empty(), "position", "is empty");
    has_caught_up = piece.changes().empty();
    status = contract.status();
    if (status.ok()) status = on_piece(piece.position(), std::move(heads));
  }
  if (has_caught_up || !status.ok()) context->TryCancel();
  const grpc::Status ended = reader->Finish();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    under_way_ = nullptr;
  }
  if (has_caught_up || !status.ok()) return status;
  if (ended.ok()) return absl::UnavailableError("budget ended the feed");
  return FromGrpcStatus(ended, "budget");
}

void ChangeFeed::Cancel() {
  const std::lock_guard<std::mutex> lock(mutex_);
  is_cancelled_ = true;
  if (under_way_ != nullptr) under_way_->TryCancel();
}

}  // namespace zhengping::reporting
