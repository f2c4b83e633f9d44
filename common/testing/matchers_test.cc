#include "common/testing/matchers.h"

#include <gtest/gtest.h>

namespace zhengping {
namespace {

using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Not;

const absl::StatusOr<int> kSeven = 7;
const absl::StatusOr<int> kRefused = Invalid({"TOO_MANY", "rows"}, "at most 3");

TEST(Matchers, TellOkFromRefused) {
  EXPECT_THAT(absl::OkStatus(), IsOk());
  EXPECT_THAT(kSeven, IsOk());
  EXPECT_THAT(kRefused, Not(IsOk()));
  EXPECT_THAT(kRefused.status(), Not(IsOk()));
}

TEST(Matchers, LookAtTheValue) {
  EXPECT_THAT(kSeven, IsOkAndHolds(7));
  EXPECT_THAT(kSeven, IsOkAndHolds(Gt(6)));
  EXPECT_THAT(kSeven, Not(IsOkAndHolds(8)));
  EXPECT_THAT(kRefused, Not(IsOkAndHolds(7)));
}

TEST(Matchers, LookAtTheReasonAndTheField) {
  EXPECT_THAT(kRefused, IsRefusal("TOO_MANY"));
  EXPECT_THAT(kRefused, IsRefusal("TOO_MANY", "rows"));
  EXPECT_THAT(kRefused, Not(IsRefusal("TOO_MANY", "columns")));
  EXPECT_THAT(kRefused, Not(IsRefusal("TOO_FEW")));
  EXPECT_THAT(kSeven, Not(IsRefusal("TOO_MANY")));
  EXPECT_THAT(kRefused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(kRefused, Not(StatusIs(absl::StatusCode::kOk)));
}

TEST(Matchers, AFailureShowsReasonAndField) {
  testing::StringMatchResultListener listener;
  EXPECT_FALSE(testing::ExplainMatchResult(IsOk(), kRefused, &listener));
  EXPECT_THAT(listener.str(), HasSubstr("at most 3 [TOO_MANY rows]"));
}

}  // namespace
}  // namespace zhengping
