#include "services/budget/domain/fact_dictionary.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "services/budget/domain/facts.h"
#include "services/budget/domain/ledger_builder.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {
namespace {

TEST(FactDictionary, NamesAndDisplayNamesAreUnique) {
  std::set<std::string> names;
  std::set<std::string> display_names;
  for (const FactDefinition& definition : FactDictionary()) {
    EXPECT_TRUE(names.insert(definition.name).second) << definition.name;
    EXPECT_TRUE(display_names.insert(definition.display_name).second) << definition.display_name;
    EXPECT_FALSE(definition.unit.empty()) << definition.name;
    EXPECT_FALSE(definition.definition.empty()) << definition.name;
  }
}

// The names that domain.md §2 promises to formulas.
TEST(FactDictionary, HasEveryNameOfTheDomain) {
  std::string missing;
  const auto need = [&missing](const std::string& name) {
    if (FindFact(name) == nullptr) missing += name + " ";
  };
  for (const char* measure : {"initial_budget", "carryover_in", "supplements", "reductions", "transfers_in",
                              "transfers_out", "recalls", "final_budget", "payments", "balance"}) {
    for (const char* part :
         {"", ".basic", ".project", ".unstated", ".general_public", ".government_fund", ".special_account", ".other"}) {
      need(std::string(measure) + part);
    }
  }
  for (const char* name : {"payments.q1",
                           "payments.q4",
                           "supplements.q1",
                           "supplements.q4",
                           "supplements.superior",
                           "supplements.policy",
                           "supplements.emergency",
                           "supplements.own",
                           "supplement_documents",
                           "quotas",
                           "transfers_between_codes",
                           "special_funds",
                           "authorized_headcount",
                           "actual_headcount",
                           "building_area.approved",
                           "building_area.actual",
                           "building_investment.approved",
                           "building_investment.actual",
                           "fixed_assets.total",
                           "fixed_assets.in_use",
                           "priority_projects.payments",
                           "balance.prior"}) {
    need(name);
  }
  for (const char* stem :
       {"three_public_expenses", "three_public_expenses.abroad", "three_public_expenses.vehicle_purchase",
        "three_public_expenses.vehicle_running", "three_public_expenses.reception", "operating_expenses",
        "operating_expenses.office", "project_spending", "procurement"}) {
    for (const char* column : {".prior_actual", ".prior_budget", ".budget", ".actual"}) {
      need(std::string(stem) + column);
    }
  }
  EXPECT_EQ(missing, "");
}

TEST(FactDictionary, EveryLedgerFactStandsInItsOrder) {
  size_t next = 0;
  for (const Fact& fact : LedgerFactsOf(RandomLedger(1, 20), {})) {
    EXPECT_EQ(FactDictionary()[next].name, fact.name);
    EXPECT_EQ(FactDictionary()[next].origin, FactOrigin::kLedger);
    ++next;
  }
  EXPECT_EQ(FactDictionary()[next].origin, FactOrigin::kStatement) << "no ledger fact without a value";
}

TEST(FactDictionary, ChineseNamesAreFound) {
  EXPECT_EQ(FindFact("全年预算数")->name, "final_budget");
  EXPECT_EQ(FindFact("全年执行数")->name, "payments");
  EXPECT_EQ(FindFact("在职人数")->name, "actual_headcount");
  EXPECT_EQ(FindFact("公务接待费（本年决算数）")->name, "three_public_expenses.reception.actual");
  EXPECT_EQ(FindFact("预算总数"), nullptr);
}

TEST(FactDictionary, OpenRowsAreKnownByTheirColumn) {
  ASSERT_NE(FindFact("project_spending.zx01.budget"), nullptr);
  EXPECT_EQ(FindFact("project_spending.zx01.budget")->unit, "fen");
  EXPECT_EQ(FindFact("project_spending.zx01"), nullptr);
  EXPECT_EQ(FindFact("project_spending..budget"), nullptr);
  EXPECT_EQ(FindFact("project_spending.budget")->name, "project_spending.budget") << "the row itself, not an open one";
}

}  // namespace
}  // namespace zhengping::budget
