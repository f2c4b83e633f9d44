// 扣分制: "每超1个百分点扣0.5分, 扣完为止".
//
//   departure = how far the value lies beyond the bound on the bad side, in the value's unit or as a share of the bound
//   points    = max(0, weight − steps × deduction), steps = floor(departure ÷ step), or the exact quotient where
//   partial steps count
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_STEP_DEDUCTION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_STEP_DEDUCTION_H_

#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreStepDeduction(const StepDeductionRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_STEP_DEDUCTION_H_
