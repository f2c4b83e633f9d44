#include "services/reporting/domain/division/division_run.h"

#include <gtest/gtest.h>

#include "common/status/refusal.h"

namespace zhengping::reporting {
namespace {

struct Case {
  const char* what;
  absl::Status status;
  int tries;
  bool others_go;
  AfterFailure after;
};

TEST(DivisionRun, WhatIsNoFaultOfTheDepartmentFailsIt) {
  const absl::Status dead = Unreachable({"SERVICE_UNREACHABLE", ""}, "budget does not answer");
  const absl::Status slow = TooLate({"DEADLINE_EXCEEDED", ""}, "budget does not answer in time");
  const absl::Status busy = Overloaded({"TOO_MANY_CALLS", ""}, "later");
  const Case cases[] = {
      {"a wrong plan is its own fault", NotNow({"PLAN_HAS_ERRORS", ""}, "mend it"), 1, true, AfterFailure::kFailed},
      {"an internal error does not pass", absl::InternalError("x"), 1, false, AfterFailure::kFailed},
      {"a dead service is waited for", dead, 1, false, AfterFailure::kWait},
      {"however long", dead, 1000, false, AfterFailure::kWait},
      {"unless it is dead for this one alone", dead, 5, true, AfterFailure::kFailed},
      {"which must show", dead, 4, true, AfterFailure::kWait},
      {"slow is tried again", slow, 2, true, AfterFailure::kLater},
      {"three times", slow, 3, true, AfterFailure::kFailed},
      {"overload is waited for", busy, 1, false, AfterFailure::kWait},
      {"but an answer that is too large stays so", busy, 3, false, AfterFailure::kFailed},
  };
  for (const Case& c : cases) EXPECT_EQ(DecideAfter(c.status, c.tries, c.others_go), c.after) << c.what;
}

TEST(DivisionRun, WaitsGrowToHalfAMinute) {
  EXPECT_EQ(WaitAfter(1), std::chrono::seconds(1));
  EXPECT_EQ(WaitAfter(2), std::chrono::seconds(2));
  EXPECT_EQ(WaitAfter(5), std::chrono::seconds(16));
  EXPECT_EQ(WaitAfter(6), std::chrono::seconds(30));
  EXPECT_EQ(WaitAfter(1000), std::chrono::seconds(30));
}

TEST(DivisionRun, ItsRequestIdIsItsOwn) {
  const std::string id = RequestIdOfRun("divisions/430503000/operations/evaluate-2023-1");
  EXPECT_EQ(id, RequestIdOfRun("divisions/430503000/operations/evaluate-2023-1"));
  EXPECT_NE(id, RequestIdOfRun("divisions/430503000/operations/evaluate-2023-2"));
  EXPECT_EQ(id.size(), 36u);
  EXPECT_EQ(id[14], '8') << "a caller's has version 4: " << id;
}

}  // namespace
}  // namespace zhengping::reporting
