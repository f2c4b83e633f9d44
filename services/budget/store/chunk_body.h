// The body of a ledger chunk: consecutive revisions of one department-year, with their quotas and transactions, packed.
//
// A version byte; the chunk's table of texts (source, quota ids, document numbers, codes, notes: each once, by first
// use); then the revisions, each as its length and
//
//   kind and what follows (1 byte) · digest (32 bytes) · reason · quotas · reversal of an older version · transaction
//
// Numbers are varints, a text is its place in the table or, where it is seldom the same twice, its bytes; a day is
// counted from the first of January. So one revision is found by its length, and read without the others. About 70
// bytes a transaction of one entry. A change of the form is a new version byte.
//
// What is read is never trusted: bytes that the writer would not have written are an error, whatever they are.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_CHUNK_BODY_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_CHUNK_BODY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

// Where a transaction stands within its revision: the reversal that comes with a newer version of its record stands
// before it.
enum class Step { kReversalOfOlder, kOwn };

// One revision as it is packed.
struct PackedRevision {
  int64_t revision = 0;
  ChangeKind kind = ChangeKind::kTransaction;
  std::string digest;  // of the head after it, lower-case hex
  std::string reason;
  std::vector<QuotaRow> quotas;         // declared by it
  std::optional<Transaction> reversal;  // Step::kReversalOfOlder
  std::optional<Transaction> own;       // Step::kOwn; filings and quotas alone have none
};

// The texts of a chunk by first use, each once.
class TextTable {
 public:
  // From 1.
  uint64_t PlaceOf(absl::string_view text);

  uint64_t size() const { return ends_.size(); }
  // Lengths and bytes, one text behind the other.
  const std::string& bytes() const { return bytes_; }

 private:
  absl::string_view TextAt(uint32_t place) const {
    return absl::string_view(bytes_).substr(begins_[place - 1], ends_[place - 1] - begins_[place - 1]);
  }
  // Where the text stands in slots_, or would.
  size_t SlotOf(absl::string_view text) const;
  void Grow();

  std::string bytes_;
  std::vector<uint32_t> begins_;  // of the text at place i + 1 in bytes_
  std::vector<uint32_t> ends_;
  std::vector<uint32_t> slots_;  // places by hash, 0 for none; at most half are taken
};

class ChunkWriter {
 public:
  explicit ChunkWriter(int fiscal_year);

  // In the order of the body: quotas, then transactions. `version` stands for transaction.record_version. What has been
  // put since the last EndRevision is the revision's.
  void PutQuota(const QuotaRow& row);
  void PutTransaction(Step step, const Transaction& transaction, int64_t version);
  void EndRevision(ChangeKind kind, absl::string_view digest_bytes, absl::string_view reason);
  // Without its digest, which is set before the body is stored.
  void EndRevision(ChangeKind kind, absl::string_view reason);
  // `index`: of the revision in the chunk, from 0.
  void SetDigest(size_t index, absl::string_view digest_bytes);

  bool empty() const { return digest_places_.empty(); }
  int64_t revisions() const { return static_cast<int64_t>(digest_places_.size()); }
  int64_t reversals() const { return reversals_; }  // reversing transactions
  size_t size_bytes() const { return table_.bytes().size() + body_.size(); }

  // The body of what has ended so far; the writer goes on.
  std::string Body() const;

 private:
  void PutText(absl::string_view text);
  void PutShared(absl::string_view text);
  void PutEntry(const LedgerEntry& entry);

  int fiscal_year_;
  int32_t first_day_;
  TextTable table_;
  std::string body_;                   // the revisions that have ended
  std::vector<size_t> digest_places_;  // of each of them in body_
  std::string front_;                  // reason and count of quotas of the revision that ends
  std::string quotas_;                 // of the revision that runs
  std::string reversal_;               // likewise
  std::string own_;                    // likewise
  std::string* out_ = nullptr;
  uint64_t quota_count_ = 0;
  int64_t reversals_ = 0;
  bool reverses_ = false;  // the revision that runs
};

// Walks a body. The bytes must outlive it.
class ChunkReader {
 public:
  // `first_revision`, `last_revision`: as the chunk's row says.
  static absl::StatusOr<ChunkReader> Open(absl::string_view body, int fiscal_year, int64_t first_revision,
                                          int64_t last_revision);

  // The next revision; false at the end, where nothing may be left.
  absl::StatusOr<bool> Next();
  // Of the revision that Next came to.
  int64_t revision() const { return revision_; }
  bool reverses() const;       // whether a transaction of it reverses another
  std::string digest() const;  // lower-case hex
  absl::StatusOr<PackedRevision> Read();

  // Goes on to `revision`, which lies ahead and within the chunk.
  absl::Status Seek(int64_t revision);

 private:
  ChunkReader(int fiscal_year, int64_t first_revision, int64_t last_revision);
  absl::Status DamagedHere(absl::string_view what) const;

  int fiscal_year_;
  int64_t revision_;
  int64_t last_revision_;
  std::vector<absl::string_view> texts_;
  absl::string_view rest_;     // after the current revision
  absl::string_view current_;  // the current revision's bytes
  uint64_t known_texts_ = 0;   // of the table, as far as revisions read one after another have used it
  int64_t next_read_;          // revision that would come next in a reading without gaps
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_CHUNK_BODY_H_
