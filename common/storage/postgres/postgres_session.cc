#include "common/storage/postgres/postgres_session.h"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "common/storage/postgres/postgres_cursor.h"
#include "common/storage/postgres/postgres_script.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

// As in SQLite's session: stores have some dozens of texts.
constexpr size_t kCacheLimit = 256;

// While the server is away each request would otherwise wait for a connection of its own to fail.
constexpr std::chrono::milliseconds kRetryAfter{200};

// "ZHPG" in the upper half of the lock's number, the schema's number in the lower.
constexpr int64_t kApplicationId = 0x5A485047;

// What a process that was killed leaves on the server ends within this time, unless it waits for the disk.
constexpr char kLockWait[] = "1s";

constexpr char kBeginRead[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
// One process writes, with one session: nothing changes under it.
constexpr char kBeginWrite[] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

constexpr char kSelectSchema[] = "SELECT CAST(oid AS TEXT) FROM pg_namespace WHERE nspname = current_schema()";
constexpr char kSelectHolder[] =
    "SELECT a.pid, a.application_name, a.client_addr FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.classid = CAST($1 AS oid) AND l.objid = CAST($2 AS oid) "
    "AND l.objsubid = 1 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";
constexpr char kSelectIdentity[] = "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()";
constexpr char kEndFormerSelf[] =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = CAST($1 AS INTEGER) "
    "AND CAST(backend_start AS TEXT) = $2";

constexpr char kMark[] = "zhengping ";  // the comment on schema_migrations: this, and who writes
constexpr char kSelectRelations[] =
    "SELECT relname, COALESCE(obj_description(oid, 'pg_class'), '') FROM pg_class WHERE relkind IN ('r', 'v', 'm', "
    "'p', "
    "'S', 'f') AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
constexpr char kSelectMark[] = "SELECT COALESCE(obj_description(to_regclass('schema_migrations'), 'pg_class'), '')";
constexpr char kCreateMigrationTable[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "  version INTEGER NOT NULL PRIMARY KEY,"
    "  name TEXT NOT NULL,"
    "  digest_algorithm TEXT NOT NULL,"
    "  digest TEXT NOT NULL"
    ") STRICT";

// What a body may say. The ends of transactions and their settings are Database's.
bool IsForBodies(absl::string_view first_word) {
  const std::array<absl::string_view, 6> words = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES"};
  return std::find(words.begin(), words.end(), first_word) != words.end();
}

std::string NewMark() {
  std::random_device random;
  return absl::StrCat(kMark, absl::Hex(random(), absl::kZeroPad8), absl::Hex(random(), absl::kZeroPad8));
}

constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;

}  // namespace

absl::StatusOr<std::unique_ptr<Session>> PostgresSession::Open(const Config& config, Access access) {
  std::unique_ptr<PostgresSession> session(new PostgresSession(config, access));
  ZP_RETURN_IF_ERROR(session->Connect());
  return session;
}

absl::Status PostgresSession::Connect() {
  ZP_ASSIGN_OR_RETURN(connection_, PostgresConnection::Open(config_, access_));
  if (access_ == Access::kReadOnly) return absl::OkStatus();
  absl::Status status = connection_->MakeSchema(config_.schema);
  if (status.ok()) status = TakeLock();
  if (status.ok()) status = CheckWriterMark();
  if (!status.ok()) connection_ = nullptr;
  return status;
}

absl::Status PostgresSession::TakeLock() {
  ZP_ASSIGN_OR_RETURN(const auto schema, connection_->Query(kSelectSchema));
  if (schema.empty()) return StorageUnavailable(place_, "search_path names no schema that exists");
  int64_t schema_number = 0;
  if (!absl::SimpleAtoi(schema[0][0], &schema_number)) return StorageUnavailable(place_, schema[0][0]);
  // Our own former session may still stand there when it was the network that failed.
  if (!identity_.process.empty()) {
    ZP_RETURN_IF_ERROR(connection_->Query(kEndFormerSelf, {identity_.process, identity_.started}).status());
  }
  const std::string lock = absl::StrCat("BEGIN; SET LOCAL lock_timeout = '", kLockWait, "'; SELECT pg_advisory_lock(",
                                        (kApplicationId << 32) | schema_number, "); COMMIT");
  if (absl::Status locked = connection_->Command(lock); !locked.ok()) {
    if (connection_->is_broken()) return locked;
    ZP_RETURN_IF_ERROR(connection_->Command("ROLLBACK"));
    ZP_ASSIGN_OR_RETURN(const auto holder,
                        connection_->Query(kSelectHolder, {absl::StrCat(kApplicationId), absl::StrCat(schema_number)}));
    if (holder.empty()) return locked;
    return DatabaseInUse(place_, absl::StrCat("服务器进程号 ", holder[0][0], " ", holder[0][1], " ", holder[0][2]));
  }
  ZP_ASSIGN_OR_RETURN(const auto identity, connection_->Query(kSelectIdentity));
  if (!identity.empty()) identity_ = {.process = identity[0][0], .started = identity[0][1]};
  return absl::OkStatus();
}

absl::Status PostgresSession::CheckWriterMark() {
  if (writer_mark_.empty()) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(const auto mark, connection_->Query(kSelectMark));
  if (!mark.empty() && mark[0][0] == writer_mark_) return absl::OkStatus();
  return StorageUnavailable(place_, "断线期间另一个进程打开过本数据库，请重启本服务");
}

absl::Status PostgresSession::Reconnect() {
  ForgetStatements();
  BeginGeneration();
  connection_ = nullptr;
  if (!lost_because_.ok() && std::chrono::steady_clock::now() < next_try_) return lost_because_;
  lost_because_ = Connect();
  next_try_ = std::chrono::steady_clock::now() + kRetryAfter;
  // Of a running service the database is merely away, whatever the reason.
  if (!lost_because_.ok() && lost_because_.code() != absl::StatusCode::kUnavailable) {
    lost_because_ = StorageUnavailable(place_, lost_because_.message());
  }
  return lost_because_;
}

void PostgresSession::ForgetStatements() {
  cache_.clear();
  names_to_drop_.clear();
}

absl::Status PostgresSession::BeginOnce() {
  ZP_RETURN_IF_ERROR(connection_->Command(access_ == Access::kReadOnly ? kBeginRead : kBeginWrite));
  std::vector<std::string> names;
  names.swap(names_to_drop_);
  for (const std::string& name : names) ZP_RETURN_IF_ERROR(connection_->Command("DEALLOCATE " + name));
  return absl::OkStatus();
}

absl::Status PostgresSession::Begin() {
  fault_ = absl::OkStatus();
  rows_changed_ = 0;
  if (connection_ == nullptr) ZP_RETURN_IF_ERROR(Reconnect());
  absl::Status begun = BeginOnce();
  if (begun.code() != absl::StatusCode::kUnavailable) return begun;
  // It broke since the last transaction; this one has done nothing yet. A server's farewell leaves libpq believing for
  // a while that the connection stands.
  ZP_RETURN_IF_ERROR(Reconnect());
  return BeginOnce();
}

absl::Status PostgresSession::Commit() {
  absl::Status status = fault_;
  if (status.ok()) {
    const PostgresResult result(PQexec(connection_->get(), "COMMIT"));
    status = connection_->StatusOf(result.get(), "COMMIT");
    // The server answers the commit of a transaction that failed with success and this word.
    if (status.ok() && absl::string_view(PQcmdStatus(result.get())) == "ROLLBACK") {
      status = absl::InternalError("PostgreSQL: rolled back at COMMIT");
    }
  }
  if (!status.ok()) Rollback();
  return status;
}

void PostgresSession::Rollback() {
  if (connection_ == nullptr) return;
  const PGTransactionStatusType state = PQtransactionStatus(connection_->get());
  if (state == PQTRANS_IDLE) return;
  if (connection_->is_broken() || !connection_->Command("ROLLBACK").ok()) {
    ForgetStatements();
    connection_ = nullptr;
  }
}

absl::Status PostgresSession::Fail(absl::Status status) {
  if (fault_.ok()) fault_ = std::move(status);
  return fault_;
}

void PostgresSession::FreeConnection() {
  if (streaming_ != nullptr) streaming_->ReadToTheEnd();
}

void PostgresSession::CountRows(const PGresult& result) {
  auto* counted = const_cast<PGresult*>(&result);  // libpq's two functions do not change it
  const absl::string_view command = PQcmdStatus(counted);
  const bool is_write =
      absl::StartsWith(command, "INSERT") || absl::StartsWith(command, "UPDATE") || absl::StartsWith(command, "DELETE");
  int64_t rows = 0;
  if (!is_write || !absl::SimpleAtoi(PQcmdTuples(counted), &rows)) return;
  rows_changed_ = rows;
  rows_written_ += rows;
}

absl::StatusOr<std::vector<Oid>> PostgresSession::ParameterTypes(const Prepared& prepared,
                                                                 const std::vector<Oid>& declared) {
  PGconn* connection = connection_->get();
  const PostgresResult made(PQprepare(connection, prepared.name.c_str(), prepared.sql.c_str(),
                                      static_cast<int>(declared.size()), declared.data()));
  ZP_RETURN_IF_ERROR(connection_->StatusOf(made.get(), prepared.sql));
  const PostgresResult description(PQdescribePrepared(connection, prepared.name.c_str()));
  ZP_RETURN_IF_ERROR(connection_->StatusOf(description.get(), prepared.sql));
  std::vector<Oid> types;
  for (int i = 0; i < PQnparams(description.get()); ++i) types.push_back(PQparamtype(description.get(), i));
  return types;
}

absl::StatusOr<std::shared_ptr<const PostgresSession::Prepared>> PostgresSession::PrepareAnew(absl::string_view sql) {
  if (!IsForBodies(FirstWord(sql))) {
    return absl::InternalError(absl::StrCat("not a query or a change of rows: ", sql));
  }
  FreeConnection();
  if (!fault_.ok()) return fault_;
  auto prepared = std::make_shared<Prepared>();
  prepared->sql = std::string(sql);
  prepared->name = absl::StrCat("s", ++last_name_);
  ZP_ASSIGN_OR_RETURN(std::vector<Oid> types, ParameterTypes(*prepared, {}));
  // `$1 = 0` alone makes $1 narrower than what SQLite takes.
  const auto is_narrow = [](Oid type) { return type == kInt2 || type == kInt4; };
  if (std::any_of(types.begin(), types.end(), is_narrow)) {
    for (Oid& type : types) type = is_narrow(type) ? kInt8 : 0;
    names_to_drop_.push_back(prepared->name);
    prepared->name = absl::StrCat("s", ++last_name_);
    ZP_ASSIGN_OR_RETURN(types, ParameterTypes(*prepared, types));
  }
  prepared->parameter_types = std::move(types);
  prepared->is_cached = cache_.size() < kCacheLimit;
  if (prepared->is_cached) cache_.emplace(prepared->sql, prepared);
  return prepared;
}

absl::StatusOr<Statement> PostgresSession::Prepare(absl::string_view sql) {
  if (!fault_.ok()) return fault_;
  const auto cached = cache_.find(sql);
  if (cached != cache_.end()) return Statement(std::make_unique<PostgresCursor>(*this, cached->second));
  absl::StatusOr<std::shared_ptr<const Prepared>> prepared = PrepareAnew(sql);
  if (!prepared.ok()) return Fail(prepared.status());
  return Statement(std::make_unique<PostgresCursor>(*this, *std::move(prepared)));
}

absl::Status PostgresSession::ExecuteScript(absl::string_view sql) {
  absl::StatusOr<std::string> script = PostgresScript(sql);
  if (!script.ok()) return Fail(script.status());
  if (absl::Status status = connection_->Command(*script); !status.ok()) return Fail(std::move(status));
  return absl::OkStatus();
}

absl::Status PostgresSession::EnsureMigrationTable() {
  ZP_ASSIGN_OR_RETURN(const auto relations, connection_->Query(kSelectRelations));
  const bool is_ours = std::any_of(relations.begin(), relations.end(), [](const std::vector<std::string>& relation) {
    return relation[0] == "schema_migrations" && absl::StartsWith(relation[1], kMark);
  });
  if (!relations.empty() && !is_ours) return Fail(DatabaseForeign(place_));
  ZP_RETURN_IF_ERROR(ExecuteScript(kCreateMigrationTable));
  writer_mark_ = NewMark();
  return connection_->Command(absl::StrCat("COMMENT ON TABLE schema_migrations IS '", writer_mark_, "'"));
}

}  // namespace zhengping::storage
