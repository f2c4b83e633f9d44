#include "common/storage/migration.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

constexpr char kSelectApplied[] = "SELECT version, name, digest FROM schema_migrations ORDER BY version";
constexpr char kInsertApplied[] =
    "INSERT INTO schema_migrations (version, name, digest_algorithm, digest) VALUES ($1, $2, $3, $4)";

struct Applied {
  int version;
  std::string name;
  std::string digest;
};

Applied AppliedFromRow(const Statement& row) {
  return {.version = row.Int32(0), .name = std::string(row.Text(1)), .digest = std::string(row.Text(2))};
}

// `body` in a transaction of its own; rolled back on an error.
template <typename Body>
absl::Status InTransaction(Session& session, Body body) {
  ZP_RETURN_IF_ERROR(session.Begin());
  absl::Status status = body();
  if (status.ok()) return session.Commit();
  session.Rollback();
  return status;
}

absl::Status CheckApplied(const std::vector<Applied>& applied, const std::vector<Migration>& known) {
  for (size_t i = 0; i < applied.size(); ++i) {
    const Applied& stored = applied[i];
    if (i >= known.size()) return SchemaNewer(applied.back().version, static_cast<int>(known.size()));
    if (stored.version != known[i].version || stored.name != known[i].name || stored.digest != Sm3Hex(known[i].sql)) {
      return MigrationChanged(known[i].version, stored.name, known[i].name);
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(Session& session, const Migration& migration) {
  const absl::Status status = InTransaction(session, [&] {
    ZP_RETURN_IF_ERROR(session.ExecuteScript(migration.sql));
    return session.Execute(kInsertApplied, migration.version, migration.name, kSm3AlgorithmId, Sm3Hex(migration.sql));
  });
  if (status.ok() || status.code() != absl::StatusCode::kInternal) return status;
  return absl::InternalError(
      absl::StrCat("migration ", migration.version, " ", migration.name, ": ", status.message()));
}

}  // namespace

absl::Status Migrate(Session& session, const std::vector<Migration>& migrations) {
  for (size_t i = 0; i < migrations.size(); ++i) {
    ZP_CHECK(migrations[i].version == static_cast<int>(i) + 1, "migrations are numbered 1, 2, 3 … without a gap");
  }
  std::vector<Applied> applied;
  ZP_RETURN_IF_ERROR(InTransaction(session, [&]() -> absl::Status {
    ZP_RETURN_IF_ERROR(session.EnsureMigrationTable());
    ZP_ASSIGN_OR_RETURN(applied, Rows(session, kSelectApplied, AppliedFromRow));
    return CheckApplied(applied, migrations);
  }));
  for (size_t i = applied.size(); i < migrations.size(); ++i) ZP_RETURN_IF_ERROR(Apply(session, migrations[i]));
  return absl::OkStatus();
}

}  // namespace zhengping::storage
