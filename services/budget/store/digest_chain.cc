#include "services/budget/store/digest_chain.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "common/status/status_macros.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/store/ledger_chunks.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/statement_rows.h"
#include "services/budget/store/transaction_rows.h"

namespace zhengping::budget {
namespace {

class ChainWalk {
 public:
  ChainWalk(storage::Connection& connection, const YearKey& key) : connection_(connection), key_(key) {}

  // Whether the next revision of the chain is `packed` and carries the digest that its content gives.
  absl::StatusOr<bool> Fits(const PackedRevision& packed) {
    if (packed.revision != expected_) return false;
    for (const QuotaRow& row : packed.quotas) Chain(CanonicalText(row.record));
    ZP_ASSIGN_OR_RETURN(const bool is_filed, ChainFiling(packed.kind, packed.revision));
    if (!is_filed) return false;
    for (const std::optional<Transaction>* transaction : {&packed.reversal, &packed.own}) {
      if (transaction->has_value()) Chain(CanonicalText(**transaction));
    }
    ++expected_;
    return digest_ == packed.digest;
  }

  int64_t expected() const { return expected_; }
  const std::string& digest() const { return digest_; }

 private:
  void Chain(const std::string& text) { digest_ = ChainDigest(digest_, text); }

  // What was filed with the revision. False where that is not there.
  absl::StatusOr<bool> ChainFiling(ChangeKind kind, int64_t revision) {
    switch (kind) {
      case ChangeKind::kTransaction:
      case ChangeKind::kQuotas:
        return true;
      case ChangeKind::kSpecialFunds: {
        ZP_ASSIGN_OR_RETURN(const FiledSpecialFunds filed, SelectSpecialFunds(connection_, key_, revision));
        for (const SpecialFundRow& row : filed.funds) Chain(CanonicalText(row.fund));
        return filed.revision == revision;
      }
      case ChangeKind::kStatement: {
        ZP_ASSIGN_OR_RETURN(const FiledStatement filed, SelectStatement(connection_, key_, revision));
        Chain(CanonicalText(filed));
        return filed.revision == revision;
      }
      case ChangeKind::kReportedFacts: {
        ZP_ASSIGN_OR_RETURN(const FiledFacts filed, SelectReportedFacts(connection_, key_, revision));
        Chain(CanonicalText(filed.facts));
        return filed.revision == revision;
      }
    }
    return false;
  }

  storage::Connection& connection_;
  const YearKey& key_;
  int64_t expected_ = 1;
  std::string digest_;
};

std::string OwnTransactionOf(const YearKey& key, const PackedRevision& packed) {
  if (!packed.own.has_value()) return "";
  return TransactionId(key.fiscal_year, {.revision = packed.revision, .step = Step::kOwn});
}

// Revisions that are held in memory at once.
constexpr int64_t kRevisionsPerStep = 1000;

// The revisions from `first` on, as far as they can be read.
absl::StatusOr<std::vector<PackedRevision>> ReadStep(storage::Connection& connection, const YearKey& key, int64_t first,
                                                     int64_t last) {
  std::vector<PackedRevision> revisions;
  const absl::Status visited =
      VisitRevisions(connection, key, first, last, [&revisions](StoredRevision stored) -> absl::StatusOr<Visit> {
        revisions.push_back(std::move(stored.packed));
        return Visit::kGoOn;
      });
  if (!visited.ok() && visited.code() != absl::StatusCode::kDataLoss) return visited;
  return revisions;
}

}  // namespace

absl::StatusOr<ChainCheck> CheckChain(storage::Connection& connection, const YearKey& key) {
  ChainCheck check;
  ZP_ASSIGN_OR_RETURN(check.mark, SelectMark(connection, key));
  const int64_t latest = check.mark.revision;
  ChainWalk walk(connection, key);
  std::string transaction;
  while (walk.expected() <= latest) {
    const int64_t first = walk.expected();
    const int64_t last = std::min(latest, first + kRevisionsPerStep - 1);
    ZP_ASSIGN_OR_RETURN(const std::vector<PackedRevision> step, ReadStep(connection, key, first, last));
    for (const PackedRevision& packed : step) {
      const int64_t revision = walk.expected();
      transaction = packed.revision == revision ? OwnTransactionOf(key, packed) : "";
      ++check.revisions;
      ZP_ASSIGN_OR_RETURN(const bool fits, walk.Fits(packed));
      if (fits) continue;
      check.first_bad_revision = revision;
      check.first_bad_transaction = transaction;
      return check;
    }
    if (walk.expected() <= last) {  // unreadable, or gone
      check.first_bad_revision = walk.expected();
      ++check.revisions;
      return check;
    }
  }
  if (latest > 0 && walk.digest() != check.mark.digest) {
    check.first_bad_revision = latest;
    check.first_bad_transaction = transaction;
  }
  return check;
}

}  // namespace zhengping::budget
