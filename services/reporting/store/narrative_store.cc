#include "services/reporting/store/narrative_store.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/store/claimed_sheet_store.h"

namespace zhengping::reporting {
namespace {

constexpr char kSelectLatest[] =
    "SELECT revision, text, framework, source, illustrative_tables, department_display_name FROM narratives "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 ORDER BY revision DESC LIMIT 1";

constexpr char kInsert[] =
    "INSERT INTO narratives (division, department, fiscal_year, revision, text, framework, source, "
    "illustrative_tables, department_display_name, caller, changed_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

std::string FormatTables(const std::vector<std::string>& tables) {
  return nlohmann::json(tables).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

absl::StatusOr<std::vector<std::string>> ParseTables(absl::string_view text) {
  try {
    return nlohmann::json::parse(text.begin(), text.end()).get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception& error) {
    return absl::InternalError(absl::StrCat("stored case head: ", error.what()));
  }
}

absl::StatusOr<KeptYear> KeptFromRow(const storage::Statement& row) {
  KeptYear kept;
  kept.revision = row.Int64(0);
  kept.narrative = std::string(row.Text(1));
  kept.case_head.framework = std::string(row.Text(2));
  kept.case_head.source = std::string(row.Text(3));
  ZP_ASSIGN_OR_RETURN(kept.case_head.illustrative_tables, ParseTables(row.Text(4)));
  kept.department_display_name = std::string(row.Text(5));
  return kept;
}

absl::StatusOr<KeptYear> SelectLatest(storage::Connection& connection, const YearKey& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<KeptYear> kept,
                      FirstRow(connection, kSelectLatest, KeptFromRow, key.division(), key.code(), key.fiscal_year));
  return std::move(kept).value_or(KeptYear());
}

absl::StatusOr<KeptYear> ChangeBody(storage::Connection& connection, const NarrativeChange& change,
                                    const WriteStamp& stamp) {
  ZP_ASSIGN_OR_RETURN(const KeptYear stored, SelectLatest(connection, change.key));
  if (stored.narrative.empty() && change.on_missing == OnMissing::kRefuse) {
    return Absent({"NARRATIVE_NOT_FOUND", "narrative.name"},
                  absl::StrCat("there is no prose for ", change.key.fiscal_year, "; allow_missing creates it"));
  }
  if (change.expected_revision.has_value() && *change.expected_revision != stored.revision) {
    return Stale({"ETAG_STALE", "narrative.etag"},
                 absl::StrCat("the narrative is at revision ", stored.revision, ": read it again"));
  }
  if (change.claimed_sheet.has_value()) {
    ZP_RETURN_IF_ERROR(KeepClaimedSheet(connection, change.key, *change.claimed_sheet, stamp));
  }
  KeptYear kept = stored;
  if (change.narrative.has_value()) kept.narrative = *change.narrative;
  if (change.case_head.has_value()) kept.case_head = *change.case_head;
  if (change.department_display_name.has_value()) kept.department_display_name = *change.department_display_name;
  if (kept == stored) return kept;
  ++kept.revision;
  ZP_RETURN_IF_ERROR(connection.Execute(kInsert, change.key.division(), change.key.code(), change.key.fiscal_year,
                                        kept.revision, kept.narrative, kept.case_head.framework, kept.case_head.source,
                                        FormatTables(kept.case_head.illustrative_tables), kept.department_display_name,
                                        stamp.caller, stamp.now_ms));
  return kept;
}

}  // namespace

void NarrativeStore::Get(YearKey key, Done done) {
  database_.ReadAsync([key = std::move(key)](storage::Connection& connection) { return SelectLatest(connection, key); },
                      std::move(done));
}

absl::StatusOr<KeptYear> NarrativeStore::Read(const YearKey& key) {
  return database_.Read([&key](storage::Connection& connection) { return SelectLatest(connection, key); });
}

void NarrativeStore::Change(NarrativeChange change, WriteStamp stamp, Done done) {
  database_.Write([change = std::move(change), stamp = std::move(stamp)](
                      storage::Connection& connection) { return ChangeBody(connection, change, stamp); },
                  std::move(done));
}

}  // namespace zhengping::reporting
