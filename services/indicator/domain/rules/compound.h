// 复合: each part has a share of the weight and a rule of its own; the leaf's points are their sum (蚕茶卫生院 2021:
// two sub-targets, one met, 6 of 12). A part's value comes from its formula, or from the observation's part of its
// name, which may also just be met or not. An observation that gives a percent with a reason, and no parts, is taken as
// judgement on the whole.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPOUND_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPOUND_H_

#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/outcome.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreCompound(const CompiledRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPOUND_H_
