#include "common/storage/postgres/postgres_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "common/status/refusal.h"
#include "common/testing/matchers.h"

namespace zhengping::storage {
namespace {

// The codes and their names: PostgreSQL 15, appendix A.
TEST(PostgresError, FollowsTheTableOfRefusals) {
  struct Case {
    const char* sqlstate;
    const char* name;
    const char* reason;  // "" for our own bug
  };
  const Case cases[] = {
      {"53100", "disk_full", "DISK_FULL"},
      {"XX001", "data_corrupted", "DATABASE_CORRUPT"},
      {"XX002", "index_corrupted", "DATABASE_CORRUPT"},
      {"08006", "connection_failure", "STORAGE_UNAVAILABLE"},
      {"28P01", "invalid_password", "STORAGE_UNAVAILABLE"},
      {"3D000", "invalid_catalog_name", "STORAGE_UNAVAILABLE"},
      {"40001", "serialization_failure", "STORAGE_UNAVAILABLE"},
      {"42501", "insufficient_privilege", "STORAGE_UNAVAILABLE"},
      {"53200", "out_of_memory", "STORAGE_UNAVAILABLE"},
      {"53300", "too_many_connections", "STORAGE_UNAVAILABLE"},
      {"55P03", "lock_not_available", "STORAGE_UNAVAILABLE"},
      {"57014", "query_canceled", "STORAGE_UNAVAILABLE"},
      {"57P01", "admin_shutdown", "STORAGE_UNAVAILABLE"},
      {"57P03", "cannot_connect_now", "STORAGE_UNAVAILABLE"},
      {"58030", "io_error", "STORAGE_UNAVAILABLE"},
      {"22003", "numeric_value_out_of_range", ""},
      {"22021", "character_not_in_repertoire", ""},
      {"23505", "unique_violation", ""},
      {"25006", "read_only_sql_transaction", ""},
      {"42601", "syntax_error", ""},
      {"XX000", "internal_error", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const absl::Status status =
        PostgresError(c.sqlstate, "what happened\n", /*is_writer=*/false, "the place", "SELECT 1");
    EXPECT_EQ(RefusalOf(status).value_or(Refusal{}).reason, c.reason);
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(*c.reason == '\0' ? "SELECT 1" : "the place"));
    EXPECT_EQ(status.code() == absl::StatusCode::kInternal, *c.reason == '\0' || absl::StartsWith(c.sqlstate, "XX00"));
  }
}

// A server that has become a standby takes no writes; a read that writes is our own bug.
TEST(PostgresError, ReadOnlyServerIsUnavailableToTheWriter) {
  EXPECT_THAT(PostgresError("25006", "", /*is_writer=*/true, "the place", "COMMIT"), IsRefusal("STORAGE_UNAVAILABLE"));
}

}  // namespace
}  // namespace zhengping::storage
