#include "services/indicator/domain/rules/step_deduction.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace zhengping::indicator {
namespace {

// How far `measured` lies beyond the bound; at or below zero: it does not.
Rational Departure(Sense sense, const Rational& measured, const Rational& bound) {
  const Rational above = measured - bound;
  if (sense == Sense::kReverse) return above;
  if (sense == Sense::kForward) return -above;
  return above < Rational() ? -above : above;
}

}  // namespace

Outcome ScoreStepDeduction(const StepDeductionRule& rule, const RuleInput& input, Explanation* why) {
  const Rational* bound = rule.bound ? &*rule.bound : input.target;
  if (bound == nullptr) return Open(LeafState::kMissing, "LEAF_TARGET_MISSING", input.weight);
  if (why != nullptr) why->target = *bound;
  const Sense sense = rule.sense == Sense::kRowDirection ? input.row_sense : rule.sense;
  Rational departure = Departure(sense, *input.measured, *bound);

  if (departure <= Rational()) {
    if (input.is_lower_bound && sense != Sense::kForward) {
      return Open(LeafState::kMissing, "LEAF_LOWER_BOUND_UNDECIDED", input.weight);
    }
    if (why != nullptr) why->step = Step::kMet;
    return Scored(input.weight);
  }
  if (rule.measure == StepMeasure::kOfBound) {
    std::optional<Rational> share = Quotient(departure, *bound);
    if (!share) return Open(LeafState::kNotAssessable, "LEAF_DIVIDED_BY_ZERO", input.weight);
    departure = *share < Rational() ? -*share : *std::move(share);
  }
  const StepCounting counting = rule.counting == StepCounting::kFrameworkSetting ? input.step_counting : rule.counting;
  const Rational exact_steps = *Quotient(departure, rule.step);
  const Rational steps = counting == StepCounting::kPartial ? exact_steps : Floor(exact_steps);
  const Rational deduction = Resolve(rule.deduction, input.weight);
  const Rational points = std::max(Rational(), input.weight - steps * deduction);
  // The true value lies further up: only a score that has reached the floor cannot change any more.
  const bool may_still_fall = sense != Sense::kForward && !points.is_zero();
  const bool may_still_rise = sense == Sense::kForward || (sense == Sense::kBothSides && *input.measured < *bound);
  if (input.is_lower_bound && (may_still_fall || may_still_rise)) {
    return Open(LeafState::kMissing, "LEAF_LOWER_BOUND_UNDECIDED", input.weight);
  }
  if (why != nullptr) {
    why->step = Step::kDeducted;
    why->departure = departure;
    why->step_size = rule.step;
    why->count = steps;
    why->deduction = deduction;
  }
  return Scored(points);
}

}  // namespace zhengping::indicator
