// What a spreadsheet stores about a number, as people read it: decimal text without a binary float in between, and days
// from the serial numbers that stand for them.
#ifndef ZHENGPING_COMMON_SPREADSHEET_NUMBER_TEXT_H_
#define ZHENGPING_COMMON_SPREADSHEET_NUMBER_TEXT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// "1.2345678900000001E6" is "1234567.89": no exponent, rounded half up to the 15 significant digits that Excel keeps
// and shows. A whole number keeps all its digits: an account number of 18 digits must not change. Empty when `stored`
// is no number of XML Schema (sign, digits, point, exponent), or no float64 could hold it.
std::optional<std::string> PlainNumber(absl::string_view stored);

// A whole number of more than 15 digits: Excel has put zeros in place of its end.
bool IsBeyondPrecision(absl::string_view plain_number);

// The share of one that `plain_number` is, as a percentage: "0.3864" gives "38.64%".
std::string PercentText(absl::string_view plain_number);

// The day, and the time when there is one, that a serial number stands for: "45017" is "2023-04-01", "45017.5" is
// "2023-04-01 12:00:00". What Excel shows and the calendar lacks is written all the same, for whoever reads dates to
// refuse it: "1900-02-29" (60), "1900-01-00" (0). Empty below 0 and after 2199.
std::optional<std::string> DateText(absl::string_view plain_number, DateSystem system);

// What a number format code (ECMA-376 part 1, 18.8.30) makes of a number.
enum class NumberFormat { kNumber, kDate, kPercentage };

NumberFormat FormatOfCode(absl::string_view code);  // `yyyy"年"m"月"d"日"` is kDate; a time of day alone is kNumber
NumberFormat BuiltinFormat(int number);             // 0 to 58, those of a Chinese Excel included

// Makes a kNumber cell what its format shows: a day, where the number is one, or a percentage.
void ApplyFormat(NumberFormat format, DateSystem system, Cell& cell);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_NUMBER_TEXT_H_
