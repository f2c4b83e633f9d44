#include "services/budget/domain/fact.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace zhengping::budget {
namespace {

// The measure word that follows a count.
absl::string_view MeasureWordOf(absl::string_view unit) {
  constexpr std::pair<absl::string_view, absl::string_view> kWords[] = {
      {"persons", "人"},
      {"quotas", "个"},
      {"documents", "份"},
      {"funds", "项"},
      {"days", "天"},
      {"transfers", "笔"},
      {"codes", "个"},
      {"projects", "个"},
      {"square_meters", "平方米"},
      {"month", "月"},
      {"entries", "笔"},
      {"years", "年"},
      {"payments", "笔"},
      {"wanyuan_days", "万元·天"},
  };
  for (const auto& [known, word] : kWords) {
    if (known == unit) return word;
  }
  return "";
}

}  // namespace

Rational NumberOf(const Quantity& quantity) {
  if (const Money* money = std::get_if<Money>(&quantity)) return Rational(money->fen());
  if (const int64_t* count = std::get_if<int64_t>(&quantity)) return Rational(*count);
  if (const Date* date = std::get_if<Date>(&quantity)) return Rational(date->days());
  return std::get<Rational>(quantity);
}

std::string FormatQuantity(const Quantity& quantity, const std::string& unit) {
  if (const Money* money = std::get_if<Money>(&quantity)) return absl::StrCat(FormatYuan(*money), "元");
  if (const int64_t* count = std::get_if<int64_t>(&quantity)) return absl::StrCat(*count, MeasureWordOf(unit));
  if (const Date* date = std::get_if<Date>(&quantity)) return FormatChinese(*date);
  const Rational& rate = std::get<Rational>(quantity);
  if (unit == "percent") return FormatPercent(rate);
  // A mean of money may be a fraction of a fen: shown to the whole one.
  if (unit == "fen") return absl::StrCat(FormatYuan(Money::Fen(Round(rate, 0).ToInt64().value_or(0))), "元");
  return absl::StrCat(FormatShort(rate, 2), MeasureWordOf(unit));
}

}  // namespace zhengping::budget
