#include "common/storage/postgres/postgres_connection.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "common/storage/postgres/postgres_error.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

// A dead peer is noticed within about 15 s on either side; a server that does not answer is given up after 5 s. What
// the connection string says wins.
constexpr std::pair<const char*, const char*> kDefaults[] = {
    {"connect_timeout", "5"},  {"keepalives_idle", "5"},      {"keepalives_interval", "3"},
    {"keepalives_count", "3"}, {"tcp_user_timeout", "15000"}, {"fallback_application_name", "zhengping"},
};

// In a client of one's own these settings are right whatever the server's administrator has chosen:
//   - an acknowledged commit is on disk; a stronger guarantee of the administrator's stays
//   - no just-in-time compilation: our queries are short and would pay 100 ms for it
//   - large values are compressed by LZ4, a fifth of the time of the old way
constexpr char kConfigure[] =
    "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' "
    "ELSE current_setting('synchronous_commit') END, false), set_config('jit', 'off', false), "
    "set_config('standard_conforming_strings', 'on', false), set_config('idle_in_transaction_session_timeout', '0', "
    "false), set_config('client_connection_check_interval', '1s', false), set_config('tcp_keepalives_idle', '5', "
    "false), set_config('tcp_keepalives_interval', '3', false), set_config('tcp_keepalives_count', '3', false), "
    "set_config('lock_timeout', $1, false)";
constexpr char kSetSearchPath[] = "SELECT set_config('search_path', quote_ident($1), false)";

void IgnoreNotice(void*, const PGresult*) {}

}  // namespace

std::string PostgresPlace(const Config& config) {
  std::string place;
  PQconninfoOption* options = PQconninfoParse(config.conninfo.c_str(), nullptr);
  for (const PQconninfoOption* option = options; option != nullptr && option->keyword != nullptr; ++option) {
    const absl::string_view name = option->keyword;
    const bool is_shown = name == "host" || name == "hostaddr" || name == "port" || name == "dbname";
    if (is_shown && option->val != nullptr) absl::StrAppend(&place, name, "=", option->val, " ");
  }
  PQconninfoFree(options);
  if (config.schema.empty()) return absl::StrCat(place, "(PostgreSQL)");
  return absl::StrCat(place, "schema=", config.schema, " (PostgreSQL)");
}

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(const Config& config, Access access) {
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(config, access));
  ZP_RETURN_IF_ERROR(connection->Connect(config));
  ZP_RETURN_IF_ERROR(connection->Configure(config));
  return connection;
}

absl::Status PostgresConnection::Connect(const Config& config) {
  std::vector<const char*> names;
  std::vector<const char*> values;
  const auto add = [&](const char* name, const char* value) {
    names.push_back(name);
    values.push_back(value);
  };
  for (const auto& [name, value] : kDefaults) add(name, value);
  add("dbname", config.conninfo.c_str());  // expanded here: it wins over what stands above
  add("client_encoding", "UTF8");
  if (!config.password.empty()) add("password", config.password.c_str());
  add(nullptr, nullptr);
  handle_.reset(PQconnectdbParams(names.data(), values.data(), /*expand_dbname=*/1));
  if (is_broken()) return StatusOf(nullptr, "connect");
  PQsetNoticeReceiver(get(), IgnoreNotice, nullptr);
  const char* encoding = PQparameterStatus(get(), "server_encoding");
  if (encoding == nullptr || absl::string_view(encoding) != "UTF8") {
    return StorageUnavailable(place_, absl::StrCat("the database's encoding is ", encoding == nullptr ? "?" : encoding,
                                                   ", it must be UTF8: createdb -E UTF8 -T template0"));
  }
  return absl::OkStatus();
}

absl::Status PostgresConnection::Configure(const Config& config) {
  ZP_RETURN_IF_ERROR(Query(kConfigure, {absl::StrCat(config.busy_timeout_ms)}).status());
  // Not every build has LZ4; the values are the same without.
  Command("SET default_toast_compression = lz4").IgnoreError();
  if (config.schema.empty()) return absl::OkStatus();
  return Query(kSetSearchPath, {config.schema}).status();
}

absl::Status PostgresConnection::MakeSchema(const std::string& schema) {
  if (schema.empty()) return absl::OkStatus();
  // Asked first: CREATE SCHEMA IF NOT EXISTS wants the privilege even when there is nothing to do.
  ZP_ASSIGN_OR_RETURN(const auto found, Query("SELECT 1 FROM pg_namespace WHERE nspname = $1", {schema}));
  if (!found.empty()) return absl::OkStatus();
  char* quoted = PQescapeIdentifier(get(), schema.data(), schema.size());
  if (quoted == nullptr) return StatusOf(nullptr, "schema");
  const std::string sql = absl::StrCat("CREATE SCHEMA IF NOT EXISTS ", quoted);
  PQfreemem(quoted);
  return Command(sql);
}

absl::Status PostgresConnection::StatusOf(const PGresult* result, absl::string_view sql) const {
  if (result == nullptr) return StorageUnavailable(place_, PQerrorMessage(get()));
  const ExecStatusType outcome = PQresultStatus(result);
  if (outcome == PGRES_COMMAND_OK || outcome == PGRES_TUPLES_OK || outcome == PGRES_SINGLE_TUPLE) {
    return absl::OkStatus();
  }
  const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  // libpq itself says that the connection is gone, without a code.
  if (sqlstate == nullptr) return StorageUnavailable(place_, PQresultErrorMessage(result));
  return PostgresError(sqlstate, text == nullptr ? "" : text, is_writer_, place_, sql);
}

absl::Status PostgresConnection::Command(const std::string& sql) {
  const PostgresResult result(PQexec(get(), sql.c_str()));
  return StatusOf(result.get(), sql);
}

absl::StatusOr<std::vector<std::vector<std::string>>> PostgresConnection::Query(
    const std::string& sql, const std::vector<std::string>& values) {
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  const PostgresResult result(PQexecParams(get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                                           pointers.data(), nullptr, nullptr, /*resultFormat=*/0));
  ZP_RETURN_IF_ERROR(StatusOf(result.get(), sql));
  std::vector<std::vector<std::string>> rows(static_cast<size_t>(PQntuples(result.get())));
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      rows[static_cast<size_t>(row)].emplace_back(PQgetvalue(result.get(), row, column));
    }
  }
  return rows;
}

}  // namespace zhengping::storage
