#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/rule_cells.h"

namespace zhengping::indicator {
namespace {

constexpr absl::string_view kSemicolon = "；";

std::string Name(absl::string_view part) { return std::string(TrimSpaces(UnescapedFromCell(part))); }

class CellReader {
 public:
  // `where` stands before each fault's text: "第 2 行".
  CellReader(const RuleCells& cells, std::vector<CellFault>& faults) : cells_(cells), faults_(faults) {}

  Rule Read(absl::string_view line_mark) {
    for (absl::string_view line : PartsOfCell(cells_.details, line_mark)) {
      if (!TrimSpaces(line).empty()) lines_.push_back(TrimSpaces(line));
    }
    Rule rule;
    const std::string kind(TrimSpaces(cells_.kind));
    for (int number = 0; number <= static_cast<int>(RuleKind::kUnread); ++number) {
      if (RuleKindName(static_cast<RuleKind>(number)) == kind) return ReadBody(static_cast<RuleKind>(number));
    }
    Fault("规则类型", kind,
          "没有这种规则；可用的是 "
          "按比例、步进扣分、分档、区间、计次扣分、清单、复合、比较、择优、定性分档、评判、未读到");
    return rule;
  }

 private:
  Rule ReadBody(RuleKind kind) {
    Rule rule;
    switch (kind) {
      case RuleKind::kProportional:
        rule.body = ProportionalRule{.sense = ReadSense(), .target = Number("标准值", cells_.bound)};
        break;
      case RuleKind::kStepDeduction:
        rule.body = StepDeduction();
        break;
      case RuleKind::kBands:
        rule.body = Bands();
        break;
      case RuleKind::kRange:
        rule.body = Range();
        break;
      case RuleKind::kFaults:
        rule.body = FaultsRule{PointsAt("扣分", cells_.deduction)};
        break;
      case RuleKind::kChecklist:
        rule.body = Checklist();
        break;
      case RuleKind::kCompound:
        Compound(rule);
        break;
      case RuleKind::kComparison:
        rule.body = Comparison();
        break;
      case RuleKind::kBetterOf:
        BetterOf(rule);
        break;
      case RuleKind::kTiers:
        rule.body = Tiers();
        break;
      case RuleKind::kJudgement:
        rule.body = JudgementRule{};
        break;
      case RuleKind::kUnread:
        rule.body = UnreadRule{};
        break;
    }
    return rule;
  }

  Sense ReadSense() {
    const std::string sense(TrimSpaces(cells_.sense));
    if (sense.empty()) return Sense::kRowDirection;
    if (sense == "正向") return Sense::kForward;
    if (sense == "反向") return Sense::kReverse;
    if (sense == "双向") return Sense::kBothSides;
    Fault("方向", sense, "应为 正向、反向、双向，或留空（按填报行的指标性质）");
    return Sense::kRowDirection;
  }

  StepDeductionRule StepDeduction() {
    StepDeductionRule rule;
    rule.sense = ReadSense();
    rule.bound = Number("标准值", cells_.bound);
    absl::string_view step = TrimSpaces(cells_.step);
    if (absl::ConsumePrefix(&step, "标准值的")) rule.measure = StepMeasure::kOfBound;
    rule.step = NumberFrom(step).value_or(Rational());
    if (!NumberFrom(step)) Fault("步长", cells_.step, "应为数值或百分比，如 1%、5%，或 标准值的5%");
    rule.deduction = PointsAt("扣分", cells_.deduction);
    const absl::string_view counting = TrimSpaces(cells_.counting);
    if (counting == "整步") {
      rule.counting = StepCounting::kWhole;
    } else if (counting == "按比例") {
      rule.counting = StepCounting::kPartial;
    } else if (!counting.empty()) {
      Fault("计步", cells_.counting, "应为 整步、按比例，或留空（随体系的设置）");
    }
    return rule;
  }

  BandsRule Bands() {
    BandsRule rule;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar);
      if (parts.size() == 2 && TrimSpaces(parts[0]) == "范围") {
        rule.domain = IntervalAt(parts[1]);
      } else if (parts.size() == 2) {
        rule.bands.push_back({IntervalAt(parts[0]), PointsAt("规则明细", parts[1])});
      } else {
        Fault("规则明细", line, "每行应为 区间｜分，如 [80%, 90%)｜3分");
      }
    }
    return rule;
  }

