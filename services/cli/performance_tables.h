// Files with the platform's performance tables (绩效目标, 绩效指标, 自评) between the command line and the indicator
// service; import and export choose it by the table's name.
#ifndef ZHENGPING_SERVICES_CLI_PERFORMANCE_TABLES_H_
#define ZHENGPING_SERVICES_CLI_PERFORMANCE_TABLES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/cli/session.h"

namespace zhengping::cli {

// "BGT_PERF_INDICATOR" and the like; any case.
bool IsPerformanceTable(absl::string_view table);

enum class FileOwner { kBudget, kPerformance, kBoth };

// Whose tables the file holds; kBoth: a JSON file with some of each. `table` says it where it is given.
FileOwner OwnerOf(const std::string& file_name, const std::string& bytes, const std::string& table);

struct PerformanceImport {
  std::string division;  // "divisions/430503000"
  std::string source;
  std::string table;       // empty: told from the file
  std::string department;  // code, of rows that name none
  std::string project;     // pro_code, of rows that name none
  std::string framework;   // id or resource name; empty: the plans are held against none
  int fiscal_year = 0;     // of rows that name none
  bool is_dry_run = false;
  bool is_shared = false;  // the file has tables of the budget service too: of these nothing is said
};

// Whether the service would take the file.
absl::StatusOr<bool> TakesPerformanceFile(Session& session, const PerformanceImport& import, const std::string& path,
                                          const std::string& bytes);

// Sends the file, prints what became of it; errors in it to stderr. The exit status.
int ImportPerformanceFile(Session& session, const PerformanceImport& import, const std::string& path,
                          const std::string& bytes);

// The bytes of an exported table. `format` is csv, xlsx or json.
absl::StatusOr<std::string> ExportPerformanceTable(Session& session, const std::string& department, int fiscal_year,
                                                   const std::string& table, const std::string& format);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PERFORMANCE_TABLES_H_
