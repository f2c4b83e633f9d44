#include "services/reporting/domain/case_places.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace zhengping::reporting {
namespace {

// One part of a path: "entries[0]".
struct Step {
  std::string name;
  std::optional<size_t> index;
};

// The first part, taken off with the dot behind it.
Step ConsumeStep(absl::string_view* path) {
  const size_t dot = path->find('.');
  absl::string_view part = path->substr(0, dot);
  path->remove_prefix(dot == absl::string_view::npos ? path->size() : dot + 1);
  Step step;
  const size_t open = part.find('[');
  size_t index = 0;
  if (open != absl::string_view::npos && absl::EndsWith(part, "]") &&
      absl::SimpleAtoi(part.substr(open + 1, part.size() - open - 2), &index)) {
    step.index = index;
  }
  step.name = std::string(part.substr(0, open));
  return step;
}

using ColumnKeys = std::map<std::string, const char*, std::less<>>;

const ColumnKeys& TransactionColumns() {
  static const ColumnKeys kKeys = {{"record_id", "record_id"},
                                   {"record_version", "record_id"},
                                   {"fiscal_year", "doc_date"},
                                   {"document_number", "cor_bgt_doc_no"},
                                   {"effective_date", "doc_date"}};
  return kKeys;
}

const ColumnKeys& EntryColumns() {
  static const ColumnKeys kKeys = {{"quota", "bgt_id"},
                                   {"quota_external_code", "bgt_id"},
                                   {"kind", "entry_kind"},
                                   {"amount_fen", "amount"},
                                   {"origin", "origin"},
                                   {"recurring", "recurring"},
                                   {"special_fund", "special_fund"},
                                   {"special_fund_external_code", "special_fund"},
                                   {"note", "note"}};
  return kKeys;
}

const ColumnKeys& QuotaColumns() {
  static const ColumnKeys kKeys = {{"", "bgt_id"},
                                   {"name", "bgt_id"},
                                   {"id", "bgt_id"},
                                   {"external_code", "bgt_id"},
                                   {"classification.outlay", "bgt_category"},
                                   {"classification.fund_type", "fund_type_code"},
                                   {"classification.function_code", "exp_func_code"},
                                   {"classification.government_economic_code", "gov_bgt_eco_code"},
                                   {"classification.department_economic_code", "dep_bgt_eco_code"},
                                   {"classification.project", "pro_code"},
                                   {"classification.project_code", "pro_code"},
                                   {"classification.project_display_name", "pro_name"},
                                   {"classification.budget_unit", "agency_code"}};
  return kKeys;
}

const ColumnKeys& FundColumns() {
  static const ColumnKeys kKeys = {{"", "special_fund"},
                                   {"id", "special_fund"},
                                   {"external_code", "special_fund"},
                                   {"display_name", "name"},
                                   {"amount_fen", "amount"},
                                   {"approved_date", "approved_date"},
                                   {"expected_release_date", "expected_release_date"},
                                   {"needs", "needed_amount"}};
  return kKeys;
}

const ColumnKeys& StatementRowColumns() {
  static const ColumnKeys kKeys = {{"item", "item"},
                                   {"display_name", "item"},
                                   {"prior_actual", "prior_actual"},
                                   {"prior_budget", "prior_budget"},
                                   {"budget", "budget"},
                                   {"actual", "actual"}};
  return kKeys;
}

const ColumnKeys& FactColumns() {
  static const ColumnKeys kKeys = {
      {"name", "fact"}, {"state", "value"}, {"value", "value"}, {"unit", "unit"}, {"source", "source"}};
  return kKeys;
}

const ColumnKeys& DepartmentColumnKeys() {
  static const ColumnKeys kKeys = {{"name", "agency_code"},
                                   {"display_name", "agency_name"},
                                   {"external_code", "agency_code"},
                                   {"superior_agency_code", "superior_agency_code"},
                                   {"unit_kind", "unit_kind"}};
  return kKeys;
}

const ColumnKeys& RowKeyColumnKeys() {
  static const ColumnKeys kKeys = {{"", "kpi_lv3"},       {"goal", "goal"},      {"level1", "kpi_lv1"},
                                   {"level2", "kpi_lv2"}, {"level3", "kpi_lv3"}, {"project", "pro_code"}};
  return kKeys;
}

const ColumnKeys& PlanColumnKeys() {
  static const ColumnKeys kKeys = {{"direction", "direction"},
                                   {"target", "kpi_val"},
                                   {"adjusted", "adjusted_val"},
                                   {"adjust_reason", "adjust_reason"},
                                   {"unit", "unit"},
                                   {"baseline", "baseline"},
                                   {"weight", "weight"},
                                   {"rule", "rule"},
                                   {"rule_name", "rule"},
                                   {"is_core", "core"}};
  return kKeys;
}

const ColumnKeys& ObservationColumnKeys() {
  static const ColumnKeys kKeys = {{"date", "date"},
                                   {"observed_date", "date"},
                                   {"state", "status"},
                                   {"value", "value"},
                                   {"is_lower_bound", "value"},
                                   {"parts", "value"},
                                   {"text", "value"},
                                   {"tier", "tier"},
                                   {"percent", "percent"},
                                   {"reason", "deviation_reason"},
                                   {"unit", "unit"},
                                   {"evidence", "evidence"},
                                   {"deviation_reason", "deviation_reason"},
                                   {"measure", "measure"}};
  return kKeys;
}

const ColumnKeys& CheckColumnKeys() {
  static const ColumnKeys kKeys = {
      {"name", "name"}, {"display_name", "name"}, {"expression", "expression"}, {"tolerance", "tolerance"}};
  return kKeys;
}

std::string KeyIn(const ColumnKeys& keys, absl::string_view field) {
  const auto found = keys.find(field);
  return found == keys.end() ? "" : found->second;
}

// The row at `index`, if there is one.
template <typename T>
const T* RowAt(const std::vector<T>& rows, const Step& step) {
  return step.index.has_value() && *step.index < rows.size() ? &rows[*step.index] : nullptr;
}

// A table as a whole.
Place TablePlace(const Case& contents, const std::string& name, const std::string& key = "") {
  return contents.PlaceAt({contents.FileNamed(name), 0}, key);
}

Place PlaceOfTransaction(const Case& contents, const CaseTransaction& transaction, absl::string_view rest) {
  const Step part = ConsumeStep(&rest);
  if (part.name != "entries") return contents.PlaceAt(transaction.place, KeyIn(TransactionColumns(), part.name));
  const CaseEntry* const entry = RowAt(transaction.entries, part);
  if (entry == nullptr) return contents.PlaceAt(transaction.place, "amount");
  const std::string key = KeyIn(EntryColumns(), ConsumeStep(&rest).name);
  return contents.PlaceAt(entry->place, key == "bgt_id" && entry->is_taking_half ? "to_bgt_id" : key);
}

Place PlaceOfFund(const Case& contents, const CaseFund& fund, absl::string_view rest) {
  const absl::string_view field = rest;
  const Step part = ConsumeStep(&rest);
  if (part.name != "needs") return contents.PlaceAt(fund.place, KeyIn(FundColumns(), field));
  const CaseFundNeed* const need = RowAt(fund.needs, part);
  const bool is_monthly = !fund.needs.empty() && fund.needs.front().is_monthly;
  if (need == nullptr) return contents.PlaceAt(fund.place, is_monthly ? "monthly_need" : "needed_amount");
  if (is_monthly) return contents.PlaceAt(need->place, "monthly_need");
  return contents.PlaceAt(need->place, absl::StartsWith(rest, "needed_date") ? "needed_date" : "needed_amount");
}

// Without "head." and "batch.", which refusals of the stream's own parts begin with.
absl::string_view WithinMessage(absl::string_view field) {
  if (!absl::ConsumePrefix(&field, "head.")) absl::ConsumePrefix(&field, "batch.");
  return field;
}

const std::string& QuotaOfEntry(const CaseYear& year, absl::string_view field) {
  static const std::string kNone;
  absl::string_view rest = WithinMessage(field);
  const CaseTransaction* const transaction = RowAt(year.transactions, ConsumeStep(&rest));
  if (transaction == nullptr || !absl::StartsWith(field, "transactions[")) return kNone;
  const CaseEntry* const entry = RowAt(transaction->entries, ConsumeStep(&rest));
  return entry == nullptr ? kNone : entry->quota;
}

bool FollowsFromUnread(const Case& contents, const CaseYear& year, const Issue& issue) {
  if (issue.reason == "BALANCE_INSUFFICIENT" || issue.reason == "REFUND_EXCEEDS_PAID") {
    return year.partly_read_quotas.count(QuotaOfEntry(year, issue.place.field)) > 0;
  }
  return issue.reason == "SPECIAL_FUND_NOT_FOUND" &&
         contents.unread_tables.count(year.folder + "special_funds.csv") > 0;
}

// Reasons that say something of a whole table, whatever row they are told at.
bool IsOfTheWholeTable(const std::string& reason) { return reason == "PLAN_WEIGHT_SUM"; }

}  // namespace

