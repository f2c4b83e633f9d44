// Values that every resource uses, as messages and back: days, times, quantities, names, facts, selectors, issues.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_VALUE_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_VALUE_MESSAGES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "common/resource_name/resource_name.h"
#include "common/status/issue.h"
#include "services/budget/domain/fact.h"
#include "services/budget/domain/selector.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/store/columns.h"

namespace google::protobuf {
class Timestamp;
}  // namespace google::protobuf
namespace google::type {
class Date;
}  // namespace google::type
namespace zhengping::type {
class DepartmentYearMark;
class EntryCondition;
class EntrySelector;
class Fact;
class Issue;
class Quantity;
class Rational;
}  // namespace zhengping::type

namespace zhengping::budget {

// DATE_NOT_IN_CALENDAR. An absent message is the caller's to decide.
std::optional<Date> FromMessage(const google::type::Date& message, absl::string_view field,
                                const MessageIssues& issues);
void ToMessage(Date date, google::type::Date& message);
void ToMessage(int64_t milliseconds, google::protobuf::Timestamp& message);

// AMOUNT_OUT_OF_RANGE for what Money cannot hold.
Money MoneyFromMessage(int64_t fen, absl::string_view field, const MessageIssues& issues);
// NUMBER_MALFORMED, NUMBER_TOO_LONG, DENOMINATOR_NOT_POSITIVE.
std::optional<Rational> FromMessage(const type::Rational& message, absl::string_view field,
                                    const MessageIssues& issues);
void ToMessage(const Rational& value, const std::string& display, type::Rational& message);
// Empty when none of its kinds is set.
std::optional<Quantity> FromMessage(const type::Quantity& message, absl::string_view field,
                                    const MessageIssues& issues);
void ToMessage(const Quantity& value, const std::string& unit, type::Quantity& message);

void ToMessage(const Fact& fact, type::Fact& message);
void ToMessage(const EntrySelector& selector, type::EntrySelector& message);
void ToMessage(const Issue& issue, type::Issue& message);
// Refused: RESOURCE_NAME_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE, CONDITION_FIELD_UNKNOWN, DATE_NOT_IN_CALENDAR.
absl::StatusOr<EntrySelector> FromMessage(const type::EntrySelector& message);
absl::StatusOr<EntryCondition> FromMessage(const type::EntryCondition& message);

void ToMark(const YearKey& key, int64_t revision, const std::string& digest, type::DepartmentYearMark& message);

// FISCAL_YEAR_OUT_OF_RANGE.
absl::Status CheckFiscalYear(int64_t fiscal_year, absl::string_view field);
// "divisions/430503000/departments/403/years/2023" with an optional last part ("statement").
absl::StatusOr<YearKey> YearFromName(absl::string_view name, absl::string_view last_part, absl::string_view field);
std::string FormatYearName(const YearKey& key);

// The id of a quota or a special fund: "{fiscal_year}-{code as an id}".
std::string YearlyId(int fiscal_year, absl::string_view external_code);
// `id` is written over.
void YearlyId(int fiscal_year, absl::string_view external_code, std::string& id);
// The fiscal year that such an id, or a transaction's, begins with; empty: it is none.
std::optional<int> YearOfId(absl::string_view id);

// An opaque etag from a version number, and back: empty for no etag, ETAG_STALE for one that is none of ours.
std::string FormatEtag(int64_t version);
absl::StatusOr<std::optional<int64_t>> ParseEtag(absl::string_view etag, absl::string_view field);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_VALUE_MESSAGES_H_
