#include "services/cli/claimed_sheet.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/case_folder.h"
#include "services/reporting/exchange/case/case_reading.h"
#include "services/reporting/exchange/case/claimed_file.h"

namespace zhengping::cli {
namespace {

constexpr char kWholeCountry[] = "100000000";  // 财政区划 of the central government

using CaseFiles = std::map<std::string, std::string>;

// The case's own framework; false when it has none.
absl::StatusOr<bool> ReadOwnFramework(const CaseFiles& files, indicator::v1::Framework& framework) {
  const auto text = files.find("framework.textproto");
  if (text != files.end()) {
    if (google::protobuf::TextFormat::ParseFromString(text->second, &framework)) return true;
    return Invalid({"FRAMEWORK_TEXT_MALFORMED", "framework.textproto"}, "framework.textproto 不是体系的文本格式");
  }
  const auto json = files.find("framework.json");
  if (json == files.end()) return false;
  if (google::protobuf::util::JsonStringToMessage(json->second, &framework).ok()) return true;
  return Invalid({"FRAMEWORK_TEXT_MALFORMED", "framework.json"}, "framework.json 不是体系的 JSON 格式");
}

reporting::v1::ClaimedRow::Kind KindOf(reporting::ClaimedKind kind) {
  if (kind == reporting::ClaimedKind::kMoney) return reporting::v1::ClaimedRow::KIND_MONEY;
  if (kind == reporting::ClaimedKind::kTotal) return reporting::v1::ClaimedRow::KIND_TOTAL;
  return reporting::v1::ClaimedRow::KIND_INDICATOR;
}

// Rows whose kind cannot be read stay behind: the reader has named them.
void AddRows(const reporting::WrittenSheet& written, reporting::v1::ClaimedSheet& sheet) {
  sheet.mutable_headings()->insert(written.headings.begin(), written.headings.end());
  std::vector<Issue> issues;
  std::map<int, reporting::ClaimedKind> kinds;
  for (const reporting::ClaimedRow& row : reporting::ReadClaimedSheet(written, issues).rows) kinds[row.row] = row.kind;
  for (const reporting::WrittenRow& row : written.rows) {
    const auto kind = kinds.find(row.row);
    if (kind == kinds.end()) continue;
    reporting::v1::ClaimedRow& added = *sheet.add_rows();
    added.set_kind(KindOf(kind->second));
    added.set_row(row.row);
    added.mutable_cells()->insert(row.cells.begin(), row.cells.end());
  }
}

}  // namespace

absl::StatusOr<reporting::v1::CheckSelfEvaluationRequest> SheetAlone(const Session& session, const std::string& path,
                                                                     const std::string& framework) {
  ZP_ASSIGN_OR_RETURN(const CaseFiles files, ReadCaseFolder(path));
  const reporting::Case contents = reporting::ReadCase(files).contents;
  if (!contents.claimed.has_value()) {
    return Absent({"CLAIMED_SHEET_NOT_FOUND", "PATH"}, absl::StrCat(path, " 中没有已报自评表（claimed.csv）"));
  }
  reporting::v1::CheckSelfEvaluationRequest request;
  const std::string& division = contents.department.name.division;
  request.set_parent(absl::StrCat("divisions/", !division.empty()                      ? division
                                                : !session.settings().division.empty() ? session.settings().division
                                                                                       : kWholeCountry));
  reporting::v1::ClaimedSheet& sheet = *request.mutable_sheet();
  sheet.set_fiscal_year(contents.fiscal_year);
  indicator::v1::Framework own;
  ZP_ASSIGN_OR_RETURN(const bool has_own, ReadOwnFramework(files, own));
  if (!framework.empty()) {
    sheet.set_framework(absl::StartsWith(framework, "frameworks/") ? framework
                                                                   : absl::StrCat("frameworks/", framework));
  } else if (has_own) {
    *sheet.mutable_own_framework() = std::move(own);
  } else {
    sheet.set_framework(contents.head.framework);
  }
  if (!sheet.has_own_framework() && sheet.framework().empty()) {
    return NotNow({"FRAMEWORK_NOT_STATED", "--framework"},
                  "案卷没有写评价体系：请用 --framework 指定，如 self-evaluation-2020");
  }
  AddRows(*contents.claimed, sheet);
  return request;
}

}  // namespace zhengping::cli
