// A transaction (指标业务): many entries, one decision. Pure: whoever calls brings what the ledger holds of the quotas
// touched.
//
// Two forms of the same rules: all issues at once, with a field path each, for a load; and one absl::Status, the first
// error, for PostTransaction. Field paths are those of the proto: "effective_date", "entries[2].amount_fen".
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_TRANSACTION_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_TRANSACTION_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/status/issue.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/overdraft.h"

namespace zhengping::budget {

// What can be said about a transaction without looking at the ledger. Errors:
//   SOURCE_MISSING, RECORD_ID_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED (not UTF-8, or control characters),
//   RECORD_VERSION_NEGATIVE (0: the next one after what is stored), FISCAL_YEAR_OUT_OF_RANGE,
//   DATE_OUTSIDE_YEAR        the effective date lies in another year than fiscal_year
//   ENTRIES_MISSING, TOO_MANY_ENTRIES
//   QUOTA_MISSING            an entry names no quota
//   AMOUNT_NOT_POSITIVE, AMOUNT_OUT_OF_RANGE (limits.h)
//   TRANSFER_UNBALANCED      what comes in by TRANSFER_IN is not what goes out by TRANSFER_OUT
//   TRANSFER_TO_ITSELF       a quota gives and takes in the same transaction
// Warnings (nothing is refused):
//   ORIGIN_NOT_APPLICABLE    an origin on an entry that adjusts nothing (INITIAL, CARRYOVER, PAYMENT, REFUND)
//   INITIAL_AFTER_MID_YEAR   an initial budget dated after 30 June: money of that time is a supplement
//   CARRYOVER_WITH_INITIAL   one quota has last year's money and this year's in one transaction: their uses differ
std::vector<Issue> CheckTransaction(const Transaction& transaction);

// Codes as the classification tables write them; empty ones are allowed and mean unstated. Errors:
//   QUOTA_ID_MALFORMED            [a-z0-9-]{1,63}
//   FUND_TYPE_MALFORMED           1–4 digits
//   FUNCTION_CODE_MALFORMED       3, 5 or 7 digits (类款项)
//   ECONOMIC_CODE_MALFORMED       3 or 5 digits (类款)
//   PROJECT_CODE_MALFORMED, BUDGET_UNIT_MALFORMED, TEXT_TOO_LONG, TEXT_MALFORMED
// Field paths: "id", "classification.function_code" …
std::vector<Issue> CheckQuota(const QuotaRecord& quota);

// OK, or the first error among `issues` as INVALID_ARGUMENT. BALANCE_INSUFFICIENT, REFUND_EXCEEDS_PAID and
// ALREADY_REVERSED become FAILED_PRECONDITION: right in another state of the ledger.
absl::Status FirstRefusal(const std::vector<Issue>& issues);

// What the ledger holds of one quota.
struct QuotaHistory {
  QuotaRecord record;
  std::vector<DatedEntry> entries;  // any order
};
using QuotaHistories = std::map<std::string, QuotaHistory>;  // by quota id

// The decision of PostTransaction: CheckTransaction, then against the ledger. `touched` holds every quota that exists
// among those the transaction names. Refused besides:
//   QUOTA_NOT_FOUND          entries[i].quota
//   BALANCE_INSUFFICIENT, REFUND_EXCEEDS_PAID (overdraft.h)
// A reversing transaction needs CheckReversal (reversal.h) as well.
absl::Status DecidePost(const Transaction& transaction, const QuotaHistories& touched);

// The transaction's entries as overdraft.h reads them, by quota.
std::map<std::string, std::vector<DatedEntry>> DatedEntriesOf(const Transaction& transaction);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_TRANSACTION_H_
