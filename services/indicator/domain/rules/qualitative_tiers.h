// 定性分档: 达成 100–80%, 部分达成 80–60%, 未达成 60–0% of the weight; the cuts are data, and an edge belongs to the
// upper tier. Points need a percent and a reason (a stated reason, evidence, or a reason for the deviation). A tier
// alone is a range.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_QUALITATIVE_TIERS_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_QUALITATIVE_TIERS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// `why` may be nullptr: then nothing is explained.
Outcome ScoreQualitativeTiers(const TiersRule& rule, const RuleInput& input, Explanation* why);

// Weight × the observation's percent, when it is within 0–100% and has a reason; else open. Checklists and judgement
// use it too.
Outcome ScorePercent(const RuleInput& input, Explanation* why);

// The tier that `name` means: the whole name, or a beginning of just one ("部分达成" of "部分达成并具有一定效果").
// nullptr: none.
const Tier* FindTier(const std::vector<Tier>& tiers, absl::string_view name);

// The tier that holds `percent`; an edge belongs to the upper tier: of two neighbours that both end at 80%, the better
// one holds 80%. nullptr: none.
const Tier* TierOfPercent(const std::vector<Tier>& tiers, const Rational& percent);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_QUALITATIVE_TIERS_H_
