#include "services/budget/domain/balances.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

using D = BalanceDimension;

constexpr D kEveryDimension[] = {
    D::kQuota,        D::kFundType,   D::kIncomeNature,           D::kFunctionClass,          D::kFunctionSection,
    D::kFunctionItem, D::kBudgetUnit, D::kDepartmentEconomicCode, D::kGovernmentEconomicCode, D::kProject,
    D::kOutlay,       D::kQuarter};

//   q1 basic, 111, 2010301, 50201/30201, unit 403001         initial 1,000 in January; paid 300 in June
//   q2 project, 121, 208 (no 款), no economic code, project p1  supplement 500 in April, reversed; 200 in October
LedgerYear SmallLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {.outlay = Outlay::kBasic,
                         .fund_type = "111",
                         .function_code = "2010301",
                         .government_economic_code = "50201",
                         .department_economic_code = "30201",
                         .budget_unit = "403001"});
  ledger.AddQuota("q2", {.outlay = Outlay::kProject, .fund_type = "121", .function_code = "208", .project = "p1"});
  ledger.AddQuota("q3", {});
  ledger.Post(1, 10, {Of("q1", EntryKind::kInitial, 1000)});
  ledger.Post(6, 30, {Of("q1", EntryKind::kPayment, 300)});
  const std::string wrong = ledger.Post(4, 1, {Of("q2", EntryKind::kSupplement, 500)});
  ledger.Post(10, 1, {Of("q2", EntryKind::kSupplement, 200)});
  ledger.Reverse(wrong);
  ledger.Post(12, 1, {Of("q3", EntryKind::kCarryover, 7)});
  return ledger.Build();
}

// "key/key final paid balance entries", one a group.
std::string Print(const std::vector<D>& dimensions, const LedgerYear& year, const EntryScope& scope = {}) {
  std::string text;
  for (const BalanceGroup& group : BalancesBy(dimensions, EntriesOf(year, scope))) {
    absl::StrAppend(&text, absl::StrJoin(group.keys, "/"), " ", group.sums.final_budget().fen(), " ",
                    group.sums.payments().fen(), " ", group.sums.balance().fen(), " ", group.entries, "; ");
  }
  return text;
}

TEST(Balances, EveryDimensionOfASmallLedger) {
  const LedgerYear year = SmallLedger();
  const struct {
    std::vector<D> dimensions;
    const char* groups;
  } cases[] = {
      {{D::kQuota}, "q1 1000 300 700 2; q2 200 0 200 3; q3 7 0 7 1; "},
      {{D::kFundType}, " 7 0 7 1; 111 1000 300 700 2; 121 200 0 200 3; "},
      {{D::kIncomeNature}, "general_public 1000 300 700 2; government_fund 200 0 200 3; other 7 0 7 1; "},
      {{D::kFunctionClass}, " 7 0 7 1; 201 1000 300 700 2; 208 200 0 200 3; "},
      // 208 has no 款 and no 项: they are not stated, as in a quota without a code at all.
      {{D::kFunctionSection}, " 207 0 207 4; 20103 1000 300 700 2; "},
      {{D::kFunctionItem}, " 207 0 207 4; 2010301 1000 300 700 2; "},
      {{D::kDepartmentEconomicCode}, " 207 0 207 4; 30201 1000 300 700 2; "},
      {{D::kGovernmentEconomicCode}, " 207 0 207 4; 50201 1000 300 700 2; "},
      {{D::kProject}, " 1007 300 707 3; p1 200 0 200 3; "},
      {{D::kOutlay}, "basic 1000 300 700 2; project 200 0 200 3; unstated 7 0 7 1; "},
      // The reversal counts on the original's day, so that April nets to nothing and stays.
      {{D::kQuarter}, "1 1000 0 1000 1; 2 0 300 -300 3; 4 207 0 207 2; "},
      {{D::kBudgetUnit}, " 207 0 207 4; 403001 1000 300 700 2; "},
      {{D::kOutlay, D::kQuarter},
       "basic/1 1000 0 1000 1; basic/2 0 300 -300 1; project/2 0 0 0 2; "
       "project/4 200 0 200 1; unstated/4 7 0 7 1; "},
      {{}, " 1207 300 907 6; "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.groups);
    EXPECT_EQ(Print(c.dimensions, year), c.groups);
  }
}

