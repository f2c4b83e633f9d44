#include "services/budget/store/outcome_pack.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/store/transaction_rows.h"

namespace zhengping::budget {
namespace {

constexpr char kVersion = 1;

enum Token : uint64_t { kAddedRow, kAddedOne, kUnchangedRow, kUnchangedOne, kYear, kRecord };
constexpr int kTokenBits = 3;

constexpr RecordOutcome kOutcomes[] = {RecordOutcome::kAdded,    RecordOutcome::kUnchanged, RecordOutcome::kChanged,
                                       RecordOutcome::kOutdated, RecordOutcome::kDeleted,   RecordOutcome::kVanished,
                                       RecordOutcome::kRefused};
constexpr Severity kSeverities[] = {Severity::kNote, Severity::kWarning, Severity::kError};

template <typename T, size_t kCount>
uint64_t NumberOf(const T (&values)[kCount], T value) {
  return static_cast<uint64_t>(std::find(values, values + kCount, value) - values);
}

void PutNumber(uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

void PutText(absl::string_view text, std::string& out) {
  PutNumber(text.size(), out);
  absl::StrAppend(&out, text);
}

class Packer {
 public:
  Packer() { packed_.bytes.push_back(kVersion); }

  void Put(const ImportRecord& sent, const ImportedRecord& imported) {
    const int64_t revision = PlainRevision(imported);
    if (revision == 0) {
      EndRow();
      PutRecord(sent, imported);
    } else {
      PutPlain(sent.key, imported.outcome, revision);
      if (imported.outcome == RecordOutcome::kAdded) ++packed_.plain_added;
    }
  }

  PackedOutcomes Finish() {
    EndRow();
    return std::move(packed_);
  }

 private:
  // 0 when the record is to be written out.
  static int64_t PlainRevision(const ImportedRecord& imported) {
    const bool is_plain = imported.outcome == RecordOutcome::kAdded || imported.outcome == RecordOutcome::kUnchanged;
    return is_plain && imported.issues.empty() ? imported.revision : 0;
  }

  void PutPlain(const YearKey& key, RecordOutcome outcome, int64_t revision) {
    if (row_length_ > 0 && row_outcome_ == outcome && next_revisions_[row_place_] == revision &&
        row_key_->code() == key.code() && row_key_->fiscal_year == key.fiscal_year) {
      ++next_revisions_[row_place_];
      ++row_length_;
      return;
    }
    const auto [found, is_first] = places_.try_emplace({key.code(), key.fiscal_year}, next_revisions_.size());
    if (is_first || next_revisions_[found->second] != revision) {
      EndRow();
      PutNumber(kYear, packed_.bytes);
      PutText(key.code(), packed_.bytes);
      PutNumber(static_cast<uint64_t>(key.fiscal_year), packed_.bytes);
      PutNumber(static_cast<uint64_t>(revision), packed_.bytes);
      current_ = next_revisions_.size();
      found->second = current_;  // the new place stands for an older one
      next_revisions_.push_back(revision);
    }
    const size_t place = found->second;
    ++next_revisions_[place];
    if (row_length_ > 0 && row_place_ == place && row_outcome_ == outcome) {
      ++row_length_;
      return;
    }
    EndRow();
    row_outcome_ = outcome;
    row_length_ = 1;
    row_place_ = place;
    row_key_ = &key;
  }

  void EndRow() {
    if (row_length_ == 0) return;
    const bool is_added = row_outcome_ == RecordOutcome::kAdded;
    uint64_t left = row_length_;
    if (row_place_ != current_) {
      PutNumber(row_place_ << kTokenBits | (is_added ? kAddedOne : kUnchangedOne), packed_.bytes);
      current_ = row_place_;
      --left;
    }
    if (left > 0) PutNumber(left << kTokenBits | (is_added ? kAddedRow : kUnchangedRow), packed_.bytes);
    row_length_ = 0;
  }

  void PutRecord(const ImportRecord& sent, const ImportedRecord& imported) {
    std::string& out = packed_.bytes;
    PutNumber(NumberOf(kOutcomes, imported.outcome) << kTokenBits | kRecord, out);
    PutText(sent.key.code(), out);
    PutNumber(static_cast<uint64_t>(static_cast<uint32_t>(sent.key.fiscal_year)), out);
    PutText(sent.transaction.record_id, out);
    PutNumber(static_cast<uint64_t>(sent.transaction.record_version), out);
    PutText(TransactionIdOf(sent, imported), out);
    const size_t issues = std::min(imported.issues.size(), kMostIssuesPerRecord);
    PutNumber(issues, out);
    for (size_t i = 0; i < issues; ++i) {
      const Issue& issue = imported.issues[i];
      PutNumber(NumberOf(kSeverities, issue.severity), out);
      PutText(issue.place.field, out);
      PutText(issue.reason, out);
      PutText(issue.found, out);
      PutText(issue.remedy, out);
    }
  }

  PackedOutcomes packed_;
  // Department-years in the order of their tokens: the texts are those of the records.
  absl::flat_hash_map<std::pair<absl::string_view, int>, size_t> places_;
  std::vector<int64_t> next_revisions_;  // by place
  size_t current_ = 0;                   // the place that a reader of what is written stands at
  RecordOutcome row_outcome_ = RecordOutcome::kAdded;
  uint64_t row_length_ = 0;
  size_t row_place_ = 0;
  const YearKey* row_key_ = nullptr;  // of its records
};

absl::Status Damaged() { return absl::DataLossError("the outcomes of an import's chunk cannot be read"); }

class Unpacker {
 public:
  Unpacker(absl::string_view bytes, const std::string& division) : rest_(bytes), division_(division) {}

  absl::StatusOr<std::vector<RecordResult>> Unpack() {
    if (rest_.empty() || rest_[0] != kVersion) return Damaged();
    rest_.remove_prefix(1);
    while (!rest_.empty() && is_whole_) Token();
    if (!is_whole_) return Damaged();
    return std::move(results_);
  }

 private:
  void Token() {
    const uint64_t token = Number();
    const uint64_t n = token >> kTokenBits;
    switch (token & ((1 << kTokenBits) - 1)) {
      case kAddedRow:
      case kUnchangedRow:
        for (uint64_t i = 0; i < n && is_whole_; ++i) Plain((token & 2) == 0);
        return;
      case kAddedOne:
      case kUnchangedOne:
        current_ = static_cast<size_t>(n);
        return Plain((token & 2) == 0);
      case kYear: {
        YearKey key = Key();
        years_.emplace_back(std::move(key), static_cast<int64_t>(Number()));
        current_ = years_.size() - 1;
        return;
      }
      case kRecord:
        return Record(n);
      default:
        is_whole_ = false;
    }
  }

  void Plain(bool is_added) {
    if (current_ >= years_.size() || results_.size() >= kMostRecordsPerChunk) {
      is_whole_ = false;
      return;
    }
    RecordResult& result = results_.emplace_back();
    result.outcome = is_added ? RecordOutcome::kAdded : RecordOutcome::kUnchanged;
    result.key = years_[current_].first;
    result.revision = years_[current_].second++;
  }

  void Record(uint64_t outcome) {
    RecordResult result;
    if (outcome >= std::size(kOutcomes)) is_whole_ = false;
    result.outcome = kOutcomes[is_whole_ ? outcome : 0];
    result.key = Key();
    result.record_id = Text();
    result.record_version = static_cast<int64_t>(Number());
    result.transaction_id = Text();
    const uint64_t issues = Number();
    for (uint64_t i = 0; i < issues && is_whole_; ++i) {
      Issue& issue = result.issues.emplace_back();
      const uint64_t severity = Number();
      if (severity >= std::size(kSeverities)) is_whole_ = false;
      issue.severity = kSeverities[is_whole_ ? severity : 0];
      issue.place.field = Text();
      issue.reason = Text();
      issue.found = Text();
      issue.remedy = Text();
    }
    results_.push_back(std::move(result));
  }

  YearKey Key() {
    YearKey key;
    key.department = {.division = division_, .department = Text()};
    key.fiscal_year = static_cast<int>(static_cast<uint32_t>(Number()));
    return key;
  }

  uint64_t Number() {
    uint64_t number = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_[0]);
      rest_.remove_prefix(1);
      number |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
    is_whole_ = false;
    return 0;
  }

  std::string Text() {
    const uint64_t length = Number();
    if (length > rest_.size()) {
      is_whole_ = false;
      return "";
    }
    std::string text(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return text;
  }

  absl::string_view rest_;
  const std::string& division_;
  bool is_whole_ = true;
  std::vector<std::pair<YearKey, int64_t>> years_;
  size_t current_ = 0;
  std::vector<RecordResult> results_;
};

}  // namespace

PackedOutcomes PackOutcomes(absl::Span<const ImportRecord> records, absl::Span<const ImportedRecord> imported) {
  Packer packer;
  for (size_t i = 0; i < records.size(); ++i) packer.Put(records[i], imported[i]);
  return packer.Finish();
}

absl::StatusOr<std::vector<RecordResult>> UnpackOutcomes(absl::string_view bytes, const std::string& division) {
  return Unpacker(bytes, division).Unpack();
}

}  // namespace zhengping::budget
