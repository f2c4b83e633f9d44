// Clients that post transactions to a small department of its own, each one after the other, and keep journals of them.
//
// Number n is a supplement of n fen under the record id "posted-<n>" and a request id made of n, so what is stored can
// be told from what was sent.
#ifndef ZHENGPING_TESTS_FAULT_POSTER_H_
#define ZHENGPING_TESTS_FAULT_POSTER_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/suite.h"
#include "tests/fault/journal.h"

namespace zhengping {

inline constexpr char kPosterDepartment[] = "divisions/430503000/departments/404";

// A case of that department, with one quota.
std::string WritePosterCase(const TempFolder& folder);

class Poster {
 public:
  // Journals are kept beside each other: "<path>-0", "<path>-1", … The numbers begin with `first_number`.
  Poster(std::shared_ptr<grpc::Channel> channel, std::string journal_path, int64_t first_number = 1);
  // Stops after the calls that are under way.
  ~Poster();
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  // Posts from several threads until a call fails or Stop.
  void Start();
  void Stop();

  // Waits until that many have been acknowledged since Start, or posting has ended; then for `linger` more.
  void AwaitAcknowledged(int64_t count, std::chrono::microseconds linger);
  int64_t acknowledged_count();

  // Sends once more what was sent and not acknowledged, as a client does: again while the service answers UNAVAILABLE,
  // five seconds at most. Each must succeed then.
  void SendUnacknowledgedAgain();

 private:
  void PostAll(size_t client);
  grpc::Status Post(size_t client, int64_t number);

  const std::unique_ptr<budget::v1::BudgetService::Stub> budget_;
  const std::string journal_path_;
  const int64_t first_number_;
  std::vector<std::unique_ptr<Journal>> journals_;  // by client
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t acknowledged_ = 0;
  size_t ended_ = 0;  // clients
  bool is_stopping_ = false;
};

// How often each record of that department is in the ledger of 2023. A call that fails ends the program.
std::map<std::string, int> StoredRecords(const std::shared_ptr<grpc::Channel>& budget_channel);

// All clients' journals together.
Journaled ReadJournals(const std::string& path);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_FAULT_POSTER_H_
