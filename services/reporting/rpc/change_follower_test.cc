// The change feed is followed from where it was left, through breaks and stalls, and holds nobody up.
#include "services/reporting/rpc/change_follower.h"

#include <gtest/gtest.h>

#include <future>

#include "common/testing/matchers.h"
#include "services/reporting/rpc/reporting_testing.h"

namespace zhengping::reporting {
namespace {

using Pieces = absl::StatusOr<std::vector<budget::v1::WatchChangesResponse>>;

budget::v1::WatchChangesResponse Piece(const std::string& position, int64_t revision) {
  budget::v1::WatchChangesResponse piece;
  piece.set_position(position);
  budget::v1::Change& change = *piece.add_changes();
  change.set_department(kTestDepartment);
  change.set_fiscal_year(2023);
  change.set_revision(revision);
  change.set_digest("dd");
  return piece;
}

// Collects the positions that are asked for, and lets the test wait for a number of them.
class Asked {
 public:
  void Add(const std::string& position) {
    const std::lock_guard<std::mutex> lock(mutex_);
    positions_.push_back(position);
    changed_.notify_all();
  }
  std::vector<std::string> Await(size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return positions_.size() >= count; });
    return positions_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> positions_;
};

class ChangeFollowerTest : public testing::Test {
 protected:
  static constexpr FollowerPace kPace = {.pause = std::chrono::milliseconds(5),
                                         .longest = std::chrono::milliseconds(300)};

  bool IsStale() {
    const auto listed = reporting_.List();
    return listed.ok() && listed->evaluations(0).is_stale();
  }

  void SetUp() override { ASSERT_THAT(reporting_.Create(), IsOk()); }

  Asked asked_;
  ReportingFixture reporting_;
};

TEST_F(ChangeFollowerTest, WhatTheFeedTellsShowsInLists) {
  reporting_.budget.feed = [this](const budget::v1::WatchChangesRequest& request) -> Pieces {
    asked_.Add(request.position());
    std::vector<budget::v1::WatchChangesResponse> pieces;
    if (request.position().empty()) pieces = {Piece("p1", 16), Piece("p2", 18)};
    return pieces;
  };
  EXPECT_FALSE(IsStale());
  const ChangeFollower follower(reporting_.database(), reporting_.budget_channel(), kPace);
  const std::vector<std::string> positions = asked_.Await(3);
  ASSERT_GE(positions.size(), 3U);
  EXPECT_EQ(positions[0], "") << "from the beginning";
  EXPECT_EQ(positions[1], "p2") << "from where it was left";
  EXPECT_TRUE(IsStale()) << "17 was read, 18 is there";
}

TEST_F(ChangeFollowerTest, AFeedThatBreaksOrStallsIsTakenUpAgain) {
  std::atomic<int> round{0};
  Gate stalled;
  reporting_.budget.feed = [&](const budget::v1::WatchChangesRequest& request) -> Pieces {
    asked_.Add(request.position());
    const int now = ++round;
    if (now == 1) return std::vector{Piece("p1", 16)};
    if (now == 2) return absl::UnavailableError("breaks");
    if (now == 3) stalled.Pass();  // beyond what the follower waits
    return std::vector{Piece("p4", 18)};
  };
  const ChangeFollower follower(reporting_.database(), reporting_.budget_channel(), kPace);
  const std::vector<std::string> positions = asked_.Await(4);
  ASSERT_GE(positions.size(), 4U);
  EXPECT_EQ(positions[1], "p1");
  EXPECT_EQ(positions[2], "p1") << "after the break, from where it was left";
  EXPECT_EQ(positions[3], "p1") << "after the stall too";
  EXPECT_EQ(asked_.Await(5)[4], "p4");
  EXPECT_TRUE(IsStale());
  stalled.Open();
}

TEST_F(ChangeFollowerTest, AStalledFeedHoldsNobodyUpAndEndsAtOnce) {
  reporting_.budget.feed_behavior.holds_back = true;
  {
    const ChangeFollower follower(reporting_.database(), reporting_.budget_channel(),
                                  {.pause = std::chrono::milliseconds(5), .longest = std::chrono::minutes(10)});
    reporting_.budget.feed_behavior.gate.AwaitArrivals(1);
    EXPECT_FALSE(IsStale());
    EXPECT_THAT(reporting_.Create(), IsOk());
  }
  reporting_.budget.feed_behavior.gate.Open();
  SUCCEED() << "the follower ended while its feed was stalled for ten minutes";
}

TEST_F(ChangeFollowerTest, AnotherDatabaseOfBudgetIsFollowedFromItsBeginning) {
  reporting_.budget.feed = [this](const budget::v1::WatchChangesRequest& request) -> Pieces {
    asked_.Add(request.position());
    std::vector<budget::v1::WatchChangesResponse> pieces;
    if (request.position().empty()) pieces = {Piece("other", 18)};
    return pieces;
  };
  LifeStore lives(reporting_.database());
  std::promise<absl::Status> noted;
  lives.NoteFeed("430503000", "old", {}, [&noted](const absl::Status& status) { noted.set_value(status); });
  ASSERT_THAT(noted.get_future().get(), IsOk());
  reporting_.budget.refuses_position = "old";
  const ChangeFollower follower(reporting_.database(), reporting_.budget_channel(), kPace);
  EXPECT_EQ(asked_.Await(2)[1], "other");
  EXPECT_TRUE(IsStale());
}

}  // namespace
}  // namespace zhengping::reporting
