// A department-year as it was known at a revision, read whole: what facts, findings and lists are made from.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_READER_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_READER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/year_state.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/statement_rows.h"
#include "services/budget/store/transaction_rows.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

struct YearSnapshot {
  YearHead head;                          // the latest, whatever revision was asked for
  std::string digest;                     // at ledger.revision
  LedgerYear ledger;                      // quotas, transactions, special funds at ledger.revision
  std::vector<QuotaRow> quotas;           // those of the ledger with what the domain does not need, same order
  std::vector<StoredTransaction> stored;  // likewise for the transactions
  FiledSpecialFunds special_funds;        // likewise
  FiledStatement statement;
  FiledFacts reported_facts;
};

// `revision` 0 is the latest. Refused: REVISION_NOT_FOUND. The department is the caller's to check.
absl::StatusOr<YearSnapshot> SelectYear(storage::Connection& connection, const YearKey& key, int64_t revision);
// At `head`, also inside a write, whose head is not saved yet.
absl::StatusOr<YearSnapshot> SelectYear(storage::Connection& connection, const YearKey& key, const YearHead& head);

// What the next transaction is decided on, at `revision`, which is the latest; inside a write, special funds that it
// has filed are seen.
absl::StatusOr<YearState> SelectState(storage::Connection& connection, const YearKey& key, int64_t revision);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_READER_H_
