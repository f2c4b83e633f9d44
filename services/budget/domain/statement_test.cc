#include "services/budget/domain/statement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace zhengping::budget {
namespace {

StatementCell Fen(int64_t fen) { return {CellState::kValue, Money::Fen(fen), ""}; }
StatementCell Count(int64_t count) { return {CellState::kValue, count, ""}; }
const StatementCell kMissing;
const StatementCell kNone = {CellState::kNotApplicable, std::nullopt, ""};

StatementRow Row(std::string item, StatementCell prior_actual, StatementCell prior_budget, StatementCell budget,
                 StatementCell actual) {
  return {std::move(item), "", {prior_actual, prior_budget, budget, actual}};
}

std::map<std::string, Fact> ByName(const std::vector<Fact>& facts) {
  std::map<std::string, Fact> by_name;
  for (const Fact& fact : facts) EXPECT_TRUE(by_name.emplace(fact.name, fact).second) << fact.name;
  return by_name;
}

std::string Describe(const std::vector<Issue>& issues) {
  std::string text;
  for (const Issue& issue : issues) text += issue.reason + " " + issue.place.field + "\n";
  return text;
}

Statement ThreePublic() {
  return {{Row("three_public_expenses.reception", Fen(2000), Fen(2400), Fen(2200), Fen(2100)),
           Row("three_public_expenses.abroad", kNone, kNone, kNone, kNone),
           Row("three_public_expenses.vehicle_purchase", Fen(0), Fen(0), Fen(0), Fen(0)),
           Row("three_public_expenses.vehicle_running", Fen(3600), kMissing, Fen(3400), Fen(3500))}};
}

TEST(Statement, TotalsAreDerivedWhereAllPartsAreKnown) {
  const auto facts = ByName(FactsOf(ThreePublic()));
  const Fact& actual = facts.at("three_public_expenses.actual");
  EXPECT_EQ(actual.value, Quantity(Money::Fen(5600)));
  EXPECT_EQ(actual.state, FactState::kDerived);
  EXPECT_EQ(facts.at("three_public_expenses.vehicles.actual").value, Quantity(Money::Fen(3500)));
  EXPECT_EQ(facts.at("three_public_expenses.reception.actual").state, FactState::kReported);
  EXPECT_EQ(facts.at("three_public_expenses.abroad.actual").state, FactState::kNotApplicable);
  EXPECT_EQ(facts.at("three_public_expenses.prior_budget").state, FactState::kMissing)
      << "one part is missing: the sum of the others is not the total";
  EXPECT_EQ(facts.at("three_public_expenses.vehicles.prior_budget").state, FactState::kMissing);
}

TEST(Statement, ATypedTotalNeverWinsOverItsParts) {
  Statement statement = ThreePublic();
  statement.rows.push_back(Row("three_public_expenses", kMissing, Fen(6000), Fen(5601), Fen(5600)));
  const std::vector<Issue> issues = CheckStatement(statement);
  ASSERT_EQ(Describe(issues), "STATEMENT_TOTAL_DIFFERS rows[4].budget\n");
  EXPECT_EQ(issues[0].severity, Severity::kWarning);
  const auto facts = ByName(FactsOf(statement));
  EXPECT_EQ(facts.at("three_public_expenses.budget").value, Quantity(Money::Fen(5600)));  // 2200 + 0 + 3400
  EXPECT_EQ(facts.at("three_public_expenses.prior_budget").value, Quantity(Money::Fen(6000)))
      << "where a part is missing, what was typed stands";
  EXPECT_EQ(facts.at("three_public_expenses.prior_budget").state, FactState::kReported);
}

// A published table gives the total alone (贯塘乡 2023: 三公 0, 公用 193.42 with 49.09 + 12.64 + 5.42 其中, 项目
// 1025.20).
TEST(Statement, PublishedTable) {
  const Statement statement = {{
      Row("three_public_expenses", Fen(0), Fen(0), Fen(0), Fen(0)),
      Row("project_spending", Fen(87420'0000), kMissing, Fen(30817'0000), Fen(102520'0000)),
      Row("operating_expenses", Fen(11831'0000), kMissing, Fen(8576'0000), Fen(19342'0000)),
      Row("operating_expenses.office", Fen(2935'0000), kMissing, Fen(2700'0000), Fen(4909'0000)),
      Row("operating_expenses.utilities_travel", Fen(880'0000), kMissing, Fen(1300'0000), Fen(1264'0000)),
      Row("operating_expenses.meetings_training", Fen(492'0000), kMissing, Fen(300'0000), Fen(542'0000)),
      Row("authorized_headcount", kMissing, kMissing, Count(46), kMissing),
      Row("actual_headcount", kMissing, kMissing, kMissing, Count(50)),
  }};
  EXPECT_EQ(Describe(CheckStatement(statement)), "");
  const auto facts = ByName(FactsOf(statement));
  EXPECT_EQ(facts.at("three_public_expenses.actual").value, Quantity(Money()));
  EXPECT_EQ(facts.at("three_public_expenses.actual").state, FactState::kReported);
  EXPECT_EQ(facts.at("operating_expenses.actual").value, Quantity(Money::Fen(19342'0000)));
  EXPECT_EQ(facts.at("authorized_headcount").value, Quantity(int64_t{46}));
  EXPECT_EQ(facts.at("actual_headcount").value, Quantity(int64_t{50}));
  EXPECT_EQ(facts.at("procurement.actual").state, FactState::kMissing);
}

TEST(Statement, ProjectSpendingIsTheSumOfItsRowsUnlessTyped) {
  Statement statement = {{Row("project_spending.operations", kMissing, kMissing, Fen(100), Fen(120)),
                          Row("project_spending.zx01", kMissing, kMissing, kMissing, Fen(30))}};
  statement.rows[1].display_name = "燃气安全整治";
  auto facts = ByName(FactsOf(statement));
  EXPECT_EQ(facts.at("project_spending.actual").value, Quantity(Money::Fen(150)));
  EXPECT_EQ(facts.at("project_spending.budget").state, FactState::kMissing);
  EXPECT_EQ(facts.at("project_spending.zx01.actual").value, Quantity(Money::Fen(30)));
  EXPECT_EQ(facts.at("project_spending.zx01.actual").display_name, "燃气安全整治（本年决算数）");
  statement.rows.push_back(Row("project_spending", kMissing, kMissing, Fen(500), Fen(149)));
  EXPECT_EQ(Describe(CheckStatement(statement)), "STATEMENT_PARTS_EXCEED_TOTAL rows[2].actual\n");
  facts = ByName(FactsOf(statement));
  EXPECT_EQ(facts.at("project_spending.actual").value, Quantity(Money::Fen(149)));
  EXPECT_EQ(facts.at("project_spending.budget").value, Quantity(Money::Fen(500)));
}

TEST(Statement, TypedTotalThatDisagreesIsToldWithBothFigures) {
  struct Case {
    const char* what;
    int64_t typed;
    const char* reason;
    int64_t used;
  };
  // 三公: 2 + 0 + 3 + 0 yuan. 项目支出: 100 + 20 yuan.
  const auto three_public = [](int64_t typed) {
    return Statement{{Row("three_public_expenses", kMissing, kMissing, kMissing, Fen(typed)),
                      Row("three_public_expenses.reception", kMissing, kMissing, kMissing, Fen(200)),
                      Row("three_public_expenses.abroad", kMissing, kMissing, kMissing, kNone),
                      Row("three_public_expenses.vehicle_running", kMissing, kMissing, kMissing, Fen(300)),
                      Row("three_public_expenses.vehicle_purchase", kMissing, kMissing, kMissing, Fen(0))}};
  };
  const auto projects = [](int64_t typed) {
    return Statement{{Row("project_spending", kMissing, kMissing, kMissing, Fen(typed)),
                      Row("project_spending.operations", kMissing, kMissing, kMissing, Fen(10000)),
                      Row("project_spending.maintenance", kMissing, kMissing, kMissing, Fen(2000))}};
  };
  const Case of_three_public[] = {{"agrees", 500, "", 500},
                                  {"too high", 501, "STATEMENT_TOTAL_DIFFERS", 500},
                                  {"too low", 499, "STATEMENT_TOTAL_DIFFERS", 500}};
  for (const Case& c : of_three_public) {
    SCOPED_TRACE(c.what);
    const std::vector<Issue> issues = CheckStatement(three_public(c.typed));
    EXPECT_EQ(issues.empty() ? "" : issues[0].reason, c.reason);
    EXPECT_EQ(ByName(FactsOf(three_public(c.typed))).at("three_public_expenses.actual").value,
              Quantity(Money::Fen(c.used)));
  }
  const std::vector<Issue> high = CheckStatement(three_public(501));
  EXPECT_EQ(high[0].found, "5.01元");
  EXPECT_NE(high[0].remedy.find("分项之和5.00元"), std::string::npos) << high[0].remedy;
  const Case of_projects[] = {{"agrees", 12000, "", 12000},
                              {"a row is lacking", 12500, "STATEMENT_PARTS_FALL_SHORT", 12500},
                              {"too low", 11999, "STATEMENT_PARTS_EXCEED_TOTAL", 11999}};
  for (const Case& c : of_projects) {
    SCOPED_TRACE(c.what);
    const std::vector<Issue> issues = CheckStatement(projects(c.typed));
    EXPECT_EQ(issues.empty() ? "" : issues[0].reason, c.reason);
    EXPECT_EQ(ByName(FactsOf(projects(c.typed))).at("project_spending.actual").value, Quantity(Money::Fen(c.used)));
  }
}

TEST(Statement, AdjustmentOfTheBudgetStandsInBothForms) {
  EXPECT_EQ(FindStatementItem("部门基本支出预算调整")->item, "budget_adjustment.basic");
  EXPECT_EQ(FindStatementItem("部门整体支出预算调整")->item, "budget_adjustment");
  const Statement statement = {{Row("budget_adjustment", kMissing, kMissing, kMissing, Fen(100)),
                                Row("budget_adjustment.basic", Fen(7), kMissing, kMissing, Fen(101))}};
  EXPECT_EQ(Describe(CheckStatement(statement)), "STATEMENT_PARTS_EXCEED_TOTAL rows[0].actual\n");
  const auto facts = ByName(FactsOf(statement));
  EXPECT_EQ(facts.at("budget_adjustment.basic.prior_actual").value, Quantity(Money::Fen(7)));
  EXPECT_EQ(facts.at("budget_adjustment.basic.actual").display_name, "部门基本支出预算调整（本年决算数）");
  EXPECT_EQ(facts.at("budget_adjustment.budget").state, FactState::kMissing);
}

TEST(Statement, BuildingsAndAssetsHaveTheirOwnColumns) {
  const auto facts = ByName(FactsOf({{Row("building_area", kMissing, kMissing, {CellState::kValue, Rational(1200), ""},
                                          {CellState::kValue, Rational(1260), ""}),
                                      Row("building_investment", kMissing, kMissing, kNone, kNone),
                                      Row("fixed_assets.total", kMissing, kMissing, kMissing, Fen(900)),
                                      Row("fixed_assets.in_use", kMissing, kMissing, kMissing, Fen(800)),
                                      Row("balance", Fen(77), kMissing, kMissing, kMissing),
                                      Row("priority_projects", kMissing, kMissing, Fen(5), Fen(6))}}));
  EXPECT_EQ(facts.at("building_area.approved").value, Quantity(Rational(1200)));
  EXPECT_EQ(facts.at("building_area.actual").unit, "square_meters");
  EXPECT_EQ(facts.at("building_investment.approved").state, FactState::kNotApplicable);
  EXPECT_EQ(facts.at("fixed_assets.total").value, Quantity(Money::Fen(900)));
  EXPECT_EQ(facts.at("fixed_assets.in_use").value, Quantity(Money::Fen(800)));
  EXPECT_EQ(facts.at("balance.prior").value, Quantity(Money::Fen(77)));
  EXPECT_EQ(facts.at("priority_projects.payments").value, Quantity(Money::Fen(6)));
  const auto one_row = ByName(FactsOf({{Row("fixed_assets", kMissing, kMissing, Fen(900), Fen(800))}}));
  EXPECT_EQ(one_row.at("fixed_assets.total").value, Quantity(Money::Fen(900)));
  EXPECT_EQ(one_row.at("fixed_assets.in_use").value, Quantity(Money::Fen(800)));
}

TEST(Statement, WhatCannotBeIsAnIssue) {
  struct Case {
    const char* what;
    Statement statement;
    const char* issues;
  };
  const StatementRow good = Row("procurement", kMissing, kMissing, Fen(1), Fen(1));
  StatementRow long_name = good;
  for (int i = 0; i < 181; ++i) long_name.display_name += "长";
  const Case cases[] = {
      {"good", {{good}}, ""},
      {"unknown item", {{Row("tea", kMissing, kMissing, Fen(1), Fen(1))}}, "STATEMENT_ITEM_UNKNOWN rows[0].item\n"},
      {"a Chinese name where the key belongs",
       {{Row("政府采购金额", kMissing, kMissing, Fen(1), Fen(1))}},
       "STATEMENT_ITEM_UNKNOWN rows[0].item\n"},
      {"twice", {{good, good}}, "STATEMENT_ITEM_REPEATED rows[1].item\n"},
      {"persons for money",
       {{Row("procurement", kMissing, kMissing, Count(1), Fen(1))}},
       "STATEMENT_UNIT_DIFFERS rows[0].budget\n"},
      {"money for persons",
       {{Row("actual_headcount", kMissing, kMissing, kMissing, Fen(1))}},
       "STATEMENT_UNIT_DIFFERS rows[0].actual\n"},
      {"below zero",
       {{Row("procurement", Fen(-1), kMissing, kMissing, kMissing)}},
       "COUNT_NEGATIVE rows[0].prior_actual\n"},
      {"a value without its state",
       {{Row("procurement", {CellState::kMissing, Money::Fen(1), ""}, kMissing, kMissing, kMissing)}},
       "CELL_STATE_DISAGREES rows[0].prior_actual\n"},
      {"a state without its value",
       {{Row("procurement", {CellState::kValue, std::nullopt, ""}, kMissing, kMissing, kMissing)}},
       "CELL_STATE_DISAGREES rows[0].prior_actual\n"},
      {"a figure of the limit", {{Row("procurement", kMissing, kMissing, kMissing, Fen(10'000'000'000'000'000))}}, ""},
      {"past it",
       {{Row("procurement", kMissing, kMissing, kMissing, Fen(10'000'000'000'000'001))}},
       "AMOUNT_OUT_OF_RANGE rows[0].actual\n"},
      {"a column without meaning",
       {{Row("building_area", {CellState::kValue, Rational(1), ""}, kMissing, kMissing, kMissing)}},
       "STATEMENT_COLUMN_MEANINGLESS rows[0].prior_actual\n"},
      {"a long name", {{long_name}}, "TEXT_TOO_LONG rows[0].display_name\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Describe(CheckStatement(c.statement)), c.issues) << c.what;
}

TEST(Statement, ItemsAreFoundByEveryName) {
  struct Case {
    const char* name;
    const char* item;
  };
  const Case cases[] = {{"编制数", "authorized_headcount"},
                        {"三公经费", "three_public_expenses"},
                        {"公务接待", "three_public_expenses.reception"},
                        {"公务用车运行维护", "three_public_expenses.vehicle_running"},
                        {"因公出国", "three_public_expenses.abroad"},
                        {"水费电费差旅费", "operating_expenses.utilities_travel"},
                        {"政府采购金额", "procurement"},
                        {"楼堂馆所面积", "building_area"},
                        {"固定资产", "fixed_assets.total"},
                        {"在用固定资产", "fixed_assets.in_use"},
                        {"重点项目支出", "priority_projects"},
                        {"全年执行数", "payments"},
                        {"project_spending.zx01", "project_spending.*"}};
  for (const Case& c : cases) {
    ASSERT_NE(FindStatementItem(c.name), nullptr) << c.name;
    EXPECT_EQ(FindStatementItem(c.name)->item, c.item);
  }
  EXPECT_EQ(FindStatementItem("茶水费"), nullptr);
  EXPECT_EQ(FindStatementItem("project_spending."), nullptr);
}

TEST(Statement, RowsComeInTheOrderOfTheForm) {
  Statement statement = ThreePublic();
  statement.rows.insert(statement.rows.begin(), Row("procurement", kMissing, kMissing, Fen(1), kMissing));
  statement.rows.push_back(Row("actual_headcount", kMissing, kMissing, kMissing, Count(44)));
  std::string items;
  for (const StatementRow& row : WithTotals(statement).rows) items += row.item + "\n";
  EXPECT_EQ(items,
            "actual_headcount\nthree_public_expenses\nthree_public_expenses.vehicles\n"
            "three_public_expenses.vehicle_purchase\nthree_public_expenses.vehicle_running\n"
            "three_public_expenses.abroad\nthree_public_expenses.reception\nprocurement\n");
}

TEST(Statement, CanonicalTextKnowsMissingZeroAndNotApplicableApart) {
  const auto text = [](StatementCell cell) {
    return CanonicalText(Statement{{Row("procurement", cell, kMissing, kMissing, kMissing)}});
  };
  EXPECT_NE(text(kMissing), text(Fen(0)));
  EXPECT_NE(text(kMissing), text(kNone));
  EXPECT_NE(text(kNone), text(Fen(0)));
  Statement statement = ThreePublic();
  std::reverse(statement.rows.begin(), statement.rows.end());
  EXPECT_EQ(CanonicalText(statement), CanonicalText(ThreePublic())) << "the order of rows has no meaning";
}

TEST(ReportedFacts, AreOfTheDictionary) {
  const std::vector<ReportedFact> facts = {{"final_budget", CellState::kValue, Money::Fen(1), ""},
                                           {"全年预算数", CellState::kValue, Money::Fen(1), ""},
                                           {"rent", CellState::kValue, Money::Fen(1), ""},
                                           {"actual_headcount", CellState::kValue, Money::Fen(1), ""},
                                           {"quotas", CellState::kNotApplicable, std::nullopt, ""},
                                           {"payments", CellState::kValue, std::nullopt, ""},
                                           {"balance", CellState::kValue, Money::Fen(-1), ""},
                                           {"procurement.actual", CellState::kValue, Money::Fen(-1), ""},
                                           {"supplement_documents", CellState::kValue, int64_t{-1}, ""}};
  EXPECT_EQ(Describe(CheckReportedFacts(facts)),
            "FACT_REPEATED facts[1].name\nFACT_UNKNOWN facts[2].name\nFACT_UNIT_DIFFERS facts[3].value\n"
            "CELL_STATE_DISAGREES facts[5].value\nCOUNT_NEGATIVE facts[7].value\nCOUNT_NEGATIVE facts[8].value\n")
      << "only a balance may be overdrawn";
}

}  // namespace
}  // namespace zhengping::budget
