#include "services/indicator/domain/sheet_total.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace zhengping::indicator {
namespace {

const CapStep* StepOf(const CapRule& cap, const Rational& measured) {
  const auto step = std::find_if(cap.steps.begin(), cap.steps.end(),
                                 [&measured](const CapStep& s) { return s.interval.Contains(measured); });
  return step == cap.steps.end() ? nullptr : &*step;
}

Rational Lowest(const CapRule& cap) {
  return std::min_element(cap.steps.begin(), cap.steps.end(),
                          [](const CapStep& a, const CapStep& b) { return a.at_most < b.at_most; })
      ->at_most;
}

// What the weights of the leaves count as. Returns the weight that is scaled away.
Rational SortWeights(Scorecard& card) {
  Rational scaled_away;
  for (const ScoredNode& node : card.nodes) {
    if (node.kind != NodeKind::kLeaf) continue;
    card.sum += node.points;
    card.low += node.low;
    card.high += node.high;
    if (node.state == LeafState::kNotApplicable && node.weight_use != WeightUse::kAssessed) {
      card.not_applicable_weight += node.weight;
    } else if (node.weight_use == WeightUse::kAssessed) {
      card.scored_weight += node.weight;
    } else if (node.state == LeafState::kNeedsJudgement) {
      card.needs_judgement_weight += node.weight;
    } else {
      card.unassessable_weight += node.weight;
    }
    if (node.weight_use == WeightUse::kScaledAway) scaled_away += node.weight;
  }
  return scaled_away;
}

void Scale(const Rational& scaled_away, int decimals, Scorecard& card) {
  const std::optional<Rational> factor = Quotient(card.full_mark, card.full_mark - scaled_away);
  // Everything is scaled away: nothing is left that could be scaled.
  if (!factor) return;
  card.is_rescaled = true;
  card.total = Round(card.total * *factor, decimals);
  card.low = Round(card.low * *factor, decimals);
  card.high = Round(card.high * *factor, decimals);
}

// False when the cap's measure cannot be computed.
bool ApplyCap(const CapRule& cap, const Expression& measure, const Figures& figures, Scorecard& card) {
  const Evaluation evaluation = Evaluate(measure, [&figures](const std::string& name) { return figures.Read(name); });
  if (evaluation.state != EvaluationState::kValue) {
    card.low = std::min(card.low, Lowest(cap));
    return false;
  }
  const CapStep* step = StepOf(cap, evaluation.value);
  if (step == nullptr) return true;
  if (card.total > step->at_most) {
    card.caps.push_back({cap.name, evaluation.value, step->interval, step->at_most, card.total});
  }
  card.total = std::min(card.total, step->at_most);
  card.low = std::min(card.low, step->at_most);
  card.high = std::min(card.high, step->at_most);
  return true;
}

}  // namespace

void SumUp(std::vector<ScoredNode>& nodes) {
  for (size_t i = nodes.size(); i-- > 0;) {
    const ScoredNode& node = nodes[i];
    if (node.parent < 0) continue;
    ScoredNode& parent = nodes[static_cast<size_t>(node.parent)];
    parent.points += node.points;
    parent.low += node.low;
    parent.high += node.high;
    parent.assessable_weight += node.assessable_weight;
  }
}

void TotalSheet(const Framework& framework, const std::vector<Expression>& cap_measures, const Figures& figures,
                Scorecard& card) {
  card.full_mark = framework.full_mark;
  const Rational scaled_away = SortWeights(card);
  card.total = card.sum;
  if (!scaled_away.is_zero()) Scale(scaled_away, framework.settings.decimals, card);
  bool are_caps_known = true;
  for (size_t i = 0; i < framework.caps.size(); ++i) {
    are_caps_known = ApplyCap(framework.caps[i], cap_measures[i], figures, card) && are_caps_known;
  }
  const bool is_complete = card.scored_weight + scaled_away == card.full_mark && !card.scored_weight.is_zero();
  if (!is_complete || !are_caps_known) return;
  for (const Grade& grade : framework.grades) {
    if (grade.interval.Contains(card.total)) card.grade = grade.name;
  }
}

}  // namespace zhengping::indicator
