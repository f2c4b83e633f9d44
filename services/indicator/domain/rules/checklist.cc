#include "services/indicator/domain/rules/checklist.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

#include "services/indicator/domain/rules/qualitative_tiers.h"

namespace zhengping::indicator {
namespace {

struct PartAnswer {
  std::optional<bool> is_met;
  Outcome open;  // of a condition that has no answer: why
};

PartAnswer AnswerByCondition(const Expression& condition, const RuleInput& input) {
  const Evaluation evaluation = Evaluate(condition, input.read);
  if (evaluation.state == EvaluationState::kValue) return {evaluation.holds, {}};
  // A part has no points of its own for 0/0 to give: it is open.
  RuleInput unanswered = input;
  unanswered.zero_by_zero = ZeroAnswer::kNotAssessable;
  unanswered.divided_by_zero = ZeroAnswer::kNotAssessable;
  return {std::nullopt, Unvalued(condition, evaluation, unanswered, input.weight, nullptr)};
}

PartAnswer AnswerByObservation(const std::string& name, const RuleInput& input) {
  if (input.observation == nullptr) return {};
  const std::vector<ObservedPart>& parts = input.observation->parts;
  const auto part =
      std::find_if(parts.begin(), parts.end(), [&name](const ObservedPart& observed) { return observed.name == name; });
  return {part == parts.end() ? std::nullopt : part->is_met, {}};
}

bool IsJudgedAsAWhole(const CompiledRule& rule, const RuleInput& input) {
  const bool has_conditions = std::any_of(rule.conditions.begin(), rule.conditions.end(),
                                          [](const Expression& condition) { return !condition.empty(); });
  return !has_conditions && input.observation != nullptr && input.observation->parts.empty() &&
         input.observation->percent.has_value();
}

}  // namespace

Outcome ScoreChecklist(const CompiledRule& rule, const RuleInput& input, Explanation* why) {
  if (IsJudgedAsAWhole(rule, input)) return ScorePercent(input, why);
  const std::vector<ChecklistPart>& parts = std::get<ChecklistRule>(rule.rule->body).parts;
  Outcome outcome;
  bool is_observation_open = false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool has_condition = !rule.conditions[i].empty();
    PartAnswer answer =
        has_condition ? AnswerByCondition(rule.conditions[i], input) : AnswerByObservation(parts[i].name, input);
    const Rational most = Resolve(parts[i].points, input.weight);
    const bool is_met = answer.is_met.value_or(false);
    if (is_met) outcome.low += most;
    if (is_met || !answer.is_met) outcome.high += most;
    is_observation_open = is_observation_open || (!answer.is_met && !has_condition);
    if (!answer.is_met && has_condition && outcome.state == LeafState::kScored) {
      outcome.state = answer.open.state == LeafState::kMissing ? LeafState::kMissing : LeafState::kNotAssessable;
      outcome.reason_code = answer.open.reason_code;
    }
    std::move(answer.open.missing.begin(), answer.open.missing.end(), std::back_inserter(outcome.missing));
    if (why != nullptr) {
      why->parts.push_back(
          {parts[i].name, answer.is_met, is_met ? most : Rational(), most, rule.conditions[i].text(), {}});
    }
  }
  outcome.high = std::min(outcome.high, input.weight);
  outcome.low = std::min(outcome.low, input.weight);
  if (is_observation_open) {
    outcome.state = LeafState::kNeedsJudgement;
    outcome.reason_code = "LEAF_PARTS_OPEN";
  } else if (outcome.state == LeafState::kScored) {
    outcome.points = outcome.low;
    if (why != nullptr) why->step = Step::kParts;
  }
  return outcome;
}

}  // namespace zhengping::indicator
