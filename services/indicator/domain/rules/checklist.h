// 清单: the sum of the points of the parts that are met (1 + 0.5 + 0.5). A part is met by its condition, or as an
// observation says; one of which neither is known leaves the leaf open between the parts known to be met and those that
// may be. An observation that gives a percent with a reason, and no parts, is taken as judgement on the whole list.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_CHECKLIST_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_CHECKLIST_H_

#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreChecklist(const CompiledRule& rule, const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_CHECKLIST_H_
