#include "services/reporting/store/claimed_sheet_store.h"

#include <string>
#include <utility>

#include "common/status/status_macros.h"
#include "services/reporting/domain/sheet_check/written_sheet_json.h"

namespace zhengping::reporting {
namespace {

constexpr char kSelectLatest[] =
    "SELECT revision, sheet FROM claimed_sheets WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "ORDER BY revision DESC LIMIT 1";

constexpr char kInsert[] =
    "INSERT INTO claimed_sheets (division, department, fiscal_year, revision, sheet, caller, changed_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

struct StoredSheet {
  int64_t revision = 0;
  std::string json;
};

absl::StatusOr<std::optional<StoredSheet>> SelectLatest(storage::Connection& connection, const YearKey& key) {
  return FirstRow(
      connection, kSelectLatest,
      [](const storage::Statement& row) {
        return StoredSheet{row.Int64(0), std::string(row.Text(1))};
      },
      key.division(), key.code(), key.fiscal_year);
}

}  // namespace

absl::StatusOr<std::optional<WrittenSheet>> ClaimedSheetStore::Read(const YearKey& key) {
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredSheet> stored, database_.Read([&key](storage::Connection& connection) {
    return SelectLatest(connection, key);
  }));
  if (!stored.has_value()) return std::optional<WrittenSheet>();
  ZP_ASSIGN_OR_RETURN(WrittenSheet sheet, SheetFromJson(stored->json));
  return std::optional<WrittenSheet>(std::move(sheet));
}

absl::Status KeepClaimedSheet(storage::Connection& connection, const YearKey& key, const WrittenSheet& sheet,
                              const WriteStamp& stamp) {
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredSheet> stored, SelectLatest(connection, key));
  const std::string json = SheetToJson(sheet);
  if (stored.has_value() && stored->json == json) return absl::OkStatus();
  const int64_t revision = stored.has_value() ? stored->revision + 1 : 1;
  return connection.Execute(kInsert, key.division(), key.code(), key.fiscal_year, revision, json, stamp.caller,
                            stamp.now_ms);
}

}  // namespace zhengping::reporting
