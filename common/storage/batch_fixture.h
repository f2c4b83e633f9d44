// A database whose writer is held until several bodies wait for it, so that they come to it as one batch. Part of the
// test program only.
#ifndef ZHENGPING_COMMON_STORAGE_BATCH_FIXTURE_H_
#define ZHENGPING_COMMON_STORAGE_BATCH_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <future>
#include <vector>

#include "absl/status/status.h"
#include "common/status/refusal.h"
#include "common/storage/trial_schema.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {

class BatchFixture : public testing::TestWithParam<BackendKind> {
 protected:
  using Body = std::function<absl::Status(Connection&)>;

  // Keeps the writer busy until Release, so that what is queued in between comes to it as one batch.
  void Hold() {
    database_->Write(
        [this](Connection&) {
          is_held_.set_value();
          release_.get_future().wait();
          return absl::OkStatus();
        },
        [](const absl::Status&) {});
    is_held_.get_future().wait();
  }
  void Release() { release_.set_value(); }

  // The outcomes of `bodies`, run as one batch, in the order in which they were told.
  std::vector<absl::Status> RunAsOneBatch(const std::vector<Body>& bodies) {
    std::vector<absl::Status> outcomes;
    std::promise<void> all_done;
    Hold();
    for (const Body& body : bodies) {
      database_->Write(body, [&](const absl::Status& outcome) {
        outcomes.push_back(outcome);
        if (outcomes.size() == bodies.size()) all_done.set_value();
      });
    }
    Release();
    all_done.get_future().wait();
    return outcomes;
  }

  static Body Insert(int64_t id) {
    return [id](Connection& connection) { return InsertQuota(connection, id); };
  }
  static absl::Status Refuse(Connection&) { return NotNow({"BALANCE_INSUFFICIENT", "", ""}, "0 fen left"); }

  TempDatabase database_{GetParam(), common::Migrations()};
  std::promise<void> is_held_;
  std::promise<void> release_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_BATCH_FIXTURE_H_
