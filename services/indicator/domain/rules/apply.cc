#include "services/indicator/domain/rules/apply.h"

#include <algorithm>
#include <cstdlib>
#include <variant>

#include "services/indicator/domain/rules/bands.h"
#include "services/indicator/domain/rules/better_of.h"
#include "services/indicator/domain/rules/checklist.h"
#include "services/indicator/domain/rules/comparison.h"
#include "services/indicator/domain/rules/compound.h"
#include "services/indicator/domain/rules/faults.h"
#include "services/indicator/domain/rules/judgement.h"
#include "services/indicator/domain/rules/proportional.h"
#include "services/indicator/domain/rules/qualitative_tiers.h"
#include "services/indicator/domain/rules/range.h"
#include "services/indicator/domain/rules/step_deduction.h"

namespace zhengping::indicator {
namespace {

Outcome Dispatch(const CompiledRule& compiled, const RuleInput& input, Explanation* why) {
  const Rule& rule = *compiled.rule;
  switch (rule.kind()) {
    case RuleKind::kProportional:
      return ScoreProportional(std::get<ProportionalRule>(rule.body), input, why);
    case RuleKind::kStepDeduction:
      return ScoreStepDeduction(std::get<StepDeductionRule>(rule.body), input, why);
    case RuleKind::kBands:
      return ScoreBands(std::get<BandsRule>(rule.body), input, why);
    case RuleKind::kRange:
      return ScoreRange(std::get<RangeRule>(rule.body), input, why);
    case RuleKind::kFaults:
      return ScoreFaults(std::get<FaultsRule>(rule.body), input, why);
    case RuleKind::kChecklist:
      return ScoreChecklist(compiled, input, why);
    case RuleKind::kComparison:
      return ScoreComparison(compiled, input, why);
    case RuleKind::kTiers:
      return ScoreQualitativeTiers(std::get<TiersRule>(rule.body), input, why);
    case RuleKind::kJudgement:
      return ScoreJudgement(std::get<JudgementRule>(rule.body), input, why);
    case RuleKind::kCompound:
      return ScoreCompound(compiled, input, why);
    case RuleKind::kBetterOf:
      return ScoreBetterOf(compiled, input, why);
    case RuleKind::kUnread:
      return Open(LeafState::kNotAssessable, "LEAF_RULE_UNREAD", input.weight);
  }
  std::abort();  // Our own bug: the index of the variant is the kind.
}

}  // namespace

bool NeedsMeasure(RuleKind kind) {
  return kind == RuleKind::kProportional || kind == RuleKind::kStepDeduction || kind == RuleKind::kBands ||
         kind == RuleKind::kRange || kind == RuleKind::kFaults;
}

Outcome ApplyRule(const CompiledRule& rule, const RuleInput& input, Explanation* why) {
  Outcome outcome = Dispatch(rule, input, why);
  // A named rule states its points without knowing the weight of the row that uses it: the row's weight is the limit.
  if (outcome.points > input.weight) outcome.points = input.weight;
  if (outcome.high > input.weight) outcome.high = input.weight;
  if (outcome.low > input.weight) outcome.low = input.weight;
  return outcome;
}

}  // namespace zhengping::indicator
