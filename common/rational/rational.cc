#include "common/rational/rational.h"

#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/text/decimal.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

using BigInt = boost::multiprecision::cpp_int;

constexpr int kMostDecimals = 18;         // 10^18 fits in int64
constexpr size_t kMostNumberDigits = 60;  // of a cell: far above any amount, far below what costs time
constexpr size_t kMostFractionDigits = 200;

Rational PowerOfTen(int exponent) {
  ZP_CHECK(exponent >= 0 && exponent <= kMostDecimals, "a display has 0 to 18 decimals");
  int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return Rational(power);
}

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// `digits` has no sign. Leading zeros go: Boost would read them as octal.
BigInt ToBigInt(absl::string_view digits) {
  const size_t first = digits.find_first_not_of('0');
  return first == absl::string_view::npos ? BigInt(0) : BigInt(std::string(digits.substr(first)));
}

// The digits of a whole number, a minus before them if there is one, with a point before the last `decimals`.
std::string WithPoint(std::string digits, int decimals) {
  const size_t count = static_cast<size_t>(decimals);
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  if (digits.size() <= count) digits.insert(0, count + 1 - digits.size(), '0');
  if (count > 0) digits.insert(digits.size() - count, 1, '.');
  return negative ? "-" + digits : digits;
}

}  // namespace

bool Rational::is_whole() const { return boost::multiprecision::denominator(value_) == 1; }

std::optional<int64_t> Rational::ToInt64() const {
  const BigInt whole = boost::multiprecision::numerator(value_);
  if (!is_whole() || whole < std::numeric_limits<int64_t>::min() || whole > std::numeric_limits<int64_t>::max()) {
    return std::nullopt;
  }
  return whole.convert_to<int64_t>();
}

std::string Rational::numerator() const { return boost::multiprecision::numerator(value_).str(); }

std::string Rational::denominator() const { return boost::multiprecision::denominator(value_).str(); }

std::optional<Rational> Quotient(const Rational& numerator, const Rational& denominator) {
  if (denominator.is_zero()) return std::nullopt;
  return Rational(Rational::Big(numerator.value_ / denominator.value_));
}

Rational Floor(const Rational& value) {
  const BigInt numerator = boost::multiprecision::numerator(value.value_);
  const BigInt denominator = boost::multiprecision::denominator(value.value_);
  BigInt quotient = numerator / denominator;  // towards zero
  if (numerator < 0 && numerator % denominator != 0) --quotient;
  return Rational(Rational::Big(quotient));
}

Rational Round(const Rational& value, int decimals) {
  const Rational scale = PowerOfTen(decimals);
  const Rational half = *Quotient(Rational(1), Rational(2));
  const bool negative = value < Rational();
  const Rational scaled = (negative ? -value : value) * scale + half;
  const Rational rounded = *Quotient(Floor(scaled), scale);
  return negative ? -rounded : rounded;
}

absl::StatusOr<Rational> ParseNumber(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  absl::string_view number = narrow;
  const bool percent = absl::ConsumeSuffix(&number, "%");
  const std::optional<Decimal> decimal = ParseDecimal(TrimSpaces(number));
  if (!decimal) {
    return Invalid({"NUMBER_MALFORMED"}, "a number reads like 12, -0.5, 1,234.5 or 98.21%");
  }
  const std::string digits = decimal->whole + decimal->fraction;
  if (digits.size() > kMostNumberDigits) {
    return Invalid({"NUMBER_TOO_LONG"}, absl::StrCat("a number has at most ", kMostNumberDigits, " digits"));
  }
  const std::string scale = "1" + std::string(decimal->fraction.size() + (percent ? 2 : 0), '0');
  return ParseFraction(absl::StrCat(decimal->negative ? "-" : "", digits), scale);
}

absl::StatusOr<Rational> ParseFraction(absl::string_view numerator, absl::string_view denominator) {
  absl::string_view digits = numerator;
  const bool negative = absl::ConsumePrefix(&digits, "-");
  if (!AllDigits(digits) || !AllDigits(absl::StripPrefix(denominator, "-"))) {
    return Invalid({"NUMBER_MALFORMED"}, "numerator and denominator are whole decimal numbers, as -12 and 5");
  }
  if (digits.size() > kMostFractionDigits || denominator.size() > kMostFractionDigits) {
    return Invalid({"NUMBER_TOO_LONG"},
                   absl::StrCat("numerator and denominator have at most ", kMostFractionDigits, " digits each"));
  }
  const BigInt below = denominator.front() == '-' ? BigInt(0) : ToBigInt(denominator);
  if (below == 0) return Invalid({"DENOMINATOR_NOT_POSITIVE"}, "a denominator is above zero");
  const BigInt above = ToBigInt(digits);
  return Rational(Rational::Big(negative ? BigInt(-above) : above, below));
}

std::string FormatFixed(const Rational& value, int decimals) {
  return WithPoint((Round(value, decimals) * PowerOfTen(decimals)).numerator(), decimals);
}

std::string FormatShort(const Rational& value, int most_decimals) {
  std::string text = FormatFixed(value, most_decimals);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string FormatPercent(const Rational& rate, int decimals) {
  return FormatFixed(rate * Rational(100), decimals) + "%";
}

}  // namespace zhengping
