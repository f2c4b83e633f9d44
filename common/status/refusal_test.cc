#include "common/status/refusal.h"

#include <gtest/gtest.h>

#include "common/status/check.h"
#include "common/testing/matchers.h"

namespace zhengping {
namespace {

TEST(Refusal, EachKindHasItsCode) {
  const Refusal refusal{"R", "f"};
  const struct {
    absl::Status status;
    absl::StatusCode code;
  } cases[] = {
      {Invalid(refusal, "m"), absl::StatusCode::kInvalidArgument},
      {NotNow(refusal, "m"), absl::StatusCode::kFailedPrecondition},
      {Absent(refusal, "m"), absl::StatusCode::kNotFound},
      {Taken(refusal, "m"), absl::StatusCode::kAlreadyExists},
      {Stale(refusal, "m"), absl::StatusCode::kAborted},
      {Forbidden(refusal, "m"), absl::StatusCode::kPermissionDenied},
      {Overloaded(refusal, "m"), absl::StatusCode::kResourceExhausted},
      {Unreachable(refusal, "m"), absl::StatusCode::kUnavailable},
      {TooLate(refusal, "m"), absl::StatusCode::kDeadlineExceeded},
      {Unsupported(refusal, "m"), absl::StatusCode::kUnimplemented},
      {Broken(refusal, "m"), absl::StatusCode::kInternal},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(c.status, StatusIs(c.code));
    EXPECT_THAT(c.status, IsRefusal("R", "f"));
    EXPECT_EQ(c.status.message(), "m");
  }
}

TEST(Refusal, CarriesTheServiceThatWasTheCause) {
  const std::optional<Refusal> refusal = RefusalOf(Unreachable({"SERVICE_UNREACHABLE", "", "budget"}, "retry"));
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, "SERVICE_UNREACHABLE");
  EXPECT_EQ(refusal->field, "");
  EXPECT_EQ(refusal->service, "budget");
}

TEST(Refusal, AStatusOfOtherOriginIsNone) {
  EXPECT_FALSE(RefusalOf(absl::OkStatus()).has_value());
  EXPECT_FALSE(RefusalOf(absl::InternalError("disk")).has_value());
}

TEST(Refusal, EachLayerPrependsItsPartOfTheField) {
  absl::Status status = Invalid({"AMOUNT_NOT_POSITIVE", "amount_fen"}, "above zero");
  status = WithFieldPrefix(std::move(status), "entries[2].");
  status = WithFieldPrefix(std::move(status), "transaction.");
  EXPECT_THAT(status, IsRefusal("AMOUNT_NOT_POSITIVE", "transaction.entries[2].amount_fen"));
  EXPECT_EQ(status.message(), "above zero");
}

TEST(Refusal, APrefixWithNothingBehindItNamesTheElement) {
  EXPECT_THAT(WithFieldPrefix(Invalid({"R", ""}, "m"), "entries[2]."), IsRefusal("R", "entries[2]"));
}

TEST(Refusal, APrefixLeavesOtherStatusesAlone) {
  EXPECT_EQ(WithFieldPrefix(absl::OkStatus(), "a."), absl::OkStatus());
  EXPECT_EQ(WithFieldPrefix(absl::InternalError("disk"), "a."), absl::InternalError("disk"));
}

TEST(CheckDeathTest, PrintsTheExpressionAndTheReason) {
  ZP_CHECK(1 + 1 == 2, "arithmetic holds");
  EXPECT_DEATH(ZP_CHECK(1 + 1 == 3, "arithmetic holds"), "1 \\+ 1 == 3: arithmetic holds");
}

}  // namespace
}  // namespace zhengping
