#include "services/budget/domain/selector.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

// q1 basic 111 2010301 30201; q2 project 121 2120501 30227 p1 unit 403002; q3 nothing stated.
LedgerYear Sample() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {Outlay::kBasic, "111", "2010301", "50201", "30201", "", "", "403001"});
  ledger.AddQuota("q2", {Outlay::kProject, "121", "2120501", "50299", "30227", "p1", "环卫", "403002"});
  ledger.AddQuota("q3", {});
  ledger.Post(1, 10, {Of("q1", EntryKind::kInitial, 1000), Of("q2", EntryKind::kInitial, 500)}, "大财预〔2023〕5号");
  ledger.Post(5, 20, {For("f1", From(Origin::kSuperior, Of("q2", EntryKind::kSupplement, 300)))}, "大财预〔2023〕12号");
  ledger.Post(6, 1, {Of("q1", EntryKind::kTransferOut, 100), Of("q2", EntryKind::kTransferIn, 100)});
  ledger.Post(7, 1, {Of("q2", EntryKind::kPayment, 400)});
  ledger.Post(8, 1, {Of("q2", EntryKind::kRefund, 50)});
  ledger.Post(9, 1, {Of("q3", EntryKind::kSupplement, 70)});
  ledger.Reverse("2023-2");
  return ledger.Build();
}

EntrySelector Over(const LedgerYear& year, std::vector<EntryCondition> conditions, EntryScope scope = {}) {
  return SelectorOver(year, scope, std::move(conditions), EntriesOf(year, scope));
}

TEST(Selector, EachConditionPicksItsEntries) {
  struct Case {
    const char* what;
    EntryCondition condition;
    int64_t entries;
  };
  const Case cases[] = {
      {"kind", {EntryField::kEntryKind, {"INITIAL"}}, 2},
      {"one of several", {EntryField::kEntryKind, {"INITIAL", "PAYMENT"}}, 3},
      {"outlay", {EntryField::kOutlay, {"PROJECT"}}, 6},
      {"outlay unstated", {EntryField::kOutlay, {""}}, 1},
      {"fund type by prefix", {EntryField::kFundType, {"1*"}}, 8},
      {"income nature", {EntryField::kIncomeNature, {"GOVERNMENT_FUND"}}, 6},
      {"unstated fund type is other income", {EntryField::kIncomeNature, {"OTHER"}}, 1},
      {"function class", {EntryField::kFunctionCode, {"212*"}}, 6},
      {"department's economic code", {EntryField::kEconomicCode, {"30201"}}, 2},
      {"not the government's", {EntryField::kEconomicCode, {"50201"}}, 0},
      {"government's economic code", {EntryField::kGovernmentEconomicCode, {"502*"}}, 8},
      {"project", {EntryField::kProject, {"p1"}}, 6},
      {"no project", {EntryField::kProject, {""}}, 3},
      {"any project", {EntryField::kProject, {"*"}}, 6},
      {"origin, with its reversal", {EntryField::kOrigin, {"SUPERIOR"}}, 2},
      {"quota", {EntryField::kQuota, {"q1", "q3"}}, 3},
      {"document", {EntryField::kDocumentNumber, {"大财预〔2023〕12号"}}, 2},
      {"no document", {EntryField::kDocumentNumber, {""}}, 5},
      {"special fund", {EntryField::kSpecialFund, {"f1"}}, 2},
      {"second quarter", {EntryField::kQuarter, {"2"}}, 4},
      {"lines of transactions", {EntryField::kEntry, {"2023-1/1", "2023-3/0", "2023-4/1", "2023-9/0"}}, 2},
      {"a line is matched whole", {EntryField::kEntry, {"2023-1*", "*", "2023-1/", "2023-1", "2023-1/01"}}, 0},
      {"unit", {EntryField::kBudgetUnit, {"403002"}}, 6},
      {"transaction", {EntryField::kTransaction, {"2023-3"}}, 2},
      {"transfer between codes, both halves", {EntryField::kCodeTransfer, {"true"}}, 2},
      {"no values", {EntryField::kQuota, {}}, 0},
  };
  const LedgerYear year = Sample();
  for (const Case& c : cases) EXPECT_EQ(Over(year, {c.condition}).entry_count, c.entries) << c.what;
}

TEST(Selector, SumCountsInTheDirectionOfTheFirstKind) {
  struct Case {
    const char* what;
    std::vector<std::string> kinds;
    int64_t sum_fen;
  };
  // Initial 1500; supplements 300 − 300 + 70; transfer 100 each way; paid 400, back 50.
  const Case cases[] = {
      {"supplements net of the reversal", {"SUPPLEMENT"}, 70},
      {"payments net of refunds", {"PAYMENT", "REFUND"}, 350},
      {"refunds alone", {"REFUND"}, 50},
      {"transfers out count positively", {"TRANSFER_OUT"}, 100},
      {"both halves cancel", {"TRANSFER_IN", "TRANSFER_OUT"}, 0},
      {"balance", {"INITIAL", "SUPPLEMENT", "PAYMENT", "REFUND"}, 1500 + 70 - 350},
  };
  const LedgerYear year = Sample();
  for (const Case& c : cases) {
    EXPECT_EQ(Over(year, {{EntryField::kEntryKind, c.kinds}}).sum, Money::Fen(c.sum_fen)) << c.what;
  }
  EXPECT_EQ(Over(year, {}).sum, Money::Fen(1500 + 70 - 350)) << "no kinds: as the balance moves";
}

