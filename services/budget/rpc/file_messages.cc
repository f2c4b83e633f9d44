#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/file_intake.h"
#include "services/budget/rpc/import_messages.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/rpc/profile_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<ExchangeFormat> FromMessage(v1::TableFormat format) {
  switch (format) {
    case v1::TABLE_FORMAT_UNSPECIFIED:
      return ExchangeFormat::kAny;
    case v1::TABLE_FORMAT_CSV:
      return ExchangeFormat::kCsv;
    case v1::TABLE_FORMAT_XLSX:
      return ExchangeFormat::kXlsx;
    case v1::TABLE_FORMAT_XLS:
      return ExchangeFormat::kXls;
    case v1::TABLE_FORMAT_JSON:
      return ExchangeFormat::kJson;
    case v1::TableFormat_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::TableFormat_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return Invalid({"FILE_FORMAT_UNKNOWN", "head.format", ""}, "a file is CSV, XLSX, XLS or JSON, or left to be told");
}

absl::Status ReadHead(const v1::ImportFileHead& head, FileUpload& upload) {
  ZP_ASSIGN_OR_RETURN(upload.division, ParseDivisionName(head.parent(), "head.parent"));
  if (!head.profile().empty()) {
    ZP_ASSIGN_OR_RETURN(upload.profile, ProfileFromName(head.profile(), "head.profile"));
    if (upload.profile->division != upload.division) {
      return Invalid({"RESOURCE_NAME_MALFORMED", "head.profile", ""}, "the profile is one of the same division");
    }
  }
  if (head.source().empty()) {
    return Invalid({"SOURCE_MISSING", "head.source", ""}, "a file says whose records it brings: \"platform:430000\"");
  }
  std::vector<Issue> issues;
  const MessageIssues here(issues, "head.");
  here.CheckText(head.source(), "source", kMaxSourceCharacters);
  if (head.file_name().empty()) here.Add("FIELD_MISSING", "file_name", "");
  here.CheckText(head.file_name(), "file_name", kMostFileNameCharacters);
  if (head.has_default_date()) {
    upload.options.default_date = budget::FromMessage(head.default_date(), "default_date", here);
  }
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  if (head.fiscal_year() != 0) ZP_RETURN_IF_ERROR(CheckFiscalYear(head.fiscal_year(), "head.fiscal_year"));
  ZP_ASSIGN_OR_RETURN(upload.format, FromMessage(head.format()));
  upload.file_name = head.file_name();
  upload.mode = head.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  upload.options.division = upload.division;
  upload.options.source = head.source();
  upload.options.fiscal_year = head.fiscal_year();
  return absl::OkStatus();
}

absl::Status ReadContent(std::vector<v1::ImportFileRequest>& messages, FileUpload& upload) {
  for (size_t i = 1; i < messages.size(); ++i) {
    if (messages[i].has_head()) {
      return Invalid({"IMPORT_HEAD_REPEATED", "head", ""}, "a file has one head, all further messages are its bytes");
    }
    if (upload.bytes.size() + messages[i].content().size() > kMostFileBytes) {
      return Invalid({"FILE_TOO_LARGE", "content", ""},
                     absl::StrCat("a file has at most ", kMostFileBytes >> 20, " MiB: export it in parts"));
    }
    upload.bytes += messages[i].content();
    messages[i].clear_content();
  }
  const std::string sum = absl::AsciiStrToLower(messages[0].head().content_sm3());
  if (!sum.empty() && sum != Sm3Hex(upload.bytes)) {
    return Invalid({"CHECKSUM_DIFFERS", "head.content_sm3", ""},
                   "the bytes that came are not the file's: send it again");
  }
  return absl::OkStatus();
}

void ToMessage(const FileDifference& difference, v1::FileDifference& message) {
  message.set_outcome(ToMessage(difference.outcome));
  message.set_department(FormatName(difference.department));
  ToMessage(difference.department, difference.sent, *message.mutable_sent());
  message.set_file(difference.place.file);
  message.set_row(difference.place.row);
}

}  // namespace

absl::StatusOr<FileUpload> FromMessages(std::vector<v1::ImportFileRequest>& messages) {
  if (messages.empty() || !messages.front().has_head()) {
    return Invalid({"IMPORT_HEAD_MISSING", "head", ""}, "the first message of a file is its head");
  }
  FileUpload upload;
  ZP_RETURN_IF_ERROR(ReadHead(messages.front().head(), upload));
  ZP_RETURN_IF_ERROR(ReadContent(messages, upload));
  return upload;
}

void ToMessage(const FileOutcome& outcome, v1::ImportFileResponse& message) {
  std::vector<Issue> issues = outcome.issues;
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  for (size_t i = 0; i < std::min(issues.size(), kMostIssues); ++i) ToMessage(issues[i], *message.add_issues());
  for (const auto& [outcome_of_record, count] : outcome.counts) {
    v1::OutcomeCount& added = *message.add_outcome_counts();
    added.set_outcome(ToMessage(outcome_of_record));
    added.set_count(count);
  }
  for (const FileDifference& difference : outcome.differences) ToMessage(difference, *message.add_differences());
  for (const MarkedYear& mark : outcome.marks) ToMark(mark.key, mark.revision, mark.digest, *message.add_marks());
  for (const Watermark& watermark : outcome.watermarks) {
    v1::TableWatermark& added = *message.add_watermarks();
    added.set_table(watermark.table);
    added.set_fiscal_year(watermark.fiscal_year);
    if (watermark.moment != 0) added.set_update_time(absl::StrCat(watermark.moment));
  }
  for (const DepartmentName& name : outcome.created) message.add_created_departments(FormatName(name));
  message.set_row_count(outcome.rows.read);
  message.set_left_out_row_count(outcome.rows.left_out);
}

}  // namespace zhengping::budget
