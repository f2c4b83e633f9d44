// 评判: weight × the percent that somebody gave with a reason. Until then the whole weight is open.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_JUDGEMENT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_JUDGEMENT_H_

#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreJudgement(const JudgementRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_JUDGEMENT_H_
