#include "services/indicator/domain/sensitivity/leaf_probe.h"

#include <algorithm>

#include "services/indicator/domain/score_leaf.h"

namespace zhengping::indicator {

LeafProbe::LeafProbe(const ScoreInput& input, const Scorecard& card)
    : input_(input),
      card_(card),
      observations_(input.observations),
      counting_(observations_, input.as_of),
      facts_(input.facts),
      figures_(facts_, counting_) {}

Rational LeafProbe::PointsAt(const SheetInput& input, const Rational& value, PointsKind kind) {
  Move(input, value);
  Rational points;
  for (const int leaf : input.leaves) points += PointsOf(leaf, kind);
  Move(input, input.value);
  return points;
}

void LeafProbe::Move(const SheetInput& input, const Rational& value) {
  if (input.observation >= 0) {
    observations_[static_cast<size_t>(input.observation)].value = value;
  } else if (value == input.value) {
    facts_ = input_.facts;
  } else {
    facts_ = FactSet(WithMoved(input_.facts.facts(), input, value));
  }
}

Rational LeafProbe::PointsOf(int leaf, PointsKind kind) const {
  const ScoredNode& scored = card_.nodes[static_cast<size_t>(leaf)];
  const CompiledIndicator& indicator = input_.framework.indicators()[static_cast<size_t>(scored.indicator)];
  const PlanRow* row = scored.row < 0 ? nullptr : &input_.plan[static_cast<size_t>(scored.row)];
  const Observation* observation =
      scored.observation ? &observations_[static_cast<size_t>(*scored.observation)] : nullptr;
  const bool is_ambiguous = scored.reason_code == "LEAF_OBSERVATION_AMBIGUOUS";
  const Figures figures = figures_.ForRow(row, observation);
  ScoredNode node;
  node.weight = scored.weight;
  ScoreLeaf({input_.framework, indicator, row, observation, is_ambiguous, scored.weight, figures},
            kind == PointsKind::kExact, node);
  if (node.state != LeafState::kScored) return node.low;
  return kind == PointsKind::kRounded ? node.points : node.explanation.exact - node.explanation.deviation_deduction;
}

std::vector<Fact> WithMoved(const std::vector<Fact>& facts, const SheetInput& input, const Rational& value) {
  std::vector<Fact> moved = facts;
  const Rational by = value - input.value;
  const std::vector<std::pair<std::string, int>> linked = LinkedFacts(input.name);
  for (Fact& fact : moved) {
    if (fact.name == input.name) fact.value = value;
    for (const auto& [name, sign] : linked) {
      if (fact.name == name) fact.value += sign > 0 ? by : -by;
    }
  }
  return moved;
}

}  // namespace zhengping::indicator
