// A session of somebody else on a test's PostgreSQL database: its administrator, or another program. Part of the test
// program only.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_ADMINISTRATOR_FIXTURE_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_ADMINISTRATOR_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "common/status/check.h"
#include "common/storage/postgres/postgres_connection.h"
#include "common/testing/matchers.h"

namespace zhengping::storage {

class Administrator {
 public:
  explicit Administrator(Config config) {
    config.conninfo += " application_name=administrator";
    auto connection = PostgresConnection::Open(config, Access::kReadWrite);
    ZP_CHECK(connection.ok(), connection.status().message());
    connection_ = *std::move(connection);
  }

  // The first column of the answer's first row, or "".
  std::string Ask(const std::string& sql) {
    const auto rows = connection_->Query(sql);
    EXPECT_THAT(rows, IsOk()) << sql;
    return rows.ok() && !rows->empty() ? rows->front().front() : "";
  }

  // Breaks the connections of one schema's service, as a failing network does.
  void CutConnections(const Config& config) {
    const auto cut = connection_->Query(
        "SELECT pg_terminate_backend(l.pid) FROM pg_locks AS l JOIN pg_namespace AS n ON n.oid = l.objid "
        "WHERE l.locktype = 'advisory' AND n.nspname = $1",
        {config.schema});
    EXPECT_THAT(cut, IsOk());
    EXPECT_FALSE(cut->empty()) << "nobody holds the lock";
  }

 private:
  std::unique_ptr<PostgresConnection> connection_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_ADMINISTRATOR_FIXTURE_H_
