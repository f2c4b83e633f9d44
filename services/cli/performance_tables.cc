#include "services/cli/performance_tables.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/spreadsheet/json_tables.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"
#include "services/indicator/exchange/perf_file.h"
#include "services/indicator/exchange/perf_table.h"

namespace zhengping::cli {
namespace {

constexpr size_t kPieceBytes = 512 << 10;  // below the limit of a message with room for its frame
constexpr int kShownDifferences = 20;

const char* ChineseOf(indicator::v1::RecordOutcome outcome) {
  switch (outcome) {
    case indicator::v1::RECORD_OUTCOME_ADDED:
      return "新增";
    case indicator::v1::RECORD_OUTCOME_UNCHANGED:
      return "不变";
    case indicator::v1::RECORD_OUTCOME_CHANGED:
      return "变更";
    case indicator::v1::RECORD_OUTCOME_DELETED:
      return "撤销";
    case indicator::v1::RECORD_OUTCOME_OUTDATED:
      return "过时";
    case indicator::v1::RECORD_OUTCOME_REFUSED:
      return "拒绝";
    case indicator::v1::RECORD_OUTCOME_UNSPECIFIED:
    case indicator::v1::RecordOutcome_INT_MIN_SENTINEL_DO_NOT_USE_:
    case indicator::v1::RecordOutcome_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

void Print(const indicator::v1::ImportFileResponse& response, const std::string& path, bool is_dry_run) {
  std::cout << path << (is_dry_run ? "（只检查，没有写入）" : "") << "\n  " << response.row_count() << " 行，略过 "
            << response.left_out_row_count() << " 行";
  for (const indicator::v1::OutcomeCount& count : response.outcome_counts()) {
    std::cout << "，" << ChineseOf(count.outcome()) << " " << count.count() << " 条";
  }
  std::cout << "\n";
  const int shown = std::min(response.differences_size(), kShownDifferences);
  for (int i = 0; i < shown; ++i) {
    const indicator::v1::FileDifference& difference = response.differences(i);
    const std::string& name = difference.key().level3();
    std::cout << "  " << ChineseOf(difference.outcome()) << " " << (name.empty() ? "年度总体目标" : name) << "（"
              << difference.file() << " 第 " << difference.row() << " 行）\n";
  }
  if (response.differences_size() > shown) std::cout << "  …共 " << response.differences_size() << " 条\n";
  for (const type::DepartmentYearMark& mark : response.marks()) {
    std::cout << "  " << mark.department() << " " << mark.fiscal_year() << " 年，第 " << mark.revision() << " 版\n";
  }
}

absl::StatusOr<indicator::v1::ImportFileResponse> Send(Session& session, const indicator::v1::ImportFileHead& head,
                                                       const std::string& bytes) {
  indicator::v1::ImportFileResponse response;
  const std::unique_ptr<grpc::ClientContext> context = session.NewContext();
  const auto writer = session.indicator().ImportFile(context.get(), &response);
  indicator::v1::ImportFileRequest message;
  *message.mutable_head() = head;
  bool is_open = writer->Write(message);
  for (size_t at = 0; is_open && at < bytes.size(); at += kPieceBytes) {
    message.set_content(bytes.substr(at, kPieceBytes));
    is_open = writer->Write(message);
  }
  writer->WritesDone();
  ZP_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish(), "indicator"));
  return response;
}

indicator::v1::ImportFileHead HeadOf(const PerformanceImport& import, const std::string& path) {
  indicator::v1::ImportFileHead head;
  head.set_parent(import.division);
  head.set_source(import.source);
  head.set_table(import.table);
  head.set_file_name(std::filesystem::path(path).filename());
  head.set_fiscal_year(import.fiscal_year);
  head.set_default_department(import.department);
  head.set_default_project(import.project);
  head.set_validate_only(import.is_dry_run);
  if (!import.framework.empty()) {
    const bool is_name = absl::StartsWith(import.framework, "frameworks/");
    head.set_framework(absl::StrCat(is_name ? "" : "frameworks/", import.framework));
  }
  return head;
}

bool IsJsonWithPerformanceTable(const std::string& file_name, const std::string& bytes) {
  const size_t first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string::npos || bytes[first] != '{') return false;
  std::vector<Issue> unwanted;
  const auto tables = ReadJsonTables(file_name, bytes, unwanted);
  return tables && std::any_of(tables->begin(), tables->end(),
                               [](const JsonTable& table) { return IsPerformanceTable(table.name); });
}

}  // namespace

