// A real server for a test: on a free loopback port, with everything that server::Run gives a service.
//
//   BudgetService service(store);
//   ServerFixture fixture({&service});
//   auto stub = v1::BudgetService::NewStub(fixture.channel());
//
// Link common_server_fixture. The destructor drains, so the services must outlive the fixture.
#ifndef ZHENGPING_COMMON_TESTING_SERVER_FIXTURE_H_
#define ZHENGPING_COMMON_TESTING_SERVER_FIXTURE_H_

#include <grpcpp/grpcpp.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/server/running_server.h"

namespace zhengping {

class ServerFixture {
 public:
  // A server that does not start ends the test program.
  explicit ServerFixture(const std::vector<grpc::Service*>& services, const server::ServerConfig& config = {},
                         server::Authenticator authenticator = server::LocalOperatorAuthenticator());

  // Made as a client makes it: through client::NewChannel, nothing retried.
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }

  server::RunningServer& server() { return *server_; }

 private:
  std::unique_ptr<server::RunningServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

// While it lives it holds the log's lines in place of standard error.
class CapturedLog {
 public:
  CapturedLog();
  ~CapturedLog();

  // Waits for a line that holds all of `texts`, and returns it; empty after ten seconds.
  std::string WaitFor(const std::vector<std::string>& texts);

  // Whether there is such a line by this time.
  bool Holds(const std::vector<std::string>& texts);

 private:
  std::vector<std::string>::const_iterator Find(const std::vector<std::string>& texts) const;  // under mutex_

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

// A gate that stands between a test and the code under test: whoever comes waits until it is open.
class Gate {
 public:
  // Counts the arrival, then waits.
  void Pass();

  // Waits until `count` have arrived.
  void AwaitArrivals(int count);

  void Open();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrivals_ = 0;
  bool is_open_ = false;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_SERVER_FIXTURE_H_
