// A channel to another service: balanced over all addresses of its name, kept alive, retrying what may be repeated.
//
//   auto channel = client::NewChannel({.target = "dns:///budget:7101",
//                                      .idempotent_methods = {{"zhengping.budget.v1.BudgetService", "AnalyzeYear"}}});
//   auto stub = v1::BudgetService::NewStub(channel);
//
// One channel a service and process; it is safe from every thread and connects by itself, again and again.
#ifndef ZHENGPING_COMMON_CLIENT_CHANNEL_H_
#define ZHENGPING_COMMON_CLIENT_CHANNEL_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

namespace zhengping::client {

// Without a method: every method of the service.
struct Method {
  std::string service;  // full name, "zhengping.budget.v1.BudgetService"
  std::string method;   // "AnalyzeYear"
};

struct ChannelConfig {
  std::string target;  // "127.0.0.1:7101", "dns:///budget:7101", "unix:/run/zhengping/budget"
  // Those that may be sent again when the answer was UNAVAILABLE: reads, and writes that carry a request id.
  std::vector<Method> idempotent_methods;
  int receive_limit_bytes = 64 << 20;  // of one reply; our services send at most 4 MiB a message unless they say so
};

std::shared_ptr<grpc::Channel> NewChannel(const ChannelConfig& config);

// The service config of a channel as JSON (gRFC A2, A6): round_robin, and for the idempotent methods up to 4 attempts,
// 0.1 s to 1 s apart, throttled when more than half of the calls fail.
std::string ServiceConfig(const std::vector<Method>& idempotent_methods);

}  // namespace zhengping::client

#endif  // ZHENGPING_COMMON_CLIENT_CHANNEL_H_
