// What a database engine must bring: sessions with transaction control. Database drives it; stores never see it.
// A second engine is a second pair of classes and one more line in OpenBackend.
//
// Thread rule: a session is used by one thread at a time; a backend's functions are called from any.
#ifndef ZHENGPING_COMMON_STORAGE_BACKEND_H_
#define ZHENGPING_COMMON_STORAGE_BACKEND_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/config.h"
#include "common/storage/connection.h"

namespace zhengping::storage {

enum class Access { kReadOnly, kReadWrite };

class Session : public Connection {
 public:
  // A read-only session's transaction sees one committed state, that of its first statement, to its end. A read-write
  // session's transaction is the only one that writes. Begin forgets the fault of the transaction before.
  virtual absl::Status Begin() = 0;
  // Refuses with the fault when there is one. An error means: nothing of it will be seen by later transactions of this
  // process, and it is over as after Rollback.
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;

  // Rows written since the session was opened, those rolled back included: tells whether a body wrote.
  virtual int64_t rows_written() const = 0;
  // The first error of the current transaction, that of a statement as well as a fault; OK while it may still commit.
  virtual absl::Status fault() const = 0;

  // Several statements, without placeholders: migrations.
  virtual absl::Status ExecuteScript(absl::string_view sql) = 0;
  // Makes the table schema_migrations in the current transaction when it is absent; refuses somebody else's database.
  virtual absl::Status EnsureMigrationTable() = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;
  virtual absl::StatusOr<std::unique_ptr<Session>> OpenSession(Access access) = 0;
  // Reads the whole database, minutes for gigabytes. DATABASE_CORRUPT with what was found, or OK.
  virtual absl::Status CheckIntegrity(Session& session) = 0;
};

absl::StatusOr<std::unique_ptr<Backend>> OpenBackend(const Config& config);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_BACKEND_H_
