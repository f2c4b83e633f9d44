// Finding 4 of the seed: 预算指标过于精细且分散. Many small quotas, and money stranded in one while its neighbour ran
// dry.
//
// A quota's size is its final authorised money with what was recalled put back; quotas whose size is zero are left out.
// Kind = (fund type, function class 类, outlay): money that could stand in one quota.
//
// Figures: small_quota_share (first) = small_quotas / quotas; quotas; small_quotas (size at most the setting) and
// small_amount; median_size (of an even number: the mean of the middle two) and mean_size, exact; lower_quartile_size
// and upper_quartile_size = the smallest size that at least a quarter, three quarters of the quotas do not exceed;
// stranded_amount = unspent money (balance before recall) in quotas of a kind in which another quota ran dry (unspent =
// 0); stranded_quotas; dry_quotas; stranded_share of the total size; transfers (TRANSFER_IN entries) and
// transfers_amount, what it took to move money between them, and of that transfers_within_kind and _amount: entries
// whose transaction takes money out of a quota of the same kind. The stranded figures are missing before the year is
// over.
//
// Payments are live PAYMENT entries (neither reversed nor reversing): payments, mean_payment = their sum / payments,
// payments_per_quota = payments / quotas. A payment is split where one transaction draws on several quotas of one kind:
// split_payments = transactions, split_payments_amount = what they draw on such quotas.
//
// Applies when there are at least two quotas.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SCATTERED_QUOTAS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SCATTERED_QUOTAS_H_

#include "services/budget/domain/findings/finding.h"

namespace zhengping::budget {

Finding MeasureScatteredQuotas(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SCATTERED_QUOTAS_H_