Place PlaceOfBudgetField(const Case& contents, const CaseYear& year, absl::string_view field) {
  absl::string_view rest = WithinMessage(field);
  const Step table = ConsumeStep(&rest);
  Place place = TablePlace(contents, "case.json");
  if (table.name == "transactions") {
    const CaseTransaction* const transaction = RowAt(year.transactions, table);
    place = transaction == nullptr ? TablePlace(contents, year.folder + "ledger.csv")
                                   : PlaceOfTransaction(contents, *transaction, rest);
  } else if (table.name == "quotas") {
    const CaseQuota* const quota = RowAt(year.quotas, table);
    place = quota == nullptr ? TablePlace(contents, year.folder + "ledger.csv", "bgt_id")
                             : contents.PlaceAt(quota->place, KeyIn(QuotaColumns(), rest));
  } else if (table.name == "special_funds") {
    const CaseFund* const fund = RowAt(year.special_funds, table);
    place =
        fund == nullptr ? TablePlace(contents, year.folder + "special_funds.csv") : PlaceOfFund(contents, *fund, rest);
  } else if (table.name == "statement") {
    const CaseStatementRow* const row = RowAt(year.statement, ConsumeStep(&rest));
    place = row == nullptr ? TablePlace(contents, year.folder + "statement.csv")
                           : contents.PlaceAt(row->place, KeyIn(StatementRowColumns(), ConsumeStep(&rest).name));
  } else if (table.name == "reported_facts") {
    const CaseReportedFact* const fact = RowAt(year.reported_facts, table);
    place = fact == nullptr ? TablePlace(contents, year.folder + "facts.csv")
                            : contents.PlaceAt(fact->place, KeyIn(FactColumns(), ConsumeStep(&rest).name));
  } else if (table.name == "department" || table.name == "parent") {
    place = contents.PlaceAt(contents.department.place, KeyIn(DepartmentColumnKeys(), rest));
  }
  place.field = std::string(field);
  return place;
}

