#include "services/reporting/domain/sheet_check/sheet_question.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace zhengping::reporting {
namespace {

constexpr char kSource[] = "已报自评表";

// Names of indicators of which less is better, where a sheet states no direction.
bool SoundsReverse(const ClaimedRow& row) {
  if (absl::StrContains(row.level2, "成本")) return true;
  for (const char* word : {"控制率", "变动率", "调整率", "结转",   "结余",   "成本", "投诉", "事故", "差错", "违规",
                           "违纪",   "变质",   "超编",   "发生数", "发生率", "误差", "负债", "能耗", "排放", "流失",
                           "信访",   "上访",   "案件数", "死亡",   "发案",   "缺陷", "逾期", "返工"}) {
    if (absl::StrContains(row.level3, word)) return true;
  }
  return false;
}

bool AreComparable(const ClaimedCell& actual, const ClaimedCell& target) {
  if (!actual.number.has_value() || !target.number.has_value()) return false;
  if ((actual.unit == "%") != (target.unit == "%")) return false;
  return actual.unit.empty() || target.unit.empty() || actual.unit == target.unit;
}

bool IsStated(const ClaimedCell& cell) { return cell.reading != CellReading::kMissing; }

bool ClaimsPoints(const ClaimedRow& row) {
  if (row.weight.reading == CellReading::kNotApplicable && row.score.reading == CellReading::kNotApplicable)
    return false;
  return row.weight.number.has_value() || row.score.number.has_value();
}

// A name of a sheet may be a paragraph; the indicator service takes 200 characters.
std::string Shortened(const std::string& name) {
  constexpr size_t kMostBytes = 500;
  if (name.size() <= kMostBytes) return name;
  size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end);
}

class Asker {
 public:
  Asker(const ClaimedSheet& sheet, const MoneyBlock& money, const FrameworkOutline& framework,
        const std::vector<std::optional<Rational>>& implied)
      : sheet_(sheet), money_(money), framework_(framework), implied_(implied) {}

  SheetQuestion Run() {
    for (const ClaimedRow& row : sheet_.rows) {
      has_targets_ = has_targets_ || IsStated(row.target) || IsStated(row.actual);
    }
    question_.execution_leaf = ExecutionLeaf();
    only_slot_ = OnlySlot();
    question_.rows.resize(sheet_.rows.size());
    for (size_t i = 0; i < sheet_.rows.size(); ++i) {
      const ClaimedRow& row = sheet_.rows[i];
      if (row.kind == ClaimedKind::kIndicator && ClaimsPoints(row)) AskIndicator(i);
    }
    DropWithoutWeight();
    AskMoney();
    return std::move(question_);
  }

 private:
  int ExecutionLeaf() const {
    for (size_t i = 0; i < framework_.nodes.size(); ++i) {
      const OutlineNode& node = framework_.nodes[i];
      const std::string formula = absl::StrReplaceAll(node.formula, {{" ", ""}});
      const bool is_execution = formula == "payments/final_budget" || formula == "payments/initial_budget";
      if (node.kind == OutlineKind::kLeaf && is_execution) return static_cast<int>(i);
    }
    return -1;
  }

  const OutlineNode* OnlySlot() const {
    const OutlineNode* found = nullptr;
    for (const OutlineNode& node : framework_.nodes) {
      if (node.kind != OutlineKind::kSlot) continue;
      if (found != nullptr) return nullptr;
      found = &node;
    }
    return found;
  }

  void AskIndicator(size_t i) {
    const ClaimedRow& row = sheet_.rows[i];
    AskedRow& asked = question_.rows[i];
    asked.key = {Shortened(row.goal), Shortened(row.level1), Shortened(row.level2), Shortened(row.level3), ""};
    asked.leaf = LeafOf(framework_, row);
    asked.weight = row.weight.number;
    if (!asked.weight.has_value() && row.weight.is_blank()) {
      asked.weight = asked.leaf >= 0 ? std::optional<Rational>(Leaf(asked).weight) : implied_[i];
      asked.is_weight_implied = asked.weight.has_value();
    }
    if (asked.leaf >= 0) {
      AskLeaf(row, asked);
    } else {
      AskPlanRow(row, asked);
    }
  }

  const OutlineNode& Leaf(const AskedRow& asked) const { return framework_.nodes[static_cast<size_t>(asked.leaf)]; }

  void AskLeaf(const ClaimedRow& row, AskedRow& asked) {
    const std::vector<std::string> path = absl::StrSplit(Leaf(asked).path, '/');
    asked.key = {"", path.size() > 2 ? path[path.size() - 3] : "", path.size() > 1 ? path[path.size() - 2] : "",
                 path.back(), ""};
    if (row.actual.reading == CellReading::kNotApplicable) {
      asked.basis = RowBasis::kNotApplicable;
    } else if (row.actual.number.has_value() && Leaf(asked).is_one_value) {
      asked.basis = RowBasis::kDecided;
      AddObservation(row, asked);
    } else if (row.actual.is_blank() || !Leaf(asked).formula.empty()) {
      asked.basis = RowBasis::kByFramework;
    } else {
      Open(row, asked);
    }
  }

