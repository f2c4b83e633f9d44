// The small values that every message of this service shares: exact numbers, days, issues. What cannot be read becomes
// an issue with its place in the request, so that one answer names everything that is wrong; the value is then absent.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_VALUE_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_VALUE_MESSAGES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/rpc/field_path.h"

namespace google::type {
class Date;
}  // namespace google::type
namespace zhengping::type {
class Issue;
class Rational;
}  // namespace zhengping::type

namespace zhengping::indicator {

// An error at `field`. `found` is cut to 200 characters.
Issue FieldIssue(const FieldPath& field, absl::string_view reason, absl::string_view found, absl::string_view remedy);

// Appends NUMBER_MALFORMED, NUMBER_TOO_LONG or DENOMINATOR_NOT_POSITIVE.
std::optional<Rational> FromMessage(const type::Rational& message, const FieldPath& field, std::vector<Issue>& issues);
void ToMessage(const Rational& value, absl::string_view display, type::Rational& message);

// Appends DATE_NOT_IN_CALENDAR.
std::optional<Date> FromMessage(const google::type::Date& message, const FieldPath& field, std::vector<Issue>& issues);
void ToMessage(Date date, google::type::Date& message);

void ToMessage(const Issue& issue, type::Issue& message);

// A decimal string, "12.5" or "5%"; empty: absent. Appends NUMBER_MALFORMED or NUMBER_TOO_LONG (above 18 decimals,
// which FormatDecimal could not give back).
std::optional<Rational> ParseDecimalField(const std::string& text, const FieldPath& field, std::vector<Issue>& issues);
// Exact for all that ParseDecimalField reads; a value without a finite decimal (30 ÷ 7) is rounded to 18 decimals.
std::string FormatDecimal(const Rational& value);

// Appends TEXT_TOO_LONG above `limit_bytes`.
void CheckLength(absl::string_view text, size_t limit_bytes, const FieldPath& field, std::vector<Issue>& issues);

// Appends those of `found` for whose row or node `issues` has no error yet: what follows from a value that could not be
// read is not reported beside it. A row is the field up to its first "]".
void AppendUnlessUnread(std::vector<Issue> found, std::vector<Issue>& issues);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_VALUE_MESSAGES_H_
