#include "services/budget/store/record_import.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/store/pending_years.h"
#include "services/budget/store/quota_declaration.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

// The records of one department-year, decided and written one after another.
class YearImport {
 public:
  YearImport(storage::Connection& connection, const YearKey& key, OnViolation on_violation, Mode mode)
      : connection_(connection), key_(key), on_violation_(on_violation), mode_(mode) {}

  absl::Status Open(const WriteStamp& stamp, bool creates_department) {
    ZP_ASSIGN_OR_RETURN(YearWriter writer, mode_ == Mode::kWrite ? TakePending(connection_, key_, stamp)
                                                                 : YearWriter::Open(connection_, key_, stamp, mode_));
    // A year that holds something is of a department that is stored: none is ever taken away.
    if (writer.head().revision == 0 && !creates_department) {
      ZP_ASSIGN_OR_RETURN(const std::optional<DepartmentRow> department, FindDepartment(connection_, key_.department));
      if (!department.has_value()) return absl::OkStatus();
    }
    writer_.emplace(std::move(writer));
    ZP_ASSIGN_OR_RETURN(state_, writer_->State());
    return absl::OkStatus();
  }

  absl::Status Import(const ImportRecord& record, ImportedRecord& imported) {
    imported.issues = record.issues;
    if (!writer_.has_value()) {
      imported.issues.push_back(IssueOf(Severity::kError, "DEPARTMENT_NOT_FOUND", "", FormatName(key_.department)));
    }
    if (key_.fiscal_year < kFirstFiscalYear || key_.fiscal_year > kLastFiscalYear) {
      imported.issues.push_back(
          IssueOf(Severity::kError, "FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year", absl::StrCat(key_.fiscal_year)));
    } else if (record.transaction.fiscal_year != key_.fiscal_year) {
      imported.issues.push_back(IssueOf(Severity::kError, "YEAR_DISAGREES", "fiscal_year",
                                        absl::StrCat(record.transaction.fiscal_year),
                                        absl::StrCat("预算年度", key_.fiscal_year, "年")));
    }
    if (HasErrors(imported.issues)) return absl::OkStatus();
    QuotaChanges changes;
    if (!AreKnown(record.quotas)) {
      for (size_t i = 0; i < record.quotas.size(); ++i) {
        for (Issue& issue : CheckQuota(record.quotas[i].record)) {
          issue.place.field.insert(0, absl::StrCat("quotas[", i, "]."));
          imported.issues.push_back(std::move(issue));
        }
      }
      if (HasErrors(imported.issues)) return absl::OkStatus();
      changes = CompareQuotas(*state_, record.quotas);
      imported.issues.insert(imported.issues.end(), changes.issues.begin(), changes.issues.end());
      if (HasErrors(imported.issues)) return absl::OkStatus();
    }
    return Decide(record, changes, imported);
  }

  // What has changed is written before the commit, with what later bodies of the batch change of the year.
  absl::Status Leave() {
    if (!writer_.has_value() || !writer_->has_changed() || mode_ != Mode::kWrite) return absl::OkStatus();
    return LeavePending(connection_, key_, *std::move(writer_));
  }

 private:
  // Nothing to declare: each is stored as it is.
  bool AreKnown(const std::vector<QuotaRow>& quotas) const {
    return std::all_of(quotas.begin(), quotas.end(), [this](const QuotaRow& row) {
      const QuotaState* known = state_->FindQuota(row.record.id);
      return known != nullptr && known->record == row.record;
    });
  }

