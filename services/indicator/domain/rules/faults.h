// 计次扣分: "每笔未按时下达扣0.5分, 扣完为止". The value counts the faults.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_FAULTS_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_FAULTS_H_

#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreFaults(const FaultsRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_FAULTS_H_
