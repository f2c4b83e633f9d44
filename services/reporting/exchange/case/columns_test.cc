#include "services/reporting/exchange/case/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<ColumnSpec> kSpecs = {{"name", {"名称"}, Presence::kRequired}, {"amount", {"金额", "数额"}}};

Table TableOf(std::vector<std::string> headings, std::vector<std::string> cells) {
  return {.name = "t.csv", .heading_row = 1, .headings = std::move(headings), .rows = {{2, std::move(cells)}}};
}

TEST(CaseTable, KnowsAColumnByKeyByChineseNameOrByBoth) {
  for (const char* heading : {"amount", "AMOUNT", "金额", "数额", "amount 金额", "金额（元）", "金额(万元)"}) {
    SCOPED_TRACE(heading);
    std::vector<Issue> issues;
    const Table table = TableOf({heading, "name"}, {"1", "甲"});
    const CaseTable recognised(table, kSpecs, issues);
    EXPECT_THAT(Lines(issues), IsEmpty());
    EXPECT_EQ(recognised.ColumnOf("amount"), 0u);
    EXPECT_EQ(recognised.Headings().at("amount"), heading);
  }
}

TEST(CaseTable, AHeadingSaysWhatABareNumberCounts) {
  struct Case {
    const char* heading;
    int64_t unit_fen;
  };
  for (const Case& c : {Case{"金额", 100}, Case{"金额（元）", 100}, Case{"金额(千元)", 100'000},
                        Case{"金额（万元）", 1'000'000}, Case{"金额（亿元）", 10'000'000'000}}) {
    SCOPED_TRACE(c.heading);
    std::vector<Issue> issues;
    const Table table = TableOf({"name", c.heading}, {"甲", "2"});
    const CaseTable recognised(table, kSpecs, issues);
    RowReader reader(recognised, table.rows[0], issues);
    EXPECT_EQ(reader.Amount("amount"), Money::Fen(2 * c.unit_fen));
    EXPECT_THAT(Lines(issues), IsEmpty());
  }
}

TEST(CaseTable, TellsOfColumnsThatAreUnknownMissingOrRepeated) {
  std::vector<Issue> issues;
  const Table unknown = TableOf({"name", "备用"}, {"甲", ""});
  EXPECT_TRUE(CaseTable(unknown, kSpecs, issues).is_readable());
  const Table missing = TableOf({"amount"}, {"1"});
  EXPECT_FALSE(CaseTable(missing, kSpecs, issues).is_readable());
  const Table repeated = TableOf({"name", "amount", "金额"}, {"甲", "1", "2"});
  EXPECT_TRUE(CaseTable(repeated, kSpecs, issues).is_readable());
  EXPECT_THAT(Lines(issues), ElementsAre("t.csv:1:备用:COLUMN_UNKNOWN (warning)", "t.csv:1:name:COLUMN_MISSING",
                                         "t.csv:1:金额:COLUMN_REPEATED"));
}

TEST(RowReader, EmptyNotApplicableAndZeroAreThreeThings) {
  struct Case {
    const char* cell;
    CellState state;
    std::optional<Money> amount;
  };
  for (const Case& c : {Case{"", CellState::kMissing, std::nullopt}, Case{" ", CellState::kMissing, std::nullopt},
                        Case{"/", CellState::kNotApplicable, std::nullopt},
                        Case{"无", CellState::kNotApplicable, std::nullopt}, Case{"0", CellState::kValue, Money()}}) {
    SCOPED_TRACE(c.cell);
    std::vector<Issue> issues;
    const Table table = TableOf({"name", "amount"}, {"甲", c.cell});
    const CaseTable recognised(table, kSpecs, issues);
    RowReader reader(recognised, table.rows[0], issues);
    EXPECT_EQ(reader.State("amount"), c.state);
    EXPECT_EQ(reader.Amount("amount"), c.amount);
    EXPECT_FALSE(reader.has_errors());
  }
}

}  // namespace
}  // namespace zhengping::reporting
