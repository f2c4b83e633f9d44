// Whatever a sheet holds, as CSV or as a web page, its shape is found or refused without a crash: every row of the
// sheet below the header is a record or set aside, every record has a cell for each heading, and cells are read or
// refused.
#include <cstdint>

#include "common/spreadsheet/cell_values.h"
#include "common/spreadsheet/sheet_shape.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/check.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

void CheckCells(const std::string& cell) {
  (void)AmountIn(cell, /*unit_fen=*/100).ok();
  (void)FlagIn(cell).has_value();
  ZP_CHECK(DayIn(cell).ok() == MomentIn(cell).ok(), cell);
  ZP_CHECK(WithoutPersonalNumbers(cell).empty() == cell.empty(), cell);
  const CodeAndName parts = CodeIn(cell);
  ZP_CHECK(!parts.code.empty() || !parts.name.empty() || TrimSpaces(cell).empty() || cell.find_first_of("[(<") == 0,
           cell);
}

void Check(const Sheet& sheet, const ShapeOptions& options) {
  std::vector<Issue> issues;
  const std::optional<SheetShape> shape = ShapeSheet("f", sheet, options, issues);
  ZP_CHECK(shape.has_value() != HasErrors(issues), "either a shape or what is wrong");
  if (!shape) return;
  ZP_CHECK(shape->traits.size() == shape->table.rows.size(), "each record has its traits");
  ZP_CHECK(shape->columns.size() == options.columns.size(), "each wanted column is answered");
  for (size_t i = 0; i < shape->columns.size(); ++i) {
    ZP_CHECK(shape->columns[i] || !options.columns[i].is_required, "required columns are there");
    ZP_CHECK(!shape->columns[i] || *shape->columns[i] < shape->table.headings.size(), "a column is one of the table");
  }
  int number = shape->table.heading_row;
  for (const Row& row : shape->table.rows) {
    ZP_CHECK(row.number > number && row.cells.size() == shape->table.headings.size(), "rows ascend and are whole");
    number = row.number;
    for (const std::string& cell : row.cells) CheckCells(cell);
  }
}

}  // namespace
}  // namespace zhengping

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping;
  WorkbookLimits limits;
  limits.table.cells = 100'000;
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook =
      ReadWorkbook("f", absl::string_view(reinterpret_cast<const char*>(bytes), size), issues, limits);
  if (!workbook) return 0;
  for (const Sheet& sheet : workbook->sheets) {
    Check(sheet, {.columns = {{.headings = {"编码", "a"}},
                              {.headings = {"金额", "年初预算/基本支出", "b"}},
                              {.headings = {"备注"}, .is_required = false}}});
    Check(sheet, {.columns = {{.headings = {"a"}}}, .header_within_rows = 3});
  }
  return 0;
}
