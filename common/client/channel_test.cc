#include "common/client/channel.h"

#include <grpcpp/support/validate_service_config.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace zhengping::client {
namespace {

TEST(ServiceConfig, GrpcAcceptsIt) {
  EXPECT_EQ(grpc::experimental::ValidateServiceConfigJSON(ServiceConfig({})), "");
  EXPECT_EQ(grpc::experimental::ValidateServiceConfigJSON(ServiceConfig({{"a.B", "C"}, {"a.D", ""}})), "");
}

TEST(ServiceConfig, OnlyNamedMethodsAreRetriedAndOnlyOnUnavailable) {
  const auto none = nlohmann::json::parse(ServiceConfig({}));
  EXPECT_FALSE(none.contains("methodConfig"));
  const auto one = nlohmann::json::parse(ServiceConfig({{"zhengping.budget.v1.BudgetService", "AnalyzeYear"}}));
  ASSERT_EQ(one["methodConfig"].size(), 1u);
  EXPECT_EQ(one["methodConfig"][0]["name"],
            nlohmann::json::parse(R"([{"service": "zhengping.budget.v1.BudgetService", "method": "AnalyzeYear"}])"));
  EXPECT_EQ(one["methodConfig"][0]["retryPolicy"]["retryableStatusCodes"], nlohmann::json::parse(R"(["UNAVAILABLE"])"));
}

}  // namespace
}  // namespace zhengping::client
