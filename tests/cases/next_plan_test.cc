// Next year's targets proposed from the demonstration's results (tests/data/cuiyuan-2023: plan.csv, observations.csv).
#include <gtest/gtest.h>

#include <string>

#include "common/testing/matchers.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using Response = reporting::v1::ProposeNextPlanResponse;

class NextPlan : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(suite_.Import(CaseFolder("cuiyuan-2023")), IsOk());
    reporting::v1::CreateEvaluationRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    reporting::v1::Evaluation evaluation;
    grpc::ClientContext context;
    ASSERT_TRUE(suite_.reporting().CreateEvaluation(&context, request, &evaluation).ok());
    ASSERT_TRUE(Ask(evaluation.name()).ok());
  }

  grpc::Status Ask(const std::string& name) {
    reporting::v1::ProposeNextPlanRequest request;
    request.set_name(name);
    grpc::ClientContext context;
    return suite_.reporting().ProposeNextPlan(&context, request, &response_);
  }

  const Response::Proposal& ProposalFor(const std::string& level3) const {
    for (const Response::Proposal& proposal : response_.proposals()) {
      if (proposal.plan_row().key().level3() == level3) return proposal;
    }
    ADD_FAILURE() << level3;
    return Response::Proposal::default_instance();
  }

  SuiteInProcess suite_;
  Response response_;
};

TEST_F(NextPlan, EveryRowHasAProposalWithItsReason) {
  EXPECT_EQ(response_.fiscal_year(), 2024);
  EXPECT_EQ(response_.grade(), "良");
  EXPECT_EQ(response_.proposals_size(), 35);
  const struct {
    const char* level3;
    Response::Kind kind;
    const char* target;
  } cases[] = {
      {"湘易办推广人次", Response::KIND_RAISED, "≥7056人次"},       // 7056 of 7000
      {"安置房办证户数", Response::KIND_KEPT, "≥56户"},             // 1 of 56
      {"新增宣传栏数", Response::KIND_KEPT, "≥50幅"},               // 50 of 50
      {"居民群众满意度", Response::KIND_KEPT, "≥90.00%"},           // 82.80% of 90%
      {"超期安置重复投诉起数", Response::KIND_KEPT, "≤1起"},        // 4 of at most 1
      {"城市低保月发放金额", Response::KIND_RAISED, "≤16.78万元"},  // 16.78 of at most 17
      {"网格员配备人数", Response::KIND_KEPT, "=37名"},             // a fixed value
  };
  for (const auto& c : cases) {
    const Response::Proposal& proposal = ProposalFor(c.level3);
    EXPECT_EQ(proposal.kind(), c.kind) << c.level3;
    EXPECT_EQ(proposal.plan_row().target().text(), c.target);
    EXPECT_TRUE(proposal.plan_row().has_baseline()) << c.level3;
    EXPECT_NE(proposal.reason(), "");
  }
  EXPECT_EQ(ProposalFor("燃气报警器安装").kind(), Response::KIND_TO_BE_STATED) << "words for a number";
}

TEST_F(NextPlan, WhatIsNotThereIsRefused) {
  EXPECT_EQ(Ask("divisions/430503000/departments/403/evaluations/2023-9").error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(Ask("nothing").error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace zhengping