  absl::Status Decide(const ImportRecord& record, const QuotaChanges& changes, ImportedRecord& imported) {
    const Transaction& transaction = record.transaction;
    const bool is_quotas_alone = !record.is_deleted && transaction.record_id.empty() && transaction.entries.empty();
    RecordDecision decision;
    decision.outcome = RecordOutcome::kUnchanged;
    if (!is_quotas_alone) {
      const RecordState* known = state_->FindRecord(transaction.source, transaction.record_id);
      std::optional<StoredTransaction> in_force;
      if (known != nullptr && known->in_force_revision != 0) {
        ZP_ASSIGN_OR_RETURN(in_force, writer_->PostingOf(known->in_force_revision));
        if (!in_force.has_value()) return absl::InternalError("a record's transaction in force is gone");
        imported.revision = known->in_force_revision;
      }
      decision = DecideRecord(*state_, {&transaction, RecordsOf(changes), record.is_deleted},
                              in_force.has_value() ? &in_force->posted : nullptr, on_violation_);
    }
    for (Issue& issue : decision.issues) imported.issues.push_back(std::move(issue));
    imported.outcome = decision.outcome;
    const bool puts_quotas = !changes.to_put.empty() && !record.is_deleted &&
                             decision.outcome != RecordOutcome::kRefused &&
                             decision.outcome != RecordOutcome::kOutdated;
    if (decision.outcome == RecordOutcome::kUnchanged && puts_quotas) {
      imported.outcome = is_quotas_alone && changes.changed == 0 ? RecordOutcome::kAdded : RecordOutcome::kChanged;
    }
    if (!puts_quotas && decision.version == 0 && !decision.reversal.has_value()) return absl::OkStatus();
    return Write(transaction, changes, puts_quotas, decision, imported);
  }

  absl::Status Write(const Transaction& sent, const QuotaChanges& changes, bool puts_quotas,
                     const RecordDecision& decision, ImportedRecord& imported) {
    const bool posts = decision.version != 0;
    writer_->BeginRevision();
    if (puts_quotas) ZP_RETURN_IF_ERROR(writer_->PutQuotas(changes.to_put));
    if (decision.reversal.has_value()) {
      const Step step = posts ? Step::kReversalOfOlder : Step::kOwn;
      ZP_RETURN_IF_ERROR(writer_->PutTransaction(step, *decision.reversal, decision.reversal->record_version));
    }
    if (posts) ZP_RETURN_IF_ERROR(writer_->PutTransaction(Step::kOwn, sent, decision.version));
    const bool is_transaction = posts || decision.reversal.has_value();
    if (is_transaction && mode_ == Mode::kWrite) imported.revision = writer_->head().revision;
    return writer_->EndRevision(is_transaction ? ChangeKind::kTransaction : ChangeKind::kQuotas, /*reason=*/"");
  }

  storage::Connection& connection_;
  const YearKey& key_;
  const OnViolation on_violation_;
  const Mode mode_;
  std::optional<YearWriter> writer_;  // empty: there is no such department
  const YearState* state_ = nullptr;  // of writer_
};

// A record, and where its outcome goes.
struct Sent {
  const ImportRecord* record;
  ImportedRecord* imported;
  size_t next;  // index of the next one of its department-year; kNone
};
constexpr size_t kNone = std::numeric_limits<size_t>::max();

// The records of one department-year, in the order sent: a list through Sent::next.
struct Group {
  const YearKey* key;
  size_t first;
  size_t last;
};

bool IsSame(const YearKey& a, const YearKey& b) {
  return a.fiscal_year == b.fiscal_year && a.department == b.department;
}

// By key: SQLite takes rows fastest in the order of the table.
std::vector<Group> GroupByYear(std::vector<Sent>& all) {
  std::vector<Group> groups;
  absl::flat_hash_map<std::tuple<absl::string_view, absl::string_view, int>, size_t> by_key;
  size_t current = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    const YearKey& key = all[i].record->key;
    bool is_first = false;
    if (groups.empty() || !IsSame(*groups[current].key, key)) {
      const auto found = by_key.try_emplace({key.division(), key.code(), key.fiscal_year}, groups.size());
      current = found.first->second;
      is_first = found.second;
    }
    if (is_first) {
      groups.push_back({&key, i, i});
    } else {
      all[groups[current].last].next = i;
      groups[current].last = i;
    }
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    if (a.key->department != b.key->department) return a.key->department < b.key->department;
    return a.key->fiscal_year < b.key->fiscal_year;
  });
  return groups;
}

