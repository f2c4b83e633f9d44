// The shapes of an RPC over a real connection: what they answer, and what keeps a body from running.
#include "common/server/answer.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/client/outgoing.h"
#include "common/client/stated_actor.h"
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

absl::Status CallAs(const std::shared_ptr<grpc::Channel>& channel, const std::string& name, const std::string& role,
                    EchoResponse& response) {
  const auto stub = echo::v1::EchoService::NewStub(channel);
  const auto context = client::NewContext({});
  if (!name.empty()) context->AddMetadata(client::kActorNameKey, name);
  if (!role.empty()) context->AddMetadata(client::kActorRoleKey, role);
  return FromGrpcStatus(stub->Echo(context.get(), RequestFor("x"), &response), "echo");
}

TEST(Answer, OnLoopbackTheCallerStatesWhoActs) {
  EchoService service;
  ServerFixture fixture({&service});
  EchoResponse response;
  ASSERT_THAT(CallAs(fixture.channel(), "王五", "auditor", response), IsOk());
  EXPECT_EQ(response.caller(), "王五");
  EXPECT_THAT(CallAs(fixture.channel(), "王五", "platform", response), IsRefusal("ROLE_MISSING"))
      << "the stated role takes the place of all others";
  EXPECT_THAT(CallAs(fixture.channel(), "王五", "", response), IsRefusal("ACTOR_MALFORMED"));
  EXPECT_THAT(CallAs(fixture.channel(), "", "auditor", response), IsRefusal("ACTOR_MALFORMED"));
  EXPECT_THAT(CallAs(fixture.channel(), "王五", "boss", response), IsRefusal("ACTOR_MALFORMED"));
  EXPECT_EQ(service.answered(), 1);
}

