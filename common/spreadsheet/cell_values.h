// What a cell of a platform's export says: codes beside their names, amounts as text, days as serials. Full-width
// characters and spaces at the ends are taken off first. Messy in the ways that exports are, strict in the rest: a
// reading is certain, or refused with what would be right. A cell that is empty, "/" or 无 has no value; who reads asks
// table.h's StateOf first.
#ifndef ZHENGPING_COMMON_SPREADSHEET_CELL_VALUES_H_
#define ZHENGPING_COMMON_SPREADSHEET_CELL_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/money/money.h"

namespace zhengping {

struct CodeAndName {
  std::string code;  // empty: the cell holds a name alone
  std::string name;  // empty: a code alone
};

// "111-一般公共预算资金", "2010101 行政运行", "111—一般", "111|一般", "[403]翠园街道办事处", "（111）一般", "123.0" (a
// number read as a float), "049002". A name is what begins with a character beyond ASCII; a hyphen inside an id parts
// nothing.
CodeAndName CodeIn(absl::string_view cell);

// A number with an exponent (1.2E+17): its digits are lost.
bool IsRounded(absl::string_view code);

// An amount as ParseMoney reads it, and besides: "-" or "——" for zero, "¥1,234.50", "人民币5元", "(1,234.50)" for a
// negative one, spaces between groups of digits, ".5", an exponent ("1.2E4"), the binary tail of a float
// (1234.5600000000001, 0.30000000000000004). Exact: no figure passes through a float here. Refused as ParseMoney does.
absl::StatusOr<Money> AmountIn(absl::string_view cell, int64_t unit_fen);

// A day as ParseDate reads it, and besides: "2023.5.31", "2023-05-31T09:30:00", the platform's moment
// (20230531093000123, 20230531093000, 202305310930), a spreadsheet's serial (45077, 45077.4; from 1954 to 2119, so that
// no year is one), milliseconds since 1970 as Java writes them (1685494800000), the day of which is China's. Refused:
// DATE_MALFORMED, DATE_NOT_IN_CALENDAR.
absl::StatusOr<Date> DayIn(absl::string_view cell);

// The same with a time, as the platform's moment: 20230531093000123. A day alone is its midnight.
absl::StatusOr<int64_t> MomentIn(absl::string_view cell);

// 1 是 yes true, 2 0 否 no false. Empty for anything else.
std::optional<bool> FlagIn(absl::string_view cell);

// `note` without the numbers of persons: runs of 15 to 19 digits (identity cards, bank cards), an X at the end too.
std::string WithoutPersonalNumbers(absl::string_view note);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_CELL_VALUES_H_
