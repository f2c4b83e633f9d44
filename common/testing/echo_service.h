// The service of tests/protos: what common/server and common/client are tried on.
#ifndef ZHENGPING_COMMON_TESTING_ECHO_SERVICE_H_
#define ZHENGPING_COMMON_TESTING_ECHO_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "common/server/workers.h"
#include "common/testing/server_fixture.h"
#include "zhengping/echo/v1/echo_service.grpc.pb.h"

namespace zhengping {

class EchoService : public echo::v1::EchoService::CallbackService {
 public:
  using Request = echo::v1::EchoRequest;
  using Response = echo::v1::EchoResponse;

  // Calls of Hold wait in `gate`; Forward calls Hold of the server behind `next`.
  Gate gate;
  std::shared_ptr<grpc::Channel> next;

  int answered() const { return answered_.load(); }

  // Pieces that Collect has been given, and texts that Follow has sent or is sending.
  int taken() const { return taken_.load(); }
  int filled() const { return filled_.load(); }
  // Gives the callers of Follow one more text.
  void Publish(const std::string& text);

  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context, const Request* request,
                                 Response* response) override;
  grpc::ServerUnaryReactor* Hold(grpc::CallbackServerContext* context, const Request* request,
                                 Response* response) override;
  grpc::ServerUnaryReactor* Forward(grpc::CallbackServerContext* context, const Request* request,
                                    Response* response) override;
  grpc::ServerReadReactor<Request>* Join(grpc::CallbackServerContext* context, Response* response) override;
  grpc::ServerWriteReactor<Response>* Split(grpc::CallbackServerContext* context, const Request* request) override;
  grpc::ServerReadReactor<Request>* Collect(grpc::CallbackServerContext* context, Response* response) override;
  grpc::ServerWriteReactor<Response>* Follow(grpc::CallbackServerContext* context, const Request* request) override;
  grpc::ServerBidiReactor<Request, Response>* Each(grpc::CallbackServerContext* context) override;

 private:
  class Pieces;
  class Published;

  std::atomic<int> answered_{0};
  std::atomic<int> taken_{0};
  std::atomic<int> filled_{0};
  std::mutex published_mutex_;  // held while listeners are woken
  std::vector<std::string> published_;
  std::map<Published*, std::function<void()>> listeners_;
  server::Workers store_{1};
  server::Workers workers_{8};
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_ECHO_SERVICE_H_
