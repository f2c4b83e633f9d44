#include "services/budget/domain/merged_facts.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

// Final budget 1,000; 400 paid, of it 300 for reception (30217).
std::vector<Fact> LedgerFacts() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {.outlay = Outlay::kBasic, .department_economic_code = "30217"});
  ledger.AddQuota("q2", {.outlay = Outlay::kBasic, .department_economic_code = "30201"});
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, 500), Of("q2", EntryKind::kInitial, 500)});
  ledger.Post(2, 1, {Of("q1", EntryKind::kPayment, 300), Of("q2", EntryKind::kPayment, 100)});
  return LedgerFactsOf(ledger.Build(), {});
}

Statement Table(std::string item, StatementColumn column, int64_t fen) {
  StatementRow row;
  row.item = std::move(item);
  row.cell(column) = {CellState::kValue, Money::Fen(fen), "statement.csv 第 4 行"};
  return {{row}};
}

ReportedFact Reported(std::string name, int64_t fen) {
  return {std::move(name), CellState::kValue, Money::Fen(fen), "2023年部门决算公开 表1"};
}

Fact Of(const MergedFacts& merged, const std::string& name) {
  for (const Fact& fact : merged.facts) {
    if (fact.name == name) return fact;
  }
  ADD_FAILURE() << name;
  return {};
}

std::string Reasons(const MergedFacts& merged) {
  std::string text;
  for (const Issue& note : merged.notes) text += note.reason + " " + note.place.field + "\n";
  return text;
}

TEST(MergedFacts, LedgerThenStatementThenReported) {
  const Statement statement = Table("final_budget", StatementColumn::kBudget, 999);
  const std::vector<ReportedFact> reported = {Reported("final_budget", 998), Reported("payments", 400)};
  const MergedFacts all = MergeFacts(LedgerFacts(), statement, reported);
  EXPECT_EQ(Of(all, "final_budget").value, Quantity(Money::Fen(1000)));
  EXPECT_EQ(Of(all, "final_budget").state, FactState::kDerived);
  EXPECT_EQ(Reasons(all),
            "STATEMENT_DIFFERS_FROM_LEDGER final_budget\nREPORTED_DIFFERS_FROM_LEDGER final_budget\n"
            "REPORTED_DIFFERS_FROM_STATEMENT final_budget\n");
  EXPECT_EQ(all.notes[0].found, "9.99元");
  EXPECT_NE(all.notes[0].remedy.find("全年预算数10.00元"), std::string::npos) << all.notes[0].remedy;

  const MergedFacts no_ledger = MergeFacts({}, statement, reported);
  EXPECT_EQ(Of(no_ledger, "final_budget").value, Quantity(Money::Fen(999)));
  EXPECT_EQ(Of(no_ledger, "final_budget").state, FactState::kReported);
  EXPECT_EQ(Of(no_ledger, "final_budget").source, "statement.csv 第 4 行");

  const MergedFacts reported_only = MergeFacts({}, {}, reported);
  EXPECT_EQ(Of(reported_only, "final_budget").value, Quantity(Money::Fen(998)));
  EXPECT_EQ(Of(reported_only, "final_budget").source, "2023年部门决算公开 表1");
  EXPECT_EQ(Reasons(reported_only), "");
}

TEST(MergedFacts, NothingGivenIsMissingNotZero) {
  const MergedFacts merged = MergeFacts({}, {}, {});
  EXPECT_EQ(merged.facts.size(), FactDictionary().size());
  for (const Fact& fact : merged.facts) {
    EXPECT_EQ(fact.state, FactState::kMissing) << fact.name;
    EXPECT_FALSE(fact.has_value());
    EXPECT_FALSE(fact.display_name.empty());
    EXPECT_FALSE(fact.source.empty()) << "why it is missing";
  }
}

TEST(MergedFacts, NotApplicableIsKept) {
  Statement statement = Table("procurement", StatementColumn::kBudget, 0);
  statement.rows[0].cell(StatementColumn::kBudget) = {CellState::kNotApplicable, std::nullopt, ""};
  EXPECT_EQ(Of(MergeFacts(LedgerFacts(), statement, {}), "procurement.budget").state, FactState::kNotApplicable);
  ReportedFact beside = Reported("procurement.budget", 7);
  EXPECT_EQ(Of(MergeFacts({}, statement, {beside}), "procurement.budget").value, Quantity(Money::Fen(7)));
}

