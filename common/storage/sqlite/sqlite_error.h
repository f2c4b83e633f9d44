// One mapping from SQLite's result codes to our statuses; the table is in common/storage/refusals.h.
#ifndef ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_ERROR_H_
#define ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_ERROR_H_

#include <sqlite3.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping::storage {

// The last error of `database`, whose result code was `code`. `sql` may be empty.
absl::Status SqliteError(sqlite3* database, int code, absl::string_view path, absl::string_view sql);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_ERROR_H_
