#include "common/spreadsheet/sheet_table.h"

#include <string>
#include <utility>

#include "common/spreadsheet/table_builder.h"

namespace zhengping {

std::optional<Table> TableOf(absl::string_view place_name, const Sheet& sheet, std::vector<Issue>& issues,
                             const TableLimits& limits) {
  TableBuilder builder(place_name, limits, issues);
  for (const SheetRow& row : sheet.rows) {
    if (builder.is_stopped()) break;
    std::vector<std::string> cells;
    for (size_t i = 0; i < row.cells.size(); ++i) {
      cells.push_back(ShownText(row.cells[i]));
      if (row.cells[i].kind == CellKind::kError) {
        builder.Add("CELL_HOLDS_ERROR", row.number, builder.ColumnAt(i), cells.back(),
                    "公式结果出错：请在表格软件中改正后保存");
      }
    }
    builder.TakeRow(row.number, std::move(cells));
  }
  return builder.Finish();
}

}  // namespace zhengping
