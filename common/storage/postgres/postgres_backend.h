// PostgreSQL as a back end: checks the connection string and opens the sessions. The lock against a second process is
// the writing session's.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_BACKEND_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_BACKEND_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/backend.h"

namespace zhengping::storage {

class PostgresBackend : public Backend {
 public:
  // DATABASE_ADDRESS_INVALID when the connection string does not read, or holds a password.
  static absl::StatusOr<std::unique_ptr<Backend>> Open(Config config);

  absl::StatusOr<std::unique_ptr<Session>> OpenSession(Access access) override;
  // Reads every row whole, and looks through the indexes where the extension amcheck is installed.
  absl::Status CheckIntegrity(Session& session) override;

 private:
  explicit PostgresBackend(Config config) : config_(std::move(config)) {}

  const Config config_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_BACKEND_H_