// Records of one department-year lie far apart where departments come interleaved. While one is decided, the next ones
// are fetched: of the third its own bytes, of the second what they point at, of the next what its entry points at.
class Prefetch {
 public:
  Prefetch(const std::vector<Sent>& all, const Group& group) : all_(all) {
    at_[0] = group.first;
    for (size_t i = 1; i < std::size(at_); ++i) at_[i] = NextOf(at_[i - 1]);
  }

  // For each record as it comes to be decided.
  void Step() {
    for (size_t i = 0; i + 1 < std::size(at_); ++i) at_[i] = at_[i + 1];
    at_.back() = NextOf(at_.back());
    if (at_[0] != kNone) FetchEntry(RecordAt(0).transaction);
    if (at_[1] != kNone) FetchTexts(RecordAt(1).transaction);
    if (at_[2] != kNone) Fetch(&RecordAt(2), sizeof(ImportRecord));
  }

 private:
  static constexpr size_t kLine = 64;

  static void Fetch(const void* bytes, size_t size) {
    for (size_t at = 0; at < size; at += kLine) __builtin_prefetch(static_cast<const char*>(bytes) + at);
  }
  static void FetchTexts(const Transaction& transaction) {
    Fetch(transaction.entries.data(), sizeof(LedgerEntry));
    Fetch(transaction.record_id.data(), 1);
    Fetch(transaction.document_number.data(), 1);
  }
  static void FetchEntry(const Transaction& transaction) {
    if (transaction.entries.empty()) return;
    Fetch(transaction.entries.front().quota.data(), 1);
    Fetch(transaction.entries.front().note.data(), 1);
  }

  size_t NextOf(size_t index) const { return index == kNone ? kNone : all_[index].next; }
  const ImportRecord& RecordAt(size_t i) const { return *all_[at_[i]].record; }

  const std::vector<Sent>& all_;
  std::array<size_t, 3> at_;
};

}  // namespace

std::string TransactionIdOf(const ImportRecord& record, const ImportedRecord& imported) {
  if (imported.revision == 0) return std::string();
  return TransactionId(record.key.fiscal_year, {.revision = imported.revision, .step = Step::kOwn});
}

absl::StatusOr<std::vector<std::vector<ImportedRecord>>> ImportChunks(
    storage::Connection& connection, absl::Span<const absl::Span<const ImportRecord>> chunks, OnViolation on_violation,
    const WriteStamp& stamp, Mode mode) {
  std::vector<std::vector<ImportedRecord>> imported(chunks.size());
  std::vector<Sent> all;
  for (size_t chunk = 0; chunk < chunks.size(); ++chunk) {
    imported[chunk].resize(chunks[chunk].size());
    for (size_t i = 0; i < chunks[chunk].size(); ++i) all.push_back({&chunks[chunk][i], &imported[chunk][i], kNone});
  }
  for (const Group& group : GroupByYear(all)) {
    YearImport year(connection, *group.key, on_violation, mode);
    ZP_RETURN_IF_ERROR(year.Open(stamp, all[group.first].record->creates_department));
    Prefetch prefetch(all, group);
    for (size_t i = group.first; i != kNone; i = all[i].next) {
      prefetch.Step();
      ZP_RETURN_IF_ERROR(year.Import(*all[i].record, *all[i].imported));
    }
    ZP_RETURN_IF_ERROR(year.Leave());
  }
  return imported;
}

absl::StatusOr<std::vector<ImportedRecord>> ImportRecords(storage::Connection& connection,
                                                          absl::Span<const ImportRecord> records,
                                                          OnViolation on_violation, const WriteStamp& stamp,
                                                          Mode mode) {
  ZP_ASSIGN_OR_RETURN(std::vector<std::vector<ImportedRecord>> imported,
                      ImportChunks(connection, {records}, on_violation, stamp, mode));
  return std::move(imported.front());
}

}  // namespace zhengping::budget
