#include "services/cli/case_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/text/half_width.h"

namespace zhengping::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPieceBytes = 512 << 10;  // below the limit of a message with room for its frame

bool IsYear(const std::string& name) {
  return name.size() == 4 &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return absl::ascii_isdigit(c); });
}

absl::Status ReadFile(const fs::path& path, std::string& bytes) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream content;
  content << stream.rdbuf();
  if (!stream) return Invalid({"CASE_PATH_UNREADABLE", "PATH"}, absl::StrCat("无法读取 ", path.string()));
  bytes = content.str();
  return absl::OkStatus();
}

absl::Status ReadFolder(const fs::path& folder, const std::string& prefix, std::map<std::string, std::string>& files) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename();
    if (entry.is_directory() && prefix.empty() && IsYear(name)) {
      ZP_RETURN_IF_ERROR(ReadFolder(entry.path(), name + "/", files));
    }
    if (!entry.is_regular_file() || name[0] == '.') continue;
    ZP_RETURN_IF_ERROR(ReadFile(entry.path(), files[absl::StrCat(prefix, name)]));
  }
  if (error)
    return Invalid({"CASE_PATH_UNREADABLE", "PATH"}, absl::StrCat("无法读取 ", folder.string(), "：", error.message()));
  return absl::OkStatus();
}

bool IsWorkbook(const fs::path& path) {
  const std::string ending = absl::AsciiStrToLower(path.extension().string());
  return ending == ".xlsx" || ending == ".xls";
}

// The cells of department.csv, or of the sheet 单位 of a workbook; empty when there is neither.
std::string DepartmentText(const std::map<std::string, std::string>& files) {
  const auto department = files.find("department.csv");
  if (department != files.end()) return department->second;
  for (const auto& [path, bytes] : files) {
    std::vector<Issue> issues;
    if (!IsWorkbook(path)) continue;
    const std::optional<Workbook> workbook = ReadWorkbook(path, bytes, issues);
    if (!workbook) continue;
    for (const char* name : {"单位", "department"}) {
      const Sheet* sheet = workbook->SheetOf(name);
      if (sheet == nullptr) continue;
      std::string text;
      for (const SheetRow& row : sheet->rows) {
        for (const Cell& cell : row.cells) absl::StrAppend(&text, cell.text, ",");
      }
      return text;
    }
  }
  return "";
}

// The division that the department's table names: its first cell of nine or six digits. The service checks all of it;
// this only tells in whose scope the case is sent.
std::string DivisionOf(const std::map<std::string, std::string>& files) {
  std::string digits;
  for (const char c : DepartmentText(files) + ",") {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      digits += c;
    } else {
      if (digits.size() == 9 || digits.size() == 6) return digits.size() == 6 ? digits + "000" : digits;
      digits.clear();
    }
  }
  return "";
}

bool WriteAll(grpc::ClientWriter<reporting::v1::ImportCaseRequest>& writer, const std::string& division,
              LoadOptions options, const std::map<std::string, std::string>& files) {
  reporting::v1::ImportCaseRequest message;
  message.mutable_head()->set_parent(absl::StrCat("divisions/", division));
  message.mutable_head()->set_validate_only(options.dry_run);
  message.mutable_head()->set_replace(options.replace);
  bool is_open = writer.Write(message);
  for (const auto& [path, bytes] : files) {
    for (size_t at = 0; is_open && (at < bytes.size() || at == 0); at += kPieceBytes) {
      message.mutable_piece()->set_path(path);
      message.mutable_piece()->set_content(bytes.substr(at, kPieceBytes));
      is_open = writer.Write(message);
    }
  }
  return is_open && writer.WritesDone();
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> ReadCaseFolder(const std::string& path) {
  std::map<std::string, std::string> files;
  if (fs::is_regular_file(path)) {
    ZP_RETURN_IF_ERROR(ReadFile(path, files[fs::path(path).filename()]));
  } else {
    ZP_RETURN_IF_ERROR(ReadFolder(path, "", files));
  }
  return files;
}

std::vector<std::string> FindCases(const std::string& path) {
  const auto is_case = [](const fs::path& each) {
    return fs::exists(each / "case.json") || (fs::is_regular_file(each) && IsWorkbook(each));
  };
  if (is_case(path)) return {path};
  std::vector<std::string> cases;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, error)) {
    if (is_case(entry.path())) cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

absl::StatusOr<reporting::v1::ImportCaseResponse> SendCase(Session& session, const std::string& path,
                                                           LoadOptions options) {
  ZP_ASSIGN_OR_RETURN(const auto files, ReadCaseFolder(path));
  const std::string division = DivisionOf(files);
  if (division.empty()) {
    return Invalid({"CASE_DIVISION_MISSING", "department.csv"},
                   "department.csv（工作簿的“单位”表）应有九位财政区划代码（mof_div_code）");
  }
  reporting::v1::ImportCaseResponse response;
  const std::unique_ptr<grpc::ClientContext> context = session.NewContext();
  const auto writer = session.reporting().ImportCase(context.get(), &response);
  WriteAll(*writer, division, options, files);  // A stream that broke off says why in Finish.
  ZP_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish(), "reporting"));
  return response;
}

}  // namespace zhengping::cli
