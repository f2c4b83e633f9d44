#include "services/reporting/store/publication_rows.h"

#include <optional>
#include <utility>

#include "common/status/status_macros.h"
#include "services/reporting/store/compression.h"

namespace zhengping::reporting {
namespace {

constexpr char kInsertPublication[] =
    "INSERT INTO evaluation_publications (division, department, fiscal_year, number, published_ms, file, file_size) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

constexpr char kSelectPublication[] =
    "SELECT file, file_size FROM evaluation_publications "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND number = $4";

}  // namespace

absl::Status InsertPublication(storage::Connection& connection, const EvaluationKey& key, const std::string& file,
                               int64_t now_ms) {
  const std::string compressed = Compress(file);
  return connection.Execute(kInsertPublication, key.year.division(), key.year.code(), key.year.fiscal_year, key.number,
                            now_ms, storage::BlobView{compressed}, static_cast<int64_t>(file.size()));
}

absl::StatusOr<std::string> SelectPublication(storage::Connection& connection, const EvaluationKey& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<std::string> file,
                      FirstRow(
                          connection, kSelectPublication,
                          [](const storage::Statement& row) { return Decompress(row.Blob(0), row.Int64(1)); },
                          key.year.division(), key.year.code(), key.year.fiscal_year, key.number));
  return std::move(file).value_or("");
}

}  // namespace zhengping::reporting
