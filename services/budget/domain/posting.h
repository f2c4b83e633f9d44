// The decisions of PostTransaction and ReverseTransaction on what the year remembers. Pure.
//
// A quota that stands below zero already (an import that records stored it so) does not bar a posting that leaves it as
// it is or lessens what it lacks.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_POSTING_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_POSTING_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/year_state.h"

namespace zhengping::budget {

// `declared`: quotas that come with the transaction and are new. `reversal`: of the record's version in force; null
// where there is none. Refused besides the first error of CheckTransaction:
//   QUOTA_NOT_FOUND          entries[i].quota
//   BALANCE_INSUFFICIENT, REFUND_EXCEEDS_PAID (overdraft.h)
//   SPECIAL_FUND_NOT_FOUND   entries[i].special_fund
absl::Status DecidePosting(const YearState& state, const Transaction& transaction,
                           absl::Span<const QuotaRecord* const> declared, const Transaction* reversal);

// Refused: BALANCE_INSUFFICIENT, REFUND_EXCEEDS_PAID where later entries rest on the reversed ones. CheckReversal
// (reversal.h) is the caller's.
absl::Status DecideReversal(const YearState& state, const Transaction& reversal);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_POSTING_H_
