// What stands in one cell of an export, read as the value it means. Messy in the ways that exports are, strict in the
// rest: a reading is either certain or refused with what would be right.
#ifndef ZHENGPING_COMMON_SPREADSHEET_CELL_VALUES_H_
#define ZHENGPING_COMMON_SPREADSHEET_CELL_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// What a cell without figure stands for; platforms differ, so the caller says it for each column.
enum class NoFigure { kZero, kMissing };

struct AmountReading {
  int64_t unit_fen = 100;               // what a bare number counts (SheetShape::UnitOf); a suffix 元 or 万元 wins
  NoFigure blank = NoFigure::kMissing;  // an empty cell
  NoFigure dash = NoFigure::kZero;      // "-", "—", "——", "－", "–"
};

// Amounts as ParseMoney reads them, and besides: "￥1,234.50", "¥ 5", "人民币5元", "(1,234.50)" and "（5）" for
// negatives, spaces between digit groups, zeros behind the second decimal. Empty when the cell is missing; "/" and 无
// are always missing. Refused as ParseMoney does: AMOUNT_MALFORMED, AMOUNT_TOO_PRECISE, AMOUNT_OUT_OF_RANGE.
absl::StatusOr<std::optional<Money>> ParseAmount(absl::string_view cell, const AmountReading& reading = {});

struct Identifier {
  std::string code;                 // half-width, without spaces inside
  bool has_restored_zeros = false;  // the file had lost leading zeros; worth a note to the user
};

// A code or number that names something: "123.0" is 123 (the tail that Python and old exports leave), "49002" is
// "049002" where `width` is 6. `width` 0 takes any. Empty code for an empty cell. Refused:
//   CODE_MALFORMED   a decimal fraction or an exponent ("1.1E+17": the end is lost)
//   CODE_TOO_LONG    more digits than `width`
absl::StatusOr<Identifier> ParseIdentifier(absl::string_view cell, size_t width = 0);

struct CodeName {
  std::string code;  // empty where the cell has a name alone
  std::string name;  // empty where the cell has a code alone
};

// "2010101 行政运行", "111-一般公共预算资金", "111－一般…", "[111]一般…", "111|一般…", "111一般…" split where the code
// of digits (and dots) ends; "行政运行" is a name and "2010101" a code. A text that starts with digits and means
// something else ("2023年…经费", "3-5岁…") is a name: no code is followed by 年, 月, 日, 号, 个 or digits behind a
// dash.
CodeName SplitCodeName(absl::string_view cell);

// Dates as ParseDate reads them, and besides: a serial number ("45017" in the workbook's date system; 20000 to 80000,
// so that no year or amount is taken for one), "20230401093000", "20230401093000123" and "2023.4.1". Refused as
// ParseDate does: DATE_MALFORMED, DATE_NOT_IN_CALENDAR (1900-02-29, which Excel knows, too). Empty for an empty cell.
absl::StatusOr<std::optional<Date>> ParseDay(absl::string_view cell, DateSystem system = DateSystem::k1900);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_CELL_VALUES_H_
