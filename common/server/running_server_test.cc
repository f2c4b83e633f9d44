// A started server as its callers, its probes and its operator see it.
#include "common/server/running_server.h"

#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/testing/echo_service.h"
#include "common/testing/matchers.h"
#include "google/rpc/status.pb.h"
#include "zhengping/error_info.pb.h"

namespace zhengping::server {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

constexpr char kTraceparent[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
constexpr char kTraceId[] = "4bf92f3577b34da6a3ce929d0e0e4736";

class BareService : public echo::v1::BareService::CallbackService {};

TEST(RunningServer, PlaintextBeyondLoopbackNeedsToBeSaid) {
  EchoService service;
  for (const char* listen : {"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "budget:7101", ":0"}) {
    EXPECT_THAT(RunningServer::Start({.listen = listen}, {&service}), IsRefusal("PLAINTEXT_BEYOND_LOOPBACK", "listen"))
        << listen;
  }
  CapturedLog log;
  EXPECT_THAT(RunningServer::Start({.listen = "0.0.0.0:0", .insecure = true}, {&service}), IsOk());
  EXPECT_NE(log.WaitFor({"\"level\":\"warning\"", "plaintext beyond loopback", "0.0.0.0:0"}), "");
}

TEST(RunningServer, LoopbackIsToldFromTheRest) {
  for (const char* listen : {"127.0.0.1:0", "127.0.0.2:7", "localhost:7101", "[::1]:0", "unix:/run/x"}) {
    EXPECT_TRUE(IsLoopback(listen)) << listen;
  }
  for (const char* listen : {"0.0.0.0:0", "[::]:0", "10.0.0.1:7", "localhost.example:7"}) {
    EXPECT_FALSE(IsLoopback(listen)) << listen;
  }
}

TEST(RunningServer, AnRpcWithoutAnAccessRuleKeepsTheServerFromStarting) {
  BareService service;
  EXPECT_THAT(RunningServer::Start({}, {&service}), IsRefusal("RPC_WITHOUT_ACCESS"));
}

TEST(RunningServer, ATakenPortIsRefused) {
  EchoService service;
  ServerFixture first({&service});
  EchoService other;
  EXPECT_THAT(RunningServer::Start({.listen = first.server().address()}, {&other}), IsRefusal("ADDRESS_UNAVAILABLE"));
}

TEST(RunningServer, AMessageAboveTheLimitIsRefusedAndOneBelowIsNot) {
  EchoService service;
  ServerFixture fixture({&service}, {.receive_limit_bytes = 4 << 20});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  EchoRequest request;
  request.set_text(std::string((4 << 20) - 5, 'x'));  // with its tag and length of four bytes: the limit exactly
  ASSERT_EQ(request.ByteSizeLong(), 4u << 20);
  EchoResponse response;
  EXPECT_TRUE(stub->Echo(client::NewContext({}).get(), request, &response).ok());
  request.mutable_text()->push_back('x');
  EXPECT_EQ(stub->Echo(client::NewContext({}).get(), request, &response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST(RunningServer, ATraceGoesInAndComesOutWithTheErrorAndTheLogLine) {
  CapturedLog log;
  EchoService service;
  ServerFixture fixture({&service});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  grpc::ClientContext context;
  context.AddMetadata("traceparent", kTraceparent);
  context.AddMetadata("x-request-id", "r-1");
  EchoRequest request;
  request.set_reason("SOME_REASON");
  request.set_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  EchoResponse response;
  const grpc::Status status = stub->Echo(&context, request, &response);

  google::rpc::Status wire;
  ASSERT_TRUE(wire.ParseFromString(status.error_details()));
  int error_infos = 0;
  for (const auto& any : wire.details()) {
    if (any.type_url() != "type.googleapis.com/google.rpc.ErrorInfo") continue;
    ++error_infos;
    ErrorInfo error;
    ASSERT_TRUE(error.ParseFromString(any.value()));
    EXPECT_EQ(error.metadata().at("trace_id"), kTraceId);
    EXPECT_EQ(error.reason(), "SOME_REASON");
  }
  EXPECT_EQ(error_infos, 1);
  const auto line = nlohmann::json::parse(log.WaitFor({"\"msg\":\"call\""}));
  EXPECT_EQ(line["trace_id"], kTraceId);
  EXPECT_EQ(line["rpc"], "zhengping.echo.v1.EchoService/Echo");
  EXPECT_EQ(line["code"], "INVALID_ARGUMENT");
  EXPECT_EQ(line["reason"], "SOME_REASON");
  EXPECT_GE(line["ms"].get<int>(), 0);
}

TEST(RunningServer, AnAnswerCarriesTheTraceAndTheRequestIdBack) {
  EchoService service;
  ServerFixture fixture({&service});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  grpc::ClientContext context;
  context.AddMetadata("traceparent", kTraceparent);
  context.AddMetadata("x-request-id", "r-1");
  EchoResponse response;
  ASSERT_TRUE(stub->Echo(&context, {}, &response).ok());
  EXPECT_EQ(response.trace_id(), kTraceId);
  const auto& headers = context.GetServerInitialMetadata();
  ASSERT_EQ(headers.count("traceparent"), 1u);
  const grpc::string_ref sent = headers.find("traceparent")->second;
  const auto trace = trace::Parse(absl::string_view(sent.data(), sent.size()));
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->trace_id, kTraceId);
  EXPECT_NE(trace->span_id, "00f067aa0ba902b7") << "the server's work has a span of its own";
  EXPECT_EQ(headers.find("x-request-id")->second, "r-1");
}

TEST(RunningServer, ACallWithoutADeadlineGetsOne) {
  EchoService service;
  ServerFixture fixture({&service});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  grpc::ClientContext context;
  EchoResponse response;
  ASSERT_TRUE(stub->Echo(&context, {}, &response).ok());
  EXPECT_LE(response.deadline_ms(), 60000);
  EXPECT_GT(response.deadline_ms(), 50000);
}

TEST(RunningServer, ADrainLosesNoCallInFlight) {
  EchoService service;
  ServerFixture fixture({&service});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  constexpr int kCalls = 8;  // as many as the service has workers
  std::vector<std::future<grpc::Status>> calls;
  for (int i = 0; i < kCalls; ++i) {
    calls.push_back(std::async(std::launch::async, [&stub] {
      EchoResponse response;
      return stub->Hold(client::NewContext({}).get(), {}, &response);
    }));
  }
  service.gate.AwaitArrivals(kCalls);
  auto drained = std::async(std::launch::async, [&fixture] { fixture.server().Drain(); });
  // Refused from here on: the drain has begun, with all calls still inside.
  EchoResponse response;
  while (stub->Echo(client::NewContext({}).get(), {}, &response).ok()) {
  }
  service.gate.Open();
  drained.get();
  for (auto& call : calls) EXPECT_TRUE(call.get().ok());
  EXPECT_EQ(service.answered() >= kCalls, true);
}

TEST(RunningServer, ADrainEndsAtItsLimitAlthoughACallHangs) {
  EchoService service;
  ServerFixture fixture({&service}, {.drain_limit_ms = 50});
  auto call = std::async(std::launch::async, [&] {
    const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
    EchoResponse response;
    return stub->Hold(client::NewContext({}).get(), {}, &response);
  });
  service.gate.AwaitArrivals(1);
  auto drained = std::async(std::launch::async, [&fixture] { fixture.server().Drain(); });
  EXPECT_FALSE(call.get().ok()) << "cancelled at the limit";
  service.gate.Open();
  drained.get();
}

TEST(RunningServer, InProcessCallsGoTheSameWayAndNeedNoPort) {
  EchoService service;
  auto server = RunningServer::Start({.listen = ""}, {&service});
  ASSERT_THAT(server, IsOk());
  EXPECT_EQ((*server)->port(), 0);
  const auto stub = echo::v1::EchoService::NewStub((*server)->InProcessChannel());
  EchoResponse response;
  ASSERT_TRUE(stub->Echo(client::NewContext({}).get(), {}, &response).ok());
  EXPECT_EQ(response.caller(), "local-operator");
}

}  // namespace
}  // namespace zhengping::server
