#include "common/server/grpc_status.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/testing/matchers.h"
#include "common/testing/server_fixture.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "zhengping/error_info.pb.h"

namespace zhengping {
namespace {

// What a client of another make would read: the details by the published names of their types.
struct Wire {
  int error_infos = 0;
  ErrorInfo error;
  std::optional<google::rpc::BadRequest> bad_request;
  std::optional<google::rpc::PreconditionFailure> precondition;
  std::optional<google::rpc::RetryInfo> retry;
  google::rpc::LocalizedMessage localized;
};

Wire WireOf(const grpc::Status& status) {
  Wire wire;
  google::rpc::Status parsed;
  EXPECT_TRUE(parsed.ParseFromString(status.error_details()));
  EXPECT_EQ(parsed.code(), static_cast<int>(status.error_code()));
  EXPECT_EQ(parsed.message(), status.error_message());
  for (const google::protobuf::Any& any : parsed.details()) {
    if (any.type_url() == "type.googleapis.com/google.rpc.ErrorInfo") {
      ++wire.error_infos;
      EXPECT_TRUE(wire.error.ParseFromString(any.value()));
    } else if (any.Is<google::rpc::BadRequest>()) {
      any.UnpackTo(&wire.bad_request.emplace());
    } else if (any.Is<google::rpc::PreconditionFailure>()) {
      any.UnpackTo(&wire.precondition.emplace());
    } else if (any.Is<google::rpc::RetryInfo>()) {
      any.UnpackTo(&wire.retry.emplace());
    } else if (any.Is<google::rpc::LocalizedMessage>()) {
      any.UnpackTo(&wire.localized);
    } else {
      ADD_FAILURE() << any.type_url();
    }
  }
  return wire;
}

TEST(GrpcStatus, EachKindOfRefusalHasItsCodeAndExactlyOneErrorInfo) {
  const Refusal refusal = {"SOME_REASON", "", ""};
  const std::map<grpc::StatusCode, absl::Status> cases = {
      {grpc::StatusCode::INVALID_ARGUMENT, Invalid(refusal, "text")},
      {grpc::StatusCode::FAILED_PRECONDITION, NotNow(refusal, "text")},
      {grpc::StatusCode::NOT_FOUND, Absent(refusal, "text")},
      {grpc::StatusCode::ALREADY_EXISTS, Taken(refusal, "text")},
      {grpc::StatusCode::ABORTED, Stale(refusal, "text")},
      {grpc::StatusCode::PERMISSION_DENIED, Forbidden(refusal, "text")},
      {grpc::StatusCode::RESOURCE_EXHAUSTED, Overloaded(refusal, "text")},
      {grpc::StatusCode::UNAVAILABLE, Unreachable(refusal, "text")},
      {grpc::StatusCode::DEADLINE_EXCEEDED, TooLate(refusal, "text")},
      {grpc::StatusCode::INTERNAL, Broken(refusal, "text")},
  };
  for (const auto& [code, status] : cases) {
    const grpc::Status out = ToGrpcStatus(status, "");
    EXPECT_EQ(out.error_code(), code);
    EXPECT_EQ(out.error_message(), "text");
    const Wire wire = WireOf(out);
    EXPECT_EQ(wire.error_infos, 1);
    EXPECT_EQ(wire.error.reason(), "SOME_REASON");
    EXPECT_EQ(wire.error.domain(), "zhengping");
    EXPECT_FALSE(wire.bad_request.has_value()) << "without a field there is none to blame";
    EXPECT_EQ(wire.precondition.has_value(), code == grpc::StatusCode::FAILED_PRECONDITION);
    EXPECT_EQ(wire.retry.has_value(), code == grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
}

TEST(GrpcStatus, AFieldIsSpeltAsInTheRequest) {
  const Wire wire =
      WireOf(ToGrpcStatus(Invalid({"AMOUNT_NOT_POSITIVE", "entries[2].amount_fen", ""}, "above zero"), "transaction."));
  ASSERT_TRUE(wire.bad_request.has_value());
  ASSERT_EQ(wire.bad_request->field_violations_size(), 1);
  EXPECT_EQ(wire.bad_request->field_violations(0).field(), "transaction.entries[2].amount_fen");
  EXPECT_EQ(wire.bad_request->field_violations(0).description(), "above zero");
}

TEST(GrpcStatus, AReasonWithALineIsToldInChineseAndOneWithoutInEnglish) {
  const Wire known = WireOf(ToGrpcStatus(Forbidden({"ROLE_MISSING", "", ""}, "not for you"), ""));
  EXPECT_EQ(known.localized.locale(), "zh-CN");
  EXPECT_EQ(known.localized.message(), "您的角色无权执行此操作。");
  const Wire unknown = WireOf(ToGrpcStatus(Forbidden({"NO_LINE_FOR_THIS", "", ""}, "not for you"), ""));
  EXPECT_EQ(unknown.localized.message(), "not for you");
}

TEST(GrpcStatus, AStatusWithoutARefusalTellsTheCallerNothingAndTheLogEverything) {
  CapturedLog log;
  const grpc::Status out = ToGrpcStatus(absl::NotFoundError("no such table: entries"), "");
  EXPECT_EQ(out.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(out.error_message().find("table"), std::string::npos);
  EXPECT_EQ(out.error_details().find("table"), std::string::npos);
  const Wire wire = WireOf(out);
  EXPECT_EQ(wire.error.reason(), "INTERNAL");
  const std::string incident = wire.error.metadata().at("incident");
  EXPECT_EQ(incident.size(), 16u);
  EXPECT_NE(log.WaitFor({incident, "no such table: entries"}), "");
}

TEST(GrpcStatus, AVeryLongMessageIsCutBetweenCharacters) {
  std::string text(999, 'a');
  absl::StrAppend(&text, "年");  // its first byte is the last that fits
  const grpc::Status out = ToGrpcStatus(Invalid({"LONG", "", ""}, text), "");
  EXPECT_EQ(out.error_message(), absl::StrCat(std::string(999, 'a'), "…"));
}

TEST(GrpcStatus, OkAndCancelledStayWhatTheyAre) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus(), "transaction.").ok());
  EXPECT_EQ(ToGrpcStatus(absl::CancelledError("left"), "").error_code(), grpc::StatusCode::CANCELLED);
}

TEST(GrpcStatus, ARefusalSurvivesTheWayOutAndIn) {
  struct Case {
    absl::Status sent;
    absl::StatusCode code;
    Refusal received;
  };
  const Case cases[] = {
      {Invalid({"A", "x.y", ""}, "t"), absl::StatusCode::kInvalidArgument, {"A", "x.y", "budget"}},
      {NotNow({"B", "etag", ""}, "t"), absl::StatusCode::kFailedPrecondition, {"B", "etag", "budget"}},
      {Absent({"C", "name", ""}, "t"), absl::StatusCode::kNotFound, {"C", "name", "budget"}},
      {Taken({"D", "", ""}, "t"), absl::StatusCode::kAlreadyExists, {"D", "", "budget"}},
      {Stale({"E", "", ""}, "t"), absl::StatusCode::kAborted, {"E", "", "budget"}},
      {Forbidden({"F", "", ""}, "t"), absl::StatusCode::kPermissionDenied, {"F", "", "budget"}},
      {Overloaded({"G", "", ""}, "t"), absl::StatusCode::kResourceExhausted, {"G", "", "budget"}},
      {Unreachable({"H", "", ""}, "t"), absl::StatusCode::kUnavailable, {"H", "", "budget"}},
      {TooLate({"I", "", "indicator"}, "t"), absl::StatusCode::kDeadlineExceeded, {"I", "", "indicator"}},
      {Broken({"J", "", "indicator"}, "t"), absl::StatusCode::kInternal, {"J", "", "indicator"}},
      {Broken({"DATABASE_CORRUPT", "", ""}, "t"), absl::StatusCode::kInternal, {"SERVICE_BROKEN", "", "budget"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.received.reason);
    const absl::Status back = FromGrpcStatus(ToGrpcStatus(c.sent, ""), "budget");
    EXPECT_EQ(back.code(), c.code);
    const std::optional<Refusal> refusal = RefusalOf(back);
    ASSERT_TRUE(refusal.has_value());
    EXPECT_EQ(refusal->reason, c.received.reason);
    EXPECT_EQ(refusal->field, c.received.field);
    EXPECT_EQ(refusal->service, c.received.service);
  }
}

}  // namespace
}  // namespace zhengping
