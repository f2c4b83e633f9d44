// Calls between two real servers: what the second one learns from the first, and what the first says when it fails.
#include "common/client/outgoing.h"

#include <gtest/gtest.h>

#include <future>
#include <optional>

#include "common/client/channel.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/testing/echo_service.h"
#include "common/testing/matchers.h"

namespace zhengping::client {
namespace {

using echo::v1::EchoResponse;

class Forwarding : public testing::Test {
 protected:
  void SetUp() override { front_.next = back_fixture_->channel(); }

  absl::Status Forward(grpc::ClientContext& context, EchoResponse& response) {
    const auto stub = echo::v1::EchoService::NewStub(front_fixture_.channel());
    return FromGrpcStatus(stub->Forward(&context, {}, &response), "front");
  }

  EchoService back_;
  std::optional<ServerFixture> back_fixture_{std::in_place, std::vector<grpc::Service*>{&back_}};
  EchoService front_;
  ServerFixture front_fixture_{{&front_}};
};

TEST_F(Forwarding, TraceAndDeadlineAreHandedOn) {
  back_.gate.Open();
  const trace::Context trace = trace::Start();
  const auto context = NewContext({.trace = trace}, {.deadline = std::chrono::seconds(8)});
  EchoResponse response;
  ASSERT_THAT(Forward(*context, response), IsOk());
  EXPECT_EQ(response.trace_id(), trace.trace_id);
  // On each of the two ways gRPC rounds a time below ten seconds up to 10 ms.
  EXPECT_LE(response.deadline_ms(), 8000 - kDeadlineMargin.count() + 20);
  EXPECT_GT(response.deadline_ms(), 0);
}

TEST_F(Forwarding, ACallerThatLeavesEndsTheSecondCallToo) {
  const auto context = NewContext({});
  EchoResponse response;
  auto call = std::async(std::launch::async, [&] { return Forward(*context, response); });
  back_.gate.AwaitArrivals(1);
  CapturedLog log;
  context->TryCancel();
  EXPECT_THAT(call.get(), StatusIs(absl::StatusCode::kCancelled));
  // The front's call ends although the back still holds its worker: the forwarded call was cancelled.
  EXPECT_NE(log.WaitFor({"EchoService/Forward", "CANCELLED"}), "");
  back_.gate.Open();
}

TEST_F(Forwarding, ALateServiceIsNamed) {
  echo::v1::EchoRequest request;
  request.set_forward_deadline_ms(100);
  const auto stub = echo::v1::EchoService::NewStub(front_fixture_.channel());
  EchoResponse response;
  const absl::Status status = FromGrpcStatus(stub->Forward(NewContext({}).get(), request, &response), "front");
  back_.gate.Open();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(RefusalOf(status)->service, "echo") << "the front answered, and named the one that was late";
}

TEST_F(Forwarding, ACallEndsWithItsCallersDeadline) {
  const auto context = NewContext({}, {.deadline = std::chrono::milliseconds(200)});
  EchoResponse response;
  EXPECT_THAT(Forward(*context, response), StatusIs(absl::StatusCode::kDeadlineExceeded));
  back_.gate.Open();
}

TEST_F(Forwarding, ADeadServiceIsNamed) {
  back_fixture_.reset();
  const auto context = NewContext({});
  EchoResponse response;
  const absl::Status status = Forward(*context, response);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(status, IsRefusal("SERVICE_UNREACHABLE"));
  EXPECT_EQ(RefusalOf(status)->service, "echo");
}

TEST(NewContext, WaitsForAServiceThatStartsLaterWhenTold) {
  EchoService service;
  std::optional<ServerFixture> fixture(std::in_place, std::vector<grpc::Service*>{&service});
  const std::string address = fixture->server().address();
  fixture.reset();
  const auto stub = echo::v1::EchoService::NewStub(NewChannel({.target = address}));
  EchoResponse response;
  EXPECT_EQ(stub->Echo(NewContext({}).get(), {}, &response).error_code(), grpc::StatusCode::UNAVAILABLE);
  auto waiting = std::async(std::launch::async, [&] {
    EchoResponse later;
    return stub->Echo(NewContext({}, {.wait_for_ready = true}).get(), {}, &later).ok();
  });
  fixture.emplace(std::vector<grpc::Service*>{&service}, server::ServerConfig{.listen = address});
  EXPECT_TRUE(waiting.get());
}

}  // namespace
}  // namespace zhengping::client
