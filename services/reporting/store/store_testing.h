// What the suites of this folder share: a database of their own, a stamp, and a wait for `done`.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_STORE_TESTING_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_STORE_TESTING_H_

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/testing/temp_database.h"
#include "services/reporting/store/keys.h"
#include "services/reporting/store/migrations.h"

namespace zhengping::reporting {

class StoreFixture : public testing::TestWithParam<storage::BackendKind> {
 protected:
  storage::Database& database() { return *database_; }

  static WriteStamp Stamp(std::string request_id = "", std::string request_digest = "") {
    return {.caller = "local-operator",
            .now_ms = 1704000000000,
            .request_id = std::move(request_id),
            .request_digest = std::move(request_digest)};
  }

  template <typename T, typename Begin>
  static absl::StatusOr<T> Await(Begin begin) {
    std::promise<absl::StatusOr<T>> promise;
    std::future<absl::StatusOr<T>> future = promise.get_future();
    begin([&promise](absl::StatusOr<T> result) { promise.set_value(std::move(result)); });
    return future.get();
  }

  storage::TempDatabase database_{GetParam(), Migrations()};
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_STORE_TESTING_H_
