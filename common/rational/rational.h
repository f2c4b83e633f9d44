// An exact number: every rate, score and weight of the suite. Boost's big rational behind a small face.
//
//   const std::optional<Rational> rate = Quotient(Rational(1802), Rational(2030));
//   FormatPercent(*rate);   // "88.77%"
//
// Comparisons use exact values, never a rounded display. Rounding is half away from zero (domain.md Part I §3).
#ifndef ZHENGPING_COMMON_RATIONAL_RATIONAL_H_
#define ZHENGPING_COMMON_RATIONAL_RATIONAL_H_

// GCC 12 believes that Boost's integers may read the half of their small buffer that they did not set.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/multiprecision/cpp_int.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

class Rational {
 public:
  Rational() = default;  // zero
  explicit Rational(int64_t whole) : value_(whole) {}

  friend Rational operator+(const Rational& a, const Rational& b) { return Rational(Big(a.value_ + b.value_)); }
  friend Rational operator-(const Rational& a, const Rational& b) { return Rational(Big(a.value_ - b.value_)); }
  friend Rational operator*(const Rational& a, const Rational& b) { return Rational(Big(a.value_ * b.value_)); }
  friend Rational operator-(const Rational& a) { return Rational(Big(-a.value_)); }
  Rational& operator+=(const Rational& other) {
    value_ += other.value_;
    return *this;
  }
  Rational& operator-=(const Rational& other) {
    value_ -= other.value_;
    return *this;
  }
  friend bool operator==(const Rational& a, const Rational& b) { return a.value_ == b.value_; }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return a.value_ < b.value_   ? std::strong_ordering::less
           : a.value_ > b.value_ ? std::strong_ordering::greater
                                 : std::strong_ordering::equal;
  }

  bool is_zero() const { return value_ == 0; }
  bool is_whole() const;
  // The whole number, if it is one and fits.
  std::optional<int64_t> ToInt64() const;
  // Lowest terms; the denominator is above zero.
  std::string numerator() const;
  std::string denominator() const;

 private:
  using Big = boost::multiprecision::cpp_rational;
  explicit Rational(Big value) : value_(std::move(value)) {}
  friend std::optional<Rational> Quotient(const Rational& numerator, const Rational& denominator);
  friend absl::StatusOr<Rational> ParseFraction(absl::string_view numerator, absl::string_view denominator);
  friend Rational Floor(const Rational& value);

  Big value_;
};

// Empty when the denominator is zero: x/0 and 0/0 are named cases for the caller to decide, never a value.
std::optional<Rational> Quotient(const Rational& numerator, const Rational& denominator);

Rational Floor(const Rational& value);
// Rounded to `decimals` (0–18) places, half away from zero.
Rational Round(const Rational& value, int decimals);

// Reads "12", "-0.5", "98.21%" (as 9821/10000), "1,234.5", full-width digits. No exponents.
// Refused: NUMBER_MALFORMED; NUMBER_TOO_LONG above 60 digits.
absl::StatusOr<Rational> ParseNumber(absl::string_view text);
// As zhengping.type.Rational carries it. Refused: NUMBER_MALFORMED, NUMBER_TOO_LONG above 200 digits,
// DENOMINATOR_NOT_POSITIVE.
absl::StatusOr<Rational> ParseFraction(absl::string_view numerator, absl::string_view denominator);

// Exactly `decimals` places, rounded half away from zero: "2.50", "-0.01".
std::string FormatFixed(const Rational& value, int decimals);
// As many decimals as needed up to `most_decimals`, rounded half away from zero: "2.5", "12", "0.33".
std::string FormatShort(const Rational& value, int most_decimals = 4);
// The rate in percent: Rational 0.3864 is "38.64%".
std::string FormatPercent(const Rational& rate, int decimals = 2);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_RATIONAL_RATIONAL_H_
