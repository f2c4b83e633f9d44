#include "services/budget/store/settings_rows.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/findings/finding.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectLatest[] =
    "SELECT version, budget_approval_day, budget_approval_source, changed_ms, foreseeable_keywords, foreseeable_source "
    "FROM analysis_settings "
    "WHERE division = $1 AND fiscal_year = $2 ORDER BY version DESC LIMIT 1";

constexpr char kSelectByHash[] =
    "SELECT version, budget_approval_day, budget_approval_source, changed_ms, foreseeable_keywords, foreseeable_source "
    "FROM analysis_settings "
    "WHERE division = $1 AND fiscal_year = $2 AND settings_hash = $3 ORDER BY version DESC LIMIT 1";

constexpr char kSelectThresholds[] =
    "SELECT finding, noted, serious, grave, source FROM setting_thresholds WHERE division = $1 AND fiscal_year = $2 "
    "AND version = $3 ORDER BY finding";

constexpr char kSelectParameters[] =
    "SELECT name, value_kind, value_number, value_fraction, source FROM setting_parameters WHERE division = $1 "
    "AND fiscal_year = $2 AND version = $3 ORDER BY name";

constexpr char kInsertSettings[] =
    "INSERT INTO analysis_settings (division, fiscal_year, version, settings_hash, budget_approval_day, "
    "budget_approval_source, foreseeable_keywords, foreseeable_source, caller, changed_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

constexpr char kInsertThresholds[] =
    "INSERT INTO setting_thresholds (division, fiscal_year, version, finding, noted, serious, grave, source) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

constexpr char kInsertParameter[] =
    "INSERT INTO setting_parameters (division, fiscal_year, version, name, value_kind, value_number, value_fraction, "
    "source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

StoredSettings HeadFromRow(const storage::Statement& row) {
  StoredSettings stored;
  stored.settings = DefaultFindingSettings();
  stored.version = row.Int64(0);
  stored.settings.budget_approval_date = DateFromColumn(row.OptionalInt64(1));
  stored.settings.budget_approval_source = std::string(row.Text(2));
  stored.changed_ms = row.Int64(3);
  if (!row.IsNull(4)) {
    stored.settings.foreseeable_keywords.words = absl::StrSplit(row.Text(4), '\n', absl::SkipEmpty());
    stored.settings.foreseeable_keywords.source = std::string(row.Text(5));
  }
  return stored;
}

struct ThresholdRow {
  std::string finding;
  SeverityThresholds thresholds;
};

absl::StatusOr<ThresholdRow> ThresholdFromRow(const storage::Statement& row) {
  ThresholdRow result;
  result.finding = std::string(row.Text(0));
  ZP_ASSIGN_OR_RETURN(result.thresholds.noted, RationalFromColumn(row.Text(1)));
  ZP_ASSIGN_OR_RETURN(result.thresholds.serious, RationalFromColumn(row.Text(2)));
  ZP_ASSIGN_OR_RETURN(result.thresholds.grave, RationalFromColumn(row.Text(3)));
  result.thresholds.source = std::string(row.Text(4));
  return result;
}

struct ParameterRow {
  std::string name;
  std::optional<Quantity> value;
  std::string source;
};

absl::StatusOr<ParameterRow> ParameterFromRow(const storage::Statement& row) {
  ParameterRow result;
  result.name = std::string(row.Text(0));
  ZP_ASSIGN_OR_RETURN(result.value, QuantityFromRow(row, 1));
  result.source = std::string(row.Text(4));
  return result;
}

absl::Status AddParts(storage::Connection& connection, const DivisionYear& key, StoredSettings& stored) {
  ZP_ASSIGN_OR_RETURN(const std::vector<ThresholdRow> thresholds, Rows(connection, kSelectThresholds, ThresholdFromRow,
                                                                       key.division, key.fiscal_year, stored.version));
  for (const ThresholdRow& row : thresholds) {
    const std::optional<FindingKind> kind = ParseFindingKind(row.finding);
    if (!kind.has_value()) return absl::InternalError(absl::StrCat("settings of an unknown finding ", row.finding));
    ThresholdsOf(stored.settings, *kind) = row.thresholds;
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<ParameterRow> parameters, Rows(connection, kSelectParameters, ParameterFromRow,
                                                                       key.division, key.fiscal_year, stored.version));
  for (const ParameterRow& row : parameters) {
    Parameter* parameter = FindParameter(stored.settings, row.name);
    if (parameter == nullptr || !row.value.has_value()) {
      return absl::InternalError(absl::StrCat("settings with an unknown parameter ", row.name));
    }
    parameter->value = *row.value;
    parameter->source = row.source;
  }
  return absl::OkStatus();
}

}  // namespace

