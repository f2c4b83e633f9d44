#include "services/budget/rpc/file_intake.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/exchange/record_mapping.h"
#include "services/budget/exchange/record_resolution.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/file_records.h"
#include "services/budget/store/pending_years.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {
namespace {

void Take(const FileRecords& sent, const std::vector<ImportedRecord>& judged, FileOutcome& outcome) {
  for (size_t i = 0; i < judged.size(); ++i) {
    ++outcome.counts[judged[i].outcome];
    for (const Issue& issue : judged[i].issues) outcome.issues.push_back(AtItsRow(issue, *sent.origins[i]));
    if (judged[i].outcome == RecordOutcome::kUnchanged || outcome.differences.size() == kMostDifferences) continue;
    outcome.differences.push_back({.outcome = judged[i].outcome,
                                   .department = sent.records[i].key.department,
                                   .sent = sent.records[i].transaction,
                                   .place = sent.origins[i]->place});
  }
}

absl::Status Write(storage::Connection& connection, const ExchangeReading& reading, const FileRecords& sent,
                   const WriteStamp& stamp) {
  for (const DepartmentName& name : sent.missing) {
    ZP_RETURN_IF_ERROR(CreateDepartment(connection, name, reading.departments.at(name), stamp.now_ms));
  }
  return ImportRecords(connection, sent.records, OnViolation::kRecord, stamp).status();
}

absl::Status AddMarks(storage::Connection& connection, const std::vector<YearKey>& years, FileOutcome& outcome) {
  for (const YearKey& key : years) {
    ZP_RETURN_IF_ERROR(StorePending(connection, key));
    ZP_ASSIGN_OR_RETURN(const YearHead head, SelectHead(connection, key));
    outcome.marks.push_back({.key = key, .revision = head.revision, .digest = head.digest});
  }
  return absl::OkStatus();
}

// A file with errors tells how far the table is; any other moves it on, in a dry run only in the answer.
absl::Status AddWatermarks(storage::Connection& connection, const ExchangeReading& reading, const FileUpload& upload,
                           FileOutcome& outcome) {
  std::vector<Watermark> sent;
  for (const TableMoment& moment : reading.moments) {
    sent.push_back({.table = moment.table, .fiscal_year = moment.fiscal_year, .moment = moment.moment});
  }
  const std::string& source = upload.options.source;
  ZP_ASSIGN_OR_RETURN(outcome.watermarks, SelectWatermarks(connection, upload.division, source, sent));
  if (HasErrors(outcome.issues)) return absl::OkStatus();
  for (size_t i = 0; i < sent.size(); ++i) {
    Watermark& kept = outcome.watermarks[i];
    if (sent[i].moment <= kept.moment) continue;
    kept.moment = sent[i].moment;
    if (upload.mode == Mode::kValidateOnly) continue;
    ZP_RETURN_IF_ERROR(SaveWatermark(connection, upload.division, source, kept));
  }
  return absl::OkStatus();
}

}  // namespace

ExchangeReading ReadUpload(const FileUpload& upload, const ImportProfile& profile) {
  WorkbookLimits limits;
  limits.table.file_bytes = kMostFileBytes;
  std::vector<Issue> issues;
  const std::optional<std::vector<SourceTable>> tables =
      ReadExchangeFile(upload.file_name, upload.bytes, upload.format, ShippedTables(), profile, issues, limits);
  ExchangeReading reading;
  if (tables) reading = MapTables(ShippedTables(), *tables, profile, upload.options);
  reading.issues.insert(reading.issues.begin(), issues.begin(), issues.end());
  return reading;
}

absl::StatusOr<FileOutcome> StoreReading(storage::Connection& connection, const ExchangeReading& reading,
                                         const FileUpload& upload) {
  FileOutcome outcome;
  outcome.rows = reading.rows;
  outcome.issues = reading.issues;
  ZP_ASSIGN_OR_RETURN(const FileRecords sent, RecordsOf(connection, reading));
  outcome.issues.insert(outcome.issues.end(), sent.issues.begin(), sent.issues.end());
  outcome.created = sent.missing;
  // Every record is judged before the first one is written: a file is stored whole or not at all.
  ZP_ASSIGN_OR_RETURN(const std::vector<ImportedRecord> judged,
                      ImportRecords(connection, sent.records, OnViolation::kRecord, upload.stamp, Mode::kValidateOnly));
  Take(sent, judged, outcome);
  if (upload.mode == Mode::kWrite) {
    ZP_RETURN_IF_ERROR(RefusalOfFile(outcome.issues));
    ZP_RETURN_IF_ERROR(Write(connection, reading, sent, upload.stamp));
  }
  ZP_RETURN_IF_ERROR(AddMarks(connection, sent.years, outcome));
  ZP_RETURN_IF_ERROR(AddWatermarks(connection, reading, upload, outcome));
  return outcome;
}

absl::Status RefusalOfFile(const std::vector<Issue>& issues) {
  const auto is_error = [](const Issue& issue) { return issue.severity == Severity::kError; };
  const auto first = std::find_if(issues.begin(), issues.end(), is_error);
  if (first == issues.end()) return absl::OkStatus();
  return Invalid(
      {"FILE_HAS_ERRORS", "content", ""},
      absl::StrCat("nothing is stored; validate_only lists all ", std::count_if(issues.begin(), issues.end(), is_error),
                   " errors, the first is ", FormatIssue(*first), " (", first->reason, ")"));
}

}  // namespace zhengping::budget
