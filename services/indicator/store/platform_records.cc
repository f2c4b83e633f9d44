#include "services/indicator/store/platform_records.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/store/year_by_source.h"
#include "services/indicator/store/year_load.h"

namespace zhengping::indicator {
namespace {

constexpr char kSelectKnown[] =
    "SELECT table_name, record_id, record_time, is_deleted FROM platform_records WHERE division = $1 "
    "AND department = $2 AND fiscal_year = $3 AND source = $4 ORDER BY table_name, record_id";

constexpr char kSaveKnown[] =
    "INSERT INTO platform_records (division, department, fiscal_year, source, table_name, record_id, record_time, "
    "is_deleted) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (division, department, fiscal_year, source, "
    "table_name, record_id) DO UPDATE SET record_time = excluded.record_time, is_deleted = excluded.is_deleted";

KnownRecords::value_type KnownFromRow(const storage::Statement& row) {
  return {{std::string(row.Text(0)), std::string(row.Text(1))}, {std::string(row.Text(2)), row.Bool(3)}};
}

absl::StatusOr<KnownRecords> SelectKnown(storage::Connection& connection, const YearImport& import) {
  ZP_ASSIGN_OR_RETURN(const std::vector<KnownRecords::value_type> rows,
                      Rows(connection, kSelectKnown, KnownFromRow, import.key.division(), import.key.code(),
                           import.key.fiscal_year, import.source));
  return KnownRecords(rows.begin(), rows.end());
}

absl::Status SaveKnown(storage::Connection& connection, const YearImport& import, const KnownRecords& known) {
  ZP_ASSIGN_OR_RETURN(storage::Statement save, connection.Prepare(kSaveKnown));
  for (const auto& [id, version] : known) {
    ZP_RETURN_IF_ERROR(save.Bind(import.key.division(), import.key.code(), import.key.fiscal_year, import.source,
                                 id.first, id.second, version.update_time, version.is_deleted)
                           .Run());
  }
  return absl::OkStatus();
}

// The record that put a row or an observation where it stands; null: none of the file did.
const ImportedRecord* RecordOf(const YearImport& import, const RowKey& key, const std::string& source) {
  const auto said = [&](const ImportedRecord& record) {
    const bool is_row = record.row && record.row->key == key && record.row->source == source;
    return is_row ||
           (record.observation && record.observation->key.level3 == key.level3 && record.observation->source == source);
  };
  const auto found = std::find_if(import.records.begin(), import.records.end(), said);
  return found == import.records.end() ? nullptr : &*found;
}

// "plan_rows[3].weight" of the merged content as the place of its record. Notes and warnings about what the file does
// not hold were told when that came.
void PlaceIssues(const YearImport& import, const YearContent& content, std::vector<Issue> issues,
                 std::vector<Issue>& placed) {
  for (Issue& issue : issues) {
    absl::string_view field = issue.place.field;
    const ImportedRecord* record = nullptr;
    size_t position = 0;
    const bool is_row = absl::ConsumePrefix(&field, "plan_rows[");
    const bool is_observation = !is_row && absl::ConsumePrefix(&field, "observations[");
    const bool has_position = absl::SimpleAtoi(field.substr(0, field.find(']')), &position);
    if (has_position && is_row && position < content.plan.size()) {
      record = RecordOf(import, content.plan[position].key, content.plan[position].source);
    } else if (has_position && is_observation && position < content.observations.size()) {
      record = RecordOf(import, content.observations[position].key, content.observations[position].source);
    }
    if (record != nullptr) issue.place = record->place;
    if (record != nullptr || issue.severity == Severity::kError) placed.push_back(std::move(issue));
  }
}

// One year's import on what stands.
struct YearDecision {
  YearLoad load;
  LoadDecision decision;
  KnownRecords known;
  ImportedYear imported;
};

absl::StatusOr<YearDecision> DecideYear(storage::Connection& connection, const YearImport& import) {
  YearDecision year;
  ZP_ASSIGN_OR_RETURN(const YearMark head, SelectHead(connection, import.key));
  ZP_ASSIGN_OR_RETURN(const YearBySource stored, SelectYear(connection, import.key, head.revision));
  ZP_ASSIGN_OR_RETURN(const KnownRecords known, SelectKnown(connection, import));
  PlatformImport taken =
      ImportPlatformRecords(OfSource(stored, import.source), Together(stored, &import.source), known, import.records);
  year.load = {import.key, import.source, std::move(taken.content), import.compiled, {}};
  if (!import.framework.empty()) year.load.content.framework = import.framework;
  ZP_ASSIGN_OR_RETURN(year.decision, DecideLoad(connection, year.load));
  year.known = std::move(taken.known);
  year.imported = {import.key, year.decision.loaded.mark, std::move(taken.outcomes), std::move(taken.issues)};
  PlaceIssues(import, year.load.content, year.decision.loaded.issues, year.imported.issues);
  return year;
}

}  // namespace

absl::Status RefusalOfFile(const std::vector<Issue>& issues) {
  const auto is_error = [](const Issue& issue) { return issue.severity == Severity::kError; };
  const auto first = std::find_if(issues.begin(), issues.end(), is_error);
  if (first == issues.end()) return absl::OkStatus();
  const auto count = std::count_if(issues.begin(), issues.end(), is_error);
  return Invalid({"FILE_HAS_ERRORS", "content"},
                 absl::StrCat("nothing was stored; a dry run lists all ", count,
                              " errors; the first: ", FormatIssue(*first), " (", first->reason, ")"));
}

absl::StatusOr<std::vector<ImportedYear>> ImportYears(storage::Connection& connection,
                                                      const std::vector<YearImport>& imports,
                                                      const RequestStamp& stamp) {
  std::vector<YearDecision> years;
  // Every year is decided before the first one is written.
  for (const YearImport& import : imports) {
    ZP_ASSIGN_OR_RETURN(YearDecision year, DecideYear(connection, import));
    ZP_RETURN_IF_ERROR(RefusalOfFile(year.imported.issues));
    years.push_back(std::move(year));
  }
  std::vector<ImportedYear> imported;
  for (size_t i = 0; i < years.size(); ++i) {
    if (!years[i].decision.difference.empty()) {
      ZP_RETURN_IF_ERROR(SaveLoad(connection, years[i].load, stamp, years[i].decision));
    }
    ZP_RETURN_IF_ERROR(SaveKnown(connection, imports[i], years[i].known));
    imported.push_back(std::move(years[i].imported));
  }
  return imported;
}

absl::StatusOr<std::vector<ImportedYear>> PreviewImportOfYears(storage::Connection& connection,
                                                               const std::vector<YearImport>& imports) {
  std::vector<ImportedYear> imported;
  for (const YearImport& import : imports) {
    ZP_ASSIGN_OR_RETURN(YearDecision year, DecideYear(connection, import));
    imported.push_back(std::move(year.imported));
  }
  return imported;
}

}  // namespace zhengping::indicator
