// 二者择其一: the alternative that gives more points ("结转结余率或变动率, 二者择其一"). An alternative without a value
// leaves the leaf open as long as it could give more than the others; one that does not apply is left out.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_BETTER_OF_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_BETTER_OF_H_

#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/outcome.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreBetterOf(const CompiledRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_BETTER_OF_H_
