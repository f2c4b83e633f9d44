#include "services/indicator/rpc/file_messages.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/exchange/perf_table.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "services/indicator/rpc/year_messages.h"
#include "zhengping/indicator/v1/exchange_requests.pb.h"

namespace zhengping::indicator {
namespace {

absl::Status CheckText(const std::string& text, size_t most_bytes, const std::string& field) {
  if (text.empty())
    return Invalid({"FIELD_MISSING", field}, "an import says whose records these are and names the file");
  if (text.size() <= most_bytes) return absl::OkStatus();
  return Invalid({"TEXT_TOO_LONG", field}, absl::StrCat("at most ", most_bytes, " bytes"));
}

absl::StatusOr<FileUpload> UploadOf(const v1::ImportFileHead& head, const FrameworkCatalogue& catalogue) {
  FileUpload upload;
  ZP_ASSIGN_OR_RETURN(upload.options.division, ParseDivisionName(head.parent(), "head.parent"));
  ZP_RETURN_IF_ERROR(CheckText(head.source(), kMostSourceIdBytes, "head.source"));
  ZP_RETURN_IF_ERROR(CheckText(head.file_name(), kMostNameBytes, "head.file_name"));
  const bool is_year = head.fiscal_year() >= kFirstFiscalYear && head.fiscal_year() <= kLastFiscalYear;
  if (head.fiscal_year() != 0 && !is_year) {
    return Invalid({"FISCAL_YEAR_OUT_OF_RANGE", "head.fiscal_year"},
                   absl::StrCat("a fiscal year is from ", kFirstFiscalYear, " to ", kLastFiscalYear));
  }
  if (!head.table().empty() && FindPerfTable(head.table()) == nullptr) {
    return Invalid({"TABLE_UNKNOWN", "head.table"},
                   "a table of the standard, for example BGT_PERF_INDICATOR, or nothing");
  }
  if (!head.framework().empty()) {
    ZP_ASSIGN_OR_RETURN(upload.framework, catalogue.FindByName(head.framework(), "head.framework"));
  }
  upload.source = head.source();
  upload.file_name = head.file_name();
  upload.is_dry_run = head.validate_only();
  upload.options.table = head.table();
  upload.options.fiscal_year = head.fiscal_year();
  upload.options.department = absl::AsciiStrToLower(head.default_department());
  upload.options.project = head.default_project();
  return upload;
}

v1::RecordOutcome MessageOf(RecordOutcome outcome) {
  switch (outcome) {
    case RecordOutcome::kAdded:
      return v1::RECORD_OUTCOME_ADDED;
    case RecordOutcome::kUnchanged:
      return v1::RECORD_OUTCOME_UNCHANGED;
    case RecordOutcome::kChanged:
      return v1::RECORD_OUTCOME_CHANGED;
    case RecordOutcome::kDeleted:
      return v1::RECORD_OUTCOME_DELETED;
    case RecordOutcome::kOutdated:
      return v1::RECORD_OUTCOME_OUTDATED;
    case RecordOutcome::kRefused:
      return v1::RECORD_OUTCOME_REFUSED;
  }
  return v1::RECORD_OUTCOME_UNSPECIFIED;
}

void AddDifference(const YearImport& import, const ImportedRecord& record, RecordOutcome outcome,
                   v1::ImportFileResponse& message) {
  if (outcome == RecordOutcome::kUnchanged || message.differences_size() >= static_cast<int>(kMostDifferences)) return;
  v1::FileDifference& difference = *message.add_differences();
  difference.set_outcome(MessageOf(outcome));
  difference.set_department(FormatName(import.key.department));
  difference.set_fiscal_year(import.key.fiscal_year);
  if (record.row) {
    ToMessage(record.row->key, *difference.mutable_key());
  } else if (record.observation) {
    ToMessage(record.observation->key, *difference.mutable_key());
  } else if (record.goal) {
    difference.mutable_key()->set_project(record.goal->project);
  }
  difference.set_file(record.place.file);
  difference.set_row(record.place.row);
}

}  // namespace

absl::StatusOr<FileUpload> FromMessages(std::vector<v1::ImportFileRequest>& messages,
                                        const FrameworkCatalogue& catalogue) {
  if (messages.empty() || !messages.front().has_head()) {
    return Invalid({"IMPORT_HEAD_MISSING", "head"}, "the first message of the stream is the head");
  }
  const v1::ImportFileHead& head = messages.front().head();
  ZP_ASSIGN_OR_RETURN(FileUpload upload, UploadOf(head, catalogue));
  for (size_t i = 1; i < messages.size(); ++i) {
    if (messages[i].has_head()) return Invalid({"IMPORT_HEAD_REPEATED", "head"}, "one head, then the file's bytes");
    upload.bytes += messages[i].content();
    messages[i].Clear();
    if (upload.bytes.size() > kMostFileBytes) {
      return Invalid({"FILE_TOO_LARGE", "content"}, absl::StrCat("a file has at most ", kMostFileBytes >> 20, " MiB"));
    }
  }
  if (!head.content_sm3().empty() && absl::AsciiStrToLower(head.content_sm3()) != Sm3Hex(upload.bytes)) {
    return Invalid({"CHECKSUM_DIFFERS", "head.content_sm3"},
                   "the bytes that came have another SM3: send the file again");
  }
  return upload;
}

std::vector<YearImport> ImportsOf(const FileUpload& upload, const PerfFile& file) {
  std::vector<YearImport> imports;
  for (const auto& [year, records] : file.years) {
    YearImport import{
        {{upload.options.division, year.first}, year.second}, upload.source, records, "", upload.framework};
    if (upload.framework != nullptr) import.framework = upload.framework->framework().name;
    imports.push_back(std::move(import));
  }
  return imports;
}

void ToMessage(const PerfFile& file, const std::vector<YearImport>& imports, const std::vector<ImportedYear>& years,
               v1::ImportFileResponse& message) {
  std::vector<Issue> issues = file.issues;
  std::map<RecordOutcome, int64_t> counts;
  for (size_t i = 0; i < years.size(); ++i) {
    issues.insert(issues.end(), years[i].issues.begin(), years[i].issues.end());
    ToMessage(years[i].key, years[i].mark, *message.add_marks());
    for (size_t record = 0; record < years[i].outcomes.size(); ++record) {
      ++counts[years[i].outcomes[record]];
      AddDifference(imports[i], imports[i].records[record], years[i].outcomes[record], message);
    }
  }
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  for (size_t i = 0; i < std::min(issues.size(), kMostIssues); ++i) ToMessage(issues[i], *message.add_issues());
  for (const auto& [outcome, count] : counts) {
    v1::OutcomeCount& out = *message.add_outcome_counts();
    out.set_outcome(MessageOf(outcome));
    out.set_count(count);
  }
  message.set_row_count(file.row_count);
  message.set_left_out_row_count(file.left_out_row_count);
}

}  // namespace zhengping::indicator