TEST(Balances, OfADayAndOfOnePart) {
  const LedgerYear year = SmallLedger();
  EXPECT_EQ(Print({D::kQuota}, year, {.as_of = *Date::FromYmd(2023, 6, 29)}), "q1 1000 0 1000 1; q2 0 0 0 2; ");
  EXPECT_EQ(Print({D::kQuota}, year, {.conditions = {{EntryField::kFunctionCode, {"201*"}}}}), "q1 1000 300 700 2; ");
  EXPECT_EQ(Print({D::kQuota}, LedgerBuilder(2023).Build()), "");
}

std::map<std::string, Money> FactValues(const LedgerYear& year, const EntryScope& scope) {
  std::map<std::string, Money> values;
  for (const Fact& fact : LedgerFactsOf(year, scope)) {
    if (fact.has_value() && std::holds_alternative<Money>(*fact.value)) {
      values[fact.name] = std::get<Money>(*fact.value);
    }
  }
  return values;
}

// Goal: whatever the dimensions and the day, each entry is counted once. Method: on random ledgers, the groups of up to
// four random dimensions are added up and compared with the facts, which are folded by other code.
TEST(Balances, GroupsAddUpToTheFacts) {
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const LedgerYear year = RandomLedger(seed, 80);
    std::mt19937 random(seed);
    EntryScope scope;
    if (seed % 3 == 0) scope.as_of = *Date::FromYmd(2023, 1 + static_cast<int>(random() % 12), 15);
    const std::map<std::string, Money> facts = FactValues(year, scope);
    ASSERT_FALSE(facts.empty());
    for (size_t count = 1; count <= kMostBalanceDimensions; ++count) {
      std::vector<D> dimensions;
      for (size_t i = 0; i < count; ++i) dimensions.push_back(kEveryDimension[random() % std::size(kEveryDimension)]);
      BalanceSums all;
      int64_t entries = 0;
      std::set<std::vector<std::string>> keys;
      for (const BalanceGroup& group : BalancesBy(dimensions, EntriesOf(year, scope))) {
        EXPECT_TRUE(keys.insert(group.keys).second) << "one group a key";
        EXPECT_EQ(group.keys, *keys.rbegin()) << "sorted";
        EXPECT_EQ(group.keys.size(), count);
        for (size_t kind = 0; kind < all.by_kind.size(); ++kind) all.by_kind[kind] += group.sums.by_kind[kind];
        entries += group.entries;
      }
      EXPECT_EQ(all.of(EntryKind::kInitial), facts.at("initial_budget"));
      EXPECT_EQ(all.of(EntryKind::kCarryover), facts.at("carryover_in"));
      EXPECT_EQ(all.of(EntryKind::kSupplement), facts.at("supplements"));
      EXPECT_EQ(all.of(EntryKind::kReduction), facts.at("reductions"));
      EXPECT_EQ(all.of(EntryKind::kTransferIn), facts.at("transfers_in"));
      EXPECT_EQ(all.of(EntryKind::kTransferOut), facts.at("transfers_out"));
      EXPECT_EQ(all.of(EntryKind::kRecall), facts.at("recalls"));
      EXPECT_EQ(all.final_budget(), facts.at("final_budget"));
      EXPECT_EQ(all.payments(), facts.at("payments"));
      EXPECT_EQ(all.balance(), facts.at("balance"));
      EXPECT_EQ(entries, Fold(year, scope).entries());
    }
  }
}

TEST(Balances, PartsAreThePartsOfTheFacts) {
  for (uint32_t seed = 101; seed <= 120; ++seed) {
    SCOPED_TRACE(seed);
    const LedgerYear year = RandomLedger(seed, 80);
    const std::map<std::string, Money> facts = FactValues(year, {});
    const std::vector<EntryView> entries = EntriesOf(year, {});
    for (const D dimension : {D::kOutlay, D::kIncomeNature}) {
      for (const BalanceGroup& group : BalancesBy({dimension}, entries)) {
        EXPECT_EQ(group.sums.final_budget(), facts.at(absl::StrCat("final_budget.", group.keys[0])));
        EXPECT_EQ(group.sums.payments(), facts.at(absl::StrCat("payments.", group.keys[0])));
      }
    }
    Money paid;
    std::map<std::string, Money> by_quarter = {{"1", {}}, {"2", {}}, {"3", {}}, {"4", {}}};
    for (const BalanceGroup& group : BalancesBy({D::kQuarter}, entries)) {
      by_quarter[group.keys[0]] = group.sums.payments();
    }
    for (const auto& [quarter, money] : by_quarter) {
      paid += money;
      EXPECT_EQ(paid, facts.at(absl::StrCat("payments.q", quarter)));
    }
  }
}

}  // namespace
}  // namespace zhengping::budget
