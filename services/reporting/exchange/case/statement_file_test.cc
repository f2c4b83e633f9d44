#include "services/reporting/exchange/case/statement_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"
#include "services/reporting/exchange/case/statement_items.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHeadings[] = "item,prior_actual,prior_budget,budget,actual,unit\n";

CaseStatementRow RowOf(const std::string& row) {
  const CaseReading reading = ReadCase(SmallCase({{"statement.csv", absl::StrCat(kHeadings, row, "\n")}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  EXPECT_EQ(reading.contents.years.back().statement.size(), 1u);
  return reading.contents.years.back().statement.at(0);
}

TEST(StatementFile, ACellIsAValueMissingOrNotApplicable) {
  const CaseStatementRow row = RowOf("公务接待,20000.00,/,,0,元");
  EXPECT_EQ(row.item, "three_public_expenses.reception");
  EXPECT_EQ(row.display_name, "公务接待");
  EXPECT_EQ(row.cells[0].state, FactState::kReported);
  EXPECT_EQ(row.cells[0].value, Quantity(Money::Fen(2'000'000)));
  EXPECT_EQ(row.cells[1].state, FactState::kNotApplicable);
  EXPECT_EQ(row.cells[2].state, FactState::kMissing);
  EXPECT_EQ(row.cells[3].value, Quantity(Money()));
}

TEST(StatementFile, TheUnitOfARowSaysWhatItsNumbersCount) {
  EXPECT_EQ(RowOf("三公经费,,,,5.6,万元").cells[3].value, Quantity(Money::Fen(5'600'000)));
  EXPECT_EQ(RowOf("三公经费,,,,5.6,").cells[3].value, Quantity(Money::Fen(560)));
  EXPECT_EQ(RowOf("编制数,,,,46,人").cells[3].value, Quantity(int64_t{46}));
  EXPECT_EQ(RowOf("编制数,,,,46人,").cells[3].value, Quantity(int64_t{46}));
  EXPECT_EQ(RowOf("楼堂馆所面积,,,,1200.5,平方米").cells[3].value, Quantity(*Quotient(Rational(12005), Rational(10))));
}

TEST(StatementFile, SaysWhatIsWrongAtItsCell) {
  struct Case {
    const char* row;
    const char* line;
  };
  const Case cases[] = {
      {"三公费用总表,,,1,,元", "item:STATEMENT_ITEM_UNKNOWN"}, {",,,1,,元", "item:VALUE_MISSING"},
      {"公务接待,,,约六千,,元", "budget:AMOUNT_MALFORMED"},    {"公务接待,,,1,,人", "unit:STATEMENT_UNIT_DIFFERS"},
      {"编制数,,,,46,元", "unit:STATEMENT_UNIT_DIFFERS"},      {"编制数,,,,46.5,人", "actual:COUNT_NOT_WHOLE"},
      {"编制数,,,,约46,人", "actual:NUMBER_MALFORMED"},        {"编制数,,,,46元,", "actual:NUMBER_MALFORMED"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.row);
    EXPECT_THAT(LinesOf("statement.csv", absl::StrCat(kHeadings, c.row, "\n")),
                ElementsAre(absl::StrCat("statement.csv:2:", c.line)));
  }
}

TEST(StatementFile, ARowOfASpecialFundIsOneOfTheDepartmentsOwn) {
  const CaseReading reading = ReadCase(SmallCase({{"special_funds.csv", "special_fund,name,amount\nZX_01,防汛抗旱,1\n"},
                                                  {"statement.csv", "item,actual\n防汛抗旱,5\n"}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  EXPECT_EQ(reading.contents.years.back().statement.at(0).item, "project_spending.zx-01");
}

// The names of the README, each with its key.
TEST(StatementItems, EveryNameOfTheFormatIsKnown) {
  struct Case {
    const char* name;
    const char* item;
  };
  const Case cases[] = {{"编制数", "authorized_headcount"},
                        {"在职人数", "actual_headcount"},
                        {"三公经费", "three_public_expenses"},
                        {"公务用车购置", "three_public_expenses.vehicle_purchase"},
                        {"公务用车运行维护", "three_public_expenses.vehicle_running"},
                        {"因公出国", "three_public_expenses.abroad"},
                        {"因公出国(境)费", "three_public_expenses.abroad"},
                        {"公务接待", "three_public_expenses.reception"},
                        {"公用经费", "operating_expenses"},
                        {"办公经费", "operating_expenses.office"},
                        {"水费电费差旅费", "operating_expenses.utilities_travel"},
                        {"会议费培训费", "operating_expenses.meetings_training"},
                        {"项目支出", "project_spending"},
                        {"业务工作经费", "project_spending.operations"},
                        {"运行维护经费", "project_spending.maintenance"},
                        {"部门基本支出预算调整", "budget_adjustment.basic"},
                        {"部门整体支出预算调整", "budget_adjustment"},
                        {"政府采购金额", "procurement"},
                        {"楼堂馆所面积", "building_area"},
                        {"楼堂馆所投资", "building_investment"},
                        {"固定资产", "fixed_assets.total"},
                        {"在用固定资产", "fixed_assets.in_use"},
                        {"重点项目支出", "priority_projects"},
                        {"年初预算数", "initial_budget"},
                        {"全年预算数", "final_budget"},
                        {"全年执行数", "payments"},
                        {"payments", "payments"}};
  for (const Case& c : cases) {
    const StatementItemName* const item = FindStatementItemName(c.name);
    ASSERT_NE(item, nullptr) << c.name;
    EXPECT_STREQ(item->item, c.item);
  }
  EXPECT_EQ(FindStatementItemName("三公费用总表"), nullptr);
}

}  // namespace
}  // namespace zhengping::reporting