TEST(Selector, BoundsOfDayAndRevision) {
  const LedgerYear year = Sample();
  EXPECT_EQ(Over(year, {}, {.as_of = *Date::FromYmd(2023, 5, 20)}).entry_count, 4) << "with the reversal of that day";
  EXPECT_EQ(Over(year, {}, {.as_of = *Date::FromYmd(2023, 5, 19)}).entry_count, 2);
  EntrySelector selector = Over(year, {});
  selector.revision = 2;
  int64_t selected = 0;
  for (const EntryView& view : EntriesOf(year, {})) selected += Selects(selector, view) ? 1 : 0;
  EXPECT_EQ(selected, 3) << "before the reversal was known";
  selector.revision = 0;
  for (const EntryView& view : EntriesOf(year, {})) EXPECT_FALSE(Selects(selector, view));
}

TEST(Selector, ScopeConditionsAreCarriedAlong) {
  const LedgerYear year = Sample();
  const EntryScope unit = {.conditions = {{EntryField::kBudgetUnit, {"403002"}}}};
  const EntrySelector selector = Over(year, {{EntryField::kEntryKind, {"INITIAL"}}}, unit);
  EXPECT_EQ(selector.sum, Money::Fen(500));
  ASSERT_EQ(selector.conditions.size(), 2u);
  EXPECT_EQ(selector.conditions[0], unit.conditions[0]);
}

// SelectorOver looks its values up; Selects goes through them.
TEST(Selector, CountsWhatItSelectsOnRandomLedgers) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const LedgerYear year = RandomLedger(seed, 40);
    const std::vector<EntryView> entries = EntriesOf(year, {});
    const std::vector<EntryCondition> conditions = {{EntryField::kQuota, {"q1", "q3", "q5", "q9"}},
                                                    {EntryField::kFunctionCode, {"20*", "", "2120501"}},
                                                    {EntryField::kEconomicCode, {"302*", "30113"}},
                                                    {EntryField::kEntry, {"2023-2/0", "2023-7/0", "2023-9/1"}},
                                                    {EntryField::kProject, {"*"}},
                                                    {EntryField::kQuarter, {}}};
    for (const EntryCondition& condition : conditions) {
      const EntrySelector selector = Over(year, {condition});
      int64_t count = 0;
      for (const EntryView& view : entries) count += Selects(selector, view) ? 1 : 0;
      EXPECT_EQ(selector.entry_count, count) << NameOf(condition.field);
      EXPECT_EQ(static_cast<int64_t>(EntriesOf(year, {.as_of = std::nullopt, .conditions = {condition}}).size()),
                count);
    }
  }
}

TEST(CodeTransfer, IsOneWithoutACounterpartOfItsCodes) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", {.function_code = "2010301", .department_economic_code = "30201"});
  ledger.AddQuota("b", {.function_code = "2010301", .department_economic_code = "30201"});
  ledger.AddQuota("c", {.function_code = "2120501", .department_economic_code = "30201"});
  ledger.AddQuota("d", {.function_code = "2010301", .department_economic_code = "30202"});
  ledger.Post(1, 1, {Of("a", EntryKind::kTransferOut, 5), Of("b", EntryKind::kTransferIn, 5)});
  ledger.Post(1, 2, {Of("a", EntryKind::kTransferOut, 5), Of("c", EntryKind::kTransferIn, 5)});
  ledger.Post(1, 3, {Of("a", EntryKind::kTransferOut, 5), Of("d", EntryKind::kTransferIn, 5)});
  ledger.Post(
      1, 4,
      {Of("a", EntryKind::kTransferOut, 9), Of("b", EntryKind::kTransferIn, 4), Of("c", EntryKind::kTransferIn, 5)});
  const LedgerYear year = ledger.Build();
  std::string found;
  for (const EntryView& view : EntriesOf(year, {})) {
    if (view.kind() == EntryKind::kTransferIn && view.is_code_transfer) {
      found += std::string(view.transaction_id) + view.quota->id + " ";
    }
  }
  EXPECT_EQ(found, "2023-2c 2023-3d 2023-4c ");
}

TEST(Selector, FieldNamesReadBack) {
  for (int i = 0; i <= static_cast<int>(EntryField::kCodeTransfer); ++i) {
    const auto field = static_cast<EntryField>(i);
    EXPECT_EQ(ParseEntryField(NameOf(field)), field);
  }
  EXPECT_EQ(ParseEntryField("agency"), std::nullopt);
}

}  // namespace
}  // namespace zhengping::budget
