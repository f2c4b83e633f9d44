// 区间: full inside; outside, by the distance to the nearer end, or nothing.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RANGE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RANGE_H_

#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreRange(const RangeRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RANGE_H_
