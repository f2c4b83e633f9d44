#include "services/indicator/domain/rules/judgement.h"

#include "services/indicator/domain/rules/qualitative_tiers.h"

namespace zhengping::indicator {

Outcome ScoreJudgement(const JudgementRule&, const RuleInput& input, Explanation* why) {
  if (input.observation == nullptr || !input.observation->percent) {
    return Open(LeafState::kNeedsJudgement, "LEAF_JUDGEMENT_OPEN", input.weight);
  }
  return ScorePercent(input, why);
}

}  // namespace zhengping::indicator
