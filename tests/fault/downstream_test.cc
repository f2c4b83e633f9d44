// Goal: when budget or indicator is dead or slow, the caller is told which one, with a status to try again by, and
// nothing is stored: no evaluation with a hole in it, no half of a case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;

int StoredEvaluations(const Suite& suite) {
  const auto stub = reporting::v1::ReportingService::NewStub(suite.Channel("reporting"));
  reporting::v1::ListEvaluationsRequest request;
  request.set_parent(kDepartment);
  reporting::v1::ListEvaluationsResponse response;
  grpc::ClientContext context;
  const grpc::Status status = stub->ListEvaluations(&context, request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response.evaluations_size();
}

class Downstream : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { suite_.Start(); }
  Suite suite_;
};

TEST_P(Downstream, DeadMakesNoEvaluationAndIsNamed) {
  suite_.Load(CasePath("cuiyuan-2023"));
  suite_.KillService(GetParam());
  const Finished finished = suite_.Cli({"evaluate", kDepartment, "--year", "2023"});
  EXPECT_EQ(finished.status, 7) << finished.err;
  EXPECT_THAT(finished.err, HasSubstr(GetParam()));
  EXPECT_EQ(finished.out, "");
  EXPECT_EQ(StoredEvaluations(suite_), 0);

  suite_.StartService(GetParam());
  EXPECT_EQ(suite_.Evaluate({kDepartment, "--year", "2023"}).content().scorecard().total().score(), "89.95");
  EXPECT_EQ(StoredEvaluations(suite_), 1);
}

TEST_P(Downstream, DeadTakesNoCaseInAndTheNextLoadDoes) {
  suite_.KillService(GetParam());
  const Finished finished = suite_.Cli({"load", CasePath("cuiyuan-2023")});
  EXPECT_EQ(finished.status, 7) << finished.err;
  EXPECT_THAT(finished.err, HasSubstr(GetParam()));

  suite_.StartService(GetParam());
  EXPECT_EQ(suite_.CliOnceReached({"evaluate", kDepartment, "--year", "2023", "--framework", "hunan-a-2017"}).status, 5)
      << "a part of the case was stored";
  suite_.Load(CasePath("cuiyuan-2023"));
  EXPECT_EQ(suite_.Evaluate({kDepartment, "--year", "2023"}).content().scorecard().total().score(), "89.95");
}

TEST_P(Downstream, SlowEndsWithTheCallersDeadlineIsNamedAndStoresNothing) {
  suite_.Load(CasePath("cuiyuan-2023"));
  const auto stub = reporting::v1::ReportingService::NewStub(suite_.Channel("reporting"));
  reporting::v1::CreateEvaluationRequest request;
  request.set_parent(kDepartment);
  request.set_fiscal_year(2023);

  suite_.Signal(GetParam(), SIGSTOP);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(2));
  reporting::v1::Evaluation evaluation;
  const auto start = std::chrono::steady_clock::now();
  const grpc::Status status = stub->CreateEvaluation(&context, request, &evaluation);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED) << status.error_message();
  // Told by reporting before the caller gave up, so the service that was late has a name.
  const std::optional<Refusal> refusal = RefusalOf(FromGrpcStatus(status, "reporting"));
  ASSERT_TRUE(refusal.has_value()) << status.error_message();
  EXPECT_EQ(refusal->service, GetParam());
  EXPECT_EQ(StoredEvaluations(suite_), 0);

  suite_.Signal(GetParam(), SIGCONT);
  EXPECT_EQ(suite_.Evaluate({kDepartment, "--year", "2023"}).content().scorecard().total().score(), "89.95");
  EXPECT_EQ(StoredEvaluations(suite_), 1) << "the call that nobody waited for was stored";
}

TEST_P(Downstream, SlowEndsTheCommandLineWithSeven) {
  suite_.Load(CasePath("cuiyuan-2023"));
  suite_.StopService("reporting");
  suite_.StartService("reporting", {"--downstream-deadline-ms", "1000"});
  suite_.Signal(GetParam(), SIGSTOP);
  const Finished finished = suite_.Cli({"evaluate", kDepartment, "--year", "2023"});
  suite_.Signal(GetParam(), SIGCONT);
  EXPECT_EQ(finished.status, 7) << finished.err;
  EXPECT_THAT(finished.err, HasSubstr(GetParam()));
  EXPECT_EQ(StoredEvaluations(suite_), 0);
}

INSTANTIATE_TEST_SUITE_P(Services, Downstream, testing::Values("budget", "indicator"),
                         [](const testing::TestParamInfo<const char*>& service) { return std::string(service.param); });

}  // namespace
}  // namespace zhengping
