// A county's own scoring table comes with its case and is used by it: nothing of it is in the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/client/grpc_status.h"
#include "common/testing/matchers.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using reporting::v1::ImportCaseResponse;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Files = std::map<std::string, std::string>;

constexpr char kCase[] = "county-framework";
constexpr char kDepartmentOfCase[] = "divisions/430503000/departments/417";
constexpr char kFrameworkOfCase[] = "frameworks/daxiang-2023";

Files With(Files files, const std::string& file, const std::string& from, const std::string& to) {
  EXPECT_THAT(files[file], HasSubstr(from));
  files[file] = absl::StrReplaceAll(files[file], {{from, to}});
  return files;
}

// "framework.textproto:9 WEIGHT_SUM", errors only.
std::vector<std::string> Errors(const ImportCaseResponse& response) {
  std::vector<std::string> lines;
  for (const type::Issue& issue : response.issues()) {
    if (issue.severity() != type::Issue::SEVERITY_ERROR) continue;
    lines.push_back(absl::StrCat(issue.file(), ":", issue.row(), " ", issue.reason()));
  }
  return lines;
}

std::vector<std::string> ChangesOf(const ImportCaseResponse& response, const std::string& file) {
  std::vector<std::string> lines;
  for (const reporting::v1::TableChange& change : response.changes()) {
    if (change.file() == file) lines.push_back(absl::StrCat("+", change.added(), " =", change.unchanged()));
  }
  return lines;
}

absl::StatusOr<reporting::v1::Evaluation> Evaluate(SuiteInProcess& suite) {
  reporting::v1::CreateEvaluationRequest request;
  request.set_parent(kDepartmentOfCase);
  request.set_fiscal_year(2023);
  reporting::v1::Evaluation evaluation;
  grpc::ClientContext context;
  const absl::Status status =
      FromGrpcStatus(suite.reporting().CreateEvaluation(&context, request, &evaluation), "reporting");
  if (!status.ok()) return status;
  return evaluation;
}

TEST(OwnFramework, IsPublishedAndScoresTheCase) {
  SuiteInProcess suite;
  const ImportCaseResponse response = suite.Import(CaseFolder(kCase)).value();
  EXPECT_THAT(Errors(response), IsEmpty());
  EXPECT_TRUE(response.applied());
  EXPECT_THAT(ChangesOf(response, "framework.textproto"), ElementsAre("+1 =0"));

  // 947,000 of 1,000,000: 94.7% of 40 is 37.88; 55 of 56 households: 60 × 55 ÷ 56 = 58.93.
  const reporting::v1::Evaluation evaluation = Evaluate(suite).value();
  EXPECT_EQ(evaluation.content().scorecard().framework(), kFrameworkOfCase);
  EXPECT_EQ(evaluation.content().scorecard().total().score(), "96.81");

  const ImportCaseResponse again = suite.Import(CaseFolder(kCase)).value();
  EXPECT_THAT(Errors(again), IsEmpty());
  EXPECT_THAT(ChangesOf(again, "framework.textproto"), ElementsAre("+0 =1"));
}

TEST(OwnFramework, IsCheckedWithTheOtherFilesBeforeAnythingIsWritten) {
  SuiteInProcess suite;
  Files files = With(CaseFolder(kCase), "framework.textproto", "weight: \"40\"", "weight: \"41\"");
  files = With(files, "framework.textproto", "payments /", "payment /");
  files = With(files, "plan.csv", "安置房测绘户数,>=", "安置房测绘户数,>>");
  const ImportCaseResponse response = suite.Import(files).value();
  EXPECT_FALSE(response.applied());
  const std::vector<std::string> errors = Errors(response);
  EXPECT_THAT(errors, Contains("framework.textproto:7 WEIGHT_SUM"));
  EXPECT_THAT(errors, Contains("framework.textproto:13 FACT_UNKNOWN"));
  EXPECT_THAT(errors, Contains(HasSubstr("plan.csv:2")));
  EXPECT_THAT(Evaluate(suite), testing::Not(IsOk())) << "nothing was stored";
}

