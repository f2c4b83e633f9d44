#include "services/reporting/documents/report/printed.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr int kPointDecimals = 4;  // a framework has at most four

}  // namespace

const Fact* FindFact(const EvaluationContent& content, absl::string_view name) {
  const auto found = std::lower_bound(content.facts.begin(), content.facts.end(), name,
                                      [](const Fact& fact, absl::string_view wanted) { return fact.name < wanted; });
  return found != content.facts.end() && found->name == name ? &*found : nullptr;
}

Run PrintQuantity(const Quantity& value, const std::string& unit, std::string origin, MoneyUnit money) {
  const bool is_wanyuan = std::holds_alternative<Money>(value) && money == MoneyUnit::kWanyuan;
  std::string text = is_wanyuan ? FormatWanyuan(std::get<Money>(value)) : "";
  // A mean of money may be a fraction of a fen.
  const bool is_mean = std::holds_alternative<Rational>(value) && unit == "fen";
  if (is_mean) {
    const Rational unit_fen(money == MoneyUnit::kWanyuan ? 1'000'000 : 100);
    text = FormatFixed(*Quotient(std::get<Rational>(value), unit_fen), 2);
  }
  const bool is_rate = std::holds_alternative<Rational>(value) && unit == "percent";
  if (is_rate) text = FormatPercent(std::get<Rational>(value));
  if (text.empty() && std::holds_alternative<Rational>(value)) text = FormatShort(std::get<Rational>(value), 2);
  if (text.empty()) text = FormatQuantity(value, unit, "").value_or(ExactText(value));
  return Bound(std::move(text), {std::move(origin), ExactText(value), unit});
}

Run PrintFact(const EvaluationContent& content, absl::string_view name, MoneyUnit money) {
  const Fact* fact = FindFact(content, name);
  if (fact == nullptr) return Plain("—");
  if (fact->value.has_value()) return PrintQuantity(*fact->value, fact->unit, absl::StrCat("facts/", name), money);
  return Plain(fact->state == FactState::kNotApplicable ? "不适用" : "缺失");
}

Run PrintRate(const EvaluationContent& content, absl::string_view numerator, absl::string_view denominator,
              std::string origin) {
  const auto number = [&content](absl::string_view name) -> std::optional<Rational> {
    const Fact* fact = FindFact(content, name);
    if (fact == nullptr || !fact->value.has_value()) return std::nullopt;
    if (const Money* money = std::get_if<Money>(&*fact->value)) return Rational(money->fen());
    if (const int64_t* count = std::get_if<int64_t>(&*fact->value)) return Rational(*count);
    if (const Rational* rational = std::get_if<Rational>(&*fact->value)) return *rational;
    return std::nullopt;
  };
  const std::optional<Rational> above = number(numerator);
  const std::optional<Rational> below = number(denominator);
  if (!above || !below) return Plain("—");
  const std::optional<Rational> rate = Quotient(*above, *below);
  if (!rate) return Plain("—");
  return Bound(FormatPercent(*rate), {std::move(origin), ExactText(*rate), "rate"});
}

Run PrintPoints(const Rational& points, const std::string& path) {
  return Bound(FormatShort(points, kPointDecimals), {absl::StrCat("scores/", path), ExactText(points), "points"});
}

}  // namespace zhengping::reporting
