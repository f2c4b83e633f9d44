#include "services/budget/domain/statement.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

constexpr char kOpenRows[] = "project_spending.*";
constexpr absl::string_view kColumnFields[] = {"prior_actual", "prior_budget", "budget", "actual"};

absl::string_view FieldOf(StatementColumn column) { return kColumnFields[static_cast<size_t>(column)]; }

bool IsOfUnit(const Quantity& value, absl::string_view unit) {
  if (unit == "fen") return std::holds_alternative<Money>(value);
  if (unit == "square_meters") return !std::holds_alternative<Money>(value) && !std::holds_alternative<Date>(value);
  if (unit == "percent") return std::holds_alternative<Rational>(value);
  return std::holds_alternative<int64_t>(value);
}

bool IsInRange(const Quantity& value) {
  const Rational limit = Rational(kMaxStatementFen);
  return NumberOf(value) <= limit && -limit <= NumberOf(value);
}

// What is wrong with a value of `unit`; empty: nothing.
absl::string_view FaultOf(CellState state, const std::optional<Quantity>& value, absl::string_view unit,
                          absl::string_view unit_reason) {
  if ((state == CellState::kValue) != value.has_value()) return "CELL_STATE_DISAGREES";
  if (!value) return "";
  if (!IsOfUnit(*value, unit)) return unit_reason;
  if (!IsInRange(*value)) return "AMOUNT_OUT_OF_RANGE";
  return "";
}

// The rows of a statement by item, each once.
class Table {
 public:
  explicit Table(const Statement& statement) {
    for (const StatementRow& row : statement.rows) rows_.emplace(row.item, row);
  }

  const StatementCell* Find(const std::string& item, StatementColumn column) const {
    const auto found = rows_.find(item);
    return found == rows_.end() ? nullptr : &found->second.cell(column);
  }

  StatementRow* FindRow(const std::string& item) {
    const auto found = rows_.find(item);
    return found == rows_.end() ? nullptr : &found->second;
  }

  StatementRow& RowFor(const StatementItem& item) {
    StatementRow& row = rows_[item.item];
    row.item = item.item;
    if (row.display_name.empty()) row.display_name = item.display_name;
    return row;
  }

  // Items of the rows that are parts of `whole` by `rule`: for a kSum whole those of the form, whether there or not.
  std::vector<std::string> PartsOf(const std::string& whole, PartRule rule) const {
    std::vector<std::string> parts;
    for (const StatementItem& item : StatementItems()) {
      if (item.whole != whole || item.part_rule != rule || item.item == kOpenRows) continue;
      if (rule == PartRule::kSum || rows_.count(item.item) > 0) parts.push_back(item.item);
    }
    if (rule != PartRule::kUsualSum || whole != "project_spending") return parts;
    for (const auto& [item, row] : rows_) {
      const StatementItem* known = FindStatementItem(item);
      if (known != nullptr && known->item == kOpenRows) parts.push_back(item);
    }
    return parts;
  }

  // The sum of the parts' cells; a value only if each part has one or is not applicable.
  StatementCell SumOf(const std::vector<std::string>& parts, StatementColumn column) const {
    StatementCell sum;
    Money money;
    bool has_value = false;
    std::vector<std::string> names;
    for (const std::string& part : parts) {
      const StatementCell* cell = Find(part, column);
      if (cell == nullptr || cell->state == CellState::kMissing) return {};
      if (cell->state == CellState::kNotApplicable) continue;
      has_value = true;
      if (const Money* value = std::get_if<Money>(&*cell->value)) money += *value;
      names.push_back(rows_.at(part).display_name);
    }
    if (parts.empty()) return {};
    sum.state = has_value ? CellState::kValue : CellState::kNotApplicable;
    if (has_value) sum.value = money;
    sum.source = absl::StrCat("=", absl::StrJoin(names, "+"));
    return sum;
  }

  const std::map<std::string, StatementRow>& rows() const { return rows_; }

 private:
  std::map<std::string, StatementRow> rows_;
};

