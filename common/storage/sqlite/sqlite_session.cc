#include "common/storage/sqlite/sqlite_session.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "common/storage/refusals.h"
#include "common/storage/sqlite/sqlite_cursor.h"
#include "common/storage/sqlite/sqlite_error.h"

namespace zhengping::storage {
namespace {

// "ZHPG" in the file's header: `file` and our own check tell our databases from others.
constexpr int64_t kApplicationId = 0x5A485047;

// Stores have some dozens of texts. Texts put together at run time may be more: those beyond are prepared for each use.
constexpr size_t kCacheLimit = 256;

// The log is cut back to this after a long reader let it grow.
constexpr int64_t kWalLimitBytes = int64_t{64} << 20;

constexpr char kCreateMigrationTable[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "  version INTEGER NOT NULL PRIMARY KEY,"
    "  name TEXT NOT NULL,"
    "  digest_algorithm TEXT NOT NULL,"
    "  digest TEXT NOT NULL"
    ") STRICT";

}  // namespace

absl::StatusOr<std::unique_ptr<Session>> SqliteSession::Open(const Config& config, Access access) {
  std::unique_ptr<SqliteSession> session(new SqliteSession(config, access));
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(config.path.c_str(), &session->database_, flags, /*zVfs=*/nullptr);
  if (code != SQLITE_OK) return session->Error(code, "open");
  ZP_RETURN_IF_ERROR(session->Configure());
  return session;
}

SqliteSession::~SqliteSession() {
  for (const auto& [sql, prepared] : cache_) sqlite3_finalize(prepared->statement);
  sqlite3_close_v2(database_);
}

absl::Status SqliteSession::RefuseForeignFile() {
  fault_ = absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(Statement id, Prepare("PRAGMA application_id"));
  ZP_ASSIGN_OR_RETURN(const bool has_id, id.Step());
  if (has_id && id.Int64(0) == kApplicationId) return absl::OkStatus();
  const bool is_marked = has_id && id.Int64(0) != 0;
  ZP_ASSIGN_OR_RETURN(Statement tables, Prepare("SELECT 1 FROM sqlite_schema LIMIT 1"));
  ZP_ASSIGN_OR_RETURN(const bool has_tables, tables.Step());
  return is_marked || has_tables ? DatabaseForeign(config_.path) : absl::OkStatus();
}

int SqliteSession::Authorize(void* session, int action, const char*, const char*, const char*, const char*) {
  const bool is_control =
      action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT || action == SQLITE_ATTACH || action == SQLITE_DETACH;
  return is_control && !static_cast<SqliteSession*>(session)->is_controlling_ ? SQLITE_DENY : SQLITE_OK;
}

absl::Status SqliteSession::Configure() {
  sqlite3_set_authorizer(database_, &Authorize, this);
  sqlite3_busy_timeout(database_, config_.busy_timeout_ms);
  // A misspelt column name must be an error, as in PostgreSQL, not a text.
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (access_ == Access::kReadWrite) {
    ZP_RETURN_IF_ERROR(RefuseForeignFile());
    // Readers and the writer do not wait for each other.
    ZP_ASSIGN_OR_RETURN(Statement mode, Prepare("PRAGMA journal_mode = WAL"));
    ZP_ASSIGN_OR_RETURN(const bool has_mode, mode.Step());
    if (!has_mode || mode.Text(0) != "wal") return StorageUnavailable(config_.path, "WAL");
  }
  // NORMAL would lose acknowledged commits at a power cut.
  ZP_RETURN_IF_ERROR(ExecutePlain("PRAGMA synchronous = FULL"));
  ZP_RETURN_IF_ERROR(ExecutePlain("PRAGMA foreign_keys = ON"));
  ZP_RETURN_IF_ERROR(ExecutePlain("PRAGMA trusted_schema = OFF"));
  ZP_RETURN_IF_ERROR(ExecutePlain("PRAGMA cell_size_check = ON"));
  ZP_RETURN_IF_ERROR(ExecutePlain("PRAGMA temp_store = MEMORY"));
  ZP_RETURN_IF_ERROR(ExecutePlain(absl::StrCat("PRAGMA journal_size_limit = ", kWalLimitBytes).c_str()));
  const int cache_kib = access_ == Access::kReadOnly ? config_.cache_kib : config_.writer_cache_kib;
  ZP_RETURN_IF_ERROR(ExecutePlain(absl::StrCat("PRAGMA cache_size = ", -cache_kib).c_str()));
  ZP_RETURN_IF_ERROR(ExecutePlain(absl::StrCat("PRAGMA wal_autocheckpoint = ", config_.checkpoint_pages).c_str()));
  if (access_ == Access::kReadOnly) return ExecutePlain("PRAGMA query_only = ON");
  return absl::OkStatus();
}

absl::Status SqliteSession::ExecutePlain(const char* sql) {
  const int code = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Error(code, sql);
}

absl::Status SqliteSession::ControlTransaction(const char* sql) {
  is_controlling_ = true;
  absl::Status status = ExecutePlain(sql);
  is_controlling_ = false;
  return status;
}

absl::Status SqliteSession::Error(int code, absl::string_view sql) const {
  return SqliteError(database_, code, config_.path, sql);
}

absl::Status SqliteSession::Fail(absl::Status status) {
  if (fault_.ok()) fault_ = std::move(status);
  return fault_;
}

absl::StatusOr<SqliteSession::Prepared> SqliteSession::PrepareAnew(absl::string_view sql) {
  Prepared prepared;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &prepared.statement, &tail);
  if (code != SQLITE_OK) return Error(code, sql);
  const absl::string_view rest(tail, static_cast<size_t>(sql.data() + sql.size() - tail));
  const int count = sqlite3_bind_parameter_count(prepared.statement);
  bool is_sound = prepared.statement != nullptr && absl::StripAsciiWhitespace(rest).empty();
  for (int i = 1; i <= count && is_sound; ++i) {
    const int position = sqlite3_bind_parameter_index(prepared.statement, absl::StrCat("$", i).c_str());
    is_sound = position != 0;
    prepared.position_of.push_back(position);
  }
  if (is_sound) return prepared;
  sqlite3_finalize(prepared.statement);
  return absl::InternalError(absl::StrCat("not one statement with placeholders $1 to $n, in: ", sql));
}

absl::StatusOr<Statement> SqliteSession::Prepare(absl::string_view sql) {
  if (!fault_.ok()) return fault_;
  const auto cached = cache_.find(sql);
  if (cached != cache_.end() && !cached->second->is_in_use) {
    return Statement(std::make_unique<SqliteCursor>(*this, *cached->second));
  }
  absl::StatusOr<Prepared> prepared = PrepareAnew(sql);
  if (!prepared.ok()) return Fail(prepared.status());
  auto owned = std::make_unique<Prepared>(*std::move(prepared));
  if (cached != cache_.end() || cache_.size() >= kCacheLimit) {
    return Statement(std::make_unique<SqliteCursor>(*this, std::move(owned)));
  }
  Prepared& kept = *owned;
  cache_.emplace(std::string(sql), std::move(owned));
  return Statement(std::make_unique<SqliteCursor>(*this, kept));
}

absl::Status SqliteSession::Begin() {
  fault_ = absl::OkStatus();
  rows_changed_ = 0;
  return ControlTransaction(access_ == Access::kReadOnly ? "BEGIN" : "BEGIN IMMEDIATE");
}

absl::Status SqliteSession::Commit() {
  absl::Status status = fault_.ok() ? ControlTransaction("COMMIT") : fault_;
  if (!status.ok()) Rollback();
  return status;
}

void SqliteSession::Rollback() {
  // SQLite itself has rolled back after some errors (disk full, input/output): then there is nothing left to end.
  if (sqlite3_get_autocommit(database_) == 0) ControlTransaction("ROLLBACK").IgnoreError();
}

absl::Status SqliteSession::ExecuteScript(absl::string_view sql) {
  if (absl::Status status = ExecutePlain(std::string(sql).c_str()); !status.ok()) return Fail(std::move(status));
  return absl::OkStatus();
}

absl::Status SqliteSession::EnsureMigrationTable() {
  ZP_RETURN_IF_ERROR(ExecuteScript(kCreateMigrationTable));
  return ExecuteScript(absl::StrCat("PRAGMA application_id = ", kApplicationId));
}

}  // namespace zhengping::storage
