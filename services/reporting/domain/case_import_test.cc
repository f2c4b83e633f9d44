#include "services/reporting/domain/case_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace zhengping::reporting {
namespace {

constexpr char kImport[] = "3f2b0c1e-8a4d-4c6f-9b1e-2d7a5c3e1f00";

TEST(StepRequestId, IsAUuidOfVersion4ThatTheImportAndTheStepDecide) {
  const std::string id = StepRequestId(kImport, "budget/2023");
  EXPECT_THAT(id, testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_EQ(StepRequestId(kImport, "budget/2023"), id);
  EXPECT_NE(StepRequestId(kImport, "budget/2022"), id);
  EXPECT_NE(StepRequestId("3f2b0c1e-8a4d-4c6f-9b1e-2d7a5c3e1f01", "budget/2023"), id);
  EXPECT_EQ(StepRequestId("", "budget/2023"), "");
}

TEST(ImportDigest, IsOfHeadAndFilesAndNotOfTheId) {
  const std::string digest = ImportDigest("430503000", {}, {{"case.json", "{}"}, {"ledger.csv", "a"}});
  EXPECT_EQ(digest.size(), 64u);
  EXPECT_EQ(ImportDigest("430503000", {.request_id = kImport}, {{"case.json", "{}"}, {"ledger.csv", "a"}}), digest);
  EXPECT_NE(ImportDigest("430502000", {}, {{"case.json", "{}"}, {"ledger.csv", "a"}}), digest);
  EXPECT_NE(
      ImportDigest("430503000", {.on_vanished = OnVanished::kReverse}, {{"case.json", "{}"}, {"ledger.csv", "a"}}),
      digest);
  EXPECT_NE(ImportDigest("430503000", {}, {{"case.json", "{}"}, {"ledger.csv", "b"}}), digest);
  EXPECT_NE(ImportDigest("430503000", {}, {{"case.json", "{"}, {"}ledger.csv", "a"}}), digest);
  EXPECT_NE(ImportDigest("430503000", {}, {{"case.json", "{}"}}), digest);
}

TEST(CheckDivision, ADepartmentElsewhereIsAnErrorAtItsCell) {
  Case contents;
  EXPECT_TRUE(CheckDivision(contents, "430503000").empty());
  contents.department.name = {.division = "430503000", .department = "403"};
  contents.department.place = {"department.csv", 2};
  contents.headings["department.csv"] = {{"mof_div_code", "财政区划"}};
  EXPECT_TRUE(CheckDivision(contents, "430503000").empty());
  const std::vector<Issue> issues = CheckDivision(contents, "430502000");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].reason, "DEPARTMENT_OUTSIDE_DIVISION");
  EXPECT_EQ(issues[0].place.row, 2);
  EXPECT_EQ(issues[0].place.column, "财政区划");
  EXPECT_EQ(issues[0].severity, Severity::kError);
}

TEST(LimitIssues, CountsWhatItLeavesOut) {
  std::vector<Issue> issues(kMostCaseIssues, Issue{.severity = Severity::kWarning});
  LimitIssues(issues);
  EXPECT_EQ(issues.size(), kMostCaseIssues);
  issues.push_back({.severity = Severity::kWarning});
  issues.push_back({.severity = Severity::kError});
  LimitIssues(issues);
  ASSERT_EQ(issues.size(), kMostCaseIssues + 1);
  EXPECT_EQ(issues.back().reason, "TOO_MANY_ISSUES");
  EXPECT_EQ(issues.back().severity, Severity::kError);
  EXPECT_THAT(issues.back().remedy, testing::HasSubstr("另有 2 处"));
}

TEST(WholeTableChange, AllRowsGoTogether) {
  EXPECT_EQ(WholeTableChange("statement.csv", 29, WholeTable::kAdded), (TableChange{"statement.csv", 29, 0, 0, 0}));
  EXPECT_EQ(WholeTableChange("statement.csv", 29, WholeTable::kUnchanged), (TableChange{"statement.csv", 0, 29, 0, 0}));
  EXPECT_EQ(WholeTableChange("statement.csv", 29, WholeTable::kChanged), (TableChange{"statement.csv", 0, 0, 29, 0}));
}

}  // namespace
}  // namespace zhengping::reporting
