// What a rule is given, and what it answers. Rules are pure and know neither frameworks nor plans.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_OUTCOME_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_OUTCOME_H_

#include <string>
#include <utility>
#include <vector>

#include "common/rational/rational.h"
#include "services/indicator/domain/explanation.h"
#include "services/indicator/domain/expression/evaluator.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// Pointers are into the caller's data; nullptr where there is no such thing.
struct RuleInput {
  const Rational& weight;
  const Rational* measured = nullptr;  // the leaf's value; never nullptr for a rule that needs one (NeedsMeasure)
  bool is_lower_bound = false;         // the value is at least `measured`
  const Rational* target = nullptr;    // of the plan's row
  const Rational* upper = nullptr;     // of the plan's row, for a range
  Sense row_sense = Sense::kForward;   // kForward for >=, kReverse for <=
  StepCounting step_counting = StepCounting::kWhole;  // the framework's
  const std::vector<Tier>& tiers;                     // the framework's
  const Observation* observation = nullptr;
  ReadName read;  // names in conditions
  // What 0/0 and x/0 within the rule mean: of the leaf, or else of the framework.
  ZeroAnswer zero_by_zero = ZeroAnswer::kNotAssessable;
  ZeroAnswer divided_by_zero = ZeroAnswer::kNotAssessable;
};

// `low` and `high` bound the points; they are equal to `points` when the state is kScored. Nothing is rounded here.
struct Outcome {
  LeafState state = LeafState::kScored;
  const char* reason_code = "";  // of explanation.h
  Rational points;
  Rational low;
  Rational high;
  std::vector<std::string> missing;
};

inline Outcome Scored(Rational points) {
  Outcome outcome;
  outcome.low = points;
  outcome.high = points;
  outcome.points = std::move(points);
  return outcome;
}

// Without points: anything from 0 to `high`.
inline Outcome Open(LeafState state, const char* reason_code, Rational high) {
  Outcome outcome;
  outcome.state = state;
  outcome.reason_code = reason_code;
  outcome.high = std::move(high);
  return outcome;
}

// The points that the framework gives where a quotient has no value; open where it gives none. The state of
// `evaluation` is kZeroByZero or kDividedByZero.
Outcome AnswerZero(const RuleInput& input, EvaluationState state, const Rational& weight, Explanation* why);

// Why an expression has no value: missing names, what does not apply, or a division by zero that the framework answers.
Outcome Unvalued(const Expression& expression, const Evaluation& evaluation, const RuleInput& input,
                 const Rational& weight, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_OUTCOME_H_
