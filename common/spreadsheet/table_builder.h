// Puts a Table together from rows of cells, of which the first that is not blank is the heading row: what CSV files and
// sheets of a workbook have in common.
#ifndef ZHENGPING_COMMON_SPREADSHEET_TABLE_BUILDER_H_
#define ZHENGPING_COMMON_SPREADSHEET_TABLE_BUILDER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"

namespace zhengping {

class TableBuilder {
 public:
  TableBuilder(absl::string_view name, const TableLimits& limits, std::vector<Issue>& issues);

  // Numbers ascend. HEADING_REPEATED, HEADING_MISSING, TABLE_TOO_LARGE, TOO_MANY_ISSUES as csv.h lists them.
  void TakeRow(int number, std::vector<std::string> cells);

  void Add(absl::string_view reason, int row, std::string column, absl::string_view found, std::string remedy);
  void Stop(absl::string_view reason, int row, std::string remedy);

  bool is_stopped() const { return is_stopped_; }
  // The heading of a column, or its letter.
  std::string ColumnAt(size_t column) const;

  // Empty when an issue was added; TABLE_EMPTY where there is no heading row.
  std::optional<Table> Finish();

 private:
  void TakeHeadings(int number, std::vector<std::string> cells);
  void TakeRecord(int number, std::vector<std::string> cells);

  const TableLimits limits_;
  std::vector<Issue>& issues_;
  const size_t issues_before_;
  Table table_;
  size_t cells_ = 0;
  bool is_stopped_ = false;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_TABLE_BUILDER_H_
