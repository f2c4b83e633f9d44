#include "services/indicator/domain/score.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/domain/figures.h"
#include "services/indicator/domain/inflation.h"
#include "services/indicator/domain/score_leaf.h"
#include "services/indicator/domain/sheet_total.h"
#include "services/indicator/domain/unit_conversion.h"

namespace zhengping::indicator {
namespace {

std::string ShowTarget(const PlanRow& row, const Target& target) {
  if (!target.value) return target.text;
  const std::string value = FormatValue(*target.value, ValueDisplay::kNumber, row.unit);
  if (row.direction != Direction::kRange || !target.upper) return absl::StrCat(DirectionSign(row.direction), value);
  return absl::StrCat(value, "–", FormatValue(*target.upper, ValueDisplay::kNumber, row.unit));
}

std::string ShowActual(const Observation& observation) {
  if (observation.state == ObservationState::kNotApplicable) return "不适用";
  if (observation.state == ObservationState::kMissing) return "";
  const bool says_unit = absl::EndsWith(observation.text, observation.unit);
  if (!observation.text.empty()) return absl::StrCat(observation.text, says_unit ? "" : observation.unit);
  if (!observation.value) return observation.tier;
  return absl::StrCat(observation.is_lower_bound ? "≥" : "",
                      FormatValue(*observation.value, ValueDisplay::kNumber, observation.unit));
}

// What was reported in another unit (4.7万元 against 元), in the row's; empty where nothing is to be converted or
// cannot be: the leaf says so then.
std::optional<Observation> InUnitOf(const PlanRow* row, const Observation* observation) {
  const bool is_measured = row != nullptr && observation != nullptr && observation->value;
  if (!is_measured || observation->unit == row->unit) return std::nullopt;
  const std::optional<Rational> factor = ConversionFactor(observation->unit, row->unit);
  if (!factor || *factor == Rational(1)) return std::nullopt;
  Observation converted = *observation;
  converted.value = *observation->value * *factor;
  converted.unit = row->unit;
  return converted;
}

class Scorer {
 public:
  Scorer(const ScoreInput& input, const ScoreOptions& options, const Placement& placement)
      : input_(input),
        explain_(options.detail == ScoreDetail::kExplained),
        placement_(placement),
        observations_(input.observations, input.as_of),
        figures_(input.facts, observations_) {}

  Scorecard Run() {
    const Framework& framework = input_.framework.framework();
    card_.framework = framework.name;
    card_.framework_version = framework.version;
    card_.framework_hash = input_.framework.content_hash();
    card_.as_of = input_.as_of;
    card_.nodes.reserve(input_.framework.indicators().size() + 2 * placement_.rows.size());
    AddIndicators();
    SumUp(card_.nodes);
    TotalSheet(framework, input_.framework.cap_measures(), figures_, card_);
    return std::move(card_);
  }

 private:
  // Which leaves have each last name: only where it is more than one can an observation be ambiguous. Asked for by
  // those that leave levels out, which most sheets have none of.
  void CollectKeys() {
    for (const CompiledIndicator& indicator : input_.framework.indicators()) {
      if (indicator.indicator->kind == IndicatorKind::kLeaf)
        keys_by_name_[indicator.key.level3].push_back(&indicator.key);
    }
    for (const PlacedRow& placed : placement_.rows) {
      const RowKey& key = Row(placed).key;
      keys_by_name_[key.level3].push_back(&key);
    }
  }

