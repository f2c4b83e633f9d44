// 分档: "=0: 5; (0, 10%]: 4; (10%, 20%]: 3; (20%, 30%]: 2; >30%: 0". Ends are open or closed as the text says (含).
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_BANDS_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_BANDS_H_

#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreBands(const BandsRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_BANDS_H_
