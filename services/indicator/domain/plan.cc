#include "services/indicator/domain/plan.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/rule_check.h"

namespace zhengping::indicator {
namespace {

class RowChecker {
 public:
  explicit RowChecker(const std::vector<PlanRow>& plan) : plan_(plan) {}

  std::vector<Issue> Run() {
    absl::flat_hash_map<absl::string_view, std::vector<const RowKey*>> keys_by_name;
    for (size_t i = 0; i < plan_.size(); ++i) {
      const PlanRow& row = plan_[i];
      if (row.key.level3.empty() || row.key.level3.size() > static_cast<size_t>(kMostNameBytes)) {
        Add(i, "key.level3", Severity::kError, "PLAN_ROW_NAME", row.key.level3, "三级指标名称不能为空，最长 200 字");
      }
      std::vector<const RowKey*>& same_name = keys_by_name[row.key.level3];
      const bool is_duplicate =
          std::any_of(same_name.begin(), same_name.end(), [&row](const RowKey* other) { return *other == row.key; });
      if (!is_duplicate) same_name.push_back(&row.key);
      if (is_duplicate) {
        Add(i, "key", Severity::kError, "PLAN_ROW_DUPLICATE", FormatRowKey(row.key),
            "同一指标出现两次；同名指标应填上级指标以区分");
      }
      if (row.weight && *row.weight <= Rational()) {
        Add(i, "weight", Severity::kError, "PLAN_WEIGHT_NOT_POSITIVE", FormatShort(*row.weight), "分值应大于 0");
      }
      if (row.adjusted && row.adjust_reason.empty()) {
        Add(i, "adjust_reason", Severity::kError, "PLAN_ADJUST_REASON", row.adjusted->text, "调整指标值应写明调整原因");
      }
      CheckTarget(i);
    }
    return std::move(issues_);
  }

 private:
  void CheckTarget(size_t i) {
    const PlanRow& row = plan_[i];
    if (row.direction == Direction::kQualitative) return;
    const Target& target = row.effective_target();
    if (row.direction == Direction::kRange && (!target.value || !target.upper || *target.value > *target.upper)) {
      return Add(i, "target", Severity::kError, "PLAN_TARGET_RANGE", target.text,
                 "区间应有两端，且下限不大于上限，如 5-10");
    }
    if (!target.value) {
      return Add(i, "target", Severity::kWarning, "PLAN_TARGET_MISSING", target.text, "定量指标没有目标数值，不能计分");
    }
    if (row.unit.empty()) {
      Add(i, "unit", Severity::kNote, "PLAN_UNIT_MISSING", target.text, "没有计量单位，按无单位处理，不作猜测");
    }
    if (row.direction == Direction::kAtLeast && row.baseline && *target.value < *row.baseline) {
      Add(i, "target", Severity::kWarning, "PLAN_TARGET_BELOW_BASELINE", target.text,
          absl::StrCat("目标值低于上年实际值 ", FormatShort(*row.baseline), "，请说明理由"));
    }
  }

  void Add(size_t row, absl::string_view part, Severity severity, absl::string_view reason, std::string found,
           std::string remedy) {
    issues_.push_back(
        IssueAt(absl::StrCat("rows[", row, "].", part), severity, reason, std::move(found), std::move(remedy)));
  }

  const std::vector<PlanRow>& plan_;
  std::vector<Issue> issues_;
};

class Placer {
 public:
  Placer(const CompiledFramework& framework, const std::vector<PlanRow>& plan, SlotWeights policy)
      : framework_(framework), plan_(plan), policy_(policy) {}

  Placement Run() {
    placement_.issues = CheckPlanRows(plan_);
    CheckRules();
    std::vector<std::vector<int>> by_slot(framework_.indicators().size());
    for (size_t i = 0; i < plan_.size(); ++i) {
      const int slot = framework_.FindSlot(plan_[i].key);
      if (slot >= 0) by_slot[static_cast<size_t>(slot)].push_back(static_cast<int>(i));
      if (slot < 0) Unplaced(i);
    }
    for (size_t slot = 0; slot < by_slot.size(); ++slot) {
      const Indicator& indicator = *framework_.indicators()[slot].indicator;
      if (indicator.kind != IndicatorKind::kSlot) continue;
      if (by_slot[slot].empty()) {
        Empty(static_cast<int>(slot));
      } else if (indicator.weight) {
        Weigh(static_cast<int>(slot), *indicator.weight, by_slot[slot]);
      }
    }
    return std::move(placement_);
  }

 private:
  void CheckRules() {
    for (size_t i = 0; i < plan_.size(); ++i) {
      if (plan_[i].rule.empty() || framework_.FindRule(plan_[i].rule) != nullptr) continue;
      Add(i, "rule", Severity::kError, "PLAN_RULE_UNKNOWN", plan_[i].rule, "体系中没有声明这个规则");
    }
  }

  void Unplaced(size_t i) {
    const Severity severity = policy_ == SlotWeights::kRefuse ? Severity::kError : Severity::kWarning;
    Add(i, "key", severity, "PLAN_ROW_WITHOUT_SLOT", FormatRowKey(plan_[i].key),
        absl::StrCat("体系「", framework_.framework().name,
                     "」中没有可以填报这一指标的位置；请核对一级、二级指标名称"));
    placement_.unplaced.push_back(static_cast<int>(i));
  }

