#include "services/budget/store/record_import.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/store/quota_declaration.h"
#include "services/budget/store/year_reader.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

// The records of one department-year, decided and written one after another.
class YearImport {
 public:
  YearImport(storage::Connection& connection, const YearKey& key, OnViolation on_violation, Mode mode)
      : connection_(connection), key_(key), on_violation_(on_violation), mode_(mode) {}

  absl::Status Open(const WriteStamp& stamp) {
    ZP_ASSIGN_OR_RETURN(const std::optional<DepartmentRow> department, FindDepartment(connection_, key_.department));
    has_department_ = department.has_value();
    if (!has_department_) return absl::OkStatus();
    ZP_ASSIGN_OR_RETURN(YearSnapshot year, SelectYear(connection_, key_, /*revision=*/0));
    state_ = StateOf(year.ledger);
    for (PostedTransaction& posted : year.ledger.transactions) {
      if (posted.transaction.reverses.empty()) stored_[posted.revision] = std::move(posted);
    }
    ZP_ASSIGN_OR_RETURN(writer_, YearWriter::Open(connection_, key_, stamp));
    quotas_ = writer_->quotas();
    return absl::OkStatus();
  }

  absl::StatusOr<ImportedRecord> Import(const ImportRecord& record) {
    ImportedRecord imported;
    imported.issues = record.issues;
    if (!has_department_) {
      imported.issues.push_back(IssueOf(Severity::kError, "DEPARTMENT_NOT_FOUND", "", FormatName(key_.department)));
    }
    if (record.transaction.fiscal_year != key_.fiscal_year) {
      imported.issues.push_back(IssueOf(Severity::kError, "YEAR_DISAGREES", "fiscal_year",
                                        absl::StrCat(record.transaction.fiscal_year),
                                        absl::StrCat("预算年度", key_.fiscal_year, "年")));
    }
    for (size_t i = 0; i < record.quotas.size(); ++i) {
      for (Issue& issue : CheckQuota(record.quotas[i].record)) {
        issue.place.field.insert(0, absl::StrCat("quotas[", i, "]."));
        imported.issues.push_back(std::move(issue));
      }
    }
    if (HasErrors(imported.issues)) return imported;
    QuotaChanges changes = CompareQuotas(quotas_, record.quotas);
    imported.issues.insert(imported.issues.end(), changes.issues.begin(), changes.issues.end());
    if (HasErrors(imported.issues)) return imported;
    ZP_RETURN_IF_ERROR(Decide(record, changes, imported));
    return imported;
  }

  absl::Status Finish() {
    if (!writer_.has_value() || mode_ == Mode::kValidateOnly) return absl::OkStatus();
    return writer_->Finish();
  }

 private:
  absl::Status Decide(const ImportRecord& record, const QuotaChanges& changes, ImportedRecord& imported) {
    const Transaction& transaction = record.transaction;
    const bool is_quotas_alone = !record.is_deleted && transaction.record_id.empty() && transaction.entries.empty();
    RecordDecision decision;
    decision.outcome = RecordOutcome::kUnchanged;
    if (!is_quotas_alone) {
      std::vector<const QuotaRecord*> declared;
      for (const QuotaRow& row : changes.to_put) declared.push_back(&row.record);
      const RecordState* known = state_.FindRecord(transaction.source, transaction.record_id);
      const PostedTransaction* in_force = nullptr;
      if (known != nullptr && known->in_force_revision != 0) in_force = &stored_.at(known->in_force_revision);
      if (in_force != nullptr) imported.transaction_id = in_force->id;
      decision = DecideRecord(state_, {&transaction, declared, record.is_deleted}, in_force, on_violation_);
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

  absl::Status Write(const Transaction& sent, const QuotaChanges& changes, bool puts_quotas, RecordDecision& decision,
                     ImportedRecord& imported) {
    const bool writes = mode_ == Mode::kWrite;
    writer_->BeginRevision();
    const int64_t revision = writer_->head().revision;
    const bool posts = decision.version != 0;
    if (puts_quotas) {
      for (const QuotaRow& row : changes.to_put) {
        state_.PutQuota(row.record);
        quotas_[row.record.id] = row;
      }
      if (writes) ZP_RETURN_IF_ERROR(writer_->PutQuotas(changes.to_put));
    }
    if (decision.reversal.has_value()) {
      const Step step = posts ? Step::kReversalOfOlder : Step::kOwn;
      state_.Apply(*decision.reversal, decision.reversal->record_version, revision);
      if (!posts) state_.Withdraw(sent.source, sent.record_id, decision.reversal->record_version);
      if (writes) ZP_RETURN_IF_ERROR(writer_->PutTransaction(step, *decision.reversal));
    }
    PostedTransaction& posted = stored_[revision];
    posted.id = TransactionId(key_.fiscal_year, {.revision = revision, .step = Step::kOwn});
    posted.revision = revision;
    if (posts) {
      posted.transaction = sent;
      posted.transaction.record_version = decision.version;
      state_.Apply(posted.transaction, decision.version, revision);
      if (writes) ZP_RETURN_IF_ERROR(writer_->PutTransaction(Step::kOwn, posted.transaction));
    }
    const bool is_transaction = posts || decision.reversal.has_value();
    if (!writes) return absl::OkStatus();
    if (is_transaction) imported.transaction_id = posted.id;
    return writer_->EndRevision(is_transaction ? ChangeKind::kTransaction : ChangeKind::kQuotas, /*reason=*/"");
  }

  storage::Connection& connection_;
  const YearKey& key_;
  const OnViolation on_violation_;
  const Mode mode_;
  bool has_department_ = false;
  YearState state_;
  std::map<std::string, QuotaRow> quotas_;
  std::map<int64_t, PostedTransaction> stored_;  // postings by revision
  std::optional<YearWriter> writer_;
};

struct ByKey {
  bool operator()(const YearKey* a, const YearKey* b) const {
    if (a->department != b->department) return a->department < b->department;
    return a->fiscal_year < b->fiscal_year;
  }
};

}  // namespace

absl::StatusOr<std::vector<ImportedRecord>> ImportRecords(storage::Connection& connection,
                                                          absl::Span<const ImportRecord> records,
                                                          OnViolation on_violation, const WriteStamp& stamp,
                                                          Mode mode) {
  std::map<const YearKey*, std::vector<size_t>, ByKey> groups;
  for (size_t i = 0; i < records.size(); ++i) groups[&records[i].key].push_back(i);
  std::vector<ImportedRecord> imported(records.size());
  for (const auto& [key, indices] : groups) {
    YearImport year(connection, *key, on_violation, mode);
    ZP_RETURN_IF_ERROR(year.Open(stamp));
    for (const size_t i : indices) {
      ZP_ASSIGN_OR_RETURN(imported[i], year.Import(records[i]));
    }
    ZP_RETURN_IF_ERROR(year.Finish());
  }
  return imported;
}

}  // namespace zhengping::budget
