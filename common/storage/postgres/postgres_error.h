// One mapping from PostgreSQL's SQLSTATE codes to our statuses; the table is in common/storage/refusals.h.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_ERROR_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping::storage {

// An error that the server told. `place` names the database without its password; `is_writer`: of the session that
// writes, to which a server that takes no writes is unavailable, while in a read a write is our own bug.
absl::Status PostgresError(absl::string_view sqlstate, absl::string_view text, bool is_writer, absl::string_view place,
                           absl::string_view sql);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_ERROR_H_
