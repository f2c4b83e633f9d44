#include "common/rational/rational.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>
#include <utility>

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
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

// The largest numerator and denominator that the 64-bit form holds.
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

// `b` is above zero. Euclid in 128 bits until both fit in 64, where a division takes a fifth of the time.
Uint128 GreatestCommonDivisor(Uint128 a, Uint128 b) {
  while (b != 0 && ((a | b) >> 64) != 0) {
    const Uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return b == 0 ? a : std::gcd(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
}

constexpr int kMostDecimals = 18;         // 10^18 fits in int64
constexpr size_t kMostNumberDigits = 60;  // of a cell: far above any amount, far below what costs time
constexpr size_t kMostFractionDigits = 200;

int64_t PowerOfTen(int exponent) {
  ZP_CHECK(exponent >= 0 && exponent <= kMostDecimals, "a display has 0 to 18 decimals");
  int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// "-12": a sign or none and one to eighteen digits, as nearly every number has that is read. Empty for all else.
std::optional<int64_t> ParseSmallWhole(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  if (text.empty() || text.size() > static_cast<size_t>(kMostDecimals)) return std::nullopt;
  int64_t value = 0;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
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

struct Rational::Big {
  boost::multiprecision::cpp_rational value;
};

struct Rational::Internal {
  using BigRational = boost::multiprecision::cpp_rational;

  static BigInt ToBigInt(Int128 value) {
    const bool negative = value < 0;
    const Uint128 magnitude = negative ? -static_cast<Uint128>(value) : static_cast<Uint128>(value);
    BigInt big = static_cast<uint64_t>(magnitude >> 64);
    big <<= 64;
    big += static_cast<uint64_t>(magnitude);
    return negative ? BigInt(-big) : big;
  }

  static BigRational ToBig(const Rational& value) {
    if (value.big_ != nullptr) return value.big_->value;
    return BigRational(BigInt(value.numerator_), BigInt(value.denominator_));
  }

  // `denominator` is above zero; lowest terms are not required.
  static Rational FromWide(Int128 numerator, Int128 denominator) {
    Rational value;
    if (numerator <= kMost && numerator >= -kMost && denominator <= kMost) {
      value.numerator_ = static_cast<int64_t>(numerator);
      value.denominator_ = static_cast<int64_t>(denominator);
      if (denominator == 1) return value;
      const int64_t divisor = std::gcd(value.numerator_, value.denominator_);
      value.numerator_ /= divisor;
      value.denominator_ /= divisor;
      return value;
    }
    const Uint128 magnitude = static_cast<Uint128>(numerator < 0 ? -numerator : numerator);
    const Int128 divisor = static_cast<Int128>(GreatestCommonDivisor(magnitude, static_cast<Uint128>(denominator)));
    numerator /= divisor;
    denominator /= divisor;
    if (numerator > kMost || numerator < -kMost || denominator > kMost) {
      return FromBig(BigRational(ToBigInt(numerator), ToBigInt(denominator)));
    }
    value.numerator_ = static_cast<int64_t>(numerator);
    value.denominator_ = static_cast<int64_t>(denominator);
    return value;
  }

  // A fraction in lowest terms stays in them.
  static Rational FractionPlusWhole(const Rational& fraction, int64_t whole) {
    const Int128 numerator = fraction.numerator_ + static_cast<Int128>(whole) * fraction.denominator_;
    if (numerator > kMost || numerator < -kMost) return FromWide(numerator, fraction.denominator_);
    Rational sum;
    sum.numerator_ = static_cast<int64_t>(numerator);
    sum.denominator_ = fraction.denominator_;
    return sum;
  }

  static Rational FromBig(BigRational big) {
    const BigInt above = boost::multiprecision::numerator(big);
    const BigInt below = boost::multiprecision::denominator(big);
    Rational value;
    if (above <= kMost && above >= -kMost && below <= kMost) {
      value.numerator_ = above.convert_to<int64_t>();
      value.denominator_ = below.convert_to<int64_t>();
    } else {
      value.big_ = std::make_shared<const Big>(Big{std::move(big)});
    }
    return value;
  }

  static bool AreSmall(const Rational& a, const Rational& b) { return a.big_ == nullptr && b.big_ == nullptr; }
};

Rational::Rational(int64_t whole) {
  if (whole == std::numeric_limits<int64_t>::min()) {
    *this = Internal::FromBig(Internal::BigRational(BigInt(whole)));
  } else {
    numerator_ = whole;
  }
}

Rational::Rational(const Rational& other) = default;
Rational::Rational(Rational&& other) noexcept = default;
Rational& Rational::operator=(const Rational& other) = default;
Rational& Rational::operator=(Rational&& other) noexcept = default;
Rational::~Rational() = default;

// Two products of 63 bits each, and their sum, fit in 128.
Rational operator+(const Rational& a, const Rational& b) {
  if (!Rational::Internal::AreSmall(a, b)) {
    return Rational::Internal::FromBig(Rational::Internal::ToBig(a) + Rational::Internal::ToBig(b));
  }
  if (a.denominator_ == b.denominator_) {
    return Rational::Internal::FromWide(static_cast<Int128>(a.numerator_) + b.numerator_, a.denominator_);
  }
  if (a.denominator_ == 1) return Rational::Internal::FractionPlusWhole(b, a.numerator_);
  if (b.denominator_ == 1) return Rational::Internal::FractionPlusWhole(a, b.numerator_);
  return Rational::Internal::FromWide(
      static_cast<Int128>(a.numerator_) * b.denominator_ + static_cast<Int128>(b.numerator_) * a.denominator_,
      static_cast<Int128>(a.denominator_) * b.denominator_);
}

Rational operator-(const Rational& a, const Rational& b) { return a + -b; }

Rational operator*(const Rational& a, const Rational& b) {
  if (!Rational::Internal::AreSmall(a, b)) {
    return Rational::Internal::FromBig(Rational::Internal::ToBig(a) * Rational::Internal::ToBig(b));
  }
  return Rational::Internal::FromWide(static_cast<Int128>(a.numerator_) * b.numerator_,
                                      static_cast<Int128>(a.denominator_) * b.denominator_);
}

Rational operator-(const Rational& a) {
  if (a.big_ != nullptr) return Rational::Internal::FromBig(-a.big_->value);
  Rational negated = a;
  negated.numerator_ = -a.numerator_;
  return negated;
}

bool operator==(const Rational& a, const Rational& b) {
  if (Rational::Internal::AreSmall(a, b)) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  return a.big_ != nullptr && b.big_ != nullptr && a.big_->value == b.big_->value;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (Rational::Internal::AreSmall(a, b)) {
    return static_cast<Int128>(a.numerator_) * b.denominator_ <=> static_cast<Int128>(b.numerator_) * a.denominator_;
  }
  const int order = Rational::Internal::ToBig(a).compare(Rational::Internal::ToBig(b));
  return order <=> 0;
}

bool Rational::is_whole() const {
  return big_ == nullptr ? denominator_ == 1 : boost::multiprecision::denominator(big_->value) == 1;
}

std::optional<int64_t> Rational::ToInt64() const {
  if (big_ == nullptr) return denominator_ == 1 ? std::optional<int64_t>(numerator_) : std::nullopt;
  const bool is_least =
      is_whole() && boost::multiprecision::numerator(big_->value) == std::numeric_limits<int64_t>::min();
  return is_least ? std::optional<int64_t>(std::numeric_limits<int64_t>::min()) : std::nullopt;
}

std::string Rational::numerator() const {
  return big_ == nullptr ? absl::StrCat(numerator_) : boost::multiprecision::numerator(big_->value).str();
}

std::string Rational::denominator() const {
  return big_ == nullptr ? absl::StrCat(denominator_) : boost::multiprecision::denominator(big_->value).str();
}

std::optional<Rational> Quotient(const Rational& numerator, const Rational& denominator) {
  if (denominator.is_zero()) return std::nullopt;
  if (!Rational::Internal::AreSmall(numerator, denominator)) {
    return Rational::Internal::FromBig(Rational::Internal::ToBig(numerator) / Rational::Internal::ToBig(denominator));
  }
  const int sign = denominator.numerator_ < 0 ? -1 : 1;
  return Rational::Internal::FromWide(static_cast<Int128>(numerator.numerator_) * denominator.denominator_ * sign,
                                      static_cast<Int128>(numerator.denominator_) * denominator.numerator_ * sign);
}

Rational Floor(const Rational& value) {
  if (value.big_ == nullptr) {
    int64_t quotient = value.numerator_ / value.denominator_;  // towards zero
    if (value.numerator_ < 0 && value.numerator_ % value.denominator_ != 0) --quotient;
    return Rational(quotient);
  }
  const BigInt numerator = boost::multiprecision::numerator(value.big_->value);
  const BigInt denominator = boost::multiprecision::denominator(value.big_->value);
  BigInt quotient = numerator / denominator;  // towards zero
  if (numerator < 0 && numerator % denominator != 0) --quotient;
  return Rational::Internal::FromBig(Rational::Internal::BigRational(quotient));
}

Rational Round(const Rational& value, int decimals) {
  const int64_t scale = PowerOfTen(decimals);
  if (value.big_ == nullptr && scale % value.denominator_ == 0) return value;  // has no more decimals than that
  const bool negative = value < Rational();
  if (value.big_ == nullptr) {
    // 2 × 63 bits × 60 bits fit in 128.
    const Int128 magnitude = negative ? -static_cast<Int128>(value.numerator_) : value.numerator_;
    const Int128 below = static_cast<Int128>(value.denominator_) * 2;
    const Int128 rounded = (magnitude * scale * 2 + value.denominator_) / below;
    return Rational::Internal::FromWide(negative ? -rounded : rounded, scale);
  }
  const Rational half = *Quotient(Rational(1), Rational(2));
  const Rational scaled = (negative ? -value : value) * Rational(scale) + half;
  const Rational rounded = *Quotient(Floor(scaled), Rational(scale));
  return negative ? -rounded : rounded;
}

absl::StatusOr<Rational> ParseNumber(absl::string_view text) {
  if (const std::optional<int64_t> whole = ParseSmallWhole(text)) return Rational(*whole);
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
  const std::optional<int64_t> small_above = ParseSmallWhole(numerator);
  const std::optional<int64_t> small_below = small_above ? ParseSmallWhole(denominator) : std::nullopt;
  if (small_below && *small_below > 0) return Rational::Internal::FromWide(*small_above, *small_below);
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
  return Rational::Internal::FromBig(Rational::Internal::BigRational(negative ? BigInt(-above) : above, below));
}

std::string FormatFixed(const Rational& value, int decimals) {
  return WithPoint((Round(value, decimals) * Rational(PowerOfTen(decimals))).numerator(), decimals);
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
