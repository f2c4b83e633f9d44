#include "services/reporting/documents/table_grid.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

Cell Spanning(int columns, int rows) { return Cell{.column_span = columns, .row_span = rows}; }

Table ThreeColumns(std::vector<Row> header_rows, std::vector<Row> rows) {
  return Table{.caption = "表1",
               .columns = {{.share = 1}, {.share = 1}, {.share = 1}},
               .header_rows = std::move(header_rows),
               .rows = std::move(rows)};
}

// "0 1 2" for three cells; a place covered from above has a quote behind its column.
std::string Places(const GridRow& row) {
  std::string places;
  for (const Slot& slot : row.slots) {
    absl::StrAppend(&places, places.empty() ? "" : " ", slot.column, slot.continues ? "'" : "");
  }
  return places;
}

TEST(TableGrid, SpansCoverPlacesInLaterRows) {
  const Table table =
      ThreeColumns({Row{.cells = {Spanning(2, 1), Spanning(1, 2)}}, Row{.cells = {Spanning(1, 1), Spanning(1, 1)}}},
                   {Row{.cells = {Spanning(2, 2), Spanning(1, 1)}}, Row{.cells = {Spanning(1, 1)}},
                    Row{.cells = {Spanning(1, 1), Spanning(1, 1), Spanning(1, 1)}}});
  const absl::StatusOr<std::vector<GridRow>> grid = LayOut(table);
  ASSERT_TRUE(grid.ok()) << grid.status();
  ASSERT_EQ(grid->size(), 5u);
  EXPECT_EQ(Places((*grid)[0]), "0 2");
  EXPECT_EQ(Places((*grid)[1]), "0 1 2'");
  EXPECT_EQ(Places((*grid)[2]), "0 2");
  EXPECT_EQ(Places((*grid)[3]), "0' 2");
  EXPECT_EQ(Places((*grid)[4]), "0 1 2");
  EXPECT_TRUE((*grid)[1].is_header);
  EXPECT_FALSE((*grid)[2].is_header);
  EXPECT_EQ((*grid)[3].slots[0].cell, &table.rows[0].cells[0]);
}

TEST(TableGrid, MalformedTablesAreNamed) {
  struct Case {
    const char* what;
    Table table;
    const char* message;
  };
  const Row full{.cells = {Spanning(1, 1), Spanning(1, 1), Spanning(1, 1)}};
  const Case cases[] = {
      {"no columns", Table{.caption = "表1", .rows = {full}}, "row 1"},
      {"no rows", ThreeColumns({}, {}), "row 1"},
      {"too few cells", ThreeColumns({full}, {Row{.cells = {Spanning(2, 1)}}}), "row 2: too few cells"},
      {"no cells", ThreeColumns({}, {Row{}}), "row 1: too few cells"},
      {"too many cells", ThreeColumns({}, {Row{.cells = {Spanning(3, 1), Spanning(1, 1)}}}), "row 1: too many cells"},
      {"beyond the last column", ThreeColumns({}, {Row{.cells = {Spanning(1, 1), Spanning(3, 1)}}}), "row 1: a span"},
      {"out of the header rows", ThreeColumns({Row{.cells = {Spanning(3, 2)}}}, {full}), "row 1: a span"},
      {"below the last row", ThreeColumns({}, {full, Row{.cells = {Spanning(3, 2)}}}), "row 2: a span"},
      {"over a cell from above",
       ThreeColumns({}, {Row{.cells = {Spanning(1, 1), Spanning(1, 2), Spanning(1, 1)}},
                         Row{.cells = {Spanning(2, 1), Spanning(1, 1)}}}),
       "row 2: a span"},
      {"zero", ThreeColumns({}, {Row{.cells = {Spanning(0, 1)}}}), "row 1: a span"},
      {"negative", ThreeColumns({}, {Row{.cells = {Spanning(1, -1)}}}), "row 1: a span"},
  };
  for (const Case& c : cases) {
    const absl::Status status = LayOut(c.table).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << c.what;
    EXPECT_TRUE(absl::StrContains(status.message(), absl::StrCat("表1」 ", c.message))) << c.what << ": " << status;
  }
}

TEST(TableGrid, WidthsAddUpWhateverTheShares) {
  Table table = ThreeColumns({}, {});
  EXPECT_EQ(ColumnWidths(table, 100), (std::vector<int>{33, 33, 34}));
  table.columns = {{.share = 2}, {.share = 0}, {.share = 5}};  // below 1 counts as 1
  const std::vector<int> widths = ColumnWidths(table, 8845);
  EXPECT_EQ(widths, (std::vector<int>{2211, 1105, 5529}));
  EXPECT_EQ(std::accumulate(widths.begin(), widths.end(), 0), 8845);
}

TEST(TableGrid, TheCellsOwnAlignmentWinsThenTheColumnsThenTheKinds) {
  Table table = ThreeColumns({}, {});
  table.columns[1].alignment = Alignment::kCenter;
  const Cell text;
  const Cell number{.kind = CellKind::kNumber};
  const Cell heading{.kind = CellKind::kHeading};
  const Cell own{.kind = CellKind::kNumber, .alignment = Alignment::kLeft};
  EXPECT_EQ(AlignmentOf(table, {&text, 0}), Alignment::kLeft);
  EXPECT_EQ(AlignmentOf(table, {&number, 0}), Alignment::kRight);
  EXPECT_EQ(AlignmentOf(table, {&heading, 0}), Alignment::kCenter);
  EXPECT_EQ(AlignmentOf(table, {&number, 1}), Alignment::kCenter);
  EXPECT_EQ(AlignmentOf(table, {&own, 1}), Alignment::kLeft);
}

}  // namespace
}  // namespace zhengping::reporting
