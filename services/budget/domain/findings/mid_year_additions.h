// Finding 2 of the seed: 年中追加较多, in its three senses: scale (规模), scope (范围), pace (进度); where the
// additions come from; and which of them could have stood in the initial budget.
//
// Scale: addition_rate (first) = supplements / initial budget (预算控制率, Hunan 2017 form); supplements;
//   supplement_documents (distinct document numbers); predictability = initial budget / the year's own authorised money
//   (initial + supplements − reductions ± transfers: last year's money and what the year's end takes back are no matter
//   of foresight), missing where that is not above zero, above 1 where more was cut than added.
// Anatomy: additions_superior, additions_policy, additions_emergency, additions_own, additions_unstated add up to
//   supplements. adjustment_rate (预算调整率) = (supplements + reductions + transfers) / initial budget, gross, a
//   transfer counted once, by its incoming side; fair_adjustment_rate = the same without what the rule sets aside
//   (policy, emergencies, tasks given from above; 财预〔2013〕53号): origin own or unstated. discretionary_rate =
//   additions own and unstated / initial budget.
// Scope: new_functions = function codes with supplements and no initial budget; new_projects likewise; new_scope_amount
//   = supplements on quotas of such a function or project, counted once, and new_scope_share of the supplements.
// Pace (month_pace.h): pace_distance, pace_month of the payments; authorized_pace_distance, authorized_pace_month of
// the
//   money authorised besides the initial budget; additions_q4_share = supplements dated October to December /
//   supplements, missing before the year is over.
// Avoidable (recurring_additions.h): recurring_amount, recurring_share of the supplements; foreseeable_amount,
//   foreseeable_share; avoidable_amount = recurring or foreseeable, counted once, and avoidable_share;
//   flag_disagreements = additions whose recurring mark the ledgers of earlier years contradict, and
//   flag_disagreement_amount. All but the foreseeable ones are missing when no earlier year is at hand.
// Applies when there is an initial budget: from a base of zero no rate can be computed.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MID_YEAR_ADDITIONS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MID_YEAR_ADDITIONS_H_

#include "services/budget/domain/findings/finding.h"

namespace zhengping::budget {

Finding MeasureMidYearAdditions(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MID_YEAR_ADDITIONS_H_
