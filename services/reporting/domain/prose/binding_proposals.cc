#include "services/reporting/domain/prose/binding_proposals.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kBytesAround = 600;  // each way; some 200 characters: the paragraph that a figure stands in
// Likeness is counted in halves of a pair of characters: two for a pair beside the number, one for a pair around it.
constexpr int kInClause = 2;
constexpr int kAround = 1;
constexpr int kLeastShare = 50;  // of a name's pairs, in hundredths
constexpr int kDoubt = 10;       // another name that is as like within this

struct MoneyUnit {
  absl::string_view name;
  int64_t fen;
};
constexpr MoneyUnit kMoneyUnits[] = {{"元", 100}, {"万元", 1'000'000}, {"亿元", 10'000'000'000}};

const MoneyUnit* FindMoneyUnit(absl::string_view unit) {
  for (const MoneyUnit& known : kMoneyUnits) {
    if (known.name == unit) return &known;
  }
  return nullptr;
}

std::optional<Rational> NumberOf(const Quantity& value) {
  if (const Money* money = std::get_if<Money>(&value)) return Rational(money->fen());
  if (const int64_t* count = std::get_if<int64_t>(&value)) return Rational(*count);
  if (const Rational* rational = std::get_if<Rational>(&value)) return *rational;
  return std::nullopt;
}

std::string UnitInChinese(absl::string_view unit) {
  if (unit == "fen") return "fen";
  return unit == "percent" ? "%" : UnitSuffix(unit);
}

// Pairs of neighbouring characters, without brackets and what only says that it is a number.
std::vector<std::string> PairsOf(absl::string_view name) {
  for (absl::string_view ending :
       {"人数", "户数", "栋数", "件数", "起数", "条数", "次数", "场次", "总数", "数量", "数", "金额"}) {
    if (name.size() > ending.size() + 3 && absl::ConsumeSuffix(&name, ending)) break;
  }
  std::vector<std::string> characters;
  for (size_t i = 0; i < name.size();) {
    size_t end = i + 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
    characters.emplace_back(name.substr(i, end - i));
    i = end;
  }
  std::vector<std::string> pairs;
  for (size_t i = 0; i + 1 < characters.size(); ++i) pairs.push_back(characters[i] + characters[i + 1]);
  return pairs;
}

// How like a name is to the words, from 0 to 2 × its pairs.
struct Likeness {
  int matched = 0;
  int beside = 0;  // pairs that stand beside the number itself
  int most = 0;
  int Share() const { return most == 0 ? 0 : matched * 100 / most; }  // in hundredths
};

Likeness LikenessOf(absl::string_view name, absl::string_view clause, absl::string_view around) {
  Likeness likeness;
  for (const std::string& pair : PairsOf(name)) {
    likeness.most += kInClause;
    if (absl::StrContains(clause, pair)) {
      likeness.matched += kInClause;
      ++likeness.beside;
    } else if (absl::StrContains(around, pair)) {
      likeness.matched += kAround;
    }
  }
  return likeness;
}

absl::string_view AroundOf(const PrintedLine& line, size_t index) {
  const size_t begin = line.numbers[index].begin > kBytesAround ? line.numbers[index].begin - kBytesAround : 0;
  return absl::string_view(line.text).substr(begin, 2 * kBytesAround);
}

// The words that are the number's own: of its clause, up to its neighbours.
std::string ClauseOf(const PrintedLine& line, size_t index) { return SubjectOf(line.text, line.numbers, index); }

bool HasValue(const WrittenNumber& number, const BindableFigure& figure) {
  if (number.upper || (number.bound != NumberBound::kExact && number.bound != NumberBound::kAtLeast)) return false;
  if (figure.is_lower_bound != (number.bound == NumberBound::kAtLeast)) return false;
  if (figure.unit == "fen") {
    const MoneyUnit* unit = FindMoneyUnit(number.unit);
    return unit != nullptr && Round(*Quotient(figure.value, Rational(unit->fen)), 2) == number.value;
  }
  if (figure.value == number.value) return true;
  return figure.unit == "%" && Round(figure.value, 4) == number.value;
}

absl::string_view KindOf(const BindableFigure& figure) {
  const absl::string_view binding = figure.binding;
  const size_t colon = binding.find(':');
  return colon == absl::string_view::npos ? "" : binding.substr(0, colon);
}

bool CountsTheSame(absl::string_view unit, const BindableFigure& figure) {
  return figure.unit == "fen" ? FindMoneyUnit(unit) != nullptr : IsSameUnit(unit, figure.unit);
}

bool Compares(absl::string_view clause) {
  for (absl::string_view word :
       {"目标", "计划", "任务", "去年", "上年", "同期", "比", "较", "增长", "力争", "其中", "平均", "每"}) {
    if (absl::StrContains(clause, word)) return true;
  }
  return false;
}

}  // namespace

bool IsSameUnit(absl::string_view a, absl::string_view b) {
  if (a == b) return true;
  using Group = std::array<absl::string_view, 5>;
  for (const Group& group :
       {Group{"人", "名", "位", "", ""}, Group{"件", "起", "宗", "例", "条"}, Group{"场", "次", "场次", "", ""},
        Group{"幅", "块", "面", "", ""}, Group{"座", "栋", "幢", "", ""}, Group{"%", "percent", "", "", ""}}) {
    const auto has = [&group](absl::string_view unit) {
      return !unit.empty() && std::find(group.begin(), group.end(), unit) != group.end();
    };
    if (has(a) && has(b)) return true;
  }
  return false;
}

std::vector<BindableFigure> BindableFigures(const EvaluationContent& content) {
  std::vector<BindableFigure> figures;
  std::map<std::string, int> names;
  for (const Observation& observation : content.scorecard.observations) ++names[observation.key.level3];
  for (const Observation& observation : content.scorecard.observations) {
    if (observation.state != ObservationState::kReported || !observation.value) continue;
    const RowKey& key = observation.key;
    std::string binding = key.level3;
    if (names[key.level3] > 1) binding = absl::StrCat(key.level1, "/", key.level2, "/", key.level3);
    figures.push_back(
        {std::move(binding), key.level3, *observation.value, observation.unit, observation.is_lower_bound});
  }
  for (const Fact& fact : content.facts) {
    const std::optional<Rational> value = fact.value ? NumberOf(*fact.value) : std::nullopt;
    if (!value || fact.display_name.empty()) continue;
    figures.push_back({absl::StrCat("fact:", fact.name), fact.display_name, *value, UnitInChinese(fact.unit)});
  }
  for (const Finding& finding : content.findings) {
    for (const FindingFigure& figure : finding.figures) {
      const std::optional<Rational> value = figure.value ? NumberOf(*figure.value) : std::nullopt;
      if (!value) continue;
      figures.push_back({absl::StrCat("finding:", finding.kind, ".", figure.name), figure.display_name, *value,
                         UnitInChinese(figure.unit)});
    }
  }
  const Total& total = content.scorecard.total;
  if (total.low == total.high) figures.push_back({"score:total", "自评总分", total.score, "分"});
  return figures;
}

std::string ProposeBinding(const PrintedLine& line, size_t index, const std::vector<BindableFigure>& figures) {
  const WrittenNumber& number = line.numbers[index];
  const std::string clause = ClauseOf(line, index);
  const std::string unit = UnitOf(number, clause);
  std::vector<std::pair<const BindableFigure*, Likeness>> fitting;
  for (const BindableFigure& figure : figures) {
    if (!CountsTheSame(unit, figure) || !HasValue(number, figure)) continue;
    const Likeness likeness = LikenessOf(figure.display_name, clause, AroundOf(line, index));
    if (likeness.matched > 0) fitting.emplace_back(&figure, likeness);
  }
  const auto best = std::max_element(fitting.begin(), fitting.end(),
                                     [](const auto& a, const auto& b) { return a.second.Share() < b.second.Share(); });
  if (best == fitting.end() || best->second.Share() < kLeastShare) return "";
  for (const auto& [figure, likeness] : fitting) {
    if (figure == best->first) continue;
    // A fact and a finding's figure of one name and value are the same figure.
    if (figure->display_name == best->first->display_name && KindOf(*figure) != KindOf(*best->first)) continue;
    const bool is_as_like = likeness.beside >= best->second.beside || likeness.Share() > best->second.Share() - kDoubt;
    if (is_as_like) return "";
  }
  return best->first->unit == "fen" ? absl::StrCat(best->first->binding, "|", unit) : best->first->binding;
}

const BindableFigure* ContradictedFigure(const PrintedLine& line, size_t index,
                                         const std::vector<BindableFigure>& figures) {
  const WrittenNumber& number = line.numbers[index];
  const Span clause = ClauseAround(line.text, number.begin);
  if (number.upper || number.unit.empty() || number.bound == NumberBound::kAtMost ||
      number.bound == NumberBound::kAbout ||
      Compares(absl::string_view(line.text).substr(clause.begin, number.begin - clause.begin))) {
    return nullptr;
  }
  const std::string words = ClauseOf(line, index);
  const BindableFigure* named = nullptr;
  for (const BindableFigure& figure : figures) {
    if (PairsOf(figure.display_name).size() < 2) continue;
    if (!CountsTheSame(number.unit, figure) || LikenessOf(figure.display_name, words, "").Share() < 100) continue;
    if (HasValue(number, figure) || named != nullptr) return nullptr;
    named = &figure;
  }
  return named;
}

}  // namespace zhengping::reporting
