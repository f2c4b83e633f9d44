#include "common/spreadsheet/sheet_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/spreadsheet/csv.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Sheet Plan() {
  return {.name = "绩效目标",
          .rows = {{.number = 2,
                    .cells = {{.kind = CellKind::kText, .text = " 指标 "}, {.kind = CellKind::kText, .text = "值"}}},
                   {.number = 4,
                    .cells = {{.kind = CellKind::kNumber, .is_percentage = true, .text = "0.3864"},
                              {.kind = CellKind::kDate, .text = "2023-04-01"}}},
                   {.number = 5, .cells = {{.kind = CellKind::kText, .text = "a"}}}}};
}

TEST(SheetTable, IsWhatAFileOfTheSameCellsGives) {
  std::vector<Issue> issues;
  const std::optional<Table> table = TableOf("f", Plan(), issues);
  const std::optional<Table> same = ReadCsv("f", "\n指标,值\n\n38.64%,2023-04-01\na\n", issues);
  ASSERT_TRUE(table.has_value() && same.has_value());
  EXPECT_THAT(issues, IsEmpty());
  EXPECT_EQ(table->heading_row, 2);
  EXPECT_EQ(table->headings, same->headings);
  ASSERT_EQ(table->rows.size(), same->rows.size());
  for (size_t i = 0; i < table->rows.size(); ++i) {
    EXPECT_EQ(table->rows[i].number, same->rows[i].number);
    EXPECT_EQ(table->rows[i].cells, same->rows[i].cells);
  }
}

TEST(SheetTable, TellsAllThatIsWrongAtItsPlace) {
  Sheet sheet = Plan();
  sheet.rows[1].cells.push_back({.kind = CellKind::kText, .text = "stray"});
  sheet.rows[2].cells[0] = {.kind = CellKind::kError, .text = "#N/A"};
  std::vector<Issue> issues;
  EXPECT_FALSE(TableOf("f[绩效目标]", sheet, issues).has_value());
  ASSERT_THAT(issues, SizeIs(2));
  EXPECT_EQ(issues[0].reason, "HEADING_MISSING");
  EXPECT_EQ(issues[0].place.column, "C 列");
  EXPECT_EQ(issues[1].reason, "CELL_HOLDS_ERROR");
  EXPECT_EQ(issues[1].place.row, 5);
  EXPECT_EQ(issues[1].place.column, "指标");
}

TEST(SheetTable, AnEmptySheetHasNoHeadings) {
  std::vector<Issue> issues;
  EXPECT_FALSE(TableOf("f", Sheet(), issues).has_value());
  ASSERT_THAT(issues, SizeIs(1));
  EXPECT_EQ(issues[0].reason, "TABLE_EMPTY");
}

TEST(SheetTable, CellsHaveALimit) {
  std::vector<Issue> issues;
  EXPECT_TRUE(TableOf("f", Plan(), issues, {.cells = 4}).has_value());
  EXPECT_FALSE(TableOf("f", Plan(), issues, {.cells = 3}).has_value());
  ASSERT_THAT(issues, SizeIs(1));
  EXPECT_EQ(issues[0].reason, "TABLE_TOO_LARGE");
}

}  // namespace
}  // namespace zhengping