  void AddIndicators() {
    const std::vector<CompiledIndicator>& indicators = input_.framework.indicators();
    std::vector<int> node_of(indicators.size(), -1);
    size_t next_row = 0;
    for (size_t i = 0; i < indicators.size(); ++i) {
      const CompiledIndicator& indicator = indicators[i];
      const int parent = indicator.parent < 0 ? -1 : node_of[static_cast<size_t>(indicator.parent)];
      const size_t first_row = next_row;
      while (next_row < placement_.rows.size() && placement_.rows[next_row].slot == static_cast<int>(i)) ++next_row;
      const bool is_empty_slot = indicator.indicator->kind == IndicatorKind::kSlot && first_row == next_row;
      const bool is_leaf = indicator.indicator->kind == IndicatorKind::kLeaf || is_empty_slot;
      const int node = AddNode(is_leaf ? NodeKind::kLeaf : NodeKind::kGroup, parent, indicator.depth,
                               explain_ ? indicator.path : std::string());
      node_of[i] = node;
      Node(node).indicator = static_cast<int>(i);
      Node(node).weight = *indicator.indicator->weight;
      Node(node).is_verified = indicator.indicator->is_verified;
      if (is_empty_slot) {
        ScoreEmptySlot(input_.framework, explain_, Node(node));
      } else if (is_leaf) {
        AddLeaf(node, indicator);
      } else if (indicator.indicator->kind == IndicatorKind::kSlot) {
        std::vector<const PlacedRow*> rows;
        for (size_t row = first_row; row < next_row; ++row) rows.push_back(&placement_.rows[row]);
        AddRows(rows, 0, node);
      }
    }
  }

  void AddLeaf(int node, const CompiledIndicator& indicator) {
    Node(node).key = indicator.key;
    Lookup lookup = observations_.FindRow(indicator.key);
    for (const std::string& alias : indicator.indicator->aliases) {
      if (lookup.state == LookupState::kFound) break;
      RowKey key = indicator.key;
      key.level3 = alias;
      lookup = observations_.FindRow(key);
    }
    Fill(node, indicator, nullptr, Node(node).weight, lookup);
    Node(node).is_core = indicator.indicator->is_core;
    const Explanation& why = Node(node).explanation;
    if (explain_ && !indicator.indicator->formula.empty() && why.measured) {
      Node(node).actual_text = FormatValue(*why.measured, indicator.indicator->display, "");
    }
  }

  // Rows under the levels that their slot does not name, a level at a time, each group where its first row stands.
  void AddRows(const std::vector<const PlacedRow*>& rows, size_t level, int parent) {
    std::vector<std::string> order;
    absl::flat_hash_map<std::string, std::vector<const PlacedRow*>> groups;
    for (const PlacedRow* placed : rows) {
      std::vector<std::string> below;
      if (explain_) below = input_.framework.LevelsBelowSlot(placed->slot, Row(*placed).key);
      if (level >= below.size()) {
        AddRow(*placed, parent);
        continue;
      }
      std::vector<const PlacedRow*>& group = groups[below[level]];
      if (group.empty()) order.push_back(below[level]);
      group.push_back(placed);
    }
    for (const std::string& name : order) {
      const int node =
          AddNode(NodeKind::kGroup, parent, Node(parent).depth + 1, absl::StrCat(Node(parent).path, "/", name));
      Node(node).indicator = Node(parent).indicator;
      Node(node).is_verified = Node(parent).is_verified;
      Node(node).name = name;
      for (const PlacedRow* placed : groups[name]) Node(node).weight += placed->weight;
      AddRows(groups[name], level + 1, node);
    }
  }

  void AddRow(const PlacedRow& placed, int parent) {
    const PlanRow& row = Row(placed);
    const CompiledIndicator& slot = input_.framework.indicators()[static_cast<size_t>(placed.slot)];
    std::string path;
    if (explain_) path = absl::StrCat(Node(parent).path, "/", row.key.level3);
    if (explain_ && !row.key.project.empty()) absl::StrAppend(&path, "〔", row.key.project, "〕");
    const int node = AddNode(NodeKind::kLeaf, parent, Node(parent).depth + 1, std::move(path));
    Node(node).indicator = placed.slot;
    Node(node).row = placed.row;
    Node(node).weight = placed.weight;
    Node(node).is_verified = slot.indicator->is_verified;
    Node(node).is_core = row.is_core;
    Node(node).is_illustrative = row.is_illustrative;
    if (explain_) Node(node).key = row.key;
    if (explain_) Node(node).name = row.key.level3;
    if (explain_) Node(node).target_text = ShowTarget(row, row.effective_target());
    if (explain_ && row.adjusted) Node(node).original_target_text = ShowTarget(row, row.target);
    if (explain_ && row.adjusted) Node(node).adjust_reason = row.adjust_reason;
    Fill(node, slot, &row, placed.weight, observations_.FindRow(row.key));
  }