TEST(Answer, BeyondLoopbackNobodyIsTakenAtHisWord) {
  EchoService service;
  ServerFixture everywhere({&service}, {.listen = "0.0.0.0:0", .insecure = true});
  EchoResponse response;
  EXPECT_THAT(CallAs(everywhere.channel(), "王五", "auditor", response), IsRefusal("ACTOR_NOT_ACCEPTED"));
  EXPECT_THAT(Call(everywhere.channel(), RequestFor("x"), response), IsOk()) << "without the metadata as before";
  const Caller proven = {.who = "clerk", .roles = {ROLE_CLERK}, .scope = {""}};
  ServerFixture local({&service}, {}, Always(proven));
  EXPECT_THAT(CallAs(local.channel(), "王五", "clerk", response), IsRefusal("ACTOR_NOT_ACCEPTED"))
      << "who is proven does not state another";
  const Caller auditor = {.who = LocalOperator().who, .roles = {ROLE_AUDITOR}, .scope = {""}};
  ServerFixture limited({&service}, {}, Always(auditor));
  EXPECT_THAT(CallAs(limited.channel(), "王五", "clerk", response), IsRefusal("ACTOR_NOT_ACCEPTED"))
      << "nor does anybody state a role beyond his own";
  EXPECT_EQ(service.answered(), 1);
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

TEST_F(StreamTest, WhatCountsIsTheMemoryOfTheMessages) {
  std::vector<EchoRequest> small(700, EchoRequest());
  small.front() = RequestFor("");
  size_t wire_bytes = 0;
  size_t memory_bytes = 0;
  for (const EchoRequest& request : small) {
    wire_bytes += request.ByteSizeLong();
    memory_bytes += request.SpaceUsedLong();
  }
  ASSERT_LT(wire_bytes, 100u);
  ASSERT_LT(memory_bytes, 100000u);
  EchoResponse response;
  EXPECT_THAT(Join(small, response), IsOk());
  small.resize(100000 / EchoRequest().SpaceUsedLong() + 1);
  EXPECT_THAT(Join(small, response), IsRefusal("STREAM_TOO_LARGE"));
}

TEST(Streams, TogetherAboveTheirBudgetAreToldToComeAgainAndGiveItBack) {
  EchoService service;
  CapturedLog log;
  ServerFixture fixture({&service}, {.stream_limit_bytes = 100000, .streams_limit_bytes = 70000});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  const auto join = [&](int messages) {
    const auto context = client::NewContext({});
    EchoResponse response;
    auto writer = stub->Join(context.get(), &response);
    for (int i = 0; i < messages && writer->Write(RequestFor(std::string(40000, 'x'))); ++i) {
    }
    writer->WritesDone();
    return writer->Finish();
  };
  const grpc::Status refused = join(2);
  EXPECT_THAT(FromGrpcStatus(refused, "echo"), IsRefusal("TOO_MANY_CALLS"));
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_NE(refused.error_details().find("google.rpc.RetryInfo"), std::string::npos);
  ASSERT_NE(log.WaitFor({"Join", "TOO_MANY_CALLS"}), "") << "the call is done when its line is written";
  EXPECT_TRUE(join(1).ok());
}

// The server ends calls that wait for a caller without a deadline after half a second; one call may be in flight.
class IdleTest : public testing::Test {
 protected:
  // The line of the ended call is written when its place is free.
  void ExpectEndedAndPlaceFree(const std::string& rpc) {
    ASSERT_NE(log_.WaitFor({rpc, "\"code\":\"DEADLINE_EXCEEDED\""}), "");
    EchoResponse response;
    EXPECT_THAT(Call(fixture_.channel(), RequestFor("x"), response), IsOk());
  }

  EchoService service_;
  CapturedLog log_;
  ServerFixture fixture_{{&service_}, {.longest_call_ms = 500, .in_flight_limit = 1}};
  std::unique_ptr<echo::v1::EchoService::Stub> stub_ = echo::v1::EchoService::NewStub(fixture_.channel());
  grpc::ClientContext context_;  // without a deadline
};

TEST_F(IdleTest, AClientStreamWithoutMessagesIsEndedAtTheDeadline) {
  EchoResponse response;
  auto writer = stub_->Join(&context_, &response);
  EXPECT_THAT(FromGrpcStatus(writer->Finish(), "echo"), IsRefusal("DEADLINE_EXCEEDED"));
  ExpectEndedAndPlaceFree("Join");
}

TEST_F(IdleTest, AClientStreamThatStopsSendingIsEndedAtTheDeadline) {
  EchoResponse response;
  auto writer = stub_->Join(&context_, &response);
  ASSERT_TRUE(writer->Write(RequestFor("x")));
  EXPECT_THAT(FromGrpcStatus(writer->Finish(), "echo"), IsRefusal("DEADLINE_EXCEEDED"));
  ExpectEndedAndPlaceFree("Join");
}

TEST_F(IdleTest, AStreamEachWayThatStopsSendingIsEndedAtTheDeadline) {
  auto stream = stub_->Each(&context_);
  EchoResponse response;
  ASSERT_TRUE(stream->Write(RequestFor("x")));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpcStatus(stream->Finish(), "echo"), IsRefusal("DEADLINE_EXCEEDED"));
  ExpectEndedAndPlaceFree("Each");
}

TEST_F(IdleTest, AStreamOfChunksThatNobodyReadsIsEndedAtTheDeadline) {
  auto reader = stub_->Split(&context_, RequestFor(std::string(300000, 'x')));  // above what a connection buffers
  ExpectEndedAndPlaceFree("Split");
  context_.TryCancel();
  EchoResponse response;
  while (reader->Read(&response)) {
  }
  EXPECT_FALSE(reader->Finish().ok());
}

TEST(Streams, ARefusedOneDoesNotWaitForItsFirstMessage) {
  EchoService service;
  ServerFixture fixture({&service}, {.in_flight_limit = 0});
  const auto stub = echo::v1::EchoService::NewStub(fixture.channel());
  grpc::ClientContext context;
  EchoResponse response;
  EXPECT_THAT(FromGrpcStatus(stub->Join(&context, &response)->Finish(), "echo"), IsRefusal("TOO_MANY_CALLS"));
  grpc::ClientContext each_context;
  auto stream = stub->Each(&each_context);
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpcStatus(stream->Finish(), "echo"), IsRefusal("TOO_MANY_CALLS"));
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
