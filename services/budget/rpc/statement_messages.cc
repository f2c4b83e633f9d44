#include "services/budget/rpc/statement_messages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/limits.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/statement.pb.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::budget {
namespace {

// As it was sent, a value alone being reported and nothing at all missing; the rules of the table judge whether state
// and value agree.
CellState StateFromMessage(type::FactState message, bool has_value, absl::string_view field,
                           const MessageIssues& issues) {
  switch (message) {
    case type::FACT_STATE_UNSPECIFIED:
      return has_value ? CellState::kValue : CellState::kMissing;
    case type::FACT_STATE_REPORTED:
      return CellState::kValue;
    case type::FACT_STATE_MISSING:
      return CellState::kMissing;
    case type::FACT_STATE_NOT_APPLICABLE:
      return CellState::kNotApplicable;
    case type::FACT_STATE_DERIVED:  // computed by the suite, never sent to it
    case type::FactState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case type::FactState_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  issues.Add("ENUM_UNKNOWN", field, absl::StrCat(static_cast<int>(message)));
  return CellState::kMissing;
}

StatementCell CellFromMessage(const v1::StatementCell& message, const MessageIssues& issues) {
  StatementCell cell;
  if (message.has_value()) cell.value = FromMessage(message.value(), "value", issues);
  const bool has_value = message.has_value() && message.value().kind_case() != type::Quantity::KIND_NOT_SET;
  cell.state = StateFromMessage(message.state(), has_value, "state", issues);
  issues.CheckText(message.source(), "source", kMostSourceCharacters);
  cell.source = message.source();
  return cell;
}

StatementRow RowFromMessage(const v1::StatementRow& message, const MessageIssues& issues) {
  StatementRow row;
  row.item = message.item();
  row.display_name = message.display_name();
  issues.CheckText(message.item(), "item", kMaxDisplayNameCharacters);
  issues.CheckText(message.display_name(), "display_name", kMaxDisplayNameCharacters);
  const auto take = [&](bool is_set, const v1::StatementCell& cell, StatementColumn column, absl::string_view name) {
    if (is_set) row.cell(column) = CellFromMessage(cell, issues.Below(absl::StrCat(name, ".")));
  };
  take(message.has_prior_actual(), message.prior_actual(), StatementColumn::kPriorActual, "prior_actual");
  take(message.has_prior_budget(), message.prior_budget(), StatementColumn::kPriorBudget, "prior_budget");
  take(message.has_budget(), message.budget(), StatementColumn::kBudget, "budget");
  take(message.has_actual(), message.actual(), StatementColumn::kActual, "actual");
  return row;
}

type::FactState StateMessageOf(CellState state) {
  switch (state) {
    case CellState::kMissing:
      return type::FACT_STATE_MISSING;
    case CellState::kValue:
      return type::FACT_STATE_REPORTED;
    case CellState::kNotApplicable:
      return type::FACT_STATE_NOT_APPLICABLE;
  }
  return type::FACT_STATE_UNSPECIFIED;
}

}  // namespace

FiledStatement FromMessage(const v1::Statement& message, const MessageIssues& issues) {
  FiledStatement filed;
  if (static_cast<size_t>(message.rows_size()) > kMaxStatementRows) {
    issues.Add("TOO_MANY_ROWS", "rows", absl::StrCat(message.rows_size()));
    return filed;
  }
  for (int i = 0; i < message.rows_size(); ++i) {
    filed.statement.rows.push_back(RowFromMessage(message.rows(i), issues.Below(absl::StrCat("rows[", i, "]."))));
  }
  issues.CheckText(message.economy_measures(), "economy_measures", kMostEconomyMeasuresCharacters);
  issues.CheckText(message.source(), "source", kMostSourceCharacters);
  filed.economy_measures = message.economy_measures();
  filed.source = message.source();
  return filed;
}

void ToMessage(const YearKey& key, const FiledStatement& filed, v1::Statement& message) {
  message.set_name(absl::StrCat(FormatYearName(key), "/statement"));
  message.set_fiscal_year(key.fiscal_year);
  for (const StatementRow& row : filed.statement.rows) {
    v1::StatementRow& added = *message.add_rows();
    added.set_item(row.item);
    added.set_display_name(row.display_name);
    const StatementItem* item = FindStatementItem(row.item);
    const std::string unit = item == nullptr ? "" : item->unit;
    const auto put = [&](StatementColumn column, auto mutable_cell) {
      const StatementCell& cell = row.cell(column);
      if (cell == StatementCell()) return;
      v1::StatementCell& target = *mutable_cell();
      target.set_state(StateMessageOf(cell.state));
      if (cell.value.has_value()) ToMessage(*cell.value, unit, *target.mutable_value());
      target.set_source(cell.source);
    };
    put(StatementColumn::kPriorActual, [&] { return added.mutable_prior_actual(); });
    put(StatementColumn::kPriorBudget, [&] { return added.mutable_prior_budget(); });
    put(StatementColumn::kBudget, [&] { return added.mutable_budget(); });
    put(StatementColumn::kActual, [&] { return added.mutable_actual(); });
  }
  message.set_economy_measures(filed.economy_measures);
  message.set_source(filed.source);
  message.set_revision(filed.revision);
  if (filed.revision > 0) ToMessage(filed.filed_ms, *message.mutable_update_time());
  message.set_etag(FormatEtag(filed.revision));
}

std::vector<ReportedFact> FactsFromMessage(const google::protobuf::RepeatedPtrField<type::Fact>& messages,
                                           absl::string_view field, const MessageIssues& issues) {
  std::vector<ReportedFact> facts;
  if (static_cast<size_t>(messages.size()) > kMaxReportedFacts) {
    issues.Add("TOO_MANY_FACTS", field, absl::StrCat(messages.size()));
    return facts;
  }
  for (int i = 0; i < messages.size(); ++i) {
    const type::Fact& message = messages[i];
    const MessageIssues here = issues.Below(absl::StrCat(field, "[", i, "]."));
    ReportedFact fact;
    fact.name = message.name();
    if (message.has_value()) fact.value = FromMessage(message.value(), "value", here);
    const bool has_value = message.has_value() && message.value().kind_case() != type::Quantity::KIND_NOT_SET;
    fact.state = StateFromMessage(message.state(), has_value, "state", here);
    here.CheckText(message.source(), "source", kMostSourceCharacters);
    fact.source = message.source();
    facts.push_back(std::move(fact));
  }
  return facts;
}

void ToMessage(const YearKey& key, const FiledFacts& filed, v1::ReportedFacts& message) {
  message.set_name(absl::StrCat(FormatYearName(key), "/reportedFacts"));
  for (const ReportedFact& fact : filed.facts) {
    type::Fact& added = *message.add_facts();
    const FactDefinition* definition = FindFact(fact.name);
    added.set_name(fact.name);
    added.set_state(StateMessageOf(fact.state));
    if (definition != nullptr) {
      added.set_unit(definition->unit);
      added.set_display_name(definition->display_name);
    }
    if (fact.value.has_value()) ToMessage(*fact.value, added.unit(), *added.mutable_value());
    added.set_source(fact.source);
  }
  message.set_revision(filed.revision);
  if (filed.revision > 0) ToMessage(filed.filed_ms, *message.mutable_update_time());
  message.set_etag(FormatEtag(filed.revision));
}

}  // namespace zhengping::budget
