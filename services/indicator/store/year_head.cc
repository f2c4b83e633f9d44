#include "services/indicator/store/year_head.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/store/packed_years.h"

namespace zhengping::indicator {
namespace {

constexpr char kSelectHead[] =
    "SELECT revision, digest FROM department_years WHERE division = $1 AND department = $2 AND fiscal_year = $3";

constexpr char kSelectChange[] =
    "SELECT revision, digest FROM changes WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "AND revision = $4";

constexpr char kSelectChangeTimes[] =
    "SELECT revision, changed_ms FROM changes WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "AND revision >= $4 AND revision <= $5 ORDER BY revision";

constexpr char kInsertChange[] =
    "INSERT INTO changes (division, department, fiscal_year, revision, source, digest, caller, changed_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

constexpr char kSaveHead[] =
    "INSERT INTO department_years (division, department, fiscal_year, revision, digest, digest_algorithm, updated_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (division, department, fiscal_year) DO UPDATE SET "
    "revision = excluded.revision, digest = excluded.digest, digest_algorithm = excluded.digest_algorithm, "
    "updated_ms = excluded.updated_ms";

using ChangeTime = std::pair<int64_t, int64_t>;  // of a revision

ChangeTime ChangeTimeFromRow(const storage::Statement& row) { return {row.Int64(0), row.Int64(1)}; }

YearMark MarkFromRow(const storage::Statement& row) {
  return {.revision = row.Int64(0), .digest = std::string(row.Text(1))};
}

}  // namespace

absl::StatusOr<YearMark> SelectHead(storage::Connection& connection, const YearKey& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<YearMark> head,
                      FirstRow(connection, kSelectHead, MarkFromRow, key.division(), key.code(), key.fiscal_year));
  return std::move(head).value_or(YearMark());
}

absl::StatusOr<YearMark> SelectMark(storage::Connection& connection, const YearKey& key, int64_t revision) {
  if (revision == 0) return SelectHead(connection, key);
  ZP_ASSIGN_OR_RETURN(std::optional<YearMark> mark, FirstRow(connection, kSelectChange, MarkFromRow, key.division(),
                                                             key.code(), key.fiscal_year, revision));
  if (!mark.has_value()) {
    return Absent({"REVISION_NOT_FOUND", "revision"},
                  absl::StrCat("the department-year has no revision ", revision, "; 0 asks for the latest"));
  }
  return *std::move(mark);
}

absl::StatusOr<int64_t> SelectChangeTime(storage::Connection& connection, const YearKey& key, int64_t revision) {
  if (revision == 0) return 0;
  ZP_ASSIGN_OR_RETURN(const std::optional<ChangeTime> time,
                      FirstRow(connection, kSelectChangeTimes, ChangeTimeFromRow, key.division(), key.code(),
                               key.fiscal_year, revision, revision));
  return time.has_value() ? time->second : 0;
}

absl::StatusOr<std::map<int64_t, int64_t>> SelectChangeTimes(storage::Connection& connection, const YearKey& key,
                                                             int64_t revision) {
  ZP_ASSIGN_OR_RETURN(const std::vector<ChangeTime> times,
                      Rows(connection, kSelectChangeTimes, ChangeTimeFromRow, key.division(), key.code(),
                           key.fiscal_year, int64_t{1}, revision));
  return std::map<int64_t, int64_t>(times.begin(), times.end());
}

absl::Status SaveChange(storage::Connection& connection, const YearKey& key, const Change& change) {
  ZP_RETURN_IF_ERROR(connection.Execute(kInsertChange, key.division(), key.code(), key.fiscal_year,
                                        change.mark.revision, change.source, change.mark.digest, change.caller,
                                        change.changed_ms));
  ZP_RETURN_IF_ERROR(connection.Execute(kSaveHead, key.division(), key.code(), key.fiscal_year, change.mark.revision,
                                        change.mark.digest, kSm3AlgorithmId, change.changed_ms));
  return SavePackedYear(connection, key, change.mark);
}

std::string ChainDigest(absl::string_view digest, absl::string_view canonical_text) {
  Sm3 sm3;
  sm3.Update(digest);
  sm3.Update(canonical_text);
  return sm3.FinishHex();
}

}  // namespace zhengping::indicator
