// Ordered cases, among them the comparison with the prior year: the first whose condition holds gives its points. A
// condition that cannot be decided leaves everything behind it undecided.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPARISON_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPARISON_H_

#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreComparison(const CompiledRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPARISON_H_
