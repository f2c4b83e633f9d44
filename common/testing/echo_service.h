// The service of tests/protos: what common/server and common/client are tried on.
#ifndef ZHENGPING_COMMON_TESTING_ECHO_SERVICE_H_
#define ZHENGPING_COMMON_TESTING_ECHO_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <utility>

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

  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context, const Request* request,
                                 Response* response) override;
  grpc::ServerUnaryReactor* Hold(grpc::CallbackServerContext* context, const Request* request,
                                 Response* response) override;
  grpc::ServerUnaryReactor* Forward(grpc::CallbackServerContext* context, const Request* request,
                                    Response* response) override;
  grpc::ServerReadReactor<Request>* Join(grpc::CallbackServerContext* context, Response* response) override;
  grpc::ServerWriteReactor<Response>* Split(grpc::CallbackServerContext* context, const Request* request) override;
  grpc::ServerBidiReactor<Request, Response>* Each(grpc::CallbackServerContext* context) override;

 private:
  std::atomic<int> answered_{0};
  server::Workers workers_{8};
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_ECHO_SERVICE_H_
