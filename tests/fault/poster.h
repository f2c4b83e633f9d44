// A client that posts transactions to a small department of its own, one after the other, and keeps a journal of them.
//
// Number n is a supplement of n fen under the record id "posted-<n>" and a request id made of n, so what is stored can
// be told from what was sent.
#ifndef ZHENGPING_TESTS_FAULT_POSTER_H_
#define ZHENGPING_TESTS_FAULT_POSTER_H_

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "tests/e2e/suite.h"
#include "tests/fault/journal.h"

namespace zhengping {

inline constexpr char kPosterDepartment[] = "divisions/430503000/departments/404";

// A case of that department, with one quota.
std::string WritePosterCase(const TempFolder& folder);

class Poster {
 public:
  Poster(std::shared_ptr<grpc::Channel> channel, std::string journal_path);
  // Stops after the call that is under way.
  ~Poster();
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  // Posts in a thread of its own until a call fails or Stop.
  void Start();
  void Stop();

  // Waits until that many have been acknowledged since Start, or posting has ended.
  void AwaitAcknowledged(int64_t count);
  int64_t acknowledged_count();

  // Sends once more what was sent and not acknowledged; each must succeed now.
  void SendUnacknowledgedAgain();

 private:
  void PostAll();
  grpc::Status Post(int64_t number);

  const std::unique_ptr<budget::v1::BudgetService::Stub> budget_;
  const std::string journal_path_;
  Journal journal_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t acknowledged_ = 0;
  bool is_stopping_ = false;
  bool has_ended_ = false;
};

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_FAULT_POSTER_H_
