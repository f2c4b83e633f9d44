// An exact number: every rate, score and weight of the suite. Two 64-bit integers while they suffice, which is nearly
// always; Boost's big rational behind the same face where they do not.
//
//   const std::optional<Rational> rate = Quotient(Rational(1802), Rational(2030));
//   FormatPercent(*rate);   // "88.77%"
//
// Comparisons use exact values, never a rounded display. Rounding is half away from zero (domain.md Part I §3).
#ifndef ZHENGPING_COMMON_RATIONAL_RATIONAL_H_
#define ZHENGPING_COMMON_RATIONAL_RATIONAL_H_

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

class Rational {
 public:
  Rational() = default;  // zero
  explicit Rational(int64_t whole);
  // Out of line: inlined, GCC 12 believes that a temporary's pointer may be read before it is set.
  Rational(const Rational& other);
  Rational(Rational&& other) noexcept;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept;
  ~Rational();

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a);
  Rational& operator+=(const Rational& other) { return *this = *this + other; }
  Rational& operator-=(const Rational& other) { return *this = *this - other; }
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  bool is_zero() const { return numerator_ == 0 && big_ == nullptr; }
  bool is_whole() const;
  // The whole number, if it is one and fits.
  std::optional<int64_t> ToInt64() const;
  // Lowest terms; the denominator is above zero.
  std::string numerator() const;
  std::string denominator() const;

 private:
  struct Big;       // Boost's number, where 64 bits do not suffice
  struct Internal;  // the arithmetic that knows both forms
  friend std::optional<Rational> Quotient(const Rational& numerator, const Rational& denominator);
  friend absl::StatusOr<Rational> ParseFraction(absl::string_view numerator, absl::string_view denominator);
  friend Rational Floor(const Rational& value);
  friend Rational Round(const Rational& value, int decimals);

  // One value has one form: lowest terms in 64 bits (never INT64_MIN) if they fit, else `big_` alone.
  int64_t numerator_ = 0;
  int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;
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
