#include "common/server/workers.h"

#include <gtest/gtest.h>

#include <atomic>

#include "common/testing/server_fixture.h"

namespace zhengping::server {
namespace {

TEST(Workers, FinishWhatWasQueuedBeforeTheyEnd) {
  std::atomic<int> done{0};
  {
    Workers workers(3);
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(workers.Submit([&done] { ++done; }));
  }
  EXPECT_EQ(done.load(), 100);
}

TEST(Workers, OnePieceMoreThanTheQueueHoldsIsTurnedAway) {
  Gate gate;
  std::atomic<int> done{0};
  Workers workers(/*threads=*/1, /*queue_limit=*/2);
  ASSERT_TRUE(workers.Submit([&gate] { gate.Pass(); }));
  gate.AwaitArrivals(1);
  EXPECT_TRUE(workers.Submit([&done] { ++done; }));
  EXPECT_TRUE(workers.Submit([&done] { ++done; }));
  EXPECT_FALSE(workers.Submit([&done] { ++done; }));
  gate.Open();
}

}  // namespace
}  // namespace zhengping::server
