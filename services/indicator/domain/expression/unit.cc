#include "services/indicator/domain/expression/unit.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::indicator {
namespace {

struct MoneyWord {
  absl::string_view text;
  int64_t fen;
};
constexpr MoneyWord kMoney[] = {
    {"fen", 1}, {"元", 100}, {"万元", 1000000}, {"千元", 100000}, {"百万元", 100000000}, {"亿元", 10000000000},
};

struct Measure {
  absl::string_view text;
  absl::string_view base;
};
// What is measured and not just counted. The first spelling of a base in Chinese is the one that is printed.
constexpr Measure kMeasures[] = {
    {"人", "persons"},
    {"名", "persons"},
    {"persons", "persons"},
    {"天", "days"},
    {"日", "days"},
    {"days", "days"},
    {"平方米", "square_meters"},
    {"㎡", "square_meters"},
    {"square_meters", "square_meters"},
    {"人次", "人次"},
    {"米", "米"},
    {"公里", "公里"},
    {"千米", "公里"},
    {"亩", "亩"},
    {"公顷", "公顷"},
    {"平方公里", "平方公里"},
    {"立方米", "立方米"},
    {"吨", "吨"},
    {"公斤", "公斤"},
    {"千克", "公斤"},
    {"小时", "小时"},
    {"月", "月"},
    {"年", "年"},
};
constexpr char kCount[] = "count";  // 个, 件, 起, 栋, 户 …

absl::string_view ChineseOf(const std::string& base) {
  if (base == "fen") return "元";
  if (base == kCount) return "个";
  const auto found =
      std::find_if(std::begin(kMeasures), std::end(kMeasures), [&base](const Measure& m) { return m.base == base; });
  return found == std::end(kMeasures) ? absl::string_view(base) : found->text;
}

std::optional<WrittenUnit> ReadSimple(absl::string_view text) {
  if (text.empty()) return std::nullopt;
  WrittenUnit read;
  if (text == "%" || text == "％" || text == "percent") return read;
  for (const MoneyWord& money : kMoney) {
    if (text != money.text) continue;
    read.unit = Unit::Of("fen");
    read.fen_per_unit = money.fen;
    return read;
  }
  const auto measure =
      std::find_if(std::begin(kMeasures), std::end(kMeasures), [text](const Measure& m) { return m.text == text; });
  read.unit = Unit::Of(measure == std::end(kMeasures) ? kCount : std::string(measure->base));
  return read;
}

}  // namespace

Unit Unit::Of(std::string base) {
  Unit unit;
  unit.powers_.emplace(std::move(base), 1);
  return unit;
}

std::string Unit::Format() const {
  if (is_rate()) return "比率";
  std::string above;
  std::string below;
  for (const auto& [base, power] : powers_) {
    for (int i = 0; i < std::abs(power); ++i) {
      std::string& side = power > 0 ? above : below;
      absl::StrAppend(&side, side.empty() ? "" : "·", ChineseOf(base));
    }
  }
  return below.empty() ? above : absl::StrCat(above.empty() ? "1" : above, "/", below);
}

Unit Unit::Times(const Unit& other, int sign) const {
  Unit product = *this;
  for (const auto& [base, power] : other.powers_) {
    int& mine = product.powers_[base];
    mine += sign * power;
    if (mine == 0) product.powers_.erase(base);
  }
  return product;
}

Unit operator*(const Unit& a, const Unit& b) { return a.Times(b, 1); }
Unit operator/(const Unit& a, const Unit& b) { return a.Times(b, -1); }

std::optional<WrittenUnit> ReadUnit(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) return ReadSimple(text);
  const std::optional<WrittenUnit> above = ReadSimple(text.substr(0, slash));
  const std::optional<WrittenUnit> below = ReadSimple(text.substr(slash + 1));
  // 人/万元 and the like are counted in as they stand.
  if (!above || !below || below->fen_per_unit != 0) return WrittenUnit{Unit::Of(std::string(text)), 0};
  return WrittenUnit{above->unit / below->unit, above->fen_per_unit};
}

}  // namespace zhengping::indicator
