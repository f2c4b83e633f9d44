#include "common/storage/sqlite/sqlite_backend.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/status_macros.h"
#include "common/storage/refusals.h"
#include "common/storage/sqlite/sqlite_session.h"

namespace zhengping::storage {
namespace {

// What an operator can act on; a damaged gigabyte would list a million rows.
constexpr char kIntegrityCheck[] = "PRAGMA integrity_check(20)";
constexpr char kForeignKeyCheck[] = "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 20";

}  // namespace

absl::StatusOr<std::unique_ptr<Backend>> SqliteBackend::Open(Config config) {
  // Two names of one file must meet at one lock.
  std::error_code error;
  const std::filesystem::path path = std::filesystem::weakly_canonical(config.path, error);
  if (error || config.path.empty()) return StorageUnavailable(config.path, error.message());
  config.path = path.string();
  ZP_ASSIGN_OR_RETURN(FileLock lock, FileLock::Acquire(config.path));
  return std::unique_ptr<Backend>(new SqliteBackend(std::move(config), std::move(lock)));
}

absl::StatusOr<std::unique_ptr<Session>> SqliteBackend::OpenSession(Access access) {
  return SqliteSession::Open(config_, access);
}

absl::Status SqliteBackend::CheckIntegrity(Session& session) {
  ZP_ASSIGN_OR_RETURN(std::vector<std::string> found,
                      Rows(session, kIntegrityCheck, [](const Statement& row) { return std::string(row.Text(0)); }));
  if (found == std::vector<std::string>{"ok"}) found.clear();
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> orphans, Rows(session, kForeignKeyCheck, [](const Statement& row) {
                        return absl::StrCat("a row of ", row.Text(0), " without its row of ", row.Text(1));
                      }));
  found.insert(found.end(), orphans.begin(), orphans.end());
  return found.empty() ? absl::OkStatus() : DatabaseCorrupt(config_.path, absl::StrJoin(found, "; "));
}

}  // namespace zhengping::storage
