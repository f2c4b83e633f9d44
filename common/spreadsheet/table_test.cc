#include "common/spreadsheet/table.h"

#include <gtest/gtest.h>

namespace zhengping {
namespace {

TEST(Table, EmptyNotApplicableAndZeroAreThreeThings) {
  const struct {
    const char* cell;
    CellState state;
  } cases[] = {
      {"", CellState::kMissing},           {"  ", CellState::kMissing},
      {"　", CellState::kMissing},         {"/", CellState::kNotApplicable},
      {"／", CellState::kNotApplicable},   {" 无 ", CellState::kNotApplicable},
      {"　无", CellState::kNotApplicable}, {"0", CellState::kValue},
      {"无人", CellState::kValue},         {"-", CellState::kValue},
      {"//", CellState::kValue},
  };
  for (const auto& c : cases) EXPECT_EQ(StateOf(c.cell), c.state) << c.cell;
}

TEST(Table, AColumnIsKnownByItsHeadingOrItsLetter) {
  const Table table{
      .name = "ledger.csv", .headings = {"指标编号", "", "金额"}, .rows = {{.number = 7, .cells = {"", "", ""}}}};
  EXPECT_EQ(table.ColumnOf("金额"), 2u);
  EXPECT_EQ(table.ColumnOf("日期"), std::nullopt);
  const Place place = PlaceOf(table, table.rows[0], 2);
  EXPECT_EQ(place.file, "ledger.csv");
  EXPECT_EQ(place.row, 7);
  EXPECT_EQ(place.column, "金额");
  EXPECT_EQ(PlaceOf(table, table.rows[0], 1).column, "B 列");
  EXPECT_EQ(PlaceOf(table, table.rows[0], 3).column, "D 列");
}

TEST(Table, LettersGoOnAfterZ) {
  EXPECT_EQ(ColumnLetters(0), "A");
  EXPECT_EQ(ColumnLetters(25), "Z");
  EXPECT_EQ(ColumnLetters(26), "AA");
  EXPECT_EQ(ColumnLetters(701), "ZZ");
  EXPECT_EQ(ColumnLetters(702), "AAA");
}

}  // namespace
}  // namespace zhengping
