#include "common/client/channel.h"

#include <nlohmann/json.hpp>

namespace zhengping::client {

std::string ServiceConfig(const std::vector<Method>& idempotent_methods) {
  nlohmann::ordered_json config;
  config["loadBalancingConfig"] = {{{"round_robin", nlohmann::json::object()}}};
  config["retryThrottling"] = {{"maxTokens", 10}, {"tokenRatio", 0.1}};
  if (!idempotent_methods.empty()) {
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const Method& method : idempotent_methods) {
      nlohmann::ordered_json name = {{"service", method.service}};
      if (!method.method.empty()) name["method"] = method.method;
      names.push_back(std::move(name));
    }
    nlohmann::ordered_json retry = {{"maxAttempts", 4},
                                    {"initialBackoff", "0.1s"},
                                    {"maxBackoff", "1s"},
                                    {"backoffMultiplier", 2},
                                    {"retryableStatusCodes", {"UNAVAILABLE"}}};
    config["methodConfig"] = {{{"name", std::move(names)}, {"retryPolicy", std::move(retry)}}};
  }
  return config.dump();
}

std::shared_ptr<grpc::Channel> NewChannel(const ChannelConfig& config) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(ServiceConfig(config.idempotent_methods));
  arguments.SetMaxReceiveMessageSize(config.receive_limit_bytes);
  // Servers take more than one ping in five minutes for abuse (gRFC A8) unless they are told otherwise.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 5 * 60 * 1000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20 * 1000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5000);
  return grpc::CreateCustomChannel(config.target, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace zhengping::client