  RangeRule Range() {
    RangeRule rule;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar);
      if (parts.size() == 2 && TrimSpaces(parts[0]) == "满分区间") {
        rule.full = IntervalAt(parts[1]);
      } else if (parts.size() == 3 && TrimSpaces(parts[0]) == "偏离") {
        rule.by_distance.push_back({IntervalAt(parts[1]), PointsAt("规则明细", parts[2])});
      } else {
        Fault("规则明细", line, "每行应为 满分区间｜[90%, 110%]，或 偏离｜(0, 5%]｜3分");
      }
    }
    return rule;
  }

  ChecklistRule Checklist() {
    ChecklistRule rule;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar);
      if (parts.size() != 2 && parts.size() != 3) {
        Fault("规则明细", line, "每行应为 名称｜分｜条件，条件可以没有");
        continue;
      }
      rule.parts.push_back(
          {Name(parts[0]), PointsAt("规则明细", parts[1]), parts.size() == 3 ? Name(parts[2]) : std::string()});
    }
    return rule;
  }

  ComparisonRule Comparison() {
    ComparisonRule rule;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar);
      if (parts.size() != 2) {
        Fault("规则明细", line, "每行应为 条件｜分，最后一行 其他｜分");
      } else if (TrimSpaces(parts[0]) == "其他") {
        rule.otherwise = PointsAt("规则明细", parts[1]);
      } else {
        rule.cases.push_back({Name(parts[0]), PointsAt("规则明细", parts[1])});
      }
    }
    return rule;
  }

  TiersRule Tiers() {
    TiersRule rule;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar);
      if (parts.size() != 3) {
        Fault("规则明细", line, "每行应为 档次｜下限｜上限，如 达成预期指标｜80%｜100%");
        continue;
      }
      rule.tiers.push_back({Name(parts[0]), Required(parts[1]), Required(parts[2])});
    }
    return rule;
  }

  void Compound(Rule& rule) {
    CompoundRule body;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar, 4);
      if (parts.size() != 4) {
        Fault("规则明细", line, "每行应为 名称｜所占比例｜算式｜规则，如 签约率｜60%｜｜按比例｜正向｜98%");
        continue;
      }
      body.parts.push_back({Name(parts[0]), Required(parts[1]), Name(parts[2])});
      rule.nested.push_back(Nested(parts[3]));
    }
    rule.body = std::move(body);
  }

  void BetterOf(Rule& rule) {
    BetterOfRule body;
    for (const absl::string_view line : lines_) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar, 2);
      if (parts.size() != 2) {
        Fault("规则明细", line, "每行应为 算式｜规则，如 payments / final_budget｜步进扣分｜反向｜100%｜1%｜0.5分");
        continue;
      }
      body.alternatives.push_back({Name(parts[0])});
      rule.nested.push_back(Nested(parts[1]));
    }
    rule.body = std::move(body);
  }

  Rule Nested(absl::string_view text) {
    std::array<std::string, 7> columns;
    const std::vector<absl::string_view> parts = PartsOfCell(text, kCellBar, columns.size());
    for (size_t i = 0; i < parts.size(); ++i) columns[i] = std::string(TrimSpaces(parts[i]));
    const RuleCells cells{.kind = columns[0],
                          .sense = columns[1],
                          .bound = columns[2],
                          .step = columns[3],
                          .deduction = columns[4],
                          .counting = columns[5],
                          .details = columns[6]};
    if (cells.kind == RuleKindName(RuleKind::kCompound) || cells.kind == RuleKindName(RuleKind::kBetterOf)) {
      Fault("规则明细", text, "复合和择优不能再套复合或择优");
      return {};
    }
    std::vector<CellFault> faults;
    Rule rule = CellReader(cells, faults).Read(kSemicolon);
    for (const CellFault& fault : faults) {
      Fault("规则明细", text,
            fault.column == "规则明细" ? fault.remedy : absl::StrCat(fault.column, " ", fault.remedy));
    }
    return rule;
  }

  std::optional<Rational> Number(absl::string_view column, absl::string_view text) {
    if (TrimSpaces(text).empty()) return std::nullopt;
    std::optional<Rational> number = NumberFrom(text);
    if (!number) Fault(column, text, "应为数值或百分比，如 100%");
    return number;
  }
  Rational Required(absl::string_view text) {
    const std::optional<Rational> number = NumberFrom(text);
    if (!number) Fault("规则明细", text, "应为数值或百分比，如 80%");
    return number.value_or(Rational());
  }
  Interval IntervalAt(absl::string_view text) {
    const std::optional<Interval> interval = IntervalFrom(text);
    if (!interval) Fault("规则明细", text, "应为区间，如 [80%, 90%)、(30%, +∞)；含端点用方括号");
    return interval.value_or(Interval());
  }
  Points PointsAt(absl::string_view column, absl::string_view text) {
    const std::optional<Points> points = PointsFrom(text);
    if (!points) Fault(column, text, "应为分数，如 2分、0.5分，或 分值的10%");
    return points.value_or(Points());
  }

  void Fault(absl::string_view column, absl::string_view found, std::string remedy) {
    faults_.push_back({std::string(column), std::string(found), std::move(remedy)});
  }

  const RuleCells& cells_;
  std::vector<CellFault>& faults_;
  std::vector<absl::string_view> lines_;
};