TEST(MergedFacts, EconomicCodesCheckTheStatement) {
  const auto merge = [](int64_t fen) {
    return MergeFacts(LedgerFacts(), Table("three_public_expenses", StatementColumn::kActual, fen), {});
  };
  EXPECT_EQ(Reasons(merge(300)), "");
  const MergedFacts differs = merge(310);
  EXPECT_EQ(Reasons(differs), "ECONOMIC_CODES_DIFFER three_public_expenses.by_economic_code\n");
  EXPECT_EQ(Of(differs, "three_public_expenses.actual").value, Quantity(Money::Fen(310)));
  const MergedFacts without = MergeFacts(LedgerFacts(), {}, {});
  EXPECT_EQ(Of(without, "three_public_expenses.actual").value, Quantity(Money::Fen(300)));
  EXPECT_EQ(Of(without, "three_public_expenses.actual").state, FactState::kDerived);
  EXPECT_EQ(Of(without, "three_public_expenses.actual").display_name, "三公经费（本年决算数）");
  EXPECT_EQ(Of(without, "operating_expenses.actual").value, Quantity(Money::Fen(400)));
}

// Initial 500 of project money, 200 of basic; supplements 90, reductions 10, 40 transferred, 5 carried over; 300 of the
// project money is paid.
std::vector<Fact> AdjustedLedger(Outlay third) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("p", {.outlay = Outlay::kProject, .department_economic_code = "30227"});
  ledger.AddQuota("b", {.outlay = Outlay::kBasic, .department_economic_code = "30201"});
  ledger.AddQuota("u", {.outlay = third, .department_economic_code = "30201"});
  ledger.Post(1, 1, {Of("p", EntryKind::kInitial, 500), Of("b", EntryKind::kInitial, 200)});
  ledger.Post(1, 2, {Of("u", EntryKind::kCarryover, 5)});
  ledger.Post(3, 1, {Of("p", EntryKind::kSupplement, 90)});
  ledger.Post(4, 1, {Of("b", EntryKind::kReduction, 10)});
  ledger.Post(5, 1, {Of("b", EntryKind::kTransferOut, 40), Of("p", EntryKind::kTransferIn, 40)});
  ledger.Post(6, 1, {Of("p", EntryKind::kPayment, 300), Of("u", EntryKind::kPayment, 5)});
  return LedgerFactsOf(ledger.Build(), {});
}

