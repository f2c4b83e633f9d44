// A migration's text as PostgreSQL takes it. Migrations are written once, in the words of SQLite; what differs is
// translated, and only behind a name inside CREATE TABLE and ALTER TABLE:
//
//   TEXT                      TEXT COLLATE "C"   order and equality by bytes, as SQLite's BINARY
//   INTEGER                   BIGINT             64 bits
//   BLOB                      BYTEA
//   WITHOUT ROWID, STRICT     dropped            after the last parenthesis
//
// All else goes through as it stands, comments and quoted text included.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_SCRIPT_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_SCRIPT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping::storage {

// INTERNAL, our own bug, when a statement starts with another word than CREATE, ALTER, DROP, INSERT, UPDATE, DELETE,
// SELECT and WITH: BEGIN, COMMIT and SAVEPOINT belong to Database.
absl::StatusOr<std::string> PostgresScript(absl::string_view script);

// The first word of a statement in upper case, after blanks and comments; empty when there is none.
std::string FirstWord(absl::string_view sql);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_SCRIPT_H_
