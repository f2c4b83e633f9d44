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
  std::vector<v1::ScoreManyResponse> ScoreMany(const std::vector<v1::ScoreRequest>& requests) {
    grpc::ClientContext context;
    const auto stream = fixture_.stub().ScoreMany(&context);
    std::thread writer([&stream, &requests] {
      for (const v1::ScoreRequest& request : requests) EXPECT_TRUE(stream->Write(request));
      stream->WritesDone();
    });
    std::vector<v1::ScoreManyResponse> responses;
    for (v1::ScoreManyResponse response; stream->Read(&response);) responses.push_back(response);
    writer.join();
    EXPECT_TRUE(stream->Finish().ok());
    return responses;
  }

  IndicatorServiceFixture fixture_;
};

// The reason of the error, read as that of a call.
std::string ReasonOf(const v1::ScoreManyResponse& response) {
  if (!response.has_error()) return "";
  const grpc::Status status{static_cast<grpc::StatusCode>(response.error().code()), response.error().message(),
                            response.error().SerializeAsString()};
  return RefusalOf(FromGrpcStatus(status, "indicator")).value_or(Refusal()).reason;
}

TEST_F(ScoreManyTest, AnswersEachAsScoreWould) {
  const std::vector<v1::ScoreManyResponse> responses = ScoreMany({SmallScoreRequest(), SmallScoreRequest(kHunan)});
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
  const std::vector<v1::ScoreManyResponse> responses = ScoreMany(requests);
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

TEST_F(ScoreManyTest, AStreamWithoutARequestEndsWell) { EXPECT_TRUE(ScoreMany({}).empty()); }

}  // namespace
}  // namespace zhengping::indicator
