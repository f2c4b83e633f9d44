#include "common/server/stream_bytes.h"

#include <gtest/gtest.h>

#include "common/server/call_context.h"
#include "common/testing/matchers.h"

namespace zhengping::server {
namespace {

TEST(StreamBytes, OneStreamHasItsOwnLimit) {
  grpc::CallbackServerContext grpc_context;
  StreamBudget budget(1000);
  CallContext call(&grpc_context);
  call.stream_limit_bytes = 100;
  call.stream_budget = &budget;
  StreamBytes stream(call);
  EXPECT_THAT(stream.Add(60), IsOk());
  EXPECT_THAT(stream.Add(41), IsRefusal("STREAM_TOO_LARGE"));
  EXPECT_THAT(stream.Add(40), IsOk());
}

TEST(StreamBytes, AllStreamsShareABudgetAndGiveBackAtTheirEnd) {
  grpc::CallbackServerContext grpc_context;
  StreamBudget budget(150);
  CallContext call(&grpc_context);
  call.stream_limit_bytes = 100;
  call.stream_budget = &budget;
  StreamBytes second(call);
  {
    StreamBytes first(call);
    ASSERT_THAT(first.Add(100), IsOk());
    EXPECT_THAT(second.Add(51), IsRefusal("TOO_MANY_CALLS"));
    EXPECT_THAT(second.Add(50), IsOk());
    StreamBytes third(call);
    EXPECT_THAT(third.Add(1), IsRefusal("TOO_MANY_CALLS"));
  }
  EXPECT_THAT(second.Add(50), IsOk());
  StreamBytes fourth(call);
  EXPECT_THAT(fourth.Add(50), IsOk());
  EXPECT_THAT(fourth.Add(1), IsRefusal("TOO_MANY_CALLS"));
}

}  // namespace
}  // namespace zhengping::server
