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

TEST(MergedFacts, OpenRowsFollowTheDictionary) {
  const MergedFacts merged = MergeFacts({}, Table("project_spending.zx01", StatementColumn::kActual, 5),
                                        {Reported("project_spending.zx02.actual", 6)});
  EXPECT_EQ(merged.facts.size(), FactDictionary().size() + 5) << "four columns of one row, and one reported fact";
  EXPECT_EQ(Of(merged, "project_spending.zx01.actual").value, Quantity(Money::Fen(5)));
  EXPECT_EQ(Of(merged, "project_spending.zx02.actual").value, Quantity(Money::Fen(6)));
}

}  // namespace
}  // namespace zhengping::budget