TEST(OwnFramework, ThePlanIsHeldAgainstItWhileItIsOnlyChecked) {
  SuiteInProcess suite;
  const Files files = With(CaseFolder(kCase), "plan.csv", ",户,60", ",户,50");
  const ImportCaseResponse response = suite.Import(files, {.validate_only = true}).value();
  EXPECT_THAT(Errors(response), ElementsAre("plan.csv:0 PLAN_WEIGHT_SUM"));
}

TEST(OwnFramework, AnotherContentUnderItsNameIsRefusedWithTheNextName) {
  SuiteInProcess suite;
  ASSERT_TRUE(suite.Import(CaseFolder(kCase)).value().applied());
  Files files = With(CaseFolder(kCase), "framework.textproto", "weight: \"40\"", "weight: \"45\"");
  files = With(files, "framework.textproto", "weight: \"60\"", "weight: \"55\"");
  files = With(files, "plan.csv", ",户,60", ",户,55");
  const ImportCaseResponse refused = suite.Import(files).value();
  ASSERT_THAT(Errors(refused), ElementsAre(HasSubstr("FRAMEWORK_NAME_TAKEN")));
  const std::string remedy = refused.issues(0).remedy();
  EXPECT_THAT(remedy, HasSubstr("预算执行率 分值 40 → 45"));
  EXPECT_THAT(remedy, HasSubstr("daxiang-2023-v2"));

  files = With(files, "framework.textproto", "frameworks/daxiang-2023", "frameworks/daxiang-2023-v2");
  EXPECT_TRUE(suite.Import(files).value().applied());
  // 94.7% of 45 is 42.615, 42.62; 55 × 55 ÷ 56 = 54.02.
  EXPECT_EQ(Evaluate(suite).value().content().scorecard().total().score(), "96.64");
}

TEST(OwnFramework, ARetiredOneScoresNothingNew) {
  SuiteInProcess suite;
  ASSERT_TRUE(suite.Import(CaseFolder(kCase)).value().applied());
  const reporting::v1::Evaluation evaluation = Evaluate(suite).value();
  indicator::v1::RetireFrameworkRequest retire;
  retire.set_name(kFrameworkOfCase);
  indicator::v1::Framework retired;
  grpc::ClientContext context;
  ASSERT_TRUE(suite.indicator().RetireFramework(&context, retire, &retired).ok());

  const absl::Status refused = Evaluate(suite).status();
  EXPECT_THAT(refused, IsRefusal("FRAMEWORK_RETIRED", "framework"));
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);

  reporting::v1::AnalyzeSensitivityRequest asked;
  asked.set_name(evaluation.name());
  indicator::v1::AnalyzeSensitivityResponse answer;
  grpc::ClientContext again;
  EXPECT_TRUE(suite.reporting().AnalyzeSensitivity(&again, asked, &answer).ok()) << "what was evaluated stays";
  EXPECT_TRUE(suite.Import(CaseFolder(kCase)).value().applied()) << "and so does its case";
}

TEST(OwnFramework, TheHeadOfTheCaseNamesIt) {
  SuiteInProcess suite;
  const Files disagrees = With(CaseFolder(kCase), "case.json", "{\n", "{\n  \"framework\": \"other-2023\",\n");
  EXPECT_THAT(Errors(suite.Import(disagrees).value()), ElementsAre("framework.textproto:2 FRAMEWORK_NAME_DISAGREES"));
  const Files nameless = With(disagrees, "framework.textproto", "name: \"frameworks/daxiang-2023\"\n", "");
  EXPECT_TRUE(suite.Import(nameless).value().applied());
  EXPECT_EQ(Evaluate(suite).value().content().scorecard().framework(), "frameworks/other-2023");
}

}  // namespace
}  // namespace zhengping
