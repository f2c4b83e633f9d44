#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

class ScoreManyTest : public testing::Test {
 protected:
  ScoreManyTest() { EXPECT_THAT(fixture_.Load(SmallLoadRequest()).status(), IsOk()); }

  // Written on one thread and read on another: the service takes no request while its answers are not taken.
  std::vector<v1::ScoreAnswer> ScoreMany(const std::vector<v1::ScoreRequest>& requests, int of_message = 70) {
    grpc::ClientContext context;
    const auto stream = fixture_.stub().ScoreMany(&context);
    std::thread writer([&stream, &requests, of_message] {
      v1::ScoreManyRequest message;
      for (const v1::ScoreRequest& request : requests) {
        *message.add_requests() = request;
        if (message.requests_size() < of_message) continue;
        EXPECT_TRUE(stream->Write(message));
        message.Clear();
      }
      EXPECT_TRUE(message.requests_size() == 0 || stream->Write(message));
      stream->WritesDone();
    });
    std::vector<v1::ScoreAnswer> responses;
    for (v1::ScoreManyResponse response; stream->Read(&response);) {
      responses.insert(responses.end(), response.answers().begin(), response.answers().end());
    }
    writer.join();
    EXPECT_TRUE(stream->Finish().ok());
    return responses;
  }

  IndicatorServiceFixture fixture_;
};

// The reason of the error, read as that of a call.
std::string ReasonOf(const v1::ScoreAnswer& response) {
  if (!response.has_error()) return "";
  const grpc::Status status{static_cast<grpc::StatusCode>(response.error().code()), response.error().message(),
                            response.error().SerializeAsString()};
  return RefusalOf(FromGrpcStatus(status, "indicator")).value_or(Refusal()).reason;
}

TEST_F(ScoreManyTest, AnswersEachAsScoreWould) {
  const std::vector<v1::ScoreAnswer> responses = ScoreMany({SmallScoreRequest(), SmallScoreRequest(kHunan)});
  ASSERT_EQ(responses.size(), 2u);
  EXPECT_EQ(responses[0].department(), kCuiyuan);
  EXPECT_EQ(responses[0].fiscal_year(), 2023);
  EXPECT_EQ(responses[0].scorecard().SerializeAsString(),
            fixture_.Score(SmallScoreRequest()).value().SerializeAsString());
  EXPECT_EQ(responses[1].scorecard().framework(), kHunan);
  EXPECT_FALSE(responses[0].has_error());
}

// 200 years of which every third is out of range: the others are answered, each at its place.
TEST_F(ScoreManyTest, AnErrorOfOneRequestIsItsAnswer) {
  std::vector<v1::ScoreRequest> requests;
  for (int i = 0; i < 200; ++i) {
    requests.push_back(SmallScoreRequest());
    requests.back().set_fiscal_year(i % 3 == 0 ? 1900 + i : 2010 + i % 80);
    if (i % 7 == 0) requests.back().set_framework("frameworks/nobody");
  }
  const std::vector<v1::ScoreAnswer> responses = ScoreMany(requests);
  ASSERT_EQ(responses.size(), requests.size());
  for (size_t i = 0; i < responses.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(responses[i].fiscal_year(), requests[i].fiscal_year());
    const bool is_year_wrong = i % 3 == 0 && i < 100;
    const std::string reason = is_year_wrong ? "FISCAL_YEAR_OUT_OF_RANGE" : i % 7 == 0 ? "FRAMEWORK_NOT_FOUND" : "";
    if (i % 3 == 0 && i >= 100) continue;  // 2000 to 2099 again
    EXPECT_EQ(ReasonOf(responses[i]), reason);
    EXPECT_EQ(responses[i].has_error(), !reason.empty());
    EXPECT_EQ(responses[i].has_scorecard(), reason.empty());
  }
}

TEST_F(ScoreManyTest, TheTotalAloneIsTheSameTotal) {
  v1::ScoreRequest request = SmallScoreRequest();
  request.set_detail(v1::ScoreRequest::DETAIL_TOTAL);
  const v1::Scorecard total = ScoreMany({request})[0].scorecard();
  const v1::Scorecard whole = fixture_.Score(SmallScoreRequest()).value();
  EXPECT_EQ(total.total().SerializeAsString(), whole.total().SerializeAsString());
  EXPECT_EQ(total.total().score(), "97.33");
  EXPECT_EQ(total.framework_hash(), whole.framework_hash());
  EXPECT_EQ(total.marks_size(), 1);
  EXPECT_EQ(total.nodes_size(), 0);
  EXPECT_EQ(total.observations_size(), 0);
  EXPECT_EQ(total.checks_size(), 0);
}

