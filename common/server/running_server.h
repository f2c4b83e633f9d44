// A server that has started; Run is this plus signals. Tests and the offline command line use it directly.
#ifndef ZHENGPING_COMMON_SERVER_RUNNING_SERVER_H_
#define ZHENGPING_COMMON_SERVER_RUNNING_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/server/access.h"
#include "common/server/server_config.h"

namespace zhengping::server {

class HealthService;

class RunningServer {
 public:
  // Starts and is ready to answer. The services must outlive it. Refusals (they name what to do):
  //   PLAINTEXT_BEYOND_LOOPBACK  `listen` is reachable from outside and `insecure` is not set
  //   ADDRESS_UNAVAILABLE        the port is taken, or the host is not ours
  //   RPC_WITHOUT_ACCESS         an RPC lacks the option (zhengping.access), or a part of it
  static absl::StatusOr<std::unique_ptr<RunningServer>> Start(
      const ServerConfig& config, const std::vector<grpc::Service*>& services,
      Authenticator authenticator = LocalOperatorAuthenticator());

  // Drains as Run does, unless Drain was called.
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  int port() const { return port_; }
  const std::string& address() const { return address_; }  // "127.0.0.1:41234"

  // A channel that stays inside the process: no port, no handshake.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // What health says until the drain; calls are taken all the same. It starts as true.
  void SetServing(bool is_serving);

  // Not to be called from an RPC or a signal handler: it waits for the calls in flight.
  void Drain();

 private:
  RunningServer();
  absl::Status Listen(const std::vector<grpc::Service*>& services);

  ServerConfig config_;
  int port_ = 0;
  std::string address_;
  std::unique_ptr<HealthService> health_;
  std::vector<std::unique_ptr<grpc::Service>> reflection_;
  std::shared_ptr<Admission> admission_;
  std::unique_ptr<grpc::Server> server_;  // ends first: its calls use all of the above
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_RUNNING_SERVER_H_