bool IsPerformanceTable(absl::string_view table) { return indicator::FindPerfTable(table) != nullptr; }

FileOwner OwnerOf(const std::string& file_name, const std::string& bytes, const std::string& table) {
  if (!table.empty()) return IsPerformanceTable(table) ? FileOwner::kPerformance : FileOwner::kBudget;
  if (indicator::HoldsPerfTable(file_name, bytes)) return FileOwner::kPerformance;
  return IsJsonWithPerformanceTable(file_name, bytes) ? FileOwner::kBoth : FileOwner::kBudget;
}

absl::StatusOr<bool> TakesPerformanceFile(Session& session, const PerformanceImport& import, const std::string& path,
                                          const std::string& bytes) {
  indicator::v1::ImportFileHead head = HeadOf(import, path);
  head.set_validate_only(true);
  ZP_ASSIGN_OR_RETURN(const indicator::v1::ImportFileResponse response, Send(session, head, bytes));
  return std::none_of(response.issues().begin(), response.issues().end(),
                      [](const type::Issue& issue) { return issue.severity() == type::Issue::SEVERITY_ERROR; });
}

int ImportPerformanceFile(Session& session, const PerformanceImport& import, const std::string& path,
                          const std::string& bytes) {
  indicator::v1::ImportFileHead head = HeadOf(import, path);
  absl::StatusOr<indicator::v1::ImportFileResponse> response = Send(session, head, bytes);
  const std::optional<Refusal> refusal = response.ok() ? std::nullopt : RefusalOf(response.status());
  if (refusal.has_value() && refusal->reason == "FILE_HAS_ERRORS") {
    // Nothing was stored; a dry run says all that is wrong.
    head.set_validate_only(true);
    response = Send(session, head, bytes);
  }
  if (!response.ok()) return Fail(response.status());
  if (session.prints_json()) {
    std::cout << ToJson(*response);
  } else {
    Print(*response, path, head.validate_only());
  }
  bool has_errors = false;
  for (const type::Issue& issue : response->issues()) {
    has_errors = has_errors || issue.severity() == type::Issue::SEVERITY_ERROR;
    if (import.is_shared && issue.reason() == "SHEET_NOT_READ") continue;
    std::cerr << IssueText(issue) << "\n";
  }
  return has_errors ? kErrorsInData : kDone;
}

absl::StatusOr<std::string> ExportPerformanceTable(Session& session, const std::string& department, int fiscal_year,
                                                   const std::string& table, const std::string& format) {
  indicator::v1::ExportTableRequest request;
  request.set_parent(department);
  request.set_fiscal_year(fiscal_year);
  request.set_table(table);
  request.set_format(format == "xlsx"   ? indicator::v1::TABLE_FORMAT_XLSX
                     : format == "json" ? indicator::v1::TABLE_FORMAT_JSON
                                        : indicator::v1::TABLE_FORMAT_CSV);
  const std::unique_ptr<grpc::ClientContext> context = session.NewContext();
  const auto reader = session.indicator().ExportTable(context.get(), request);
  std::string bytes;
  indicator::v1::ExportTableResponse piece;
  while (reader->Read(&piece)) bytes += piece.content();
  ZP_RETURN_IF_ERROR(FromGrpcStatus(reader->Finish(), "indicator"));
  return bytes;
}

}  // namespace zhengping::cli
