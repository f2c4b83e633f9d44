#include "common/client/grpc_status.h"

#include <gtest/gtest.h>

#include <optional>

#include "common/status/refusal.h"
#include "common/testing/matchers.h"

namespace zhengping {
namespace {

TEST(FromGrpcStatus, AnErrorWithoutDetailsOfOursNamesTheService) {
  struct Case {
    grpc::StatusCode received;
    absl::StatusCode code;
    const char* reason;
  };
  const Case cases[] = {
      {grpc::StatusCode::UNAVAILABLE, absl::StatusCode::kUnavailable, "SERVICE_UNREACHABLE"},
      {grpc::StatusCode::DEADLINE_EXCEEDED, absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"},
      {grpc::StatusCode::RESOURCE_EXHAUSTED, absl::StatusCode::kResourceExhausted, "SERVICE_OVERLOADED"},
      {grpc::StatusCode::INTERNAL, absl::StatusCode::kInternal, "SERVICE_BROKEN"},
      {grpc::StatusCode::UNIMPLEMENTED, absl::StatusCode::kInternal, "SERVICE_BROKEN"},
      {grpc::StatusCode::UNKNOWN, absl::StatusCode::kInternal, "SERVICE_BROKEN"},
      {grpc::StatusCode::NOT_FOUND, absl::StatusCode::kInternal, "SERVICE_BROKEN"},
  };
  for (const Case& c : cases) {
    const absl::Status status = FromGrpcStatus(grpc::Status(c.received, "text"), "budget");
    EXPECT_EQ(status.code(), c.code) << c.reason;
    EXPECT_THAT(status, IsRefusal(c.reason));
    EXPECT_EQ(RefusalOf(status)->service, "budget");
    EXPECT_NE(status.message().find("budget"), absl::string_view::npos);
  }
}

TEST(FromGrpcStatus, AMessageAboveTheLimitIsTheRequestsFaultNotAnOverload) {
  for (const char* text : {"Received message larger than max (5242900 vs. 4194304)",
                           "Sent message larger than max (5242900 vs. 4194304)"}) {
    const absl::Status status = FromGrpcStatus(grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, text), "budget");
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(status, IsRefusal("MESSAGE_TOO_LARGE"));
    EXPECT_EQ(RefusalOf(status)->service, "budget");
  }
}

TEST(FromGrpcStatus, BytesThatAreNoDetailsAreAnErrorWithoutDetails) {
  const grpc::Status received(grpc::StatusCode::INVALID_ARGUMENT, "text", "\xff\xff not a message");
  EXPECT_THAT(FromGrpcStatus(received, "budget"), IsRefusal("SERVICE_BROKEN"));
}

TEST(FromGrpcStatus, OkAndCancelledStayWhatTheyAre) {
  EXPECT_THAT(FromGrpcStatus(grpc::Status::OK, "budget"), IsOk());
  const absl::Status cancelled = FromGrpcStatus(grpc::Status(grpc::StatusCode::CANCELLED, "left"), "budget");
  EXPECT_THAT(cancelled, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_FALSE(RefusalOf(cancelled).has_value());
}

}  // namespace
}  // namespace zhengping