  void AskPlanRow(const ClaimedRow& row, AskedRow& asked) {
    // A form without levels: where the framework has one place for rows, they stand there.
    const bool has_no_groups = asked.key.goal.empty() && asked.key.level1.empty() && asked.key.level2.empty();
    if (has_no_groups && only_slot_ != nullptr) asked.key.level1 = only_slot_->name;
    // Two rows of one name are two rows of the sheet.
    while (
        !keys_.insert(absl::StrCat(asked.key.goal, "/", asked.key.level1, "/", asked.key.level2, "/", asked.key.level3))
             .second) {
      absl::StrAppend(&asked.key.level3, "（第", row.row, "行）");
    }
    const ClaimedCell& target = row.effective_target();
    SetDirection(row, asked);
    if (row.actual.reading == CellReading::kNotApplicable) {
      asked.basis = RowBasis::kNotApplicable;
    } else if (!has_targets_ || row.actual.reading == CellReading::kUnread) {
      asked.basis = RowBasis::kOpen;
    } else if (row.actual.is_blank()) {
      asked.basis = target.is_blank() ? RowBasis::kNothingStated : RowBasis::kActualMissing;
      if (target.reading == CellReading::kUnread) asked.basis = RowBasis::kOpen;
    } else if (IsDecided(row, asked)) {
      asked.basis = RowBasis::kDecided;
    } else {
      Open(row, asked);
    }
    AddPlanRow(row, asked);
    if (asked.basis == RowBasis::kDecided) AddObservation(row, asked);
  }

  void SetDirection(const ClaimedRow& row, AskedRow& asked) const {
    asked.is_direction_assumed = !row.direction.has_value();
    asked.direction = row.direction.value_or(SoundsReverse(row) ? TargetDirection::kAtMost : TargetDirection::kAtLeast);
  }

  bool IsDecided(const ClaimedRow& row, const AskedRow& asked) const {
    const ClaimedCell& target = row.effective_target();
    if (!AreComparable(row.actual, target)) return false;
    switch (asked.direction) {
      case TargetDirection::kAtLeast:
        return true;
      case TargetDirection::kAtMost:
        // A sheet that does not say the direction, and a value that misses the one that the name suggests.
        return !asked.is_direction_assumed || *row.actual.number <= *target.number;
      case TargetDirection::kEqual:
        return !row.actual.is_lower_bound && *row.actual.number == *target.number;
      case TargetDirection::kRange:
      case TargetDirection::kQualitative:
        return false;
    }
    return false;
  }

  void Open(const ClaimedRow& row, AskedRow& asked) const {
    asked.basis = RowBasis::kOpen;
    const ClaimedCell& target = row.effective_target();
    const bool misses_equal = asked.leaf < 0 && asked.direction == TargetDirection::kEqual &&
                              AreComparable(row.actual, target) && !row.actual.is_lower_bound &&
                              *row.actual.number < *target.number && *row.actual.number >= Rational();
    asked.is_all_or_proportion = misses_equal;
    if (misses_equal) asked.high_share = *Quotient(*row.actual.number, *target.number);
    const std::optional<OutlineTier> tier = TierOf(framework_, row.actual.text);
    if (!tier.has_value() || row.actual.number.has_value()) return;
    asked.low_share = tier->at_least;
    asked.high_share = tier->at_most;
  }

  void AddPlanRow(const ClaimedRow& row, const AskedRow& asked) {
    CasePlanRow plan{.key = asked.key, .place = {sheet_.file, row.row}};
    const ClaimedCell& target = row.effective_target();
    const bool is_decided = asked.basis == RowBasis::kDecided;
    // What is equal to its target has met it, in whichever direction.
    const bool is_equal = asked.direction == TargetDirection::kEqual;
    plan.direction = !is_decided ? TargetDirection::kQualitative
                     : is_equal  ? TargetDirection::kAtLeast
                                 : asked.direction;
    if (is_decided) plan.target.value = target.number;
    plan.unit = is_decided ? UnitOf(row) : "";
    plan.weight = asked.weight;
    if (plan.weight.has_value() && *plan.weight <= Rational()) plan.weight.reset();
    question_.plan.push_back(std::move(plan));
  }

  // Rows of a slot all have a weight, or none has: where some are known, the others cannot be scored.
  void DropWithoutWeight() {
    std::vector<CasePlanRow>& plan = question_.plan;
    const auto has_weight = [](const CasePlanRow& row) { return row.weight.has_value(); };
    if (!std::any_of(plan.begin(), plan.end(), has_weight)) return;
    plan.erase(std::stable_partition(plan.begin(), plan.end(), has_weight), plan.end());
  }

