#include "services/indicator/domain/fact.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

TEST(Facts, TheDictionaryKnowsWhatDomainDefines) {
  const char* const known[] = {"final_budget",
                               "payments.q1",
                               "payments.q4",
                               "supplements.superior",
                               "supplements.unstated",
                               "balance.general_public",
                               "initial_budget.project",
                               "balance.prior",
                               "three_public_expenses.prior_budget",
                               "three_public_expenses.reception.actual",
                               "operating_expenses.office.budget",
                               "project_spending.actual",
                               "project_spending.p7.budget",
                               "procurement.budget",
                               "building_area.approved",
                               "authorized_headcount",
                               "actual_headcount.prior",
                               "supplements.outlay_unstated",
                               "three_public_expenses.vehicles.budget",
                               "operating_expenses.by_economic_code",
                               "priority_projects.prior_actual",
                               "finding:release_timing.late_funds"};
  for (const char* name : known) EXPECT_TRUE(IsKnownFact(name)) << name;
}

TEST(Facts, TheDictionaryRefusesWhatOnlyLooksLikeOne) {
  const char* const unknown[] = {"",
                                 "final_budgett",
                                 "payments.q5",
                                 "reductions.q1",
                                 "payments.superior",
                                 "payments.",
                                 ".payments",
                                 "three_public_expenses",
                                 "three_public_expenses.travel.budget",
                                 "operating_expenses.Office.budget",
                                 "operating_expenses.p7.budget",
                                 "project_spending.P7.budget",
                                 "project_spending..budget",
                                 "project_spending.p7",
                                 "procurement.office.budget",
                                 "finding:late_release.funds",
                                 "finding:release_timing",
                                 "finding:release_timing.",
                                 "row.actual"};
  for (const char* name : unknown) EXPECT_FALSE(IsKnownFact(name)) << name;
}

TEST(Facts, HaveChineseNames) {
  EXPECT_EQ(FactDisplayName("final_budget"), "全年预算数");
  EXPECT_EQ(FactDisplayName("payments.q2"), "累计执行数（截至二季度末）");
  EXPECT_EQ(FactDisplayName("three_public_expenses.budget"), "三公经费（本年预算数）");
  EXPECT_EQ(FactDisplayName("nobody"), "");
}

TEST(Facts, HaveEnglishNamesAndUnits) {
  EXPECT_EQ(FactDisplayName("final_budget", Language::kEnglish), "final budget of the year");
  EXPECT_EQ(FactDisplayName("payments.q2", Language::kEnglish), "spending (to the end of quarter 2)");
  EXPECT_EQ(FactUnit("payments.project"), "fen");
  EXPECT_EQ(FactUnit("three_public_expenses.reception.actual"), "fen");
  EXPECT_EQ(FactUnit("project_spending.grants.budget"), "fen");
  EXPECT_EQ(FactUnit("actual_headcount"), "persons");
  EXPECT_EQ(FactUnit("supplement_documents"), "documents");
  EXPECT_EQ(FactUnit("building_area.actual"), "square_meters");
  EXPECT_EQ(FactUnit("building_investment.actual"), "fen");
  EXPECT_EQ(FactUnit("finding:release_timing.late_funds"), "");
}

TEST(FactSet, TheLaterOfTwoWins) {
  Fact early;
  early.name = "payments";
  early.value = Rational(1);
  Fact late = early;
  late.value = Rational(2);
  const FactSet facts({early, late});
  ASSERT_NE(facts.Find("payments"), nullptr);
  EXPECT_EQ(facts.Find("payments")->value, Rational(2));
  EXPECT_EQ(facts.Find("final_budget"), nullptr);
}

}  // namespace
}  // namespace zhengping::indicator
