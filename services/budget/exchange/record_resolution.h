// Records of a file against what the ledger holds of their department-year: which quotas they mean, which they declare,
// and whether stated balances agree. Pure; the caller brings the ledger.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_RECORD_RESOLUTION_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_RECORD_RESOLUTION_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/budget/exchange/exchange_record.h"

namespace zhengping::budget {

struct KnownQuota {
  QuotaRecord record;
  std::string project_code;
};

// A department-year as it is stored; empty where it holds nothing.
struct KnownYear {
  std::vector<KnownQuota> quotas;
  std::vector<Transaction> in_force;  // of every source, neither reversed nor reversing
};

struct ResolvedRecord {
  Transaction transaction;         // its entries name quotas by id; without record_id and entries: its quotas alone
  std::vector<KnownQuota> quotas;  // that it declares
  bool is_deleted = false;
  size_t record = 0;  // index in what was given
};

// `records` are those of one department-year, in the order of the file.
//
// - A quota keeps what the file has no column for.
// - An entry on a quota that nobody declared declares it by its own row's purpose: QUOTA_FROM_ENTRY, a warning.
// - A payment without a quota's number goes to the one quota that agrees with all that its row says:
//   QUOTA_NOT_MATCHED, QUOTA_AMBIGUOUS where it is not one.
// - A payment that is stored with another day and sent without one keeps it.
// - INITIAL_TWICE, a warning: both BGT_PM_ANNUAL and BA_BGT_INFO bring the year's initial budget.
// - BALANCE_DIFFERS, a note at each of `checks` whose balance is not the sum of the entries after the import.
std::vector<ResolvedRecord> ResolveRecords(const KnownYear& known, const std::vector<const ExchangeRecord*>& records,
                                           const std::vector<const BalanceCheck*>& checks, std::vector<Issue>& issues);

// An issue of the rules (path "entries[0].amount_fen") at the row and column that the record came from.
Issue AtItsRow(Issue issue, const ExchangeRecord& record);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_RECORD_RESOLUTION_H_