// Stored years and sheets of the requests in turn, of two details and with what is refused between them: the memory of
// one request is used for the next, and nothing of it may be seen.
TEST_F(ScoreManyTest, WhateverStandsBesideItEachIsAnsweredAsAlone) {
  v1::ScoreRequest stored = SmallScoreRequest();
  v1::ScoreRequest total = stored;
  total.set_detail(v1::ScoreRequest::DETAIL_TOTAL);
  v1::ScoreRequest sheet = SmallScoreRequest();
  const v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  *sheet.mutable_sheet()->mutable_plan_rows() = load.plan_rows();
  *sheet.mutable_sheet()->mutable_observations() = load.observations();
  v1::ScoreRequest shorter = sheet;
  shorter.mutable_sheet()->mutable_observations()->RemoveLast();
  shorter.mutable_sheet()->mutable_plan_rows(0)->clear_weight();
  v1::ScoreRequest refused = sheet;
  refused.mutable_sheet()->mutable_plan_rows(0)->clear_direction();
  v1::ScoreRequest empty = stored;
  empty.set_fiscal_year(2022);
  v1::ScoreRequest first_revision = stored;
  first_revision.set_revision(1);
  const std::vector<v1::ScoreRequest> requests = {sheet, total,   shorter, refused,        stored, sheet,
                                                  empty, shorter, total,   first_revision, sheet,  stored};
  for (const int of_message : {1, 5, 12}) {
    const std::vector<v1::ScoreAnswer> answers = ScoreMany(requests, of_message);
    ASSERT_EQ(answers.size(), requests.size());
    for (size_t i = 0; i < requests.size(); ++i) {
      SCOPED_TRACE(i);
      const absl::StatusOr<v1::Scorecard> alone = fixture_.Score(requests[i]);
      ASSERT_EQ(answers[i].has_scorecard(), alone.ok());
      const std::string expected = alone.ok() ? alone->SerializeAsString() : RefusalOf(alone.status())->reason;
      EXPECT_EQ(alone.ok() ? answers[i].scorecard().SerializeAsString() : ReasonOf(answers[i]), expected);
    }
  }
}

TEST_F(ScoreManyTest, AMessageOfTooManyIsRefusedForEachAndTheStreamGoesOn) {
  v1::ScoreRequest request = SmallScoreRequest();
  request.set_detail(v1::ScoreRequest::DETAIL_TOTAL);
  const std::vector<v1::ScoreAnswer> answers = ScoreMany(std::vector<v1::ScoreRequest>(502, request), 501);
  ASSERT_EQ(answers.size(), 502u);
  EXPECT_EQ(ReasonOf(answers[0]), "SCORES_TOO_MANY");
  EXPECT_EQ(ReasonOf(answers[500]), "SCORES_TOO_MANY");
  EXPECT_TRUE(answers[501].has_scorecard());
}

TEST_F(ScoreManyTest, AnswersThatFillAMessageLeaveTheRestToBeAskedAgain) {
  v1::ScoreRequest request = SmallScoreRequest();
  const size_t size = fixture_.Score(request).value().ByteSizeLong();
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  *request.mutable_sheet()->mutable_plan_rows() = load.plan_rows();
  const std::string long_text(2500, 'x');
  request.mutable_sheet()->mutable_plan_rows(0)->mutable_adjusted()->set_text(long_text);
  request.mutable_sheet()->mutable_plan_rows(0)->set_adjust_reason(long_text);
  const std::vector<v1::ScoreAnswer> answers = ScoreMany(std::vector<v1::ScoreRequest>(500, request), 500);
  ASSERT_GT(fixture_.Score(request).value().ByteSizeLong(), size + 5000);
  ASSERT_EQ(answers.size(), 500u);
  size_t bytes = 0;
  size_t too_large = 0;
  for (const v1::ScoreAnswer& answer : answers) {
    bytes += answer.ByteSizeLong();
    too_large += ReasonOf(answer) == "ANSWERS_TOO_LARGE";
  }
  EXPECT_LT(bytes, size_t{4} << 20);
  EXPECT_GT(too_large, 0u);
  EXPECT_TRUE(answers[0].has_scorecard());
  EXPECT_EQ(ReasonOf(answers[499]), "ANSWERS_TOO_LARGE");
}

TEST_F(ScoreManyTest, AStreamWithoutARequestEndsWell) { EXPECT_TRUE(ScoreMany({}).empty()); }

}  // namespace
}  // namespace zhengping::indicator
