#include "services/budget/store/import_profile_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "common/storage/statement.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectProfile[] =
    "SELECT division, profile, version, table_name, amount_unit_fen, default_department, default_department_name, "
    "updated_ms FROM import_profiles WHERE division = $1 AND profile = $2";

constexpr char kListProfiles[] =
    "SELECT division, profile, version, table_name, amount_unit_fen, default_department, default_department_name, "
    "updated_ms FROM import_profiles WHERE division = $1 AND profile > $2 ORDER BY profile LIMIT $3";

constexpr char kSelectParts[] =
    "SELECT kind, field, text, meaning, number FROM import_profile_parts WHERE division = $1 AND profile = $2 "
    "ORDER BY kind, position";

constexpr char kSaveProfile[] =
    "INSERT INTO import_profiles (division, profile, version, table_name, amount_unit_fen, default_department, "
    "default_department_name, caller, updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (division, profile) DO UPDATE SET version = excluded.version, table_name = excluded.table_name, "
    "amount_unit_fen = excluded.amount_unit_fen, default_department = excluded.default_department, "
    "default_department_name = excluded.default_department_name, caller = excluded.caller, "
    "updated_ms = excluded.updated_ms";

constexpr char kDeleteParts[] = "DELETE FROM import_profile_parts WHERE division = $1 AND profile = $2";

constexpr char kInsertPart[] =
    "INSERT INTO import_profile_parts (division, profile, kind, position, field, text, meaning, number) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

constexpr char kSelectWatermark[] =
    "SELECT moment FROM table_watermarks WHERE division = $1 AND source = $2 AND table_name = $3 AND fiscal_year = $4";

constexpr char kSaveWatermark[] =
    "INSERT INTO table_watermarks (division, source, table_name, fiscal_year, moment) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (division, source, table_name, fiscal_year) DO UPDATE SET moment = excluded.moment";

constexpr int64_t kColumnPart = 1;
constexpr int64_t kValuePart = 2;
constexpr int64_t kWidthPart = 3;

StoredProfile ProfileFromRow(const storage::Statement& row) {
  StoredProfile stored;
  stored.name = {.division = std::string(row.Text(0)), .profile = std::string(row.Text(1))};
  stored.version = row.Int64(2);
  stored.profile.table = std::string(row.Text(3));
  stored.profile.amount_unit_fen = row.Int64(4);
  stored.profile.default_department = std::string(row.Text(5));
  stored.profile.default_department_name = std::string(row.Text(6));
  stored.updated_ms = row.Int64(7);
  return stored;
}

struct PartRow {
  int64_t kind = 0;
  std::string field;
  std::string text;
  std::string meaning;
  int32_t number = 0;
};

PartRow PartFromRow(const storage::Statement& row) {
  return {.kind = row.Int64(0),
          .field = std::string(row.Text(1)),
          .text = std::string(row.Text(2)),
          .meaning = std::string(row.Text(3)),
          .number = row.Int32(4)};
}

absl::Status AddParts(storage::Connection& connection, StoredProfile& stored) {
  ZP_ASSIGN_OR_RETURN(std::vector<PartRow> parts,
                      Rows(connection, kSelectParts, PartFromRow, stored.name.division, stored.name.profile));
  for (PartRow& part : parts) {
    if (part.kind == kColumnPart) {
      stored.profile.columns.push_back({.heading = std::move(part.text), .field = std::move(part.field)});
    } else if (part.kind == kValuePart) {
      stored.profile.values.push_back(
          {.field = std::move(part.field), .text = std::move(part.text), .meaning = std::move(part.meaning)});
    } else if (part.kind == kWidthPart) {
      stored.profile.widths.push_back({.field = std::move(part.field), .characters = part.number});
    } else {
      return absl::InternalError(absl::StrCat("a profile's part of an unknown kind ", part.kind));
    }
  }
  return absl::OkStatus();
}

int64_t MomentFromRow(const storage::Statement& row) { return row.Int64(0); }

}  // namespace

absl::StatusOr<std::optional<StoredProfile>> SelectProfile(storage::Connection& connection, const ProfileName& name) {
  ZP_ASSIGN_OR_RETURN(std::optional<StoredProfile> stored,
                      FirstRow(connection, kSelectProfile, ProfileFromRow, name.division, name.profile));
  if (stored.has_value()) ZP_RETURN_IF_ERROR(AddParts(connection, *stored));
  return stored;
}

absl::StatusOr<std::vector<StoredProfile>> SelectProfiles(storage::Connection& connection, const std::string& division,
                                                          const std::string& after, int64_t limit) {
  ZP_ASSIGN_OR_RETURN(std::vector<StoredProfile> profiles,
                      Rows(connection, kListProfiles, ProfileFromRow, division, after, limit));
  for (StoredProfile& stored : profiles) ZP_RETURN_IF_ERROR(AddParts(connection, stored));
  return profiles;
}

absl::Status SaveProfile(storage::Connection& connection, const StoredProfile& stored, const std::string& caller) {
  const ProfileName& name = stored.name;
  const ImportProfile& profile = stored.profile;
  ZP_RETURN_IF_ERROR(connection.Execute(kSaveProfile, name.division, name.profile, stored.version, profile.table,
                                        profile.amount_unit_fen, profile.default_department,
                                        profile.default_department_name, caller, stored.updated_ms));
  ZP_RETURN_IF_ERROR(connection.Execute(kDeleteParts, name.division, name.profile));
  int64_t position = 0;
  for (const ColumnMapping& column : profile.columns) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertPart, name.division, name.profile, kColumnPart, position++,
                                          column.field, column.heading, "", 0));
  }
  for (const ValueMapping& value : profile.values) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertPart, name.division, name.profile, kValuePart, position++, value.field,
                                          value.text, value.meaning, 0));
  }
  for (const CodeWidth& width : profile.widths) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertPart, name.division, name.profile, kWidthPart, position++, width.field,
                                          "", "", width.characters));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Watermark>> SelectWatermarks(storage::Connection& connection, const std::string& division,
                                                        const std::string& source,
                                                        const std::vector<Watermark>& asked) {
  std::vector<Watermark> found = asked;
  for (Watermark& watermark : found) {
    ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> moment,
                        FirstRow(connection, kSelectWatermark, MomentFromRow, division, source, watermark.table,
                                 watermark.fiscal_year));
    watermark.moment = moment.value_or(0);
  }
  return found;
}

absl::Status SaveWatermark(storage::Connection& connection, const std::string& division, const std::string& source,
                           const Watermark& watermark) {
  return connection.Execute(kSaveWatermark, division, source, watermark.table, watermark.fiscal_year, watermark.moment);
}

}  // namespace zhengping::budget