// Wholes from the innermost outwards, so that a part that is itself a sum is there when its whole needs it.
constexpr const char* kSumWholes[] = {"three_public_expenses.vehicles", "three_public_expenses"};

void DeriveTotals(Table& table) {
  for (const char* whole : kSumWholes) {
    const StatementItem* item = FindStatementItem(whole);
    for (const StatementColumn column : kStatementColumns) {
      const StatementCell sum = table.SumOf(table.PartsOf(whole, PartRule::kSum), column);
      if (sum.state != CellState::kMissing) table.RowFor(*item).cell(column) = sum;
    }
  }
  const StatementItem* projects = FindStatementItem("project_spending");
  for (const StatementColumn column : kStatementColumns) {
    const StatementCell* typed = table.Find(projects->item, column);
    if (typed != nullptr && typed->state != CellState::kMissing) continue;
    const StatementCell sum = table.SumOf(table.PartsOf(projects->item, PartRule::kUsualSum), column);
    if (sum.state != CellState::kMissing) table.RowFor(*projects).cell(column) = sum;
  }
}

bool HasCell(const StatementRow& row) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [](const StatementCell& cell) { return cell.state != CellState::kMissing; });
}

std::string CellText(const StatementCell& cell) {
  switch (cell.state) {
    case CellState::kMissing:
      return "";
    case CellState::kNotApplicable:
      return "/";
    case CellState::kValue:
      break;
  }
  const Rational number = NumberOf(*cell.value);
  return absl::StrCat(number.numerator(), number.denominator() == "1" ? "" : absl::StrCat("/", number.denominator()));
}

void CheckRow(const StatementRow& row, const std::string& path, std::vector<Issue>& issues) {
  const StatementItem* item = FindStatementItem(row.item);
  const bool is_key = item != nullptr && (item->item == row.item || item->item == kOpenRows);
  if (!is_key) {
    issues.push_back(IssueOf(Severity::kError, "STATEMENT_ITEM_UNKNOWN", path + "item", row.item));
    return;
  }
  if (std::optional<Issue> issue = CheckText(row.display_name, path + "display_name", kMaxDisplayNameCharacters)) {
    issues.push_back(*std::move(issue));
  }
  for (const StatementColumn column : kStatementColumns) {
    const StatementCell& cell = row.cell(column);
    const std::string field = absl::StrCat(path, FieldOf(column));
    const absl::string_view fault = FaultOf(cell.state, cell.value, item->unit, "STATEMENT_UNIT_DIFFERS");
    const std::string found = cell.value ? FormatQuantity(*cell.value, item->unit) : "";
    if (!fault.empty()) {
      issues.push_back(IssueOf(Severity::kError, fault, field, found));
    } else if (cell.value && NumberOf(*cell.value) < Rational()) {
      issues.push_back(IssueOf(Severity::kError, "COUNT_NEGATIVE", field, found));
    } else if (cell.value && item->facts[static_cast<size_t>(column)].empty()) {
      issues.push_back(IssueOf(Severity::kWarning, "STATEMENT_COLUMN_MEANINGLESS", field, found));
    }
  }
}

// A typed whole against its parts. `table` has its totals derived.
void CheckWhole(const Table& table, const StatementRow& typed, PartRule rule, const std::string& path,
                std::vector<Issue>& issues) {
  const std::vector<std::string> parts = table.PartsOf(typed.item, rule);
  for (const StatementColumn column : kStatementColumns) {
    const StatementCell& cell = typed.cell(column);
    const StatementCell sum = table.SumOf(parts, column);
    if (!cell.value || !sum.value) continue;
    const Rational difference = NumberOf(*cell.value) - NumberOf(*sum.value);
    const std::string field = absl::StrCat(path, FieldOf(column));
    const std::string figures = absl::StrCat("分项之和", FormatQuantity(*sum.value, "fen"));
    if (rule == PartRule::kSum && !difference.is_zero()) {
      issues.push_back(
          IssueOf(Severity::kWarning, "STATEMENT_TOTAL_DIFFERS", field, FormatQuantity(*cell.value, "fen"), figures));
    } else if (rule == PartRule::kUsualSum && difference > Rational()) {
      issues.push_back(IssueOf(Severity::kWarning, "STATEMENT_PARTS_FALL_SHORT", field,
                               FormatQuantity(*cell.value, "fen"), figures));
    } else if (rule != PartRule::kSum && difference < Rational()) {
      issues.push_back(IssueOf(Severity::kWarning, "STATEMENT_PARTS_EXCEED_TOTAL", field,
                               FormatQuantity(*cell.value, "fen"), figures));
    }
  }
}

