#include "services/budget/store/transaction_rows.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/status_macros.h"
#include "services/budget/store/ledger_chunks.h"

namespace zhengping::budget {
namespace {

constexpr int64_t kEveryRevision = std::numeric_limits<int64_t>::max();

bool IsAfter(const TransactionPlace& place, const TransactionPlace& after) {
  if (place.revision != after.revision) return place.revision > after.revision;
  return place.step == Step::kOwn && after.step == Step::kReversalOfOlder;
}

}  // namespace

std::string TransactionId(int fiscal_year, const TransactionPlace& place) {
  return absl::StrCat(fiscal_year, "-", place.revision, place.step == Step::kOwn ? "" : "-reversal");
}

std::optional<TransactionKey> ParseTransactionId(absl::string_view id) {
  TransactionKey key;
  if (absl::ConsumeSuffix(&id, "-reversal")) key.place.step = Step::kReversalOfOlder;
  const std::vector<absl::string_view> parts = absl::StrSplit(id, '-');
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &key.fiscal_year) ||
      !absl::SimpleAtoi(parts[1], &key.place.revision)) {
    return std::nullopt;
  }
  return key;
}

std::vector<StoredTransaction> TransactionsOf(StoredRevision revision, int fiscal_year) {
  std::vector<StoredTransaction> transactions;
  PackedRevision& packed = revision.packed;
  const auto add = [&](std::optional<Transaction>& transaction, Step step) {
    if (!transaction.has_value()) return;
    StoredTransaction& stored = transactions.emplace_back();
    stored.place = {.revision = packed.revision, .step = step};
    stored.posted.id = TransactionId(fiscal_year, stored.place);
    stored.posted.revision = packed.revision;
    stored.posted.digest = packed.digest;
    stored.posted.transaction = *std::move(transaction);
    stored.posted_ms = revision.stored_ms;
    stored.reason = packed.reason;
  };
  add(packed.reversal, Step::kReversalOfOlder);
  add(packed.own, Step::kOwn);
  return transactions;
}

absl::StatusOr<std::vector<StoredTransaction>> SelectTransactions(storage::Connection& connection, const YearKey& key,
                                                                  const TransactionRange& range) {
  const TransactionPlace after = range.after.value_or(TransactionPlace{.revision = 0, .step = Step::kOwn});
  const int64_t first = std::max<int64_t>(after.revision, 1);
  std::vector<StoredTransaction> found;
  ZP_RETURN_IF_ERROR(
      VisitRevisions(connection, key, first, range.revision, [&](StoredRevision revision) -> absl::StatusOr<Visit> {
        for (StoredTransaction& stored : TransactionsOf(std::move(revision), key.fiscal_year)) {
          if (!IsAfter(stored.place, after)) continue;
          if (range.as_of.has_value() && stored.posted.transaction.effective_date > *range.as_of) continue;
          if (static_cast<int64_t>(found.size()) == range.limit) return Visit::kStop;
          found.push_back(std::move(stored));
        }
        return Visit::kGoOn;
      }));
  ZP_ASSIGN_OR_RETURN(const std::vector<int64_t> reversed, SelectReversed(connection, key, first, range.revision));
  for (StoredTransaction& stored : found) {
    stored.posted.is_reversed =
        stored.place.step == Step::kOwn && std::binary_search(reversed.begin(), reversed.end(), stored.place.revision);
  }
  return found;
}

absl::StatusOr<std::optional<StoredTransaction>> SelectTransaction(storage::Connection& connection, const YearKey& key,
                                                                   const TransactionPlace& place) {
  RevisionFinder finder;
  ZP_ASSIGN_OR_RETURN(std::optional<StoredRevision> revision, finder.Find(connection, key, place.revision));
  if (!revision.has_value()) return std::optional<StoredTransaction>();
  for (StoredTransaction& stored : TransactionsOf(*std::move(revision), key.fiscal_year)) {
    if (stored.place.step != place.step) continue;
    ZP_ASSIGN_OR_RETURN(const std::vector<int64_t> reversed,
                        SelectReversed(connection, key, place.revision, kEveryRevision));
    stored.posted.is_reversed =
        place.step == Step::kOwn && std::binary_search(reversed.begin(), reversed.end(), place.revision);
    return std::optional<StoredTransaction>(std::move(stored));
  }
  return std::optional<StoredTransaction>();
}

}  // namespace zhengping::budget
