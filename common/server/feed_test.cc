// A server stream without an end, over a real connection: what wakes it, what ends it, and what a slow reader costs.
#include "common/server/feed.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <thread>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/testing/echo_service.h"
#include "common/testing/matchers.h"

namespace zhengping::server {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

EchoRequest RequestFor(int64_t heartbeat_ms) {
  EchoRequest request;
  request.set_name("divisions/430503000/departments/403");
  request.set_work_ms(heartbeat_ms);
  return request;
}

class FeedTest : public testing::Test {
 protected:
  void Start(const ServerConfig& config, const EchoRequest& request) {
    fixture_ = std::make_unique<ServerFixture>(std::vector<grpc::Service*>{&service_}, config);
    stub_ = echo::v1::EchoService::NewStub(fixture_->channel());
    reader_ = stub_->Follow(&context_, request);
  }

  std::string Next() {
    EchoResponse response;
    if (!reader_->Read(&response)) return "ended";
    return response.caller() == "heartbeat" ? "heartbeat" : response.text();
  }

  absl::Status Finish() { return FromGrpcStatus(reader_->Finish(), "echo"); }

  EchoService service_;
  CapturedLog log_;
  std::unique_ptr<ServerFixture> fixture_;
  std::unique_ptr<echo::v1::EchoService::Stub> stub_;
  grpc::ClientContext context_;  // without a deadline
  std::unique_ptr<grpc::ClientReader<EchoResponse>> reader_;
};

TEST_F(FeedTest, SendsWhatIsThereAndThenWhatComes) {
  service_.Publish("a");
  service_.Publish("b");
  Start({}, RequestFor(30000));
  EXPECT_EQ(Next(), "a");
  EXPECT_EQ(Next(), "b");
  service_.Publish("c");
  EXPECT_EQ(Next(), "c");
  context_.TryCancel();
  EXPECT_EQ(Finish().code(), absl::StatusCode::kCancelled);
}

TEST_F(FeedTest, EveryTextComesOnceHoweverPublishingAndReadingFallTogether) {
  Start({}, RequestFor(30000));
  std::thread publisher([this] {
    for (int i = 0; i < 3000; ++i) service_.Publish(std::to_string(i));
  });
  for (int i = 0; i < 3000; ++i) ASSERT_EQ(Next(), std::to_string(i));
  publisher.join();
  context_.TryCancel();
}

TEST_F(FeedTest, SilenceIsBrokenByHeartbeatsBeyondTheLongestCall) {
  Start({.longest_call_ms = 300}, RequestFor(200));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(Next(), "heartbeat");
  service_.Publish("a");
  EXPECT_EQ(Next(), "a");
  context_.TryCancel();
}

TEST_F(FeedTest, AnErrorOfTheFeedEndsItWithItsReason) {
  EchoRequest request = RequestFor(30000);
  request.set_reason("SOME_REASON");
  request.set_code(static_cast<int>(grpc::StatusCode::FAILED_PRECONDITION));
  Start({}, request);
  EXPECT_EQ(Next(), "ended");
  EXPECT_THAT(Finish(), IsRefusal("SOME_REASON"));
}

TEST_F(FeedTest, ACallerThatLeavesIsLetGoAtOnce) {
  Start({.in_flight_limit = 1}, RequestFor(300000));
  service_.Publish("a");
  EXPECT_EQ(Next(), "a");
  context_.TryCancel();
  ASSERT_NE(log_.WaitFor({"Follow", "CANCELLED"}), "");
  EXPECT_EQ(Finish().code(), absl::StatusCode::kCancelled);
  service_.Publish("nobody listens");
}

TEST_F(FeedTest, TheCallersOwnDeadlineEndsIt) {
  context_.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(300));
  Start({}, RequestFor(300000));
  EXPECT_EQ(Next(), "ended");
  EXPECT_THAT(Finish(), IsRefusal("DEADLINE_EXCEEDED"));
  EXPECT_NE(log_.WaitFor({"EchoService/Follow"}), "") << "the call is done on the server too";
}

TEST_F(FeedTest, TheDrainEndsItAtOnce) {
  Start({.drain_limit_ms = 600000}, RequestFor(300000));
  service_.Publish("a");
  EXPECT_EQ(Next(), "a");
  fixture_->server().Drain();  // waits for the calls in flight
  EXPECT_EQ(Next(), "ended");
  EXPECT_THAT(Finish(), IsRefusal("SERVER_DRAINING"));
}

TEST_F(FeedTest, ACallerThatReadsNothingIsCutOffAndCostsOneMessage) {
  for (int i = 0; i < 200; ++i) service_.Publish(std::string(1 << 20, 'x'));  // 200 MiB
  Start({.idle_limit_ms = 300, .in_flight_limit = 1}, RequestFor(300000));
  ASSERT_NE(log_.WaitFor({"Follow", "RESOURCE_EXHAUSTED", "CONSUMER_TOO_SLOW"}), "");
  EXPECT_LT(service_.filled(), 30) << "what a connection buffers, and one";
  while (Next() != "ended") {
  }
  const grpc::Status status = reader_->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_NE(status.error_message().find("CONSUMER_TOO_SLOW"), std::string::npos) << status.error_message();
}

TEST_F(FeedTest, TheDrainDoesNotWaitForACallerThatReadsNothing) {
  for (int i = 0; i < 200; ++i) service_.Publish(std::string(1 << 20, 'x'));
  Start({.idle_limit_ms = 600000, .drain_limit_ms = 600000}, RequestFor(300000));
  EXPECT_EQ(Next(), std::string(1 << 20, 'x'));
  fixture_->server().Drain();
  while (Next() != "ended") {
  }
  EXPECT_EQ(Finish().code(), absl::StatusCode::kUnavailable);
}

TEST_F(FeedTest, ManyStreamsBeginningAndLeavingAtOnce) {
  Start({}, RequestFor(10));
  std::thread publisher([this] {
    for (int i = 0; i < 20000; ++i) service_.Publish("x");
  });
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 8; ++caller) {
    callers.emplace_back([this, caller] {
      for (int round = 0; round < 30; ++round) {
        grpc::ClientContext context;
        const auto reader = stub_->Follow(&context, RequestFor(1 + caller));
        EchoResponse response;
        for (int i = 0; i < round; ++i) ASSERT_TRUE(reader->Read(&response));
        context.TryCancel();
        EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  publisher.join();
  context_.TryCancel();
}

}  // namespace
}  // namespace zhengping::server
