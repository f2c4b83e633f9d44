// A connection to an SQLite file, with the settings that design and safety ask for; see Configure in the .cc for each
// setting's reason. Statements are prepared once per SQL text and kept.
#ifndef ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_SESSION_H_
#define ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_SESSION_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/backend.h"

namespace zhengping::storage {

class SqliteSession : public Session {
 public:
  // Opens, and makes when absent, the file. A file of another application is refused unchanged.
  static absl::StatusOr<std::unique_ptr<Session>> Open(const Config& config, Access access);
  ~SqliteSession() override;

  absl::StatusOr<Statement> Prepare(absl::string_view sql) override;
  int64_t rows_changed() const override { return rows_changed_; }

  absl::Status Begin() override;
  absl::Status Commit() override;
  void Rollback() override;
  int64_t rows_written() const override { return sqlite3_total_changes64(database_); }
  absl::Status fault() const override { return fault_; }
  absl::Status ExecuteScript(absl::string_view sql) override;
  absl::Status EnsureMigrationTable() override;

 private:
  friend class SqliteCursor;

  struct Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<int> position_of;  // SQLite's parameter number of $1, $2 …: it counts in the order of the text
    bool is_in_use = false;
  };

  SqliteSession(const Config& config, Access access) : config_(config), access_(access) {}

  absl::Status Configure();
  absl::Status RefuseForeignFile();
  absl::Status ExecutePlain(const char* sql);
  // BEGIN, COMMIT and ROLLBACK: the authorizer refuses them to everybody else, migrations and bodies included.
  absl::Status ControlTransaction(const char* sql);
  static int Authorize(void* session, int action, const char*, const char*, const char*, const char*);
  absl::StatusOr<Prepared> PrepareAnew(absl::string_view sql);
  absl::Status Error(int code, absl::string_view sql) const;
  // Keeps the first fault of a transaction: those that follow are its consequences.
  absl::Status Fail(absl::Status status);

  const Config config_;
  const Access access_;
  sqlite3* database_ = nullptr;
  absl::flat_hash_map<std::string, std::unique_ptr<Prepared>> cache_;
  absl::Status fault_;
  bool is_controlling_ = false;  // inside ControlTransaction
  int64_t rows_changed_ = 0;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_SESSION_H_
