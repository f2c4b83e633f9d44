// A migration: one numbered step of a service's schema, plain SQL, never edited after release. The files stand in
// services/X/store/migrations/0001_ledger.sql …; the CMake function
//
//   zp_migrations(budget_store FILES migrations/0001_ledger.sql migrations/0002_statements.sql)
//
// puts their text into the library and defines `std::vector<storage::Migration> Migrations()` in the namespace of the
// library's first word (zhengping::budget); the store declares it in a header of its own. Database::Open applies what
// is missing, each migration in one transaction, and records {version, name, SM3 digest of the text} in the table
// schema_migrations. Refused, with nothing changed:
//   SCHEMA_NEWER       the database has a migration that this program does not know: a newer release wrote it
//   MIGRATION_CHANGED  a migration that was applied has another name or text in this program
#ifndef ZHENGPING_COMMON_STORAGE_MIGRATION_H_
#define ZHENGPING_COMMON_STORAGE_MIGRATION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/storage/backend.h"

namespace zhengping::storage {

struct Migration {
  int version;       // 1, 2, 3 … without a gap: the number that the file's name starts with
  std::string name;  // the rest of the file's name: "ledger"
  std::string sql;   // one or more statements; BEGIN, COMMIT, SAVEPOINT and ATTACH are refused
};

// Brings the schema up to the last of `migrations`. Called by Database::Open before anything else uses the database.
absl::Status Migrate(Session& session, const std::vector<Migration>& migrations);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_MIGRATION_H_
