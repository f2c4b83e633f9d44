#include "services/budget/store/year_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/status/status_macros.h"
#include "services/budget/store/ledger_chunks.h"

namespace zhengping::budget {
namespace {

// Quotas and transactions as they were at year.ledger.revision.
absl::Status ReadLedger(storage::Connection& connection, const YearKey& key, YearSnapshot& year) {
  std::map<std::string, QuotaRow> quotas;
  std::vector<int64_t> reversed;
  ZP_RETURN_IF_ERROR(VisitRevisions(
      connection, key, /*first=*/1, year.ledger.revision, [&](StoredRevision revision) -> absl::StatusOr<Visit> {
        for (QuotaRow& row : revision.packed.quotas) {
          std::string id = row.record.id;
          quotas.insert_or_assign(std::move(id), std::move(row));
        }
        for (StoredTransaction& stored : TransactionsOf(std::move(revision), key.fiscal_year)) {
          const std::optional<TransactionKey> original = ParseTransactionId(stored.posted.transaction.reverses);
          if (original.has_value()) reversed.push_back(original->place.revision);
          year.stored.push_back(std::move(stored));
        }
        return Visit::kGoOn;
      }));
  std::sort(reversed.begin(), reversed.end());
  year.ledger.transactions.reserve(year.stored.size());
  for (StoredTransaction& stored : year.stored) {
    stored.posted.is_reversed =
        stored.place.step == Step::kOwn && std::binary_search(reversed.begin(), reversed.end(), stored.place.revision);
    year.ledger.transactions.push_back(stored.posted);
  }
  for (auto& [id, row] : quotas) {
    year.ledger.quotas.push_back(row.record);
    year.quotas.push_back(std::move(row));
  }
  return absl::OkStatus();
}

absl::StatusOr<YearSnapshot> SelectYearAt(storage::Connection& connection, const YearKey& key, YearHead head,
                                          int64_t revision, std::string digest) {
  YearSnapshot year;
  year.head = std::move(head);
  year.digest = std::move(digest);
  year.ledger.department = key.department;
  year.ledger.fiscal_year = key.fiscal_year;
  year.ledger.revision = revision;
  ZP_RETURN_IF_ERROR(ReadLedger(connection, key, year));
  ZP_ASSIGN_OR_RETURN(year.special_funds, SelectSpecialFunds(connection, key, revision));
  year.ledger.special_funds = FundsOf(year.special_funds);
  ZP_ASSIGN_OR_RETURN(year.statement, SelectStatement(connection, key, revision));
  ZP_ASSIGN_OR_RETURN(year.reported_facts, SelectReportedFacts(connection, key, revision));
  return year;
}

}  // namespace

absl::StatusOr<YearSnapshot> SelectYear(storage::Connection& connection, const YearKey& key, int64_t revision) {
  ZP_ASSIGN_OR_RETURN(YearHead head, SelectHead(connection, key));
  if (revision == 0) {
    std::string digest = head.digest;
    const int64_t latest = head.revision;
    return SelectYearAt(connection, key, std::move(head), latest, std::move(digest));
  }
  ZP_ASSIGN_OR_RETURN(std::string digest, SelectDigest(connection, key, revision));
  return SelectYearAt(connection, key, std::move(head), revision, std::move(digest));
}

absl::StatusOr<YearSnapshot> SelectYear(storage::Connection& connection, const YearKey& key, const YearHead& head) {
  return SelectYearAt(connection, key, head, head.revision, head.digest);
}

absl::StatusOr<YearState> SelectState(storage::Connection& connection, const YearKey& key, int64_t revision) {
  YearState state;
  if (revision == 0) return state;
  std::vector<absl::string_view> record_keys;  // by revision
  ZP_RETURN_IF_ERROR(VisitRevisions(
      connection, key, /*first=*/1, revision, [&](const StoredRevision& stored) -> absl::StatusOr<Visit> {
        const PackedRevision& packed = stored.packed;
        for (const QuotaRow& row : packed.quotas) state.PutQuota(row.record);
        if (packed.reversal.has_value()) {
          state.live().Add(*packed.reversal);
          state.Apply(*packed.reversal, packed.reversal->record_version, packed.revision);
        }
        if (!packed.own.has_value()) return Visit::kGoOn;
        state.live().Add(*packed.own);
        record_keys.resize(static_cast<size_t>(packed.revision) + 1);
        record_keys[static_cast<size_t>(packed.revision)] =
            state.Apply(*packed.own, packed.own->record_version, packed.revision);
        const std::optional<TransactionKey> original = ParseTransactionId(packed.own->reverses);
        if (original.has_value() && original->place.revision > 0 && original->place.revision < packed.revision) {
          state.Withdraw(record_keys[static_cast<size_t>(original->place.revision)], original->place.revision,
                         packed.own->record_version);
        }
        return Visit::kGoOn;
      }));
  ZP_ASSIGN_OR_RETURN(const FiledSpecialFunds filed, SelectSpecialFunds(connection, key, revision));
  state.SetFunds(IdsOf(filed));
  return state;
}

}  // namespace zhengping::budget
