// 按比例, forward and reverse: weight × min(1, actual/target) or weight × min(1, target/actual).
//
//   weight 10, target 100%, actual 88.77%        -> 8.877
//   weight 10, reverse, target 5 days, actual 8  -> 6.25
//   reverse, target 0, actual 0                  -> full, without a division (县级储备粮, 0/0 in a published form)
//
// Never above the weight: over-achievement earns nothing. A lower bound meets a target or leaves it undecided; it is
// never scaled.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_PROPORTIONAL_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_PROPORTIONAL_H_

#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreProportional(const ProportionalRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_PROPORTIONAL_H_
