#include "common/storage/sqlite/sqlite_error.h"

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

// SQLite says FULL for ENOSPC only; a quota or a limit on the size of files is the same to whoever has to mend it.
bool IsNoRoom(int system_error) { return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG; }

}  // namespace

absl::Status SqliteError(sqlite3* database, int code, absl::string_view path, absl::string_view sql) {
  const char* text = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  const bool is_read_only = database != nullptr && sqlite3_db_readonly(database, "main") == 1;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return DiskFull(path);
    case SQLITE_IOERR:
      if (database != nullptr && IsNoRoom(sqlite3_system_errno(database))) return DiskFull(path);
      return StorageUnavailable(path, text);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
      return StorageUnavailable(path, text);
    case SQLITE_READONLY:
      // A file that is read-only is the operator's matter; a write in a read's body is ours.
      if (is_read_only || code != SQLITE_READONLY) return StorageUnavailable(path, text);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return DatabaseCorrupt(path, text);
    default:
      break;
  }
  return absl::InternalError(absl::StrCat("SQLite: ", text, " (", code, ") in: ", sql));
}

}  // namespace zhengping::storage
