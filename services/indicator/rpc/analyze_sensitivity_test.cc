#include <gmock/gmock.h>

#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using Response = v1::AnalyzeSensitivityResponse;

class AnalyzeSensitivityTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk()); }

  absl::StatusOr<Response> Analyze(const v1::ScoreRequest& score) {
    v1::AnalyzeSensitivityRequest request;
    *request.mutable_score() = score;
    return fixture_.Call(&v1::IndicatorService::Stub::AnalyzeSensitivity, request);
  }

  IndicatorServiceFixture fixture_;
};

const Response::Input& Find(const Response& response, const std::string& name) {
  static const Response::Input kNone;
  for (const Response::Input& input : response.inputs()) {
    if (input.name() == name) return input;
  }
  ADD_FAILURE() << "no input " << name;
  return kNone;
}

// The sheet of score_test.cc: 97.33, 优. 55 of 56 households: one more is 50/56 = 0.892857 points and all of 0.89.
TEST_F(AnalyzeSensitivityTest, InputsOfWhatIsStored) {
  const Response response = Analyze(SmallScoreRequest()).value();
  EXPECT_EQ(response.total(), "97.33");
  EXPECT_EQ(response.grade(), "优");
  EXPECT_EQ(response.next_grade(), "");
  const Response::Input& households = Find(response, "产出指标/数量指标/安置房测绘户数");
  EXPECT_EQ(households.display_name(), "安置房测绘户数");
  EXPECT_EQ(households.value().display(), "55户");
  EXPECT_EQ(households.points_per_unit().display(), "0.892857");
  EXPECT_EQ(households.most().gain(), "0.89");
  EXPECT_EQ(households.most().value().numerator(), "56");
  EXPECT_TRUE(households.is_open_to_change());
  ASSERT_EQ(households.leaves_size(), 1);
  const Response::Input& payments = Find(response, "payments");
  EXPECT_EQ(payments.display_name(), "全年执行数");
  EXPECT_EQ(payments.step().display(), "1.00元");
  EXPECT_FALSE(Find(response, "final_budget").is_open_to_change());
}

// 40 of 56 households: 50 × 40/56 = 35.71, total 83.93 良. 优 needs 6.07 more: 47 households are 41.96, 6.25 more.
TEST_F(AnalyzeSensitivityTest, WhatReachesTheNextGradeOfASheetInTheRequest) {
  v1::ScoreRequest score = SmallScoreRequest();
  const v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  *score.mutable_sheet()->mutable_plan_rows() = load.plan_rows();
  *score.mutable_sheet()->mutable_observations() = load.observations();
  score.mutable_sheet()->mutable_observations(0)->mutable_value()->set_numerator("40");
  const Response response = Analyze(score).value();
  EXPECT_EQ(response.total(), "83.93");
  EXPECT_EQ(response.next_grade(), "优");
  EXPECT_EQ(response.next_from(), "90");
  ASSERT_EQ(response.to_next_grade_size(), 1);
  EXPECT_EQ(response.to_next_grade(0).to().display(), "47户");
  EXPECT_EQ(response.to_next_grade(0).gain(), "6.25");
  EXPECT_EQ(response.total_then(), "90.18");
  EXPECT_EQ(response.grade_then(), "优");
}

TEST_F(AnalyzeSensitivityTest, RefusesWhatScoreRefuses) {
  v1::ScoreRequest score = SmallScoreRequest();
  score.set_framework("frameworks/none");
  EXPECT_THAT(Analyze(score), IsRefusal("FRAMEWORK_NOT_FOUND", "score.framework"));
}

}  // namespace
}  // namespace zhengping::indicator