Place PlaceOfIndicatorField(const Case& contents, absl::string_view field) {
  absl::string_view rest = field;
  const Step table = ConsumeStep(&rest);
  const Step part = ConsumeStep(&rest);
  const bool is_key = part.name == "key";
  Place place = TablePlace(contents, "case.json", table.name == "framework" ? "framework" : "");
  if (table.name == "plan_rows") {
    const CasePlanRow* const row = RowAt(contents.plan, table);
    place = row == nullptr ? TablePlace(contents, "plan.csv")
                           : contents.PlaceAt(row->place, is_key ? KeyIn(RowKeyColumnKeys(), rest)
                                                                 : KeyIn(PlanColumnKeys(), part.name));
  } else if (table.name == "observations") {
    const CaseObservation* const row = RowAt(contents.observations, table);
    place = row == nullptr ? TablePlace(contents, "observations.csv")
                           : contents.PlaceAt(row->place, is_key ? KeyIn(RowKeyColumnKeys(), rest)
                                                                 : KeyIn(ObservationColumnKeys(), part.name));
  } else if (table.name == "checks") {
    const CaseCheckRow* const row = RowAt(contents.checks, table);
    place = row == nullptr ? TablePlace(contents, "checks.csv")
                           : contents.PlaceAt(row->place, KeyIn(CheckColumnKeys(), part.name));
  } else if (table.name == "department") {
    place = contents.PlaceAt(contents.department.place, "agency_code");
  }
  place.field = std::string(field);
  return place;
}

std::vector<Issue> PlaceBudgetIssues(const Case& contents, const CaseYear& year, std::vector<Issue> issues) {
  std::vector<Issue> placed;
  for (Issue& issue : issues) {
    if (FollowsFromUnread(contents, year, issue)) continue;
    // A record that the case lacks has no row in it.
    const bool is_vanished = issue.reason == "RECORD_VANISHED";
    issue.place = PlaceOfBudgetField(contents, year, is_vanished ? "transactions" : issue.place.field);
    placed.push_back(std::move(issue));
  }
  return placed;
}

std::vector<Issue> PlaceIndicatorIssues(const Case& contents, std::vector<Issue> issues) {
  const bool is_plan_unread = contents.unread_tables.count("plan.csv") > 0;
  const bool are_observations_unread = contents.unread_tables.count("observations.csv") > 0;
  std::vector<Issue> placed;
  for (Issue& issue : issues) {
    if (is_plan_unread && issue.reason == "PLAN_SLOT_EMPTY") continue;
    if (are_observations_unread && issue.reason == "CHECK_NAME_UNKNOWN") continue;
    issue.place = PlaceOfIndicatorField(contents, issue.place.field);
    if (IsOfTheWholeTable(issue.reason)) issue.place.row = 0;
    placed.push_back(std::move(issue));
  }
  return placed;
}

void MergeIssues(const Case& contents, std::vector<Issue> more, std::vector<Issue>& issues) {
  using Cell = std::tuple<std::string, int, std::string>;
  std::set<Cell> told;
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError || issue.place.row == 0 || issue.place.column.empty()) continue;
    told.emplace(issue.place.file, issue.place.row, issue.place.column);
  }
  for (Issue& issue : more) {
    if (told.count({issue.place.file, issue.place.row, issue.place.column}) == 0) issues.push_back(std::move(issue));
  }
  std::map<std::string, size_t> ranks;
  for (size_t i = 0; i < contents.files.size(); ++i) ranks.emplace(contents.files[i].second, i);
  const auto order = [&ranks, &contents](const Issue& issue) {
    const auto rank = ranks.find(issue.place.file);
    return std::make_pair(rank == ranks.end() ? contents.files.size() : rank->second, issue.place.row);
  };
  std::stable_sort(issues.begin(), issues.end(),
                   [&order](const Issue& a, const Issue& b) { return order(a) < order(b); });
}

}  // namespace zhengping::reporting
