// Goal: a case with errors is refused as a whole, and all that is wrong with it is told at once, each with its place
// (tests/data/broken-case/expected_issues.json). Exit statuses are those of the command line's manual.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// "ledger.csv 8 amount BALANCE_INSUFFICIENT".
std::string Place(const std::string& file, int row, const std::string& column, const std::string& reason) {
  return absl::StrCat(file, " ", row, " ", column, " ", reason);
}

std::set<std::string> ExpectedPlaces() {
  std::set<std::string> places;
  const json expected = json::parse(ReadFile(absl::StrCat(CasePath("broken-case"), "/expected_issues.json")));
  for (const json& issue : expected["issues"]) {
    places.insert(Place(issue["file"], issue["row"], issue["column"], issue["reason"]));
  }
  return places;
}

TEST(BadInput, ABrokenCaseStoresNothingAndAllItsErrorsAreToldAtOnce) {
  Suite suite;
  suite.Start();
  const Finished finished = suite.Cli({"load", CasePath("broken-case"), "-o", "json"});
  EXPECT_EQ(finished.status, 3) << finished.err;
  std::set<std::string> places;
  const json response = json::parse(finished.out);
  for (const json& issue : response["issues"]) {
    places.insert(Place(issue.value("file", ""), issue.value("row", 0), issue.value("column", ""), issue["reason"]));
    EXPECT_THAT(finished.err, HasSubstr(issue["reason"].get<std::string>()));
    EXPECT_NE(issue.value("remedy", ""), "") << issue;
  }
  EXPECT_THAT(places, testing::IsSupersetOf(ExpectedPlaces()));

  const auto budget = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
  budget::v1::ListDepartmentsRequest request;
  request.set_parent("divisions/430503000");
  budget::v1::ListDepartmentsResponse departments;
  grpc::ClientContext context;
  const grpc::Status status = budget->ListDepartments(&context, request, &departments);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(departments.departments_size(), 0) << departments.DebugString();
  EXPECT_EQ(suite.Cli({"evaluate", kDepartment, "--year", "2023", "--framework", "hunan-a-2017"}).status, 5);
}

TEST(BadInput, OneRowThatOverspendsRefusesTheWholeYear) {
  Suite suite;
  suite.Start();
  const TempFolder folder;
  // The quota 403001-23-0001 has 1,310,000 yuan; its first appearance is the initial budget.
  const std::string path = CopiedCase(folder, "cuiyuan-2023", "ledger.csv", "年初预算,1310000.00,", "年初预算,1.00,");
  const Finished finished = suite.Cli({"load", path});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.err, HasSubstr("BALANCE_INSUFFICIENT"));
  EXPECT_THAT(finished.err, HasSubstr("ledger.csv 第 "));
  EXPECT_EQ(suite.Cli({"evaluate", kDepartment, "--year", "2023", "--framework", "hunan-a-2017"}).status, 5);
}

TEST(ExitStatus, TellsTheKindsOfOutcomeApart) {
  Suite suite;
  suite.Start();
  suite.Load(CasePath("cuiyuan-2023"));
  const std::string nobody = "divisions/430503000/departments/999";
  struct Case {
    const char* what;
    std::vector<std::string> arguments;
    int status;
  };
  const std::vector<Case> cases = {
      {"done", {"evaluate", kDepartment, "--year", "2023"}, 0},
      {"done by name", {"evaluate", "邵阳市大祥区翠园街道办事处", "--division", "430503000", "--year", "2023"}, 0},
      {"done by code", {"evaluate", "403", "--division", "430503000", "--year", "2023"}, 0},
      {"dry run of what is loaded", {"load", CasePath("cuiyuan-2023"), "--dry-run"}, 0},
      {"no verb", {}, 2},
      {"an unknown verb", {"evaluat"}, 2},
      {"an unknown flag", {"evaluate", kDepartment, "--yaer", "2023"}, 2},
      {"no year", {"evaluate", kDepartment}, 2},
      {"a code without its division", {"evaluate", "403", "--year", "2023"}, 2},
      {"no day", {"evaluate", kDepartment, "--year", "2023", "--as-of", "2023-02-30"}, 2},
      {"an unknown format", {"render", kDepartment, "--format", "doc", "-o", "-"}, 2},
      {"errors in the data", {"load", CasePath("broken-case")}, 3},
      {"errors found by a dry run", {"load", CasePath("broken-case"), "--dry-run"}, 3},
      {"no such department", {"evaluate", nobody, "--year", "2023", "--framework", "hunan-a-2017"}, 5},
      {"neither a case nor the user names a framework", {"evaluate", nobody, "--year", "2023"}, 6},
      {"no such framework", {"evaluate", kDepartment, "--year", "2023", "--framework", "hunan-z"}, 5},
      {"no such indicator", {"explain", kDepartment, "没有这个指标"}, 5},
      {"no such evaluation",
       {"render", absl::StrCat(kDepartment, "/evaluations/2023-999"), "--format", "json", "-o", "-"},
       5},
  };
  for (const Case& c : cases) {
    const Finished finished = suite.Cli(c.arguments);
    EXPECT_EQ(finished.status, c.status) << c.what << "\n" << finished.out << finished.err;
    EXPECT_TRUE(c.status == 0 || !finished.err.empty()) << c.what;
  }
  suite.StopService("reporting");
  const Finished unreachable = suite.Cli({"evaluate", kDepartment, "--year", "2023"});
  EXPECT_EQ(unreachable.status, 7) << unreachable.err;
  EXPECT_THAT(unreachable.err, HasSubstr("reporting"));
}

}  // namespace
}  // namespace zhengping