TEST(MergedFacts, LedgerChecksWhatTheStatementCallsOtherwise) {
  struct Case {
    const char* what;
    const char* item;
    StatementColumn column;
    int64_t fen;
    const char* notes;
  };
  const Case cases[] = {
      {"project spending agrees", "project_spending", StatementColumn::kActual, 300, ""},
      {"project spending differs", "project_spending", StatementColumn::kActual, 301,
       "OUTLAY_DIFFERS project_spending.actual\n"},
      {"project budget agrees", "project_spending", StatementColumn::kBudget, 500, ""},
      {"project budget differs", "project_spending", StatementColumn::kBudget, 499,
       "OUTLAY_DIFFERS project_spending.budget\n"},
      {"adjustment: 90 + 10 + 40", "budget_adjustment", StatementColumn::kActual, 140, ""},
      {"adjustment net of what was cut", "budget_adjustment", StatementColumn::kActual, 80,
       "ADJUSTMENT_DIFFERS budget_adjustment.actual\n"},
      {"of basic spending alone nothing is said", "budget_adjustment.basic", StatementColumn::kActual, 1, ""},
      {"carryover agrees", "balance", StatementColumn::kPriorActual, 5, ""},
      {"more was left than came over", "balance", StatementColumn::kPriorActual, 6, "CARRYOVER_DIFFERS carryover_in\n"},
      {"more came over than was left", "balance", StatementColumn::kPriorActual, 4, "CARRYOVER_DIFFERS carryover_in\n"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const MergedFacts merged = MergeFacts(AdjustedLedger(Outlay::kBasic), Table(c.item, c.column, c.fen), {});
    EXPECT_EQ(Reasons(merged), c.notes);
  }
  const Statement table = Table("project_spending", StatementColumn::kActual, 301);
  const MergedFacts differs = MergeFacts(AdjustedLedger(Outlay::kBasic), table, {});
  EXPECT_EQ(differs.notes[0].found, "3.01元");
  EXPECT_EQ(differs.notes[0].place.file, "statement.csv 第 4 行");
  EXPECT_NE(differs.notes[0].remedy.find("全年执行数（项目支出）3.00元"), std::string::npos) << differs.notes[0].remedy;
  EXPECT_EQ(Of(differs, "project_spending.actual").value, Quantity(Money::Fen(301)));
  EXPECT_EQ(Reasons(MergeFacts(AdjustedLedger(Outlay::kUnstated), table, {})), "")
      << "5 fen were paid without an outlay: what is project spending is not known";
  EXPECT_EQ(Reasons(MergeFacts({}, table, {})), "");
  EXPECT_EQ(Reasons(MergeFacts(AdjustedLedger(Outlay::kBasic), {}, {Reported("balance.prior", 9)})),
            "CARRYOVER_DIFFERS carryover_in\n");
}

TEST(MergedFacts, LedgerStandsInForTheAdjustmentOfBasicSpendingWhereItCanSayIt) {
  const char* const kActual = "budget_adjustment.basic.actual";
  // 10 taken back from basic spending, and 40 transferred out of it.
  const Fact of_ledger = Of(MergeFacts(AdjustedLedger(Outlay::kBasic), {}, {}), kActual);
  EXPECT_EQ(of_ledger.value, Quantity(Money::Fen(50)));
  EXPECT_EQ(of_ledger.state, FactState::kDerived);
  EXPECT_EQ(of_ledger.display_name, "部门基本支出预算调整（本年决算数）");
  EXPECT_EQ(of_ledger.source, "指标账基本支出的追加、追减与调剂之和");
  const Statement typed = Table("budget_adjustment.basic", StatementColumn::kActual, 1);
  EXPECT_EQ(Of(MergeFacts(AdjustedLedger(Outlay::kBasic), typed, {}), kActual).value, Quantity(Money::Fen(1)));
  EXPECT_EQ(Of(MergeFacts({}, {}, {}), kActual).state, FactState::kMissing);

  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", {.outlay = Outlay::kBasic});
  ledger.AddQuota("b", {.outlay = Outlay::kBasic});
  ledger.Post(1, 1, {Of("a", EntryKind::kInitial, 500)});
  ledger.Post(2, 1, {Of("a", EntryKind::kSupplement, 30)});
  EXPECT_EQ(Of(MergeFacts(LedgerFactsOf(ledger.Build(), {}), {}, {}), kActual).value, Quantity(Money::Fen(30)));
  ledger.Post(3, 1, {Of("a", EntryKind::kTransferOut, 7), Of("b", EntryKind::kTransferIn, 7)});
  EXPECT_EQ(Of(MergeFacts(LedgerFactsOf(ledger.Build(), {}), {}, {}), kActual).state, FactState::kMissing)
      << "one transfer within basic spending, or two over its border";
  LedgerBuilder unstated(2023);
  unstated.AddQuota("u", {.outlay = Outlay::kUnstated});
  unstated.Post(1, 1, {Of("u", EntryKind::kSupplement, 30)});
  EXPECT_EQ(Of(MergeFacts(LedgerFactsOf(unstated.Build(), {}), {}, {}), kActual).state, FactState::kMissing);
}

TEST(MergedFacts, OpenRowsFollowTheDictionary) {
  const MergedFacts merged = MergeFacts({}, Table("project_spending.zx01", StatementColumn::kActual, 5),
                                        {Reported("project_spending.zx02.actual", 6)});
  EXPECT_EQ(merged.facts.size(), FactDictionary().size() + 5) << "four columns of one row, and one reported fact";
  EXPECT_EQ(Of(merged, "project_spending.zx01.actual").value, Quantity(Money::Fen(5)));
  EXPECT_EQ(Of(merged, "project_spending.zx02.actual").value, Quantity(Money::Fen(6)));
}

}  // namespace
}  // namespace zhengping::budget
