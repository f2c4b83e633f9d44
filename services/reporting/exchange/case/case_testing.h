// Cases for tests: the folders of tests/data, and a smallest whole case to which a test adds one file.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_TESTING_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_TESTING_H_

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/issue.h"
#include "services/reporting/exchange/case/case_reading.h"

namespace zhengping::reporting {

// Every file below tests/data/`name`, years' folders too.
inline CaseFiles CaseFolder(const std::string& name) {
  const std::filesystem::path root = std::filesystem::path(ZP_SOURCE_DIR) / "tests/data" / name;
  CaseFiles files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << stream.rdbuf();
    files[entry.path().lexically_relative(root).string()] = bytes.str();
  }
  ZP_CHECK(!files.empty(), root.string());
  return files;
}

// case.json of 2023 and department.csv, and `more`.
inline CaseFiles SmallCase(CaseFiles more) {
  more.emplace("case.json", "{\"framework\": \"self-evaluation-2020\", \"fiscal_year\": 2023, \"source\": \"测试\"}");
  more.emplace("department.csv", "mof_div_code,agency_code,agency_name\n430503000,403,翠园街道办事处\n");
  return more;
}

// "ledger.csv:4:doc_date:DATE_NOT_IN_CALENDAR", a line an issue, in order; what is no error says so behind it.
inline std::vector<std::string> Lines(const std::vector<Issue>& issues) {
  std::vector<std::string> lines;
  for (const Issue& issue : issues) {
    const char* severity = issue.severity == Severity::kError     ? ""
                           : issue.severity == Severity::kWarning ? " (warning)"
                                                                  : " (note)";
    lines.push_back(
        absl::StrCat(issue.place.file, ":", issue.place.row, ":", issue.place.column, ":", issue.reason, severity));
  }
  return lines;
}

// Of the smallest case with this one file.
inline std::vector<std::string> LinesOf(const std::string& file, const std::string& bytes) {
  return Lines(ReadCase(SmallCase({{file, bytes}})).issues);
}

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_TESTING_H_
