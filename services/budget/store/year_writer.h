// Changes of one department-year inside a write: the revisions' chunks, the chain, the folded facts, the head, the
// feed.
//
//   ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, stamp));
//   ZP_ASSIGN_OR_RETURN(const YearState* state, writer.State());
//   …decide, on writer.head() and *state; refuse before the first Begin…
//   writer.BeginRevision();
//   ZP_RETURN_IF_ERROR(writer.PutQuotas(declared));
//   ZP_RETURN_IF_ERROR(writer.PutTransaction(Step::kOwn, transaction, transaction.record_version));
//   ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kTransaction, /*reason=*/""));
//   ZP_RETURN_IF_ERROR(writer.Finish());
//
// Within a revision things are put in the order of the chain (year_head.h). What it knows of the year it takes from the
// connection's YearCache where that holds the stored head, and gives back there; what was begun and not finished is
// dropped. The rows of chunk, head and feed are gathered with those of the batch's other writes (gathered_rows.h). With
// kValidateOnly, which a read may use too, everything is decided and nothing stored. Belongs to the thread and the body
// that opened it.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_WRITER_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_WRITER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/digest/sm3_chains.h"
#include "common/storage/connection.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/year_state.h"
#include "services/budget/store/chunk_body.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/ledger_chunks.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/statement_rows.h"
#include "services/budget/store/transaction_rows.h"
#include "services/budget/store/year_cache.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

class YearWriter {
 public:
  static absl::StatusOr<YearWriter> Open(storage::Connection& connection, const YearKey& key, const WriteStamp& stamp,
                                         Mode mode = Mode::kWrite);
  ~YearWriter();
  YearWriter(YearWriter&&) = default;

  // Its digest is that of the latest Finish.
  const YearHead& head() const { return year_->head; }
  // What the next transaction is decided on, with everything that was put. Reads the ledger unless the cache has it.
  absl::StatusOr<const YearState*> State();
  // The posting of a revision, stored or put before; empty where the revision has none. is_reversed is not set, nor the
  // digest of one that is not stored.
  absl::StatusOr<std::optional<StoredTransaction>> PostingOf(int64_t revision);

  void BeginRevision();
  // `quotas` are new or changed; they take the revision that has begun.
  absl::Status PutQuotas(std::vector<QuotaRow> quotas);
  absl::Status PutSpecialFunds(FiledSpecialFunds filed);
  absl::Status PutStatement(FiledStatement filed);
  absl::Status PutReportedFacts(FiledFacts filed);
  // Posted as `version`. Every quota that it names is there. Refused: what FactFold::Apply refuses.
  absl::Status PutTransaction(Step step, const Transaction& transaction, int64_t version);
  absl::Status EndRevision(ChangeKind kind, const std::string& reason);

  // What follows is written by `stamp`. The chunk that runs keeps its time where the caller is the same.
  absl::Status GoOn(const WriteStamp& stamp);
  bool has_changed() const { return head().revision != first_revision_; }
  // What was put and not yet digested: Finish digests it, whoever finishes many does so at once before (DigestChains).
  Sm3Chain& chain() { return chain_; }
  // Saves the head. Nothing was begun: does nothing.
  absl::Status Finish();

 private:
  YearWriter(storage::Connection& connection, YearKey key, WriteStamp stamp, Mode mode);
  struct ClosedChunk {
    ChunkWriter chunk;
    int64_t first_revision = 0;
    WriteStamp stamp;
  };

  absl::Status ReadHead();
  absl::Status Withdraw(const Transaction& reversal, int64_t version);
  void CloseChunk();
  absl::StatusOr<PackedRevision> ReadUnstored(int64_t revision) const;
  absl::Status StoreChunks();

  storage::Connection* connection_;
  YearKey key_;
  WriteStamp stamp_;
  Mode mode_;
  std::unique_ptr<CachedYear> year_;  // its state only when has_state_
  bool has_state_ = false;
  bool is_clean_ = true;  // year_ is as it is stored
  Sm3Chain chain_;
  std::vector<size_t> texts_;   // chain_.text_count() at the end of each revision that is not stored
  std::string canonical_;       // the text put last; kept for its memory
  int64_t first_revision_ = 0;  // of the head when it was opened
  std::optional<std::set<std::string>> filed_funds_;
  std::unique_ptr<RevisionFinder> finder_ = std::make_unique<RevisionFinder>();
  std::vector<ClosedChunk> closed_;  // that are not stored
  ChunkWriter chunk_;                // that runs
  int64_t stored_revision_ = 0;      // up to which the chunks are in the database
  int64_t closed_revision_ = 0;      // up to which they are closed
  bool must_fold_anew_ = false;      // a quota that has entries changed its purpose
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_WRITER_H_