  void Fill(int node, const CompiledIndicator& indicator, const PlanRow* row, const Rational& weight,
            const Lookup& lookup) {
    const Observation* observation = lookup.observation;
    const RowKey& key = row == nullptr ? indicator.key : row->key;
    const bool is_ambiguous = observation != nullptr && CouldMeanAnother(observation->key, key);
    const std::optional<Observation> converted = InUnitOf(row, observation);
    const Observation* compared = converted ? &*converted : observation;
    const Figures figures = figures_.ForRow(row, compared);
    ScoreLeaf({input_.framework, indicator, row, compared, is_ambiguous, weight, figures}, explain_, Node(node));
    if (observation == nullptr || is_ambiguous) return;
    Node(node).observation = static_cast<int>(observation - input_.observations.data());
    Node(node).is_illustrative = Node(node).is_illustrative || observation->is_illustrative;
    if (!explain_) return;
    Node(node).actual_text = ShowActual(*observation);
    Node(node).deviation_reason = observation->deviation_reason;
    Node(node).measure = observation->measure;
  }

  // Whether a key that leaves levels out may mean a leaf other than `key`.
  bool CouldMeanAnother(const RowKey& given, const RowKey& key) {
    if (given == key) return false;
    if (keys_by_name_.empty()) CollectKeys();
    const auto same_name = keys_by_name_.find(key.level3);
    if (same_name == keys_by_name_.end()) return false;
    return std::any_of(same_name->second.begin(), same_name->second.end(),
                       [&given, &key](const RowKey* other) { return !(*other == key) && CouldMean(given, *other); });
  }

  int AddNode(NodeKind kind, int parent, int depth, std::string path) {
    ScoredNode& node = card_.nodes.emplace_back();
    node.kind = kind;
    node.parent = parent;
    node.depth = depth;
    if (explain_) node.name = path.substr(path.rfind('/') + 1);
    if (explain_) node.path = std::move(path);
    return static_cast<int>(card_.nodes.size()) - 1;
  }

  ScoredNode& Node(int position) { return card_.nodes[static_cast<size_t>(position)]; }
  const PlanRow& Row(const PlacedRow& placed) const { return input_.plan[static_cast<size_t>(placed.row)]; }

  const ScoreInput& input_;
  const bool explain_;
  const Placement& placement_;
  const ObservationsOf observations_;
  const Figures figures_;
  absl::flat_hash_map<absl::string_view, std::vector<const RowKey*>> keys_by_name_;
  Scorecard card_;
};

}  // namespace

absl::StatusOr<Scorecard> Score(const ScoreInput& input, const ScoreOptions& options) {
  if (input.framework.framework().is_library) {
    return Invalid({"FRAMEWORK_IS_LIBRARY", "framework"},
                   "a framework that scores has weights; this one is to pick from");
  }
  Placement placement = PlacePlan(input.framework, input.plan, options.slot_weights);
  for (const Issue& issue : placement.issues) {
    if (issue.severity != Severity::kError) continue;
    return Invalid({"PLAN_HAS_ERRORS", issue.place.field}, absl::StrCat(issue.reason, ": ", issue.remedy));
  }
  Scorecard card = Scorer(input, options, placement).Run();
  card.issues = std::move(placement.issues);
  if (options.detail == ScoreDetail::kExplained) {
    for (Issue& note : InflationNotes(input.plan, input.observations, card)) card.issues.push_back(std::move(note));
  }
  return card;
}

}  // namespace zhengping::indicator
