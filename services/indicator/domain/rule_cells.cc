#include "services/indicator/domain/rule_cells.h"

#include <cstdlib>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace zhengping::indicator {
namespace {

constexpr absl::string_view kOtherwise = "其他";
constexpr int kMostDecimals = 18;  // what a framework may state

std::string Escaped(absl::string_view text) { return EscapedForCell(text); }

std::string ShareText(const Rational& share) { return NumberText(share, NumberStyle::kPercent); }

// Parts between bars, empty ones at the end left out.
std::string Line(std::vector<std::string> parts) {
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return absl::StrJoin(parts, kCellBar);
}

class CellWriter {
 public:
  explicit CellWriter(NumberStyle style) : style_(style) {}

  // With the lines of the rule's list between `separator`.
  RuleCells Write(const Rule& rule, absl::string_view separator) {
    RuleCells cells;
    cells.kind = std::string(RuleKindName(rule.kind()));
    std::vector<std::string> lines;
    std::visit([&](const auto& body) { Put(body, rule, cells, lines); }, rule.body);
    cells.details = absl::StrJoin(lines, separator);
    return cells;
  }

 private:
  static std::string SenseText(Sense sense) {
    switch (sense) {
      case Sense::kRowDirection:
        return "";
      case Sense::kForward:
        return "正向";
      case Sense::kReverse:
        return "反向";
      case Sense::kBothSides:
        return "双向";
    }
    std::abort();  // Our own bug: an enumeration holds one of its values.
  }

  std::string Number(const Rational& value) const { return NumberText(value, style_); }
  std::string Number(const std::optional<Rational>& value) const { return value ? Number(*value) : ""; }
  std::string Stretch(const Interval& interval) const { return IntervalText(interval, style_); }

  std::string Nested(const Rule& rule) const {
    const RuleCells cells = CellWriter(style_).Write(rule, "；");
    return Line({cells.kind, cells.sense, cells.bound, cells.step, cells.deduction, cells.counting, cells.details});
  }

  void Put(const ProportionalRule& rule, const Rule&, RuleCells& cells, std::vector<std::string>&) const {
    cells.sense = SenseText(rule.sense);
    cells.bound = Number(rule.target);
  }
  void Put(const StepDeductionRule& rule, const Rule&, RuleCells& cells, std::vector<std::string>&) const {
    cells.sense = SenseText(rule.sense);
    cells.bound = Number(rule.bound);
    cells.step =
        rule.measure == StepMeasure::kOfBound ? absl::StrCat("标准值的", ShareText(rule.step)) : Number(rule.step);
    cells.deduction = PointsText(rule.deduction);
    if (rule.counting == StepCounting::kWhole) cells.counting = "整步";
    if (rule.counting == StepCounting::kPartial) cells.counting = "按比例";
  }
  void Put(const BandsRule& rule, const Rule&, RuleCells&, std::vector<std::string>& lines) const {
    for (const Band& band : rule.bands) lines.push_back(Line({Stretch(band.interval), PointsText(band.points)}));
    if (rule.domain.low || rule.domain.high) lines.push_back(Line({"范围", Stretch(rule.domain)}));
  }
  void Put(const RangeRule& rule, const Rule&, RuleCells&, std::vector<std::string>& lines) const {
    if (rule.full) lines.push_back(Line({"满分区间", Stretch(*rule.full)}));
    for (const Band& band : rule.by_distance) {
      lines.push_back(Line({"偏离", Stretch(band.interval), PointsText(band.points)}));
    }
  }
  static void Put(const FaultsRule& rule, const Rule&, RuleCells& cells, std::vector<std::string>&) {
    cells.deduction = PointsText(rule.deduction);
  }
  static void Put(const ChecklistRule& rule, const Rule&, RuleCells&, std::vector<std::string>& lines) {
    for (const ChecklistPart& part : rule.parts) {
      lines.push_back(Line({Escaped(part.name), PointsText(part.points), Escaped(part.condition)}));
    }
  }
  void Put(const CompoundRule& rule, const Rule& whole, RuleCells&, std::vector<std::string>& lines) const {
    for (size_t i = 0; i < rule.parts.size(); ++i) {
      const CompoundPart& part = rule.parts[i];
      const std::string nested = i < whole.nested.size() ? Nested(whole.nested[i]) : "";
      lines.push_back(Line({Escaped(part.name), ShareText(part.share), Escaped(part.formula), nested}));
    }
  }
  static void Put(const ComparisonRule& rule, const Rule&, RuleCells&, std::vector<std::string>& lines) {
    for (const ComparisonCase& one : rule.cases) {
      const bool reads_as_other = one.condition == kOtherwise;
      lines.push_back(Line({absl::StrCat(reads_as_other ? "\\" : "", Escaped(one.condition)), PointsText(one.points)}));
    }
    lines.push_back(Line({std::string(kOtherwise), PointsText(rule.otherwise)}));
  }
  void Put(const BetterOfRule& rule, const Rule& whole, RuleCells&, std::vector<std::string>& lines) const {
    for (size_t i = 0; i < rule.alternatives.size(); ++i) {
      const std::string nested = i < whole.nested.size() ? Nested(whole.nested[i]) : "";
      lines.push_back(Line({Escaped(rule.alternatives[i].formula), nested}));
    }
  }
  static void Put(const TiersRule& rule, const Rule&, RuleCells&, std::vector<std::string>& lines) {
    for (const Tier& tier : rule.tiers) {
      lines.push_back(Line({Escaped(tier.name), ShareText(tier.at_least), ShareText(tier.at_most)}));
    }
  }
  static void Put(const JudgementRule&, const Rule&, RuleCells&, std::vector<std::string>&) {}
  static void Put(const UnreadRule&, const Rule&, RuleCells&, std::vector<std::string>&) {}

  const NumberStyle style_;
};

}  // namespace

std::string EscapedForCell(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"｜", "\\｜"}, {"；", "\\；"}, {"\n", "\\n"}});
}

RuleCells CellsOf(const Rule& rule, NumberStyle style) { return CellWriter(style).Write(rule, "\n"); }

std::string RuleInWords(const Rule& rule, NumberStyle style) {
  const RuleCells cells = CellWriter(style).Write(rule, "；");
  std::vector<std::string> words = {cells.kind};
  const auto add = [&words](absl::string_view label, const std::string& cell) {
    if (!cell.empty()) words.push_back(absl::StrCat(label, cell));
  };
  add("", cells.sense);
  add("标准值 ", cells.bound);
  add("步长 ", cells.step);
  add("扣分 ", cells.deduction);
  add("计步 ", cells.counting);
  add("", cells.details);
  return absl::StrJoin(words, "，");
}

std::string NumberText(const Rational& value, NumberStyle style) {
  if (style == NumberStyle::kPlain) return FormatShort(value, kMostDecimals);
  return FormatShort(value * Rational(100), kMostDecimals) + "%";
}

std::string IntervalText(const Interval& interval, NumberStyle style) {
  return absl::StrCat(
      interval.low && interval.low_closed ? "[" : "(", interval.low ? NumberText(*interval.low, style) : "−∞", ", ",
      interval.high ? NumberText(*interval.high, style) : "+∞", interval.high && interval.high_closed ? "]" : ")");
}

std::string PointsText(const Points& points) {
  if (points.unit == PointsUnit::kShareOfWeight) return absl::StrCat("分值的", ShareText(points.amount));
  return absl::StrCat(NumberText(points.amount, NumberStyle::kPlain), "分");
}

}  // namespace zhengping::indicator
