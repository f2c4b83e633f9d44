// Finding 2 of the seed: 年中追加较多, in its three senses: scale (规模), scope (范围), pace (进度).
//
// Scale: addition_rate (first) = supplements / initial budget (预算控制率, Hunan 2017 form); supplements;
//   supplement_documents (distinct document numbers); by origin additions_superior, additions_policy,
//   additions_emergency, additions_own, additions_unstated, which add up to supplements; discretionary_rate = (own +
//   unstated) / initial budget: what is left when policy, emergencies and tasks given from above are set aside, as the
//   rules of 预算调整率 do.
// Scope: new_functions = function codes with supplements and no initial budget; new_projects likewise; new_scope_amount
// =
//   supplements on quotas of such a function or project, counted once, and new_scope_share of the supplements.
// Pace: the plan made in January spends 1/12 of the initial budget a month. pace_distance = the largest distance
// between
//   cumulative payments (net of refunds) and that plan at a month's end, as a share of the initial budget; pace_month =
//   that month. Up to the last whole month of as_of.
// Across years: recurring_amount = supplements on a key that had supplements in at least one earlier year at hand, too;
//   the key is the project, or function code and department economic code where there is none (a quota with neither is
//   never recurring). recurring_share of the supplements. Missing when no earlier year is at hand.
// Applies when there is an initial budget: from a base of zero no rate can be computed.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MID_YEAR_ADDITIONS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MID_YEAR_ADDITIONS_H_

#include "services/budget/domain/findings/finding.h"

namespace zhengping::budget {

Finding MeasureMidYearAdditions(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MID_YEAR_ADDITIONS_H_