FactState StateOf(const StatementCell& cell) {
  if (cell.state == CellState::kMissing) return FactState::kMissing;
  if (cell.state == CellState::kNotApplicable) return FactState::kNotApplicable;
  return absl::StartsWith(cell.source, "=") ? FactState::kDerived : FactState::kReported;
}

Fact FactFrom(const StatementCell& cell, const std::string& name, const std::string& unit, std::string display_name) {
  Fact fact;
  fact.name = name;
  fact.state = StateOf(cell);
  fact.value = cell.value;
  fact.unit = unit;
  fact.source = cell.source;
  fact.display_name = std::move(display_name);
  if (fact.has_value() && fact.source.empty()) fact.source = "基础数据表";
  return fact;
}

// The columns in the order in which they may answer one fact: what was executed before what was planned.
constexpr StatementColumn kPreference[] = {StatementColumn::kActual, StatementColumn::kBudget,
                                           StatementColumn::kPriorBudget, StatementColumn::kPriorActual};

void AddOpenRow(const StatementRow& row, std::vector<Fact>& facts) {
  for (const StatementColumn column : kStatementColumns) {
    const std::string name = absl::StrCat(row.item, ".", FieldOf(column));
    std::string column_name = FindFact(name)->display_name;  // "项目（本年决算数）"
    column_name.replace(0, std::string("项目").size(), row.display_name);
    facts.push_back(FactFrom(row.cell(column), name, "fen", std::move(column_name)));
  }
}

}  // namespace

std::vector<Issue> CheckStatement(const Statement& statement) {
  std::vector<Issue> issues;
  if (statement.rows.size() > kMaxStatementRows) {
    issues.push_back(IssueOf(Severity::kError, "TOO_MANY_ROWS", "rows", absl::StrCat(statement.rows.size())));
    return issues;
  }
  std::set<std::string> seen;
  for (size_t i = 0; i < statement.rows.size(); ++i) {
    const std::string path = absl::StrCat("rows[", i, "].");
    CheckRow(statement.rows[i], path, issues);
    if (!seen.insert(statement.rows[i].item).second) {
      issues.push_back(IssueOf(Severity::kError, "STATEMENT_ITEM_REPEATED", path + "item", statement.rows[i].item));
    }
  }
  if (HasErrors(issues)) return issues;
  Table table(statement);
  DeriveTotals(table);
  for (size_t i = 0; i < statement.rows.size(); ++i) {
    const std::string path = absl::StrCat("rows[", i, "].");
    for (const PartRule rule : {PartRule::kSum, PartRule::kUsualSum, PartRule::kAmong}) {
      CheckWhole(table, statement.rows[i], rule, path, issues);
    }
  }
  return issues;
}

