// What could have been: sensitivity of an evaluation's score, and a division's evaluations under another framework.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "common/testing/matchers.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using indicator::v1::AnalyzeSensitivityResponse;
using reporting::v1::DryRunFrameworkRequest;
using reporting::v1::DryRunFrameworkResponse;

class WhatIf : public testing::Test {
 protected:
  // The demonstration's department-year under its own framework: 89.95, 良 (tests/data/cuiyuan-2023/source.md).
  void SetUp() override {
    ASSERT_THAT(suite_.Import(CaseFolder("cuiyuan-2023")), IsOk());
    reporting::v1::CreateEvaluationRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    grpc::ClientContext context;
    const grpc::Status status = suite_.reporting().CreateEvaluation(&context, request, &evaluation_);
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_EQ(evaluation_.content().scorecard().total().score(), "89.95");
  }

  indicator::v1::Framework FrameworkNamed(const std::string& name) {
    indicator::v1::GetFrameworkRequest request;
    request.set_name(name);
    indicator::v1::Framework framework;
    grpc::ClientContext context;
    EXPECT_TRUE(suite_.indicator().GetFramework(&context, request, &framework).ok());
    return framework;
  }

  grpc::Status DryRun(const indicator::v1::Framework& framework, DryRunFrameworkResponse* response) {
    DryRunFrameworkRequest request;
    request.set_parent(kDivision);
    request.set_fiscal_year(2023);
    *request.mutable_framework() = framework;
    grpc::ClientContext context;
    return suite_.reporting().DryRunFramework(&context, request, response);
  }

  SuiteInProcess suite_;
  reporting::v1::Evaluation evaluation_;
};

TEST_F(WhatIf, TheNextGradeIsFiveHundredthsAway) {
  reporting::v1::AnalyzeSensitivityRequest request;
  request.set_name(evaluation_.name());
  AnalyzeSensitivityResponse response;
  grpc::ClientContext context;
  const grpc::Status status = suite_.reporting().AnalyzeSensitivity(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.total(), "89.95");
  EXPECT_EQ(response.grade(), "良");
  EXPECT_EQ(response.next_grade(), "优");
  EXPECT_EQ(response.next_from(), "90");
  ASSERT_EQ(response.to_next_grade_size(), 1) << "one figure is enough for 0.05 points";
  EXPECT_EQ(response.grade_then(), "优");

  // Execution is 10 × paid ÷ whole year's budget: a yuan is 10 ÷ the budget in yuan.
  bool has_payments = false;
  for (const AnalyzeSensitivityResponse::Input& input : response.inputs()) {
    if (input.name() != "payments") continue;
    has_payments = true;
    EXPECT_EQ(input.step().numerator(), "100");
    EXPECT_TRUE(input.is_open_to_change());
    EXPECT_FALSE(absl::StartsWith(input.points_per_unit().numerator(), "-"));
  }
  EXPECT_TRUE(has_payments);
}

TEST_F(WhatIf, UnderItsOwnFrameworkNobodyMoves) {
  DryRunFrameworkResponse response;
  ASSERT_TRUE(DryRun(FrameworkNamed("frameworks/self-evaluation-2020"), &response).ok());
  ASSERT_EQ(response.moves_size(), 1);
  EXPECT_EQ(response.moves(0).evaluation(), evaluation_.name());
  EXPECT_EQ(response.moves(0).total_before(), "89.95");
  EXPECT_EQ(response.moves(0).total_after(), "89.95");
  EXPECT_EQ(response.grade_changes(), 0);
  EXPECT_EQ(response.failures_size(), 0);
}

TEST_F(WhatIf, UnderAnotherFrameworkTheMoveIsWhatAnEvaluationWouldGive) {
  DryRunFrameworkResponse response;
  ASSERT_TRUE(DryRun(FrameworkNamed("frameworks/hunan-a-2017"), &response).ok());
  reporting::v1::CreateEvaluationRequest request;
  request.set_parent(kCuiyuan);
  request.set_fiscal_year(2023);
  request.set_framework("frameworks/hunan-a-2017");
  request.set_validate_only(true);
  reporting::v1::Evaluation evaluation;
  grpc::ClientContext context;
  ASSERT_TRUE(suite_.reporting().CreateEvaluation(&context, request, &evaluation).ok());
  ASSERT_EQ(response.moves_size(), 1);
  const indicator::v1::Total& total = evaluation.content().scorecard().total();
  EXPECT_NE(total.score(), "89.95");
  EXPECT_EQ(response.moves(0).total_after(), total.score());
  EXPECT_EQ(response.moves(0).low_after(), total.low());
  EXPECT_EQ(response.moves(0).high_after(), total.high());
  EXPECT_EQ(response.moves(0).grade_after(), total.grade());
}

TEST_F(WhatIf, AFrameworkWithAnErrorIsRefusedWithItsPlace) {
  indicator::v1::Framework framework = FrameworkNamed("frameworks/self-evaluation-2020");
  framework.mutable_indicators(0)->set_weight("11");
  DryRunFrameworkResponse response;
  const grpc::Status status = DryRun(framework, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_TRUE(absl::StrContains(status.error_message(), "WEIGHT_SUM")) << status.error_message();
}

}  // namespace
}  // namespace zhengping
