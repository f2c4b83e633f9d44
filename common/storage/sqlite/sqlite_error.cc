#include "common/storage/sqlite/sqlite_error.h"

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

// SQLite says FULL for ENOSPC only; a quota or a limit on the size of files is the same to whoever has to mend it. Each
// open file keeps its own last error: the log is the one that a commit writes, the database the one that a checkpoint
// writes.
bool HasNoRoom(sqlite3* database) {
  for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
    sqlite3_file* file = nullptr;
    int system_error = 0;
    if (sqlite3_file_control(database, "main", which, &file) != SQLITE_OK) continue;
    if (file == nullptr || file->pMethods == nullptr) continue;
    if (file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &system_error) != SQLITE_OK) continue;
    if (system_error == EDQUOT || system_error == EFBIG) return true;
  }
  return false;
}

}  // namespace

absl::Status SqliteError(sqlite3* database, int code, absl::string_view path, absl::string_view sql) {
  const char* text = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  const bool is_read_only = database != nullptr && sqlite3_db_readonly(database, "main") == 1;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return DiskFull(path);
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_WRITE && HasNoRoom(database)) return DiskFull(path);
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
