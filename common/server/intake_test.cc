// A client stream that is taken in as it comes, over a real connection: order, back-pressure, what ends it, and what
// the caller hears.
#include "common/server/intake.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/testing/echo_service.h"
#include "common/testing/matchers.h"

namespace zhengping::server {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

EchoRequest RequestFor(const std::string& text, int64_t work_ms = 0) {
  EchoRequest request;
  request.set_name("divisions/430503000/departments/403");
  request.set_text(text);
  request.set_work_ms(work_ms);
  return request;
}

EchoRequest RefusedRequest(const std::string& reason, int64_t work_ms = 0) {
  EchoRequest request = RequestFor("x", work_ms);
  request.set_reason(reason);
  request.set_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  return request;
}

class IntakeTest : public testing::Test {
 protected:
  void Start(const ServerConfig& config, Authenticator authenticator = LocalOperatorAuthenticator()) {
    fixture_ = std::make_unique<ServerFixture>(std::vector<grpc::Service*>{&service_}, config, authenticator);
    stub_ = echo::v1::EchoService::NewStub(fixture_->channel());
    writer_ = stub_->Collect(&context_, &response_);
  }

  absl::Status Finish() { return FromGrpcStatus(writer_->Finish(), "echo"); }

  absl::Status Send(const std::vector<EchoRequest>& requests) {
    for (const EchoRequest& request : requests) {
      if (!writer_->Write(request)) break;
    }
    writer_->WritesDone();
    return Finish();
  }

  EchoService service_;
  CapturedLog log_;
  std::unique_ptr<ServerFixture> fixture_;
  std::unique_ptr<echo::v1::EchoService::Stub> stub_;
  grpc::ClientContext context_;  // without a deadline
  EchoResponse response_;
  std::unique_ptr<grpc::ClientWriter<EchoRequest>> writer_;
};

TEST_F(IntakeTest, PiecesAreTakenInOrderAndThenTheAnswerComes) {
  Start({});
  std::vector<EchoRequest> requests;
  std::string texts;
  for (int i = 0; i < 1000; ++i) {
    requests.push_back(RequestFor(std::to_string(i)));
    texts += std::to_string(i);
  }
  ASSERT_THAT(Send(requests), IsOk());
  EXPECT_EQ(response_.text(), texts);
  EXPECT_EQ(service_.answered(), 1);
}

TEST_F(IntakeTest, AStreamWithoutAMessageIsRefused) {
  Start({});
  EXPECT_THAT(Send({}), IsRefusal("REQUEST_EMPTY"));
}

TEST_F(IntakeTest, WhatLiesOutsideTheScopeIsNotTaken) {
  Start({}, [](const grpc::ServerContextBase&) {
    return Caller{.who = "clerk", .roles = {ROLE_CLERK}, .scope = {"divisions/110000000"}};
  });
  EXPECT_THAT(Send({RequestFor("x")}), IsRefusal("RESOURCE_NOT_FOUND", "name"));
  EXPECT_EQ(service_.taken(), 0);
}

TEST_F(IntakeTest, ARefusedStreamDoesNotWaitForItsFirstMessage) {
  Start({.in_flight_limit = 0});
  EXPECT_THAT(Finish(), IsRefusal("TOO_MANY_CALLS"));
}

TEST_F(IntakeTest, LastsLongerThanTheLongestCallWhileItMakesProgress) {
  Start({.longest_call_ms = 300, .idle_limit_ms = 5000});
  ASSERT_THAT(Send({RequestFor("a", 200), RequestFor("b", 200), RequestFor("c", 200)}), IsOk());
  EXPECT_EQ(response_.text(), "abc");
}

TEST_F(IntakeTest, ASilentCallerIsToldWhyTheStreamEnds) {
  Start({.idle_limit_ms = 200, .in_flight_limit = 1});
  ASSERT_TRUE(writer_->Write(RequestFor("a")));
  EXPECT_THAT(Finish(), IsRefusal("STREAM_IDLE"));
  ASSERT_NE(log_.WaitFor({"Collect", "STREAM_IDLE"}), "") << "its place is free when its line is written";
}

TEST_F(IntakeTest, APieceThatTakesLongIsNoSilenceOfTheCaller) {
  Start({.idle_limit_ms = 200});
  // The last messages find all pieces in use until the first one is done.
  std::vector<EchoRequest> requests(2 * kMostPieces, RequestFor("b"));
  requests.front() = RequestFor("a", 600);
  ASSERT_THAT(Send(requests), IsOk());
  EXPECT_EQ(response_.text(), absl::StrCat("a", std::string(2 * kMostPieces - 1, 'b')));
}

TEST_F(IntakeTest, AnErrorReachesACallerThatIsNotSending) {
  Start({});
  ASSERT_TRUE(writer_->Write(RequestFor("a")));
  ASSERT_TRUE(writer_->Write(RefusedRequest("SOME_REASON")));
  EXPECT_THAT(Finish(), IsRefusal("SOME_REASON", "text"));
  EXPECT_EQ(service_.answered(), 0);
}

TEST_F(IntakeTest, NothingIsTakenAfterAnError) {
  Start({});
  std::vector<EchoRequest> requests(200, RequestFor("after"));
  requests.front() = RefusedRequest("SOME_REASON");
  EXPECT_THAT(Send(requests), IsRefusal("SOME_REASON"));
  EXPECT_LE(service_.taken(), static_cast<int>(kMostPieces));  // those that were on their way
}

TEST_F(IntakeTest, ACallerIsHeldBackWhileItsPiecesAreInWork) {
  Start({});
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(1500));
  writer_ = stub_->Collect(&context, &response_);
  const EchoRequest held = RequestFor(std::string(1 << 20, 'x'), /*work_ms=*/-1);
  int written = 0;
  while (written < 400 && writer_->Write(held)) ++written;  // 400 MiB
  EXPECT_FALSE(writer_->Finish().ok());
  EXPECT_LT(written, 60) << "kMostPieces, and what a connection buffers";
  EXPECT_EQ(service_.taken(), 1);
  service_.gate.Open();
}

