// The shapes of an RPC over a real connection: what they answer, and what keeps a body from running.
#include "common/server/answer.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/testing/echo_service.h"
#include "common/testing/matchers.h"

namespace zhengping::server {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

EchoRequest RequestFor(const std::string& text) {
  EchoRequest request;
  request.set_name("divisions/430503000/departments/403");
  request.set_text(text);
  return request;
}

Authenticator Always(Caller caller) {
  return [caller](const grpc::ServerContextBase&) { return caller; };
}

absl::Status Call(const std::shared_ptr<grpc::Channel>& channel, const EchoRequest& request, EchoResponse& response) {
  const auto stub = echo::v1::EchoService::NewStub(channel);
  const auto context = client::NewContext({});
  return FromGrpcStatus(stub->Echo(context.get(), request, &response), "echo");
}

TEST(Answer, TellsTheRpcWhoCalls) {
  EchoService service;
  ServerFixture fixture({&service});
  EchoResponse response;
  ASSERT_THAT(Call(fixture.channel(), RequestFor("你好"), response), IsOk());
  EXPECT_EQ(response.text(), "你好");
  EXPECT_EQ(response.caller(), "local-operator");
}

TEST(Answer, ARefusalKeepsItsReasonAndField) {
  EchoService service;
  ServerFixture fixture({&service});
  EchoRequest request = RequestFor("");
  request.set_reason("BALANCE_INSUFFICIENT");
  request.set_code(static_cast<int>(grpc::StatusCode::FAILED_PRECONDITION));
  EchoResponse response;
  EXPECT_THAT(Call(fixture.channel(), request, response), IsRefusal("BALANCE_INSUFFICIENT", "text"));
}

TEST(Answer, ABodyDoesNotRunForACallerWithoutTheRole) {
  EchoService service;
  ServerFixture fixture({&service}, {}, Always({.who = "platform", .roles = {ROLE_PLATFORM}, .scope = {""}}));
  EchoResponse response;
  EXPECT_THAT(Call(fixture.channel(), RequestFor("x"), response), IsRefusal("ROLE_MISSING"));
  EXPECT_EQ(service.answered(), 0);
}

TEST(Answer, WhatLiesOutsideTheScopeDoesNotExist) {
  EchoService service;
  ServerFixture fixture({&service}, {},
                        Always({.who = "clerk", .roles = {ROLE_CLERK}, .scope = {"divisions/110000000"}}));
  EchoResponse response;
  EXPECT_THAT(Call(fixture.channel(), RequestFor("x"), response), IsRefusal("RESOURCE_NOT_FOUND", "name"));
  EXPECT_EQ(service.answered(), 0);
}

TEST(Answer, OneCallMoreThanTheLimitIsToldToComeAgain) {
  EchoService service;
  ServerFixture fixture({&service}, {.in_flight_limit = 1});
  const auto held = std::async(std::launch::async, [&] {
    const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
    const auto context = client::NewContext({});
    EchoResponse response;
    return stub->Hold(context.get(), RequestFor("held"), &response).ok();
  });
  service.gate.AwaitArrivals(1);
  EchoResponse response;
  EXPECT_THAT(Call(fixture.channel(), RequestFor("one more"), response), IsRefusal("TOO_MANY_CALLS"));
  EXPECT_EQ(service.answered(), 0);
  service.gate.Open();
}

TEST(Answer, AForgottenAnswerBecomesAnInternalError) {
  absl::Status seen;
  {
    const Done done([&seen](const absl::Status& status) { seen = status; });
    const Done copy = done;
  }
  EXPECT_EQ(seen.code(), absl::StatusCode::kInternal);
  int calls = 0;
  {
    const Done done([&calls](const absl::Status&) { ++calls; });
    done(absl::OkStatus());
  }
  EXPECT_EQ(calls, 1);
}

class StreamTest : public testing::Test {
 protected:
  absl::Status Join(const std::vector<EchoRequest>& requests, EchoResponse& response) {
    const auto stub = echo::v1::EchoService::NewStub(fixture_.channel());
    const auto context = client::NewContext({});
    auto writer = stub->Join(context.get(), &response);
    for (const EchoRequest& request : requests) {
      if (!writer->Write(request)) break;
    }
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish(), "echo");
  }

  EchoService service_;
  ServerFixture fixture_{{&service_}, {.stream_limit_bytes = 100000}};
};

TEST_F(StreamTest, AllMessagesReachTheBodyInOrder) {
  EchoResponse response;
  ASSERT_THAT(Join({RequestFor("a"), RequestFor("b"), RequestFor("c")}, response), IsOk());
  EXPECT_EQ(response.text(), "abc");
}

TEST_F(StreamTest, AStreamAboveTheLimitIsRefused) {
  EchoResponse response;
  const EchoRequest large = RequestFor(std::string(40000, 'x'));
  ASSERT_THAT(Join({large, large}, response), IsOk());
  EXPECT_THAT(Join({large, large, large}, response), IsRefusal("STREAM_TOO_LARGE"));
  EXPECT_EQ(service_.answered(), 1);
}

TEST_F(StreamTest, AnEmptyStreamIsRefused) {
  EchoResponse response;
  EXPECT_THAT(Join({}, response), IsRefusal("REQUEST_EMPTY"));
}

TEST_F(StreamTest, ChunksComeOneByOne) {
  const auto stub = echo::v1::EchoService::NewStub(fixture_.channel());
  const auto context = client::NewContext({});
  auto reader = stub->Split(context.get(), RequestFor("abc"));
  std::vector<std::string> texts;
  for (EchoResponse response; reader->Read(&response);) texts.push_back(response.text());
  EXPECT_THAT(FromGrpcStatus(reader->Finish(), "echo"), IsOk());
  EXPECT_EQ(texts, (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(StreamTest, ARefusedStreamOfChunksHasNoChunk) {
  const auto stub = echo::v1::EchoService::NewStub(fixture_.channel());
  const auto context = client::NewContext({});
  EchoRequest request = RequestFor("abc");
  request.set_reason("SOME_REASON");
  request.set_code(static_cast<int>(grpc::StatusCode::NOT_FOUND));
  auto reader = stub->Split(context.get(), request);
  EchoResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_THAT(FromGrpcStatus(reader->Finish(), "echo"), IsRefusal("SOME_REASON"));
}

TEST_F(StreamTest, EachMessageIsAnsweredInOrderUntilOneIsRefused) {
  const auto stub = echo::v1::EchoService::NewStub(fixture_.channel());
  const auto context = client::NewContext({});
  auto stream = stub->Each(context.get());
  EchoResponse response;
  for (const char* text : {"a", "b"}) {
    ASSERT_TRUE(stream->Write(RequestFor(text)));
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.text(), text);
  }
  EchoRequest refused = RequestFor("c");
  refused.set_reason("SOME_REASON");
  refused.set_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  ASSERT_TRUE(stream->Write(refused));
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpcStatus(stream->Finish(), "echo"), IsRefusal("SOME_REASON", "text"));
}

TEST_F(StreamTest, AStreamEachWayEndsWellWhenTheCallerHasNoMore) {
  const auto stub = echo::v1::EchoService::NewStub(fixture_.channel());
  const auto context = client::NewContext({});
  auto stream = stub->Each(context.get());
  stream->WritesDone();
  EchoResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpcStatus(stream->Finish(), "echo"), IsOk());
}

}  // namespace
}  // namespace zhengping::server
