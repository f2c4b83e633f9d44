// A session on a PostgreSQL database. Statements are prepared once per SQL text and kept on the server. Rows come one
// by one as the body steps, so a large result fills no memory; when the body runs a second statement before the first
// is at its end, what is left of the first is read into memory, for the protocol has one answer at a time.
//
// The writing session holds an advisory lock of the server on the database's schema as long as it lives: on the same
// connection as the writes, so that a process which lost the lock with its connection cannot write either.
//
// A connection that is found broken when a transaction begins is made anew, at most once in kRetryAfter; one that
// breaks inside a transaction makes that transaction fail with STORAGE_UNAVAILABLE. The writing session comes back only
// when no other process has had the database in between: what this process remembers of it would not hold any more.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_SESSION_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_SESSION_H_

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/backend.h"
#include "common/storage/postgres/postgres_connection.h"

namespace zhengping::storage {

class PostgresCursor;

class PostgresSession : public Session {
 public:
  // A read-write session makes the schema when it is absent, and takes the lock: DATABASE_IN_USE.
  static absl::StatusOr<std::unique_ptr<Session>> Open(const Config& config, Access access);

  absl::StatusOr<Statement> Prepare(absl::string_view sql) override;
  int64_t rows_changed() const override { return rows_changed_; }

  absl::Status Begin() override;
  absl::Status Commit() override;
  void Rollback() override;
  int64_t rows_written() const override { return rows_written_; }
  absl::Status fault() const override { return fault_; }
  absl::Status ExecuteScript(absl::string_view sql) override;
  absl::Status EnsureMigrationTable() override;

 private:
  friend class PostgresCursor;

  // A statement that the server has under a name.
  struct Prepared {
    std::string sql;
    std::string name;
    std::vector<Oid> parameter_types;
    bool is_cached = false;
  };
  // Who this session is to the server, so that it can end what is left of it after the network failed.
  struct Identity {
    std::string process;
    std::string started;
  };

  PostgresSession(const Config& config, Access access)
      : config_(config), access_(access), place_(PostgresPlace(config)) {}

  // Connects, and as the writer takes the lock.
  absl::Status Connect();
  absl::Status TakeLock();
  // Refuses to write on when another process has had the database since this one opened it.
  absl::Status CheckWriterMark();
  absl::Status Reconnect();
  absl::Status BeginOnce();
  void ForgetStatements();

  absl::StatusOr<std::shared_ptr<const Prepared>> PrepareAnew(absl::string_view sql);
  absl::StatusOr<std::vector<Oid>> ParameterTypes(const Prepared& prepared, const std::vector<Oid>& declared);
  // Reads what is left of a result into its cursor, so that the connection is free.
  void FreeConnection();
  void CountRows(const PGresult& result);
  // Keeps the first fault of a transaction: those that follow are its consequences.
  absl::Status Fail(absl::Status status);

  const Config config_;
  const Access access_;
  const std::string place_;
  std::unique_ptr<PostgresConnection> connection_;  // null while it is lost
  std::chrono::steady_clock::time_point next_try_;
  absl::Status lost_because_;
  Identity identity_;
  std::string writer_mark_;  // of this session; empty before EnsureMigrationTable

  absl::flat_hash_map<std::string, std::shared_ptr<const Prepared>> cache_;
  std::vector<std::string> names_to_drop_;  // of statements that were not cached
  int64_t last_name_ = 0;

  PostgresCursor* streaming_ = nullptr;  // whose rows are still on the wire
  absl::Status fault_;
  int64_t rows_changed_ = 0;
  int64_t rows_written_ = 0;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_SESSION_H_
