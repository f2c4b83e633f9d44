#include "services/cli/exit_status.h"

#include <gtest/gtest.h>

#include "common/status/refusal.h"

namespace zhengping::cli {
namespace {

TEST(ExitStatus, EveryKindOfRefusalHasItsNumber) {
  const Refusal refusal{"REASON", "field"};
  struct Case {
    absl::Status status;
    int exit_status;
  };
  const Case cases[] = {
      {absl::OkStatus(), 0},          {absl::InternalError("x"), 1},  {Broken(refusal, "x"), 1},
      {absl::CancelledError("x"), 1}, {Invalid(refusal, "x"), 2},     {Forbidden(refusal, "x"), 4},
      {Absent(refusal, "x"), 5},      {Taken(refusal, "x"), 6},       {Stale(refusal, "x"), 6},
      {NotNow(refusal, "x"), 6},      {Unreachable(refusal, "x"), 7}, {TooLate(refusal, "x"), 7},
      {Overloaded(refusal, "x"), 7},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.status.ToString());
    EXPECT_EQ(ExitStatusOf(c.status), c.exit_status);
  }
}

}  // namespace
}  // namespace zhengping::cli
