#include "services/budget/rpc/import_messages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/exchange.pb.h"

namespace zhengping::budget {
namespace {

constexpr std::pair<RecordOutcome, v1::RecordOutcome> kOutcomes[] = {
    {RecordOutcome::kAdded, v1::RECORD_OUTCOME_ADDED},     {RecordOutcome::kUnchanged, v1::RECORD_OUTCOME_UNCHANGED},
    {RecordOutcome::kChanged, v1::RECORD_OUTCOME_CHANGED}, {RecordOutcome::kOutdated, v1::RECORD_OUTCOME_OUTDATED},
    {RecordOutcome::kDeleted, v1::RECORD_OUTCOME_DELETED}, {RecordOutcome::kVanished, v1::RECORD_OUTCOME_VANISHED},
    {RecordOutcome::kRefused, v1::RECORD_OUTCOME_REFUSED},
};

v1::Import::State ToMessage(ImportState state) {
  switch (state) {
    case ImportState::kOpen:
      return v1::Import::STATE_OPEN;
    case ImportState::kCompleted:
      return v1::Import::STATE_COMPLETED;
    case ImportState::kAbandoned:
      return v1::Import::STATE_ABANDONED;
  }
  return v1::Import::STATE_UNSPECIFIED;
}

absl::StatusOr<OnViolation> FromMessage(v1::OnViolation message) {
  switch (message) {
    case v1::ON_VIOLATION_UNSPECIFIED:
    case v1::ON_VIOLATION_RECORD:
      return OnViolation::kRecord;
    case v1::ON_VIOLATION_REJECT:
      return OnViolation::kReject;
    case v1::OnViolation_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::OnViolation_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return Invalid({"ENUM_UNKNOWN", "head.on_violation"}, "REJECT or RECORD");
}

// The records of one chunk. Neighbours are mostly of one department: its name is read once.
class RecordReader {
 public:
  explicit RecordReader(const ImportHead& head) : head_(head) {}

  // `record` is written over.
  void Read(const v1::ImportRecord& message, ImportRecord& record) {
    record.issues.clear();
    const MessageIssues issues(record.issues, "");
    if (message.department() != name_) ReadDepartment(message.department());
    if (!department_.ok()) issues.Add(department_.status(), "department", message.department());
    record.key.department.division = head_.name.division;
    record.key.department.department = department_.ok() ? department_->department : std::string();
    record.key.fiscal_year = message.transaction().fiscal_year();
    if (absl::Status year = CheckFiscalYear(record.key.fiscal_year, "fiscal_year"); !year.ok()) {
      issues.Add(year, "fiscal_year", absl::StrCat(record.key.fiscal_year));
      record.key.fiscal_year = kFirstFiscalYear;  // of a record that is refused: any year of the calendar
    }
    record.is_deleted = message.is_deleted();
    record.creates_department = false;
    if (message.is_deleted()) {
      record.transaction = Transaction();
      record.transaction.record_id = message.transaction().record_id();
      record.transaction.record_version = message.transaction().record_version();
      record.transaction.source = message.transaction().source();
    } else {
      budget::FromMessage(record.key, message.transaction(), issues, record.transaction);
    }
    record.transaction.fiscal_year = record.key.fiscal_year;
    if (record.transaction.source.empty()) record.transaction.source = head_.source;
    if (record.transaction.source != head_.source) {
      issues.Add("SOURCE_DISAGREES", "source", record.transaction.source);
    }
    record.quotas.clear();
    for (int i = 0; i < message.quotas_size(); ++i) {
      record.quotas.push_back(
          budget::FromMessage(record.key, message.quotas(i), issues.Below(absl::StrCat("quotas[", i, "]."))));
    }
  }

 private:
  void ReadDepartment(const std::string& name) {
    name_ = name;
    department_ = ParseDepartmentName(name, "department");
    if (department_.ok() && department_->division != head_.name.division) {
      department_ = Invalid({"DEPARTMENT_NOT_IN_DIVISION", "department"}, "a department of the import's division");
    }
  }

  const ImportHead& head_;
  std::string name_ = "?";  // no name
  absl::StatusOr<DepartmentName> department_;
};

}  // namespace

absl::StatusOr<ImportName> ParseImportName(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(std::vector<std::string> ids, MatchName("divisions/*/imports/*", name, field));
  ImportName parsed;
  ZP_ASSIGN_OR_RETURN(parsed.division, ParseDivisionName(absl::StrCat("divisions/", ids[0]), field));
  parsed.import_id = std::move(ids[1]);
  return parsed;
}

absl::StatusOr<ImportHead> FromMessage(const v1::ImportHead& message) {
  ImportHead head;
  ZP_ASSIGN_OR_RETURN(head.name.division, ParseDivisionName(message.parent(), "head.parent"));
  if (!MatchName("imports/*", absl::StrCat("imports/", message.import_id()), "head.import_id").ok()) {
    return Invalid({"IMPORT_ID_MALFORMED", "head.import_id"},
                   "an import's id is of a-z, 0-9 and -, at most 63 characters, for example 2023-06-01-full");
  }
  head.name.import_id = message.import_id();
  if (message.source().empty()) {
    return Invalid({"SOURCE_MISSING", "head.source"}, "an import says whose records it brings");
  }
  std::vector<Issue> issues;
  MessageIssues(issues, "head.").CheckText(message.source(), "source", kMaxSourceCharacters);
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  head.source = message.source();
  ZP_ASSIGN_OR_RETURN(head.on_violation, FromMessage(message.on_violation()));
  return head;
}

absl::Status CheckChunk(const v1::ImportChunk& message) {
  if (message.chunk() < 1) {
    return Invalid({"CHUNK_OUT_OF_ORDER", "chunk.chunk"}, "chunks are numbered from 1");
  }
  if (message.records_size() == 0) {
    return Invalid({"CHUNK_EMPTY", "chunk.records"}, "a chunk has at least one record");
  }
  if (static_cast<size_t>(message.records_size()) > kMostRecordsPerChunk) {
    return Invalid({"TOO_MANY_RECORDS", "chunk.records"},
                   absl::StrCat("a chunk has at most ", kMostRecordsPerChunk, " records"));
  }
  return absl::OkStatus();
}

void FromMessage(const ImportHead& head, const v1::ImportChunk& message, std::vector<ImportRecord>& records) {
  records.resize(static_cast<size_t>(message.records_size()));
  RecordReader reader(head);
  for (int i = 0; i < message.records_size(); ++i) reader.Read(message.records(i), records[static_cast<size_t>(i)]);
}

void ToMessage(const ImportName& name, const ImportRow& row, v1::Import& message) {
  message.set_name(absl::StrCat("divisions/", name.division, "/imports/", name.import_id));
  message.set_source(row.source);
  message.set_state(ToMessage(row.state));
  message.set_stored_chunk(row.stored_chunk);
  for (size_t i = 0; i < kImportOutcomes.size(); ++i) {
    v1::OutcomeCount& count = *message.add_outcome_counts();
    count.set_outcome(ToMessage(kImportOutcomes[i]));
    count.set_count(row.counts[i]);
  }
  ToMessage(row.created_ms, *message.mutable_create_time());
  ToMessage(row.updated_ms, *message.mutable_update_time());
}

void ToMessage(const ListedOutcome& listed, v1::ImportOutcome& message) {
  const RecordResult& result = listed.result;
  const DepartmentName& department = result.key.department;
  message.set_chunk(listed.chunk);
  message.set_index(listed.index);
  if (!department.department.empty()) message.set_department(FormatName(department));
  message.set_record_id(result.record_id);
  message.set_record_version(result.record_version);
  message.set_outcome(ToMessage(result.outcome));
  if (!result.transaction_id.empty()) {
    message.set_transaction(FormatName(ChildName{department, result.transaction_id}, "transactions"));
  }
  for (const Issue& issue : result.issues) ToMessage(issue, *message.add_issues());
}

v1::RecordOutcome ToMessage(RecordOutcome outcome) {
  for (const auto& [own, message] : kOutcomes) {
    if (own == outcome) return message;
  }
  return v1::RECORD_OUTCOME_UNSPECIFIED;
}

absl::StatusOr<RecordOutcome> FromMessage(v1::RecordOutcome message, absl::string_view field) {
  for (const auto& [own, known] : kOutcomes) {
    if (known == message) return own;
  }
  return Invalid({"ENUM_UNKNOWN", std::string(field)}, "an outcome that this release knows");
}

}  // namespace zhengping::budget
