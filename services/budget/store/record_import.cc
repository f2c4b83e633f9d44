#include "services/budget/store/record_import.h"

#include <algorithm>
#include <optional>
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

  absl::StatusOr<ImportedRecord> Import(const ImportRecord& record) {
    ImportedRecord imported;
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
    if (HasErrors(imported.issues)) return imported;
    QuotaChanges changes;
    if (!AreKnown(record.quotas)) {
      for (size_t i = 0; i < record.quotas.size(); ++i) {
        for (Issue& issue : CheckQuota(record.quotas[i].record)) {
          issue.place.field.insert(0, absl::StrCat("quotas[", i, "]."));
          imported.issues.push_back(std::move(issue));
        }
      }
      if (HasErrors(imported.issues)) return imported;
      changes = CompareQuotas(*state_, record.quotas);
      imported.issues.insert(imported.issues.end(), changes.issues.begin(), changes.issues.end());
      if (HasErrors(imported.issues)) return imported;
    }
    ZP_RETURN_IF_ERROR(Decide(record, changes, imported));
    return imported;
  }

  absl::Status Finish() { return writer_.has_value() ? writer_->Finish() : absl::OkStatus(); }

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
        imported.transaction_id = in_force->posted.id;
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
    if (is_transaction && mode_ == Mode::kWrite) {
      imported.transaction_id =
          TransactionId(key_.fiscal_year, {.revision = writer_->head().revision, .step = Step::kOwn});
    }
    return writer_->EndRevision(is_transaction ? ChangeKind::kTransaction : ChangeKind::kQuotas, /*reason=*/"");
  }

  storage::Connection& connection_;
  const YearKey& key_;
  const OnViolation on_violation_;
  const Mode mode_;
  std::optional<YearWriter> writer_;  // empty: there is no such department
  const YearState* state_ = nullptr;  // of writer_
};

// Indices of the records of one department-year, in the order sent.
struct Group {
  const YearKey* key;
  std::vector<size_t> records;
};

bool IsSame(const YearKey& a, const YearKey& b) {
  return a.fiscal_year == b.fiscal_year && a.department == b.department;
}

// By key: SQLite takes rows fastest in the order of the table.
std::vector<Group> GroupByYear(absl::Span<const ImportRecord> records) {
  std::vector<Group> groups;
  absl::flat_hash_map<std::string, size_t> by_key;
  size_t current = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    const YearKey& key = records[i].key;
    if (groups.empty() || !IsSame(*groups[current].key, key)) {
      const std::string text = absl::StrCat(key.division(), "/", key.code(), "/", key.fiscal_year);
      current = by_key.try_emplace(text, groups.size()).first->second;
      if (current == groups.size()) groups.push_back({&key, {}});
    }
    groups[current].records.push_back(i);
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    if (a.key->department != b.key->department) return a.key->department < b.key->department;
    return a.key->fiscal_year < b.key->fiscal_year;
  });
  return groups;
}

}  // namespace

absl::StatusOr<std::vector<ImportedRecord>> ImportRecords(storage::Connection& connection,
                                                          absl::Span<const ImportRecord> records,
                                                          OnViolation on_violation, const WriteStamp& stamp,
                                                          Mode mode) {
  std::vector<ImportedRecord> imported(records.size());
  for (const Group& group : GroupByYear(records)) {
    YearImport year(connection, *group.key, on_violation, mode);
    ZP_RETURN_IF_ERROR(year.Open(stamp, records[group.records.front()].creates_department));
    for (const size_t i : group.records) {
      ZP_ASSIGN_OR_RETURN(imported[i], year.Import(records[i]));
    }
    ZP_RETURN_IF_ERROR(year.Finish());
  }
  return imported;
}

}  // namespace zhengping::budget