TEST_F(IntakeTest, ACallerThatLeavesStopsTheWork) {
  Start({});
  ASSERT_TRUE(writer_->Write(RequestFor("a", /*work_ms=*/-1)));
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(writer_->Write(RequestFor("b", /*work_ms=*/20)));
  service_.gate.AwaitArrivals(1);
  context_.TryCancel();
  EXPECT_EQ(writer_->Finish().error_code(), grpc::StatusCode::CANCELLED);
  service_.gate.Open();
  ASSERT_NE(log_.WaitFor({"Collect", "CANCELLED"}), "");
  EXPECT_LE(service_.taken(), 2 * static_cast<int>(kMostPieces));  // those that were on their way
  EXPECT_EQ(service_.answered(), 0);
}

TEST_F(IntakeTest, TheDrainEndsItAfterWhatIsInWork) {
  Start({.drain_limit_ms = 60000});
  ASSERT_TRUE(writer_->Write(RequestFor("a", /*work_ms=*/-1)));
  ASSERT_TRUE(writer_->Write(RequestFor("b")));
  service_.gate.AwaitArrivals(1);
  const auto draining = std::async(std::launch::async, [&] { fixture_->server().Drain(); });
  const auto opening = std::async(std::launch::async, [&] { service_.gate.Open(); });
  EXPECT_THAT(Finish(), IsRefusal("SERVER_DRAINING"));
}

TEST_F(IntakeTest, ManyStreamsBeginningBreakingAndEndingAtOnce) {
  Start({.receive_limit_bytes = 1 << 16});
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 8; ++caller) {
    callers.emplace_back([this, caller] {
      for (int round = 0; round < 40; ++round) {
        grpc::ClientContext context;
        EchoResponse response;
        auto writer = stub_->Collect(&context, &response);
        std::string texts;
        bool is_refused = false;
        for (int i = 0; i < 20; ++i) {
          is_refused |= caller % 3 == 1 && i == round % 20;
          if (!writer->Write(is_refused ? RefusedRequest("SOME_REASON") : RequestFor("x"))) break;
          texts += "x";
          if (caller % 3 == 2 && i == round % 20) context.TryCancel();
        }
        writer->WritesDone();
        const grpc::Status status = writer->Finish();
        if (caller % 3 == 0) {
          EXPECT_TRUE(status.ok()) << status.error_message();
          EXPECT_EQ(response.text(), texts);
        } else {
          EXPECT_FALSE(status.ok());
        }
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
}

}  // namespace
}  // namespace zhengping::server
