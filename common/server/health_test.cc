#include "common/server/health.h"

#include <gtest/gtest.h>

#include <future>

#include "common/testing/echo_service.h"
#include "common/testing/server_fixture.h"

namespace zhengping::server {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

HealthCheckRequest About(const std::string& service) {
  HealthCheckRequest request;
  request.set_service(service);
  return request;
}

TEST(Health, AStartedServerServesAsAWholeAndByService) {
  EchoService service;
  ServerFixture fixture({&service});
  const auto stub = Health::NewStub(fixture.channel());
  for (const char* name : {"", "zhengping.echo.v1.EchoService"}) {
    grpc::ClientContext context;
    HealthCheckResponse response;
    ASSERT_TRUE(stub->Check(&context, About(name), &response).ok()) << name;
    EXPECT_EQ(response.status(), HealthCheckResponse::SERVING) << name;
  }
  grpc::ClientContext context;
  HealthCheckResponse response;
  EXPECT_EQ(stub->Check(&context, About("no.such.Service"), &response).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST(Health, ProbesAreAnsweredThoughNobodyMayCallTheService) {
  EchoService service;
  ServerFixture fixture({&service}, {.in_flight_limit = 0}, [](const grpc::ServerContextBase&) { return Anonymous(); });
  const auto stub = Health::NewStub(fixture.channel());
  grpc::ClientContext context;
  HealthCheckResponse response;
  EXPECT_TRUE(stub->Check(&context, About(""), &response).ok());
}

TEST(Health, AWatchIsNotCountedAmongTheCallsInFlight) {
  EchoService service;
  ServerFixture fixture({&service}, {.in_flight_limit = 1});
  const auto stub = Health::NewStub(fixture.channel());
  grpc::ClientContext context;
  auto watch = stub->Watch(&context, About(""));
  HealthCheckResponse health;
  ASSERT_TRUE(watch->Read(&health));

  echo::v1::EchoRequest request;
  request.set_name("divisions/430503000/departments/403");
  echo::v1::EchoResponse response;
  grpc::ClientContext echo_context;
  EXPECT_TRUE(echo::v1::EchoService::NewStub(fixture.channel())->Echo(&echo_context, request, &response).ok());
  context.TryCancel();
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST(Health, AWatchIsToldOfTheDrainAndEnded) {
  EchoService service;
  ServerFixture fixture({&service}, {.drain_limit_ms = 60000});
  const auto stub = Health::NewStub(fixture.channel());
  grpc::ClientContext context;
  auto watch = stub->Watch(&context, About("zhengping.echo.v1.EchoService"));
  grpc::ClientContext unknown_context;
  auto unknown_watch = stub->Watch(&unknown_context, About("no.such.Service"));
  HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  ASSERT_TRUE(unknown_watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVICE_UNKNOWN);

  const auto started = std::chrono::steady_clock::now();
  fixture.server().Drain();
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(30)) << "no watch holds the drain up";

  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(watch->Read(&response));
  EXPECT_TRUE(watch->Finish().ok());
  EXPECT_FALSE(unknown_watch->Read(&response));
  EXPECT_TRUE(unknown_watch->Finish().ok());
}

TEST(Health, AWatcherThatLeavesIsForgotten) {
  EchoService service;
  ServerFixture fixture({&service});
  const auto stub = Health::NewStub(fixture.channel());
  grpc::ClientContext context;
  auto watch = stub->Watch(&context, About(""));
  HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  context.TryCancel();
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::CANCELLED);
  fixture.server().Drain();
}

}  // namespace
}  // namespace zhengping::server
