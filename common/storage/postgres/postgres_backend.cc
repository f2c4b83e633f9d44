#include "common/storage/postgres/postgres_backend.h"

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/status/status_macros.h"
#include "common/storage/postgres/postgres_session.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

constexpr char kSelectTables[] =
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace "
    "WHERE nspname = current_schema()) ORDER BY relname";
constexpr char kSelectHasAmcheck[] = "SELECT COUNT(*) FROM pg_extension WHERE extname = 'amcheck'";
constexpr char kCheckIndexes[] =
    "SELECT bt_index_check(i.indexrelid, true) FROM pg_index AS i JOIN pg_class AS c "
    "ON c.oid = i.indexrelid WHERE c.relam = (SELECT oid FROM pg_am WHERE amname = 'btree') AND c.relnamespace = "
    "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())";

int64_t Number(const Statement& row) { return row.Int64(0); }

}  // namespace

absl::StatusOr<std::unique_ptr<Backend>> PostgresBackend::Open(Config config) {
  char* error = nullptr;
  PQconninfoOption* options = PQconninfoParse(config.conninfo.c_str(), &error);
  if (options == nullptr) {
    const std::string why(absl::StripSuffix(error == nullptr ? "" : error, "\n"));
    PQfreemem(error);
    return DatabaseAddressInvalid(why);
  }
  bool has_password = false;
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    has_password = has_password || (absl::string_view(option->keyword) == "password" && option->val != nullptr);
  }
  PQconninfoFree(options);
  // It would stand in process lists and in printed settings.
  if (has_password) return DatabaseAddressInvalid("其中含有密码");
  return std::unique_ptr<Backend>(new PostgresBackend(std::move(config)));
}

absl::StatusOr<std::unique_ptr<Session>> PostgresBackend::OpenSession(Access access) {
  return PostgresSession::Open(config_, access);
}

absl::Status PostgresBackend::CheckIntegrity(Session& session) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> tables,
                      Rows(session, kSelectTables, [](const Statement& row) { return std::string(row.Text(0)); }));
  for (const std::string& table : tables) {
    // As text a row is read to its last value, those that are stored beside it too.
    const std::string quoted = absl::StrCat("\"", absl::StrReplaceAll(table, {{"\"", "\"\""}}), "\"");
    const std::string read_all = absl::StrCat("SELECT COUNT(octet_length(CAST(t AS TEXT))) FROM ", quoted, " AS t");
    ZP_RETURN_IF_ERROR(FirstRow(session, read_all, Number).status());
  }
  ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> has_amcheck, FirstRow(session, kSelectHasAmcheck, Number));
  if (has_amcheck.value_or(0) == 0) return absl::OkStatus();
  return session.Execute(kCheckIndexes);
}

}  // namespace zhengping::storage
