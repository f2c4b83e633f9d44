// Goal: a formula may name every fact that the budget service answers, and no other; both call it the same and count it
// in the same unit. Method: the two dictionaries, each written down in its service since neither may see the other's,
// are compared name by name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/indicator/domain/fact.h"

namespace zhengping {
namespace {

using testing::IsEmpty;

// "payments.q1 累计执行数（截至一季度末） fen"
std::set<std::string> Budgets() {
  std::set<std::string> facts;
  for (const budget::FactDefinition& fact : budget::FactDictionary()) {
    facts.insert(absl::StrCat(fact.name, " ", fact.display_name, " ", fact.unit));
  }
  return facts;
}

std::set<std::string> Indicators() {
  std::set<std::string> facts;
  for (const std::string& name : indicator::ClosedFactNames()) {
    facts.insert(absl::StrCat(name, " ", indicator::FactDisplayName(name), " ", indicator::FactUnit(name)));
  }
  return facts;
}

std::vector<std::string> Without(const std::set<std::string>& facts, const std::set<std::string>& others) {
  std::vector<std::string> left;
  for (const std::string& fact : facts) {
    if (others.count(fact) == 0) left.push_back(fact);
  }
  return left;
}

TEST(FactDictionaries, BudgetAndIndicatorAgree) {
  const std::set<std::string> budgets = Budgets();
  const std::set<std::string> indicators = Indicators();
  EXPECT_GT(budgets.size(), 150u);
  EXPECT_THAT(Without(budgets, indicators), IsEmpty()) << "missing in services/indicator/domain/fact.cc";
  EXPECT_THAT(Without(indicators, budgets), IsEmpty()) << "missing in services/budget/domain/fact_dictionary.cc";
}

TEST(FactDictionaries, OpenRowsAreThoseOfProjectSpendingOnBothSides) {
  for (const char* name : {"project_spending.p7.budget", "project_spending.p7.prior_actual",
                           "operating_expenses.p7.budget", "project_spending.p7", "three_public_expenses.p7.actual"}) {
    EXPECT_EQ(budget::FindFact(name) != nullptr, indicator::IsKnownFact(name)) << name;
  }
}

// The comparison itself: a fact that one side lacks, or calls otherwise, is named with its side.
TEST(FactDictionaries, WhatOneSideLacksIsNamed) {
  std::set<std::string> budgets = Budgets();
  budgets.erase("final_budget 全年预算数 fen");
  budgets.insert("final_budget 预算数");
  EXPECT_THAT(Without(budgets, Indicators()), testing::ElementsAre("final_budget 预算数"));
  EXPECT_THAT(Without(Indicators(), budgets), testing::ElementsAre("final_budget 全年预算数 fen"));
}

}  // namespace
}  // namespace zhengping
