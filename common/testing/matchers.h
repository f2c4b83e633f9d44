// What gmock lacks for absl::Status and absl::StatusOr.
//
//   EXPECT_THAT(quota.Apply(entry), IsOk());
//   EXPECT_THAT(ParseMoney("12.5"), IsOkAndHolds(Money::Fen(1250)));
//   EXPECT_THAT(quota.Apply(entry), IsRefusal("AMOUNT_NOT_POSITIVE", "amount_fen"));
//   EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
#ifndef ZHENGPING_COMMON_TESTING_MATCHERS_H_
#define ZHENGPING_COMMON_TESTING_MATCHERS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/refusal.h"

namespace zhengping {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// "FAILED_PRECONDITION: text [REASON field]", for the message of a test that went wrong.
inline std::string DescribeStatus(const absl::Status& status) {
  std::string text = status.ToString(absl::StatusToStringMode::kWithNoExtraData);
  if (const std::optional<Refusal> refusal = RefusalOf(status)) {
    text += " [" + refusal->reason + " " + refusal->field + "]";
  }
  return text;
}

MATCHER(IsOk, "is OK") {
  *result_listener << DescribeStatus(StatusOf(arg));
  return arg.ok();
}

MATCHER_P(StatusIs, code, "has the status code " + absl::StatusCodeToString(code)) {
  *result_listener << DescribeStatus(StatusOf(arg));
  return StatusOf(arg).code() == code;
}

MATCHER_P(IsRefusal, reason, std::string("is refused with ") + reason) {
  *result_listener << DescribeStatus(StatusOf(arg));
  const std::optional<Refusal> refusal = RefusalOf(StatusOf(arg));
  return refusal.has_value() && refusal->reason == reason;
}

MATCHER_P2(IsRefusal, reason, field, std::string("is refused with ") + reason + " at field " + field) {
  *result_listener << DescribeStatus(StatusOf(arg));
  const std::optional<Refusal> refusal = RefusalOf(StatusOf(arg));
  return refusal.has_value() && refusal->reason == reason && refusal->field == field;
}

MATCHER_P(IsOkAndHolds, inner,
          "is OK and holds a value that " +
              testing::DescribeMatcher<typename std::decay_t<arg_type>::value_type>(inner, negation)) {
  if (!arg.ok()) {
    *result_listener << DescribeStatus(arg.status());
    return false;
  }
  return testing::ExplainMatchResult(inner, *arg, result_listener);
}

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_MATCHERS_H_
