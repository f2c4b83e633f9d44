// What storage refuses, with the text that operators read. Stores pass these on unchanged.
//
//   reason                    status               when
//   DISK_FULL                 RESOURCE_EXHAUSTED   the disk, or the file's limit, has no room; nothing was written
//   OVERLOADED                RESOURCE_EXHAUSTED   a queue is at its limit; nothing was run
//   STORAGE_UNAVAILABLE       UNAVAILABLE          locked by a foreign process, input/output error, no access, server
//                                                  away; after a failed commit a later start may still find the write
//   DATABASE_CORRUPT          INTERNAL             the data is damaged, or the file no database at all
//   DATABASE_IN_USE           FAILED_PRECONDITION  at Open: another process has this database
//   DATABASE_FOREIGN          FAILED_PRECONDITION  at Open: a database of another application
//   DATABASE_ADDRESS_INVALID  INVALID_ARGUMENT     at Open: PostgreSQL's connection string does not read
//   LIMIT_OUT_OF_RANGE        INVALID_ARGUMENT     at Open: a limit of Config below 1; the field names it
//   SCHEMA_NEWER              FAILED_PRECONDITION  at Open, see migration.h
//   MIGRATION_CHANGED         FAILED_PRECONDITION  at Open, see migration.h
//
// Any other error of the database (broken SQL, a constraint, a fault of a statement) is our own bug: INTERNAL without a
// refusal, so that it goes to the log and the wire shows an incident id only.
#ifndef ZHENGPING_COMMON_STORAGE_REFUSALS_H_
#define ZHENGPING_COMMON_STORAGE_REFUSALS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping::storage {

absl::Status DiskFull(absl::string_view path);
absl::Status QueueFull(absl::string_view what, int limit);
absl::Status StorageUnavailable(absl::string_view path, absl::string_view why);
absl::Status DatabaseCorrupt(absl::string_view path, absl::string_view why);
absl::Status DatabaseInUse(absl::string_view path, absl::string_view holder);
absl::Status DatabaseForeign(absl::string_view path);
absl::Status DatabaseAddressInvalid(absl::string_view why);
absl::Status LimitTooSmall(absl::string_view name, int limit);
absl::Status SchemaNewer(int stored_version, int known_version);
absl::Status MigrationChanged(int version, absl::string_view stored_name, absl::string_view known_name);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_REFUSALS_H_