  void Empty(int slot) {
    const CompiledIndicator& indicator = framework_.indicators()[static_cast<size_t>(slot)];
    placement_.empty_slots.push_back(slot);
    placement_.issues.push_back(IssueAt("rows", Severity::kWarning, "PLAN_SLOT_EMPTY", indicator.path,
                                        absl::StrCat("「", indicator.path, "」下没有填报目标，其分值按缺数据处理")));
  }

  // Gives the rows of one slot their weights: as they say, or evenly, or scaled.
  void Weigh(int slot, const Rational& whole, const std::vector<int>& rows) {
    Rational sum;
    size_t given = 0;
    for (const int row : rows) {
      const std::optional<Rational>& weight = Row(row).weight;
      if (weight) ++given;
      if (weight) sum += *weight;
    }
    if (given == 0) return SplitEvenly(slot, whole, rows);
    if (given < rows.size()) return PartlyGiven(slot, rows);
    const bool adds_up = sum == whole;
    if (!adds_up && policy_ == SlotWeights::kRefuse) SumDiffers(slot, whole, sum, rows);
    const bool is_kept = adds_up || sum <= Rational() || policy_ == SlotWeights::kKeep;
    const Rational factor = is_kept ? Rational(1) : *Quotient(whole, sum);
    for (const int row : rows) {
      placement_.rows.push_back({row, slot, is_kept ? *Row(row).weight : *Row(row).weight * factor});
    }
  }

  // In whole units of the framework's last decimal, the first rows one unit more where it does not divide: the printed
  // weights then add up to the slot.
  void SplitEvenly(int slot, const Rational& whole, const std::vector<int>& rows) {
    Rational unit(1);
    for (int i = 0; i < framework_.framework().settings.decimals; ++i) unit = *Quotient(unit, Rational(10));
    const Rational count(static_cast<int64_t>(rows.size()));
    const Rational lower = Floor(*Quotient(whole, unit * count)) * unit;
    Rational rest = whole - lower * count;
    for (const int row : rows) {
      const Rational more = std::min(rest, unit);
      rest -= more;
      placement_.rows.push_back({row, slot, lower + more});
    }
  }

  void PartlyGiven(int slot, const std::vector<int>& rows) {
    for (const int row : rows) {
      if (Row(row).weight) continue;
      Add(static_cast<size_t>(row), "weight", Severity::kError, "PLAN_WEIGHT_PARTLY_GIVEN", "",
          absl::StrCat("「", Path(slot), "」下有的指标有分值，有的没有；应都填，或都不填而平均分配"));
    }
  }

  void SumDiffers(int slot, const Rational& whole, const Rational& sum, const std::vector<int>& rows) {
    Add(static_cast<size_t>(rows.front()), "weight", Severity::kError, "PLAN_WEIGHT_SUM", FormatShort(sum),
        absl::StrCat("「", Path(slot), "」下 ", rows.size(), " 个指标的分值合计 ", FormatShort(sum), "，应等于 ",
                     FormatShort(whole)));
  }

  const PlanRow& Row(int row) const { return plan_[static_cast<size_t>(row)]; }
  const std::string& Path(int slot) const { return framework_.indicators()[static_cast<size_t>(slot)].path; }

  void Add(size_t row, absl::string_view part, Severity severity, absl::string_view reason, std::string found,
           std::string remedy) {
    placement_.issues.push_back(
        IssueAt(absl::StrCat("rows[", row, "].", part), severity, reason, std::move(found), std::move(remedy)));
  }

  const CompiledFramework& framework_;
  const std::vector<PlanRow>& plan_;
  const SlotWeights policy_;
  Placement placement_;
};

}  // namespace

std::vector<Issue> CheckPlanRows(const std::vector<PlanRow>& plan) { return RowChecker(plan).Run(); }

Placement PlacePlan(const CompiledFramework& framework, const std::vector<PlanRow>& plan, SlotWeights policy) {
  return Placer(framework, plan, policy).Run();
}

absl::StatusOr<Direction> ParseDirection(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  if (narrow == ">=" || narrow == "≥" || narrow == "正向") return Direction::kAtLeast;
  if (narrow == "<=" || narrow == "≤" || narrow == "反向") return Direction::kAtMost;
  if (narrow == "=") return Direction::kEqual;
  if (narrow == "区间") return Direction::kRange;
  if (narrow == "定性") return Direction::kQualitative;
  return Invalid({"DIRECTION_UNKNOWN", "direction"}, "指标性质是 >=、<=、=、区间、定性 之一");
}

absl::string_view DirectionSign(Direction direction) {
  switch (direction) {
    case Direction::kAtLeast:
      return "≥";
    case Direction::kAtMost:
      return "≤";
    case Direction::kEqual:
      return "=";
    case Direction::kRange:
      return "区间";
    case Direction::kQualitative:
      return "定性";
  }
  std::abort();  // Our own bug: the rpc layer refuses directions that it does not know.
}

}  // namespace zhengping::indicator
