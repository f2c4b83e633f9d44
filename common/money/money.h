// Money (金额): a whole number of fen (分), the hundredth of a yuan. Never a float.
//
//   const Money initial = Money::Fen(1234500);          // 12,345.00 yuan
//   std::optional<Money> sum = Add(initial, supplement);  // empty when it leaves 64 bits: refuse it
//   const Money balance = authorized - paid;            // where an invariant bounds both: a bug aborts
//
// The range is symmetric (±9.2e18 fen, about 9.2 亿亿元), so that a negated amount is always an amount.
#ifndef ZHENGPING_COMMON_MONEY_MONEY_H_
#define ZHENGPING_COMMON_MONEY_MONEY_H_

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

class Money {
 public:
  constexpr Money() = default;
  // `fen` may be anything but INT64_MIN, which has no negation; that one aborts.
  static constexpr Money Fen(int64_t fen) {
    if (fen == std::numeric_limits<int64_t>::min()) OutOfRange();
    Money money;
    money.fen_ = fen;
    return money;
  }

  constexpr int64_t fen() const { return fen_; }

  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator-(Money money) { return Fen(-money.fen_); }

  // For amounts whose sum is known to fit, because a write was refused otherwise. Overflow aborts.
  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  Money& operator+=(Money other) { return *this = *this + other; }
  Money& operator-=(Money other) { return *this = *this - other; }

 private:
  [[noreturn]] static void OutOfRange();

  int64_t fen_ = 0;
};

// For amounts that a user sent: empty when the result does not fit.
std::optional<Money> Add(Money a, Money b);
std::optional<Money> Subtract(Money a, Money b);

// Reads an amount in yuan as people write it: "12345.6", "12,345.60", "１２３", "-5", "30278元", "4.7万元", "150万".
// `unit_fen` is what a bare number counts: 100 for yuan (the default), 1000000 for a column headed 万元.
// Refused: AMOUNT_MALFORMED, AMOUNT_TOO_PRECISE (below one fen), AMOUNT_OUT_OF_RANGE.
absl::StatusOr<Money> ParseMoney(absl::string_view text, int64_t unit_fen = 100);

std::string FormatYuan(Money money);     // "12,345.60"
std::string FormatWanyuan(Money money);  // in 万元, two decimals, half away from zero, no separators: "1.23"

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_MONEY_MONEY_H_