std::vector<Issue> CheckReportedFacts(const std::vector<ReportedFact>& facts) {
  std::vector<Issue> issues;
  if (facts.size() > kMaxReportedFacts) {
    issues.push_back(IssueOf(Severity::kError, "TOO_MANY_ROWS", "facts", absl::StrCat(facts.size())));
    return issues;
  }
  std::set<std::string> seen;
  for (size_t i = 0; i < facts.size(); ++i) {
    const std::string path = absl::StrCat("facts[", i, "].");
    const FactDefinition* definition = FindFact(facts[i].name);
    if (definition == nullptr) {
      issues.push_back(IssueOf(Severity::kError, "FACT_UNKNOWN", path + "name", facts[i].name));
      continue;
    }
    const bool is_open_row = absl::StrContains(definition->name, "*");
    if (!seen.insert(is_open_row ? facts[i].name : definition->name).second) {
      issues.push_back(IssueOf(Severity::kError, "FACT_REPEATED", path + "name", facts[i].name));
    }
    const absl::string_view fault = FaultOf(facts[i].state, facts[i].value, definition->unit, "FACT_UNIT_DIFFERS");
    // A ledger's balance may be below zero; a figure of the table never is.
    const bool is_bounded = definition->origin == FactOrigin::kStatement || definition->unit != "fen";
    if (!fault.empty()) {
      issues.push_back(IssueOf(Severity::kError, fault, path + "value", definition->unit));
    } else if (facts[i].value && is_bounded && NumberOf(*facts[i].value) < Rational()) {
      issues.push_back(IssueOf(Severity::kError, "COUNT_NEGATIVE", path + "value",
                               FormatQuantity(*facts[i].value, definition->unit)));
    }
    if (std::optional<Issue> issue = CheckText(facts[i].source, path + "source", kMaxNoteCharacters)) {
      issues.push_back(*std::move(issue));
    }
  }
  return issues;
}

Statement WithTotals(const Statement& statement) {
  Table table(statement);
  DeriveTotals(table);
  Statement result;
  for (const StatementItem& item : StatementItems()) {
    if (item.item == kOpenRows) {
      for (const StatementRow& row : statement.rows) {
        const StatementItem* known = FindStatementItem(row.item);
        if (known != nullptr && known->item == kOpenRows && HasCell(row)) result.rows.push_back(row);
      }
      continue;
    }
    StatementRow* row = table.FindRow(item.item);
    if (row == nullptr || !HasCell(*row)) continue;
    if (row->display_name.empty()) row->display_name = item.display_name;
    result.rows.push_back(*row);
  }
  return result;
}

std::vector<Fact> FactsOf(const Statement& statement) {
  const Statement whole = WithTotals(statement);
  const Table table(whole);
  // Every fact's cell: the first one with a value, else the first not applicable, else none.
  std::map<std::string, StatementCell> cells;
  for (const StatementItem& item : StatementItems()) {
    if (item.item == kOpenRows) continue;
    for (const StatementColumn column : kPreference) {
      const std::string& name = item.facts[static_cast<size_t>(column)];
      if (name.empty()) continue;
      StatementCell& chosen = cells[name];
      const StatementCell* cell = table.Find(item.item, column);
      if (cell == nullptr || chosen.state == CellState::kValue) continue;
      if (cell->state == CellState::kValue || chosen.state == CellState::kMissing) chosen = *cell;
    }
  }
  std::vector<Fact> facts;
  for (const FactDefinition& definition : FactDictionary()) {
    const auto found = cells.find(definition.name);
    if (found == cells.end()) continue;
    facts.push_back(FactFrom(found->second, definition.name, definition.unit, definition.display_name));
  }
  for (const StatementRow& row : whole.rows) {
    const StatementItem* item = FindStatementItem(row.item);
    if (item != nullptr && item->item == kOpenRows) AddOpenRow(row, facts);
  }
  return facts;
}

std::string CanonicalText(const Statement& statement) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const StatementRow& row : statement.rows) {
    lines.push_back({absl::StrCat(row.item, ".display_name"), row.display_name});
    for (const StatementColumn column : kStatementColumns) {
      const StatementCell& cell = row.cell(column);
      lines.push_back({absl::StrCat(row.item, ".", FieldOf(column)), CellText(cell)});
      lines.push_back({absl::StrCat(row.item, ".", FieldOf(column), ".source"), cell.source});
    }
  }
  std::sort(lines.begin(), lines.end());
  return CanonicalLines("zhengping.statement/1", lines);
}

std::string CanonicalText(const std::vector<ReportedFact>& facts) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const ReportedFact& fact : facts) {
    lines.push_back({fact.name, CellText({fact.state, fact.value, ""})});
    lines.push_back({absl::StrCat(fact.name, ".source"), fact.source});
  }
  std::sort(lines.begin(), lines.end());
  return CanonicalLines("zhengping.reported_facts/1", lines);
}

}  // namespace zhengping::budget
