#include "common/money/money.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/text/decimal.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr int64_t kYuanFen = 100;
constexpr int64_t kWanyuanFen = 1'000'000;

// Takes the unit off the end of `text`; the fen that it counts, or `bare_fen` where none is written.
int64_t ConsumeUnit(absl::string_view& text, int64_t bare_fen) {
  const struct {
    absl::string_view unit;
    int64_t fen;
  } units[] = {
      {"亿元", 10'000'000'000}, {"亿", 10'000'000'000}, {"万元", kWanyuanFen}, {"万", kWanyuanFen}, {"元", kYuanFen}};
  for (const auto& unit : units) {
    if (!absl::ConsumeSuffix(&text, unit.unit)) continue;
    text = TrimSpaces(text);
    return unit.fen;
  }
  return bare_fen;
}

// Moves the point of `decimal` to the right until its whole part counts fen.
void ShiftPoint(Decimal& decimal, int64_t unit_fen) {
  ZP_CHECK(unit_fen > 0, "a unit counts fen");
  for (; unit_fen > 1; unit_fen /= 10) {
    ZP_CHECK(unit_fen % 10 == 0, "a unit is a power of ten of fen");
    decimal.whole += decimal.fraction.empty() ? '0' : decimal.fraction.front();
    if (!decimal.fraction.empty()) decimal.fraction.erase(0, 1);
  }
}

// Digits of a non-negative number with a comma before each three.
std::string Grouped(const std::string& digits) {
  std::string grouped;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped += ',';
    grouped += digits[i];
  }
  return grouped;
}

std::string TwoDigits(int64_t number) { return absl::StrCat(number < 10 ? "0" : "", number); }

}  // namespace

void Money::OutOfRange() { CheckFailed(__FILE__, __LINE__, "fen", "an amount leaves the range of Money"); }

Money operator+(Money a, Money b) {
  const std::optional<Money> sum = Add(a, b);
  if (!sum) Money::OutOfRange();
  return *sum;
}

Money operator-(Money a, Money b) { return a + -b; }

std::optional<Money> Add(Money a, Money b) {
  int64_t fen = 0;
  if (__builtin_add_overflow(a.fen(), b.fen(), &fen)) return std::nullopt;
  if (fen == std::numeric_limits<int64_t>::min()) return std::nullopt;
  return Money::Fen(fen);
}

std::optional<Money> Subtract(Money a, Money b) { return Add(a, -b); }

absl::StatusOr<Money> ParseMoney(absl::string_view text, int64_t unit_fen) {
  const std::string narrow = HalfWidth(text);
  absl::string_view number = narrow;
  const int64_t fen_per_unit = ConsumeUnit(number, unit_fen);
  std::optional<Decimal> decimal = ParseDecimal(number);
  if (!decimal) {
    return Invalid({"AMOUNT_MALFORMED"}, "an amount reads like 12,345.60, 30278元 or 4.7万元");
  }
  ShiftPoint(*decimal, fen_per_unit);
  if (!decimal->fraction.empty()) {
    return Invalid({"AMOUNT_TOO_PRECISE"}, "an amount is a whole number of fen: at most two decimals of a yuan");
  }
  int64_t fen = 0;
  if (!absl::SimpleAtoi(decimal->whole, &fen)) {
    return Invalid({"AMOUNT_OUT_OF_RANGE"}, "an amount lies between ±92,233,720,368,547,758.07 yuan");
  }
  return Money::Fen(decimal->negative ? -fen : fen);
}

std::string FormatYuan(Money money) {
  const bool negative = money < Money();
  const int64_t fen = negative ? -money.fen() : money.fen();
  return absl::StrCat(negative ? "-" : "", Grouped(absl::StrCat(fen / kYuanFen)), ".", TwoDigits(fen % kYuanFen));
}

std::string FormatWanyuan(Money money) {
  constexpr int64_t kHundredthFen = kWanyuanFen / 100;
  const bool negative = money < Money();
  const int64_t fen = negative ? -money.fen() : money.fen();
  const int64_t hundredths = fen / kHundredthFen + (fen % kHundredthFen >= kHundredthFen / 2 ? 1 : 0);
  const char* sign = negative && hundredths > 0 ? "-" : "";
  return absl::StrCat(sign, hundredths / 100, ".", TwoDigits(hundredths % 100));
}

}  // namespace zhengping
