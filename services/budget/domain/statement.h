// The basic data table (基础数据表) of a department-year, and figures reported from elsewhere (决算数).
//
// A row has an item and four columns. Total rows are derived, never typed: 三公经费 is the sum of its parts; where a
// table gives the total alone, as published ones do, the typed figure stands as reported. A cell is a value, missing,
// or not applicable ("/", 无): three different things, and none turns into another.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_STATEMENT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_STATEMENT_H_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/budget/domain/fact.h"

namespace zhengping::budget {

enum class CellState { kMissing, kValue, kNotApplicable };

struct StatementCell {
  CellState state = CellState::kMissing;
  std::optional<Quantity> value;  // with kValue: Money, a count, or a Rational (square metres)
  std::string source;             // "statement.csv 第 4 行"; empty: not said

  friend bool operator==(const StatementCell&, const StatementCell&) = default;
};

// 上年决算数, 上年预算数, 本年预算数, 本年决算数.
enum class StatementColumn { kPriorActual, kPriorBudget, kBudget, kActual };
inline constexpr std::array<StatementColumn, 4> kStatementColumns = {
    StatementColumn::kPriorActual, StatementColumn::kPriorBudget, StatementColumn::kBudget, StatementColumn::kActual};

struct StatementRow {
  // An item's key (StatementItems), or "project_spending.<id>" for the open rows of 项目支出.
  std::string item;
  std::string display_name;            // as the file spells it; for an open row its only name
  std::array<StatementCell, 4> cells;  // by StatementColumn

  const StatementCell& cell(StatementColumn column) const { return cells[static_cast<size_t>(column)]; }
  StatementCell& cell(StatementColumn column) { return cells[static_cast<size_t>(column)]; }
  friend bool operator==(const StatementRow&, const StatementRow&) = default;
};

struct Statement {
  std::vector<StatementRow> rows;  // any order, one an item
  friend bool operator==(const Statement&, const Statement&) = default;
};

// A figure reported where there is no ledger, or beside it (facts.csv).
struct ReportedFact {
  std::string name;  // of the dictionary
  CellState state = CellState::kValue;
  std::optional<Quantity> value;
  std::string source;  // "2023年部门决算公开 表1"

  friend bool operator==(const ReportedFact&, const ReportedFact&) = default;
};

// How a row belongs to a row above it.
enum class PartRule {
  kNone,      // stands by itself
  kSum,       // the whole is the sum of such parts (三公经费)
  kUsualSum,  // the whole is their sum where it is not typed itself (项目支出)
  kAmong,     // 其中: some parts of the whole, never above it (公用经费)
};

// What the table may hold.
struct StatementItem {
  std::string item;                      // "three_public_expenses.reception"; the key of a row
  std::string display_name;              // "公务接待费"
  std::vector<std::string> other_names;  // what files call it as well: "公务接待"
  std::string unit;                      // "fen", "persons", "square_meters"
  PartRule part_rule = PartRule::kNone;
  std::string whole;  // the item of which it is a part; empty with kNone
  // The fact that each column gives, by StatementColumn; empty: the column has no meaning for this item.
  std::array<std::string, 4> facts;
};

// In the order of the form (domain.md II.4.3).
const std::vector<StatementItem>& StatementItems();
// By key, display name or another name ("公务接待"); null when there is none. "project_spending.<id>" is answered by
// the item "project_spending.*".
const StatementItem* FindStatementItem(absl::string_view name);

// Issues of a table by itself, paths "rows[3].budget". Errors: STATEMENT_ITEM_UNKNOWN, STATEMENT_ITEM_REPEATED,
// STATEMENT_UNIT_DIFFERS (a value of another kind than the item's unit), AMOUNT_OUT_OF_RANGE, COUNT_NEGATIVE. Warnings:
// STATEMENT_TOTAL_DIFFERS (a typed total is not the sum of its parts: the sum is used), STATEMENT_PARTS_FALL_SHORT
// (项目支出 is more than its rows, which all have values: the typed total is used), STATEMENT_PARTS_EXCEED_TOTAL (its
// rows, or 其中 rows, are above their row); all three with both figures; STATEMENT_COLUMN_MEANINGLESS (a value in a
// column that the item has not).
std::vector<Issue> CheckStatement(const Statement& statement);
// Paths "facts[3].name". Errors: FACT_UNKNOWN, FACT_REPEATED, FACT_UNIT_DIFFERS, AMOUNT_OUT_OF_RANGE, COUNT_NEGATIVE (a
// figure of the table, or a count).
std::vector<Issue> CheckReportedFacts(const std::vector<ReportedFact>& facts);

// The table in the order of the form with its totals: a kSum whole is derived where each of its parts has a value or is
// not applicable in that column; otherwise what was typed stands. A derived cell's source is its formula, "=…". Rows
// without any cell are left out.
Statement WithTotals(const Statement& statement);

// The table's facts, REPORTED, MISSING or NOT_APPLICABLE; a derived total is DERIVED with its formula as source. Every
// fact of StatementItems is answered once; then those of open rows.
std::vector<Fact> FactsOf(const Statement& statement);

std::string CanonicalText(const Statement& statement);
std::string CanonicalText(const std::vector<ReportedFact>& facts);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_STATEMENT_H_
