// One door to the eleven kinds.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_APPLY_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_APPLY_H_

#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// Whether the kind looks at one value of the leaf; the others look at parts, conditions, or what somebody judged.
bool NeedsMeasure(RuleKind kind);

// Points are within [0, weight] whatever the input. `why` may be nullptr: then nothing is explained.
Outcome ApplyRule(const CompiledRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_APPLY_H_