  // One unit for both: cells without one are in that of the other.
  static std::string UnitOf(const ClaimedRow& row) {
    return Shortened(row.actual.unit.empty() ? row.effective_target().unit : row.actual.unit);
  }

  void AddObservation(const ClaimedRow& row, const AskedRow& asked) {
    CaseObservation sent{.place = {sheet_.file, row.row}};
    sent.observation.key = asked.key;
    sent.observation.value = row.actual.number;
    sent.observation.is_lower_bound = row.actual.is_lower_bound;
    sent.observation.unit = UnitOf(row);
    sent.observation.source = kSource;
    question_.observations.push_back(std::move(sent));
  }

  void AddFact(const char* name, const char* display_name, const std::optional<Rational>& fen) {
    if (!fen.has_value() || !fen->ToInt64().has_value()) return;
    question_.facts.push_back({.name = name,
                               .state = FactState::kReported,
                               .value = Money::Fen(*fen->ToInt64()),
                               .unit = "fen",
                               .source = kSource,
                               .display_name = display_name});
  }

  void AskMoney() {
    AddFact("initial_budget", "年初预算数", money_.initial_budget);
    if (money_.is_rate_as_printed) {
      // Amounts that were not read: the printed rate is all that is known of them.
      const Rational scale(1'000'000'000);
      AddFact("final_budget", "全年预算数（按已报执行率）", scale);
      AddFact("payments", "全年执行数（按已报执行率）", Floor(*money_.rate * scale));
    } else {
      AddFact("final_budget", "全年预算数", money_.final_budget);
      AddFact("payments", "全年执行数", money_.payments);
      if (money_.payments.has_value() && money_.final_budget.has_value()) {
        AddFact("balance", "结转结余", *money_.final_budget - *money_.payments);
      }
    }
    for (size_t i = 0; i < sheet_.rows.size(); ++i) {
      const ClaimedRow& row = sheet_.rows[i];
      if (&row != money_.total || question_.execution_leaf < 0 || !ClaimsPoints(row)) continue;
      AskedRow& asked = question_.rows[i];
      asked.basis = RowBasis::kByFramework;
      asked.leaf = question_.execution_leaf;
      asked.weight = row.weight.number.has_value() ? row.weight.number : Leaf(asked).weight;
      asked.is_weight_implied = !row.weight.number.has_value();
    }
  }

  const ClaimedSheet& sheet_;
  const MoneyBlock& money_;
  const FrameworkOutline& framework_;
  const std::vector<std::optional<Rational>>& implied_;
  bool has_targets_ = false;
  const OutlineNode* only_slot_ = nullptr;
  std::set<std::string> keys_;
  SheetQuestion question_;
};

bool IsOnPath(const OutlineNode& node, const std::string& group) {
  const std::string plain = PlainName(group);
  if (plain.empty()) return true;
  const std::vector<std::string> path = absl::StrSplit(node.path, '/');
  return std::any_of(path.begin(), path.end(), [&plain](const std::string& name) { return PlainName(name) == plain; });
}

}  // namespace

SheetQuestion AskAboutSheet(const ClaimedSheet& sheet, const MoneyBlock& money, const FrameworkOutline& framework,
                            const std::vector<std::optional<Rational>>& implied) {
  return Asker(sheet, money, framework, implied).Run();
}

int LeafOf(const FrameworkOutline& framework, const ClaimedRow& row) {
  const std::string name = PlainName(row.level3);
  int best = -1;
  int best_agreement = -1;
  bool is_alone = true;
  for (size_t i = 0; i < framework.nodes.size(); ++i) {
    const OutlineNode& node = framework.nodes[i];
    if (node.kind != OutlineKind::kLeaf) continue;
    const bool is_named = PlainName(node.name) == name ||
                          std::any_of(node.aliases.begin(), node.aliases.end(),
                                      [&name](const std::string& alias) { return PlainName(alias) == name; });
    if (!is_named) continue;
    const int agreement = (IsOnPath(node, row.level1) ? 1 : 0) + (IsOnPath(node, row.level2) ? 1 : 0);
    if (agreement == best_agreement) is_alone = false;
    if (agreement <= best_agreement) continue;
    best = static_cast<int>(i);
    best_agreement = agreement;
    is_alone = true;
  }
  return is_alone ? best : -1;
}

std::optional<OutlineTier> TierOf(const FrameworkOutline& framework, const std::string& text) {
  const OutlineTier* found = nullptr;
  for (const OutlineTier& tier : framework.tiers) {
    if (tier.name == text) return tier;
    if (text.empty() || !absl::StartsWith(tier.name, text)) continue;
    if (found != nullptr) return std::nullopt;
    found = &tier;
  }
  return found == nullptr ? std::nullopt : std::optional<OutlineTier>(*found);
}

}  // namespace zhengping::reporting