SeverityThresholds& ThresholdsOf(FindingSettings& settings, FindingKind kind) {
  switch (kind) {
    case FindingKind::kCoarseBudgeting:
      return settings.coarse_budgeting;
    case FindingKind::kMidYearAdditions:
      return settings.mid_year_additions;
    case FindingKind::kReleaseTiming:
      return settings.release_timing;
    case FindingKind::kScatteredQuotas:
      return settings.scattered_quotas;
  }
  std::abort();
}

absl::StatusOr<StoredSettings> SelectLatestSettings(storage::Connection& connection, const DivisionYear& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<StoredSettings> stored,
                      FirstRow(connection, kSelectLatest, HeadFromRow, key.division, key.fiscal_year));
  if (!stored.has_value()) return StoredSettings{.settings = DefaultFindingSettings()};
  ZP_RETURN_IF_ERROR(AddParts(connection, key, *stored));
  return *std::move(stored);
}

absl::StatusOr<FindingSettings> SelectSettings(storage::Connection& connection, const DivisionYear& key,
                                               const std::string& settings_hash) {
  if (settings_hash.empty()) {
    ZP_ASSIGN_OR_RETURN(StoredSettings latest, SelectLatestSettings(connection, key));
    return std::move(latest.settings);
  }
  ZP_ASSIGN_OR_RETURN(std::optional<StoredSettings> stored,
                      FirstRow(connection, kSelectByHash, HeadFromRow, key.division, key.fiscal_year, settings_hash));
  if (stored.has_value()) {
    ZP_RETURN_IF_ERROR(AddParts(connection, key, *stored));
    return std::move(stored->settings);
  }
  FindingSettings house = DefaultFindingSettings();
  if (SettingsHash(house) == settings_hash) return house;
  return NotNow({"SETTINGS_NOT_FOUND", "settings_hash"},
                "no settings of this division and year have this hash; leave it empty for those in force");
}

absl::Status InsertSettings(storage::Connection& connection, const DivisionYear& key, const StoredSettings& stored,
                            const std::string& caller) {
  FindingSettings settings = stored.settings;
  FindingSettings house = DefaultFindingSettings();
  std::optional<std::string> keywords;
  std::optional<std::string> keywords_source;
  if (settings.foreseeable_keywords != house.foreseeable_keywords) {
    keywords = absl::StrJoin(settings.foreseeable_keywords.words, "\n");
    keywords_source = settings.foreseeable_keywords.source;
  }
  ZP_RETURN_IF_ERROR(connection.Execute(kInsertSettings, key.division, key.fiscal_year, stored.version,
                                        SettingsHash(settings), ColumnOf(settings.budget_approval_date),
                                        settings.budget_approval_source, keywords, keywords_source, caller,
                                        stored.changed_ms));
  for (const FindingKind kind : kFindingKinds) {
    const SeverityThresholds& thresholds = ThresholdsOf(settings, kind);
    if (thresholds == ThresholdsOf(house, kind)) continue;
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertThresholds, key.division, key.fiscal_year, stored.version,
                                          NameOf(kind), FractionColumnOf(thresholds.noted),
                                          FractionColumnOf(thresholds.serious), FractionColumnOf(thresholds.grave),
                                          thresholds.source));
  }
  for (const Parameter* parameter : ParametersIn(settings)) {
    if (*parameter == *FindParameter(house, parameter->name)) continue;
    const QuantityColumns value = ColumnsOf(parameter->value);
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertParameter, key.division, key.fiscal_year, stored.version,
                                          parameter->name, value.kind, value.number, value.fraction,
                                          parameter->source));
  }
  return absl::OkStatus();
}

}  // namespace zhengping::budget
