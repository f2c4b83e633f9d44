#include "services/reporting/documents/table_grid.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

// A cell that reaches down from a row above.
struct Hanging {
  const Cell* cell = nullptr;
  int rows_left = 0;
};

absl::Status Malformed(const Table& table, size_t row, absl::string_view what) {
  return absl::InternalError(absl::StrCat("table 「", table.caption, "」 row ", row + 1, ": ", what));
}

bool Fits(const Cell& cell, size_t column, size_t rows_left, const std::vector<Hanging>& hanging) {
  if (cell.column_span < 1 || cell.row_span < 1) return false;
  const size_t end = column + static_cast<size_t>(cell.column_span);
  if (end > hanging.size() || static_cast<size_t>(cell.row_span) > rows_left) return false;
  const auto first = hanging.begin() + static_cast<std::ptrdiff_t>(column);
  return std::all_of(first, first + cell.column_span, [](const Hanging& above) { return above.rows_left == 0; });
}

absl::Status LayOutBand(const Table& table, const std::vector<Row>& rows, bool is_header, std::vector<GridRow>& grid) {
  std::vector<Hanging> hanging(table.columns.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    GridRow placed{.row = &rows[i], .is_header = is_header};
    size_t next = 0;
    for (size_t column = 0; column < hanging.size();) {
      if (hanging[column].rows_left > 0) {
        const Cell* above = hanging[column].cell;
        placed.slots.push_back({above, column, true});
        for (int k = 0; k < above->column_span; ++k) --hanging[column++].rows_left;
        continue;
      }
      if (next == rows[i].cells.size()) return Malformed(table, grid.size(), "too few cells");
      const Cell& cell = rows[i].cells[next++];
      if (!Fits(cell, column, rows.size() - i, hanging)) return Malformed(table, grid.size(), "a span does not fit");
      placed.slots.push_back({&cell, column, false});
      for (int k = 0; k < cell.column_span; ++k) hanging[column++] = {&cell, cell.row_span - 1};
    }
    if (next < rows[i].cells.size()) return Malformed(table, grid.size(), "too many cells");
    grid.push_back(std::move(placed));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<GridRow>> LayOut(const Table& table) {
  if (table.columns.empty() || table.rows.size() + table.header_rows.size() == 0) {
    return Malformed(table, 0, "a table has a column and a row");
  }
  std::vector<GridRow> grid;
  grid.reserve(table.header_rows.size() + table.rows.size());
  ZP_RETURN_IF_ERROR(LayOutBand(table, table.header_rows, /*is_header=*/true, grid));
  ZP_RETURN_IF_ERROR(LayOutBand(table, table.rows, /*is_header=*/false, grid));
  return grid;
}

std::vector<int> ColumnWidths(const Table& table, int total) {
  int64_t shares = 0;
  for (const Column& column : table.columns) shares += std::max(column.share, 1);
  std::vector<int> widths;
  int64_t share_end = 0;
  int64_t begin = 0;
  for (const Column& column : table.columns) {
    share_end += std::max(column.share, 1);
    const int64_t end = total * share_end / shares;
    widths.push_back(static_cast<int>(end - begin));
    begin = end;
  }
  return widths;
}

Alignment AlignmentOf(const Table& table, const Slot& slot) {
  if (slot.cell->alignment) return *slot.cell->alignment;
  if (slot.cell->kind == CellKind::kHeading) return Alignment::kCenter;
  if (table.columns[slot.column].alignment) return *table.columns[slot.column].alignment;
  return slot.cell->kind == CellKind::kNumber ? Alignment::kRight : Alignment::kLeft;
}

}  // namespace zhengping::reporting
