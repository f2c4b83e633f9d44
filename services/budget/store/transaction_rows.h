// Transactions (指标业务) as they are read from the ledger's chunks.
//
// A transaction's id is "{fiscal_year}-{revision}"; the reversal that comes with a newer version of its record shares
// the newer one's revision, stands before it, and is "{fiscal_year}-{revision}-reversal".
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_TRANSACTION_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_TRANSACTION_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/connection.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/store/chunk_body.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/ledger_chunks.h"

namespace zhengping::budget {

// Where a transaction stands in the ledger; also the key of a page.
struct TransactionPlace {
  int64_t revision = 0;
  Step step = Step::kOwn;
};
std::string TransactionId(int fiscal_year, const TransactionPlace& place);
struct TransactionKey {
  int fiscal_year = 0;
  TransactionPlace place;
};
// Empty when the text is no transaction's id.
std::optional<TransactionKey> ParseTransactionId(absl::string_view id);

// A transaction as it is stored, and when that was.
struct StoredTransaction {
  PostedTransaction posted;
  TransactionPlace place;
  int64_t posted_ms = 0;
  std::string reason;  // of a reversal, where its caller gave one
};

// The transactions of a revision, in order; `is_reversed` is left to the caller.
std::vector<StoredTransaction> TransactionsOf(StoredRevision revision, int fiscal_year);

// What a list asks for: the state of knowledge at `revision`, from after a place on.
struct TransactionRange {
  int64_t revision = 0;
  std::optional<Date> as_of;
  std::optional<TransactionPlace> after;
  int64_t limit = 0;
};
absl::StatusOr<std::vector<StoredTransaction>> SelectTransactions(storage::Connection& connection, const YearKey& key,
                                                                  const TransactionRange& range);
// At the latest revision. Empty where there is none.
absl::StatusOr<std::optional<StoredTransaction>> SelectTransaction(storage::Connection& connection, const YearKey& key,
                                                                   const TransactionPlace& place);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_TRANSACTION_ROWS_H_
