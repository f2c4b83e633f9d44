// SQLite as a back end: the lock on the file and the sessions on it.
#ifndef ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_BACKEND_H_
#define ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_BACKEND_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/backend.h"
#include "common/storage/sqlite/file_lock.h"

namespace zhengping::storage {

class SqliteBackend : public Backend {
 public:
  // Takes the lock. The file itself is opened, and made, by the first session, which must be read-write.
  static absl::StatusOr<std::unique_ptr<Backend>> Open(Config config);

  absl::StatusOr<std::unique_ptr<Session>> OpenSession(Access access) override;
  absl::Status CheckIntegrity(Session& session) override;

 private:
  SqliteBackend(Config config, FileLock lock) : config_(std::move(config)), lock_(std::move(lock)) {}

  const Config config_;
  const FileLock lock_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_BACKEND_H_
