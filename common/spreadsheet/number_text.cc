#include "common/spreadsheet/number_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "common/date/date.h"
#include "common/text/decimal.h"

namespace zhengping {
namespace {

constexpr size_t kSignificantDigits = 15;  // what Excel keeps of a number
constexpr int kMostExponent = 400;         // of ten; float64 ends at 308 and, with denormals, at -324
constexpr int64_t kSecondsADay = 86'400;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

absl::string_view TakeDigits(absl::string_view& text) {
  size_t size = 0;
  while (size < text.size() && IsDigit(text[size])) ++size;
  const absl::string_view digits = text.substr(0, size);
  text.remove_prefix(size);
  return digits;
}

// 0.digits × 10^exponent; the first digit is not zero. No digits: zero.
struct Scientific {
  bool is_negative = false;
  std::string digits;
  int exponent = 0;
};

std::optional<Scientific> ParseScientific(absl::string_view text) {
  Scientific number;
  number.is_negative = absl::ConsumePrefix(&text, "-");
  if (!number.is_negative) absl::ConsumePrefix(&text, "+");
  const absl::string_view whole = TakeDigits(text);
  absl::string_view fraction;
  if (absl::ConsumePrefix(&text, ".")) fraction = TakeDigits(text);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  int exponent = 0;
  if (absl::ConsumePrefix(&text, "e") || absl::ConsumePrefix(&text, "E")) {
    if (!absl::SimpleAtoi(text, &exponent) || exponent > kMostExponent || exponent < -kMostExponent) {
      return std::nullopt;
    }
    text = "";
  }
  if (!text.empty() || whole.size() > kMostExponent || fraction.size() > kMostExponent) return std::nullopt;
  const std::string digits = absl::StrCat(whole, fraction);
  const size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  number.digits = digits.substr(first);
  number.exponent = exponent + static_cast<int>(whole.size()) - static_cast<int>(first);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  return number;
}

// Half up: Excel's own rounding of what it shows.
void RoundTo(Scientific& number, size_t most) {
  if (number.digits.size() <= most) return;
  const bool up = number.digits[most] >= '5';
  number.digits.resize(most);
  if (up) {
    size_t i = most;
    while (i > 0 && number.digits[i - 1] == '9') number.digits[--i] = '0';
    if (i > 0) {
      ++number.digits[i - 1];
    } else {
      number.digits.insert(number.digits.begin(), '1');
      ++number.exponent;
    }
  }
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
}

std::string Plain(const Scientific& number) {
  if (number.digits.empty()) return "0";
  std::string text = number.is_negative ? "-" : "";
  const int whole = number.exponent;
  const int size = static_cast<int>(number.digits.size());
  if (whole <= 0) {
    absl::StrAppend(&text, "0.", std::string(static_cast<size_t>(-whole), '0'), number.digits);
  } else if (whole >= size) {
    absl::StrAppend(&text, number.digits, std::string(static_cast<size_t>(whole - size), '0'));
  } else {
    absl::StrAppend(&text, number.digits.substr(0, static_cast<size_t>(whole)), ".",
                    number.digits.substr(static_cast<size_t>(whole)));
  }
  return text;
}

// The seconds of a day in a fraction "5" (0.5); rounded.
int64_t SecondsOf(const std::string& fraction) {
  constexpr size_t kDigits = 12;
  std::string digits = fraction.substr(0, kDigits);
  digits.resize(kDigits, '0');
  int64_t part = 0;
  if (!absl::SimpleAtoi(digits, &part)) return 0;
  constexpr int64_t kWhole = 1'000'000'000'000;
  return (part * kSecondsADay + kWhole / 2) / kWhole;
}

// ISO text of a day number in `system`; empty outside what Date knows.
std::optional<std::string> DayText(int64_t serial, DateSystem system) {
  const Date first = *Date::FromYmd(1900, 1, 1);
  int64_t days = 0;  // since 1900-01-01
  switch (system) {
    case DateSystem::k1900:
      if (serial == 0) return "1900-01-00";
      if (serial == 60) return "1900-02-29";
      days = serial < 60 ? serial - 1 : serial - 2;
      break;
    case DateSystem::k1904:
      days = serial + (*Date::FromYmd(1904, 1, 1) - first);
      break;
  }
  if (days > *Date::FromYmd(2199, 12, 31) - first) return std::nullopt;
  return FormatIso(first.PlusDays(static_cast<int>(days)));
}

// The code's first section without what is printed as it stands: "…", \x, _x, *x and [colour or locale].
std::string BareCode(absl::string_view code) {
  std::string bare;
  for (size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"' || c == '[') {
      i = code.find(c == '"' ? '"' : ']', i + 1);
      if (i == absl::string_view::npos) break;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      bare += absl::ascii_tolower(static_cast<unsigned char>(c));
    }
  }
  return bare;
}

}  // namespace

std::optional<std::string> PlainNumber(absl::string_view stored) {
  std::optional<Scientific> number = ParseScientific(absl::StripAsciiWhitespace(stored));
  if (!number) return std::nullopt;
  const bool is_whole = number->exponent >= static_cast<int>(number->digits.size());
  if (!is_whole) RoundTo(*number, kSignificantDigits);
  return Plain(*number);
}

bool IsBeyondPrecision(absl::string_view plain_number) {
  const std::optional<Decimal> number = ParseDecimal(plain_number);
  return number && number->fraction.empty() && number->whole.size() > kSignificantDigits;
}

std::string PercentText(absl::string_view plain_number) {
  std::optional<Scientific> number = ParseScientific(plain_number);
  if (!number) return std::string(plain_number);
  number->exponent += 2;
  return Plain(*number) + "%";
}

std::optional<std::string> DateText(absl::string_view plain_number, DateSystem system) {
  const std::optional<Decimal> number = ParseDecimal(plain_number);
  int64_t days = 0;
  if (!number || number->negative || number->whole.size() > 7 || !absl::SimpleAtoi(number->whole, &days)) {
    return std::nullopt;
  }
  int64_t seconds = SecondsOf(number->fraction);
  days += seconds / kSecondsADay;
  seconds %= kSecondsADay;
  std::optional<std::string> text = DayText(days, system);
  if (text && seconds > 0) {
    absl::StrAppendFormat(&*text, " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
  return text;
}

NumberFormat FormatOfCode(absl::string_view code) {
  const std::string bare = BareCode(code);
  if (absl::StrContains(bare, "general")) return NumberFormat::kNumber;
  if (bare.find_first_of("yd") != std::string::npos) return NumberFormat::kDate;
  return absl::StrContains(bare, "%") ? NumberFormat::kPercentage : NumberFormat::kNumber;
}

NumberFormat BuiltinFormat(int number) {
  if (number == 9 || number == 10) return NumberFormat::kPercentage;
  const bool is_date = (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) ||
                       number == 36 || (number >= 50 && number <= 54) || number == 57 || number == 58;
  return is_date ? NumberFormat::kDate : NumberFormat::kNumber;
}

void ApplyFormat(NumberFormat format, DateSystem system, Cell& cell) {
  cell.is_percentage = format == NumberFormat::kPercentage;
  if (format != NumberFormat::kDate) return;
  std::optional<std::string> day = DateText(cell.text, system);
  if (!day) return;
  cell.kind = CellKind::kDate;
  cell.text = *std::move(day);
}

}  // namespace zhengping
