// A libpq connection, set up as the sessions need it: UTF-8, the search path, limits on waiting, what tells both ends
// that the other has gone. Knows no transactions and no cursors.
//
// Thread rule: one thread at a time.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_CONNECTION_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_CONNECTION_H_

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/backend.h"
#include "common/storage/config.h"

namespace zhengping::storage {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

// What a refusal calls the database: "host=… dbname=… 模式 budget", without user and password.
std::string PostgresPlace(const Config& config);

class PostgresConnection {
 public:
  // Waits at most Config's time to connect for the server. The schema must exist (MakeSchema).
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(const Config& config, Access access);

  PGconn* get() const { return handle_.get(); }
  bool is_broken() const { return PQstatus(handle_.get()) != CONNECTION_OK; }

  // One command of the simple protocol; several with semicolons run as the server's one transaction.
  absl::Status Command(const std::string& sql);
  // The rows of a query as text; NULL is "".
  absl::StatusOr<std::vector<std::vector<std::string>>> Query(const std::string& sql,
                                                              const std::vector<std::string>& values = {});
  // OK when the result is not an error.
  absl::Status StatusOf(const PGresult* result, absl::string_view sql) const;

  absl::Status MakeSchema(const std::string& schema);

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };

  PostgresConnection(const Config& config, Access access)
      : place_(PostgresPlace(config)), is_writer_(access == Access::kReadWrite) {}

  absl::Status Connect(const Config& config);
  absl::Status Configure(const Config& config);

  const std::string place_;
  const bool is_writer_;
  std::unique_ptr<PGconn, Close> handle_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_CONNECTION_H_