// An end of an interval; sets `is_there` where it is bounded.
bool ReadEnd(absl::string_view text, absl::string_view infinity, std::optional<Rational>& end) {
  text = TrimSpaces(text);
  if (text == infinity || text == "∞" || absl::StrCat("+", text) == infinity) return true;
  end = NumberFrom(text);
  return end.has_value();
}

}  // namespace

std::vector<absl::string_view> PartsOfCell(absl::string_view text, absl::string_view mark, size_t most) {
  std::vector<absl::string_view> parts;
  size_t begin = 0;
  for (size_t at = 0; at < text.size() && parts.size() + 1 < most;) {
    if (text[at] == '\\') {
      at += 2;
    } else if (absl::StartsWith(text.substr(at), mark)) {
      parts.push_back(TrimSpaces(text.substr(begin, at - begin)));
      at += mark.size();
      begin = at;
    } else {
      ++at;
    }
  }
  parts.push_back(TrimSpaces(text.substr(begin)));
  return parts;
}

std::string UnescapedFromCell(absl::string_view part) {
  std::string plain;
  for (size_t at = 0; at < part.size(); ++at) {
    if (part[at] != '\\' || at + 1 == part.size()) {
      plain += part[at];
    } else {
      ++at;
      plain += part[at] == 'n' ? '\n' : part[at];
    }
  }
  return plain;
}

Rule RuleFrom(const RuleCells& cells, std::vector<CellFault>& faults) { return CellReader(cells, faults).Read("\n"); }

std::optional<Rational> NumberFrom(absl::string_view text) {
  const absl::StatusOr<Rational> number = ParseNumber(TrimSpaces(text));
  if (!number.ok()) return std::nullopt;
  return *number;
}

std::optional<Interval> IntervalFrom(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = TrimSpaces(narrow);
  Interval interval;
  if (absl::ConsumePrefix(&rest, "[")) {
    interval.low_closed = true;
  } else if (absl::ConsumePrefix(&rest, "(")) {
    interval.low_closed = false;
  } else {
    interval.low = NumberFrom(rest);  // a single value
    interval.high = interval.low;
    interval.high_closed = true;
    if (!interval.low) return std::nullopt;
    return interval;
  }
  if (absl::ConsumeSuffix(&rest, "]")) {
    interval.high_closed = true;
  } else if (!absl::ConsumeSuffix(&rest, ")")) {
    return std::nullopt;
  }
  const size_t comma = rest.find(',');
  if (comma == absl::string_view::npos) return std::nullopt;
  if (!ReadEnd(rest.substr(0, comma), "-∞", interval.low) || !ReadEnd(rest.substr(comma + 1), "+∞", interval.high)) {
    return std::nullopt;
  }
  return interval;
}

std::optional<Points> PointsFrom(absl::string_view text) {
  Points points;
  absl::string_view rest = TrimSpaces(text);
  if (absl::ConsumePrefix(&rest, "分值的")) {
    points.unit = PointsUnit::kShareOfWeight;
  } else {
    absl::ConsumeSuffix(&rest, "分");
  }
  const std::optional<Rational> amount = NumberFrom(rest);
  if (!amount) return std::nullopt;
  points.amount = *amount;
  return points;
}

}  // namespace zhengping::indicator
