// Finding 1 of the seed: 预算编制不够细化. How much of the initial budget says too little about what it is for.
//
// Base: initial budget = INITIAL entries net of reversals. A quota is coarse if
//   (a) its function code has fewer than seven digits, that is no item level (项); or
//   (b) its outlay is project outlay (项目支出) and it names no project.
// A quota that is both counts once. A quota is 'other' (其他) if its function code's last level is 99, or it lies in
// class 229, or its department economic code ends in 99.
//
// Figures: coarse_share (first) = coarse_amount / initial budget; coarse_amount; without_item_amount (a);
// without_project_amount (b, those of (a) left out, so that the two add up); other_codes_share, other_codes_amount;
// transfers_between_codes (fen; the price of coarse budgeting) and transfers_between_codes_share of the final budget.
// Concentration: of the initial budget by function code (as stated; without one counts as a code of its own),
// largest_item_share = the largest one's share and concentration_index = Σ share² (Herfindahl), 1 where all is on one
// code; largest_quota_share = the largest quota's share.
// The price by part: coarse_transfer_rate = moved out of coarse quotas to other codes / initial budget of coarse
// quotas, fine_transfer_rate = the same of the rest; each missing where its base is zero. Applies when there is an
// initial budget.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_COARSE_BUDGETING_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_COARSE_BUDGETING_H_

#include "services/budget/domain/findings/finding.h"

namespace zhengping::budget {

// (a) or (b).
bool IsCoarse(const QuotaRecord& quota);

Finding MeasureCoarseBudgeting(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_COARSE_BUDGETING_H_
