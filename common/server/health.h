// grpc.health.v1.Health with Check and Watch. gRPC's own default service keeps Watch streams open through a shutdown,
// which then waits its whole limit; this one ends them at the drain.
//
// Known names: "" (the process) and the full name of each service. Watch of an unknown name says SERVICE_UNKNOWN and
// stays.
#ifndef ZHENGPING_COMMON_SERVER_HEALTH_H_
#define ZHENGPING_COMMON_SERVER_HEALTH_H_

#include <grpcpp/grpcpp.h>

#include <mutex>
#include <set>
#include <string>

#include "grpc/health/v1/health.grpc.pb.h"

namespace zhengping::server {

class HealthService : public grpc::health::v1::Health::CallbackService {
 public:
  using Request = grpc::health::v1::HealthCheckRequest;
  using Response = grpc::health::v1::HealthCheckResponse;

  void Know(const std::string& service);  // NOT_SERVING until SetServing

  void SetServing(bool is_serving = true);

  // From now on NOT_SERVING; every open Watch is told and ended, a later one too.
  void Drain();

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context, const Request* request,
                                  Response* response) override;
  grpc::ServerWriteReactor<Response>* Watch(grpc::CallbackServerContext* context, const Request* request) override;

 private:
  class Watcher;

  void TellWatchers(std::unique_lock<std::mutex>& lock);  // unlocks

  Response::ServingStatus StatusOf(const std::string& service) const;  // under mutex_

  std::mutex mutex_;
  std::set<std::string> services_ = {""};
  bool is_serving_ = false;
  bool is_draining_ = false;
  std::set<Watcher*> watchers_;
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_HEALTH_H_
