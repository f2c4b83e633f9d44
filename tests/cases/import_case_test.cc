// Whole cases through ImportCase and the real budget and indicator services behind it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/testing/matchers.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using reporting::v1::ImportCaseRequest;
using reporting::v1::ImportCaseResponse;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// One fen more of a quota that has something left.
constexpr char kOnePaymentMore[] = "2023-9999,403001,403001-23-0012,,2023-12-30,支付,0.01,,,,,,,,,,,,\n";

constexpr char kImportId[] = "3f2b0c1e-8a4d-4c6f-9b1e-2d7a5c3e1f00";

// "ledger.csv +327 =0 ~0 -0", a line a table.
std::vector<std::string> Changes(const ImportCaseResponse& response) {
  std::vector<std::string> lines;
  for (const reporting::v1::TableChange& change : response.changes()) {
    lines.push_back(absl::StrCat(change.file(), " +", change.added(), " =", change.unchanged(), " ~", change.changed(),
                                 " -", change.vanished()));
  }
  return lines;
}

std::string Line(const type::Issue& issue) {
  return absl::StrCat(issue.file(), ":", issue.row(), ":", issue.column(), ":", issue.reason());
}

// Notes apart.
std::set<std::string> Told(const ImportCaseResponse& response) {
  std::set<std::string> lines;
  for (const type::Issue& issue : response.issues()) {
    if (issue.severity() != type::Issue::SEVERITY_NOTE) lines.insert(Line(issue));
  }
  return lines;
}

std::set<std::string> Places(const ImportCaseResponse& response) {
  std::set<std::string> places;
  for (const std::string& line : Told(response)) places.insert(line.substr(0, line.rfind(':')));
  return places;
}

std::vector<std::string> Errors(const ImportCaseResponse& response) {
  std::vector<std::string> lines;
  for (const type::Issue& issue : response.issues()) {
    if (issue.severity() == type::Issue::SEVERITY_ERROR) lines.push_back(Line(issue) + " " + issue.remedy());
  }
  return lines;
}

TEST(ImportCase, TheCuiyuanCaseStandsInAllThreeServices) {
  SuiteInProcess suite;
  const absl::StatusOr<ImportCaseResponse> response = suite.Import(CaseFolder("cuiyuan-2023"));
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(Errors(*response), IsEmpty());
  EXPECT_TRUE(response->applied());
  EXPECT_EQ(response->department(), kCuiyuan);
  EXPECT_EQ(response->fiscal_year(), 2023);
  // Counts of source.md and expected.json.
  EXPECT_THAT(
      Changes(*response),
      ElementsAre("2021/special_funds.csv +5 =0 ~0 -0", "2021/ledger.csv +178 =0 ~0 -0",
                  "2021/statement.csv +25 =0 ~0 -0", "department.csv +1 =0 ~0 -0", "2022/special_funds.csv +6 =0 ~0 -0",
                  "2022/ledger.csv +208 =0 ~0 -0", "2022/statement.csv +26 =0 ~0 -0", "special_funds.csv +9 =0 ~0 -0",
                  "ledger.csv +327 =0 ~0 -0", "statement.csv +29 =0 ~0 -0", "plan.csv +35 =0 ~0 -0",
                  "observations.csv +43 =0 ~0 -0", "checks.csv +8 =0 ~0 -0", "narrative.md +1 =0 ~0 -0"));
  EXPECT_EQ(response->marks_size(), 4);
  for (const int year : {2021, 2022, 2023}) EXPECT_NE(suite.BudgetMark(year), "") << year;
  EXPECT_THAT(suite.IndicatorPlanMark(2023), testing::EndsWith(" 35"));
  EXPECT_EQ(suite.Narrative(2023), CaseFolder("cuiyuan-2023").at("narrative.md"));
}

TEST(ImportCase, TheSameAgainChangesNothing) {
  SuiteInProcess suite;
  const std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  ASSERT_THAT(suite.Import(files), IsOk());
  const std::string budget = suite.BudgetMark(2023);
  const std::string plan = suite.IndicatorPlanMark(2023);
  const absl::StatusOr<ImportCaseResponse> again = suite.Import(files);
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->applied());
  for (const reporting::v1::TableChange& change : again->changes()) {
    EXPECT_EQ(change.added() + change.changed() + change.vanished(), 0) << change.DebugString();
    EXPECT_GT(change.unchanged(), 0) << change.DebugString();
  }
  EXPECT_EQ(again->changes_size(), 14);
  EXPECT_EQ(suite.BudgetMark(2023), budget);
  EXPECT_EQ(suite.IndicatorPlanMark(2023), plan);
}

TEST(ImportCase, ADryRunTellsWhatWouldChangeAndChangesNothing) {
  SuiteInProcess suite;
  std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  const absl::StatusOr<ImportCaseResponse> first = suite.Import(files, {.validate_only = true});
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(Errors(*first), IsEmpty());
  EXPECT_FALSE(first->applied());
  EXPECT_THAT(Changes(*first), Contains("ledger.csv +327 =0 ~0 -0"));
  EXPECT_THAT(Changes(*first), Contains("narrative.md +1 =0 ~0 -0"));
  EXPECT_EQ(suite.BudgetMark(2023), "");
  EXPECT_EQ(suite.IndicatorPlanMark(2023), "");
  EXPECT_EQ(suite.Narrative(2023), "");

  ASSERT_THAT(suite.Import(files), IsOk());
  // One payment more, and one observation corrected.
  files["ledger.csv"] += kOnePaymentMore;
  std::string& observations = files["observations.csv"];
  observations.replace(observations.find(",7056,"), 6, ",7057,");
  const absl::StatusOr<ImportCaseResponse> second = suite.Import(files, {.validate_only = true});
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(Changes(*second), Contains("ledger.csv +1 =327 ~0 -0"));
  EXPECT_THAT(Changes(*second), Contains("observations.csv +0 =42 ~1 -0"));
  EXPECT_THAT(Changes(*second), Contains("plan.csv +0 =35 ~0 -0"));
}

TEST(ImportCase, ARecordThatIsGoneIsReversedOnlyWhenToldSo) {
  SuiteInProcess suite;
  std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  std::string& ledger = files["ledger.csv"];
  ledger += kOnePaymentMore;
  ASSERT_THAT(suite.Import(files), IsOk());
  ledger.resize(ledger.size() - std::string(kOnePaymentMore).size());
  const absl::StatusOr<ImportCaseResponse> kept = suite.Import(files);
  ASSERT_THAT(kept, IsOk());
  EXPECT_THAT(Changes(*kept), Contains("ledger.csv +0 =327 ~0 -1"));
  const std::string before = suite.BudgetMark(2023);
  const absl::StatusOr<ImportCaseResponse> reversed = suite.Import(files, {.replace = true});
  ASSERT_THAT(reversed, IsOk());
  EXPECT_NE(suite.BudgetMark(2023), before);
  const absl::StatusOr<ImportCaseResponse> after = suite.Import(files);
  ASSERT_THAT(after, IsOk());
  EXPECT_THAT(Changes(*after), Contains("ledger.csv +0 =327 ~0 -0"));
}

TEST(ImportCase, ACaseOfALedgerAloneLeavesTargetsAndProseAsTheyStand) {
  SuiteInProcess suite;
  const std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  ASSERT_THAT(suite.Import(files), IsOk());
  const std::string plan = suite.IndicatorPlanMark(2023);
  std::map<std::string, std::string> some = files;
  for (const char* name : {"plan.csv", "observations.csv", "checks.csv", "narrative.md"}) some.erase(name);
  const absl::StatusOr<ImportCaseResponse> ledger_alone = suite.Import(some);
  ASSERT_THAT(ledger_alone, IsOk());
  EXPECT_TRUE(ledger_alone->applied());
  EXPECT_EQ(suite.IndicatorPlanMark(2023), plan);
  EXPECT_EQ(suite.Narrative(2023), files.at("narrative.md"));

  // Where one of the three tables is there, the others are gone, and that is told before it is done.
  some["plan.csv"] = files.at("plan.csv");
  const absl::StatusOr<ImportCaseResponse> plan_alone = suite.Import(some, {.validate_only = true});
  ASSERT_THAT(plan_alone, IsOk());
  EXPECT_THAT(Told(*plan_alone), Contains("observations.csv:0::ROWS_VANISHED"));
  EXPECT_THAT(Changes(*plan_alone), Contains("observations.csv +0 =0 ~0 -43"));
}

// tests/data/broken-case has one error of each kind: those of the files and those that only the services know come
// together, an overspent quota among them, and nothing is stored anywhere.
TEST(ImportCase, TheBrokenCaseIsToldWholeAndStoredNowhere) {
  SuiteInProcess suite;
  std::map<std::string, std::string> files = CaseFolder("broken-case");
  const nlohmann::json expected = nlohmann::json::parse(files.extract("expected_issues.json").mapped());
  const absl::StatusOr<ImportCaseResponse> response = suite.Import(files);
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->applied());
  EXPECT_EQ(response->changes_size(), 0);

  std::set<std::string> expected_places;
  for (const nlohmann::json& issue : expected.at("issues")) {
    const std::string reason = issue.at("reason");
    const std::string place = absl::StrCat(issue.at("file").get<std::string>(), ":", issue.at("row").get<int>(), ":",
                                           issue.at("column").get<std::string>());
    expected_places.insert(place);
    EXPECT_THAT(Told(*response), Contains(place + ":" + reason));
  }
  for (const std::string& place : Places(*response)) EXPECT_THAT(expected_places, Contains(place));

  grpc::ClientContext context;
  budget::v1::GetDepartmentRequest request;
  request.set_name("divisions/430503000/departments/999");
  budget::v1::Department department;
  EXPECT_EQ(suite.budget().GetDepartment(&context, request, &department).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST(ImportCase, AnUnknownFrameworkIsAnErrorOfTheCase) {
  SuiteInProcess suite;
  std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  files["case.json"] = "{\"framework\": \"no-such-framework\", \"fiscal_year\": 2023}";
  const absl::StatusOr<ImportCaseResponse> response = suite.Import(files);
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->applied());
  ASSERT_EQ(Errors(*response).size(), 1u);
  EXPECT_THAT(Errors(*response)[0], testing::StartsWith("case.json:0:framework:FRAMEWORK_NOT_FOUND"));
  EXPECT_EQ(suite.BudgetMark(2023), "");
}

TEST(ImportCase, ADepartmentOfAnotherDivisionIsNotTakenIn) {
  SuiteInProcess suite;
  const absl::StatusOr<ImportCaseResponse> response =
      suite.Import(CaseFolder("cuiyuan-2023"), {.parent = "divisions/430502000"});
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->applied());
  ASSERT_EQ(Errors(*response).size(), 1u);
  EXPECT_THAT(Errors(*response)[0], testing::StartsWith("department.csv:2:mof_div_code:DEPARTMENT_OUTSIDE_DIVISION"));
}

TEST(ImportCase, AServiceThatDoesNotAnswerIsNamedAndNothingIsWritten) {
  SuiteInProcess suite;
  suite.StopIndicator();
  const absl::StatusOr<ImportCaseResponse> response = suite.Import(CaseFolder("cuiyuan-2023"));
  EXPECT_THAT(response, IsRefusal("SERVICE_UNREACHABLE"));
  EXPECT_THAT(response, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(RefusalOf(response.status())->service, "indicator");
  EXPECT_EQ(suite.BudgetMark(2023), "");
  suite.StopBudget();
  EXPECT_EQ(RefusalOf(suite.Import(CaseFolder("cuiyuan-2023")).status())->service, "budget");
}

TEST(ImportCase, TheSameRequestAgainGivesTheLedgersFirstAnswer) {
  SuiteInProcess suite;
  const std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  const absl::StatusOr<ImportCaseResponse> first = suite.Import(files, {.request_id = kImportId});
  ASSERT_THAT(first, IsOk());
  const absl::StatusOr<ImportCaseResponse> again = suite.Import(files, {.request_id = kImportId});
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(Changes(*again), Contains("ledger.csv +327 =0 ~0 -0"));
  std::map<std::string, std::string> other = files;
  other["ledger.csv"] += kOnePaymentMore;
  EXPECT_THAT(suite.Import(other, {.request_id = kImportId}), IsRefusal("REQUEST_ID_REUSED", "head.request_id"));
}

// Prose is kept by reporting alone: budget and indicator would take their parts of such a case again.
TEST(ImportCase, ARequestIdOfAnotherCaseIsRefusedAndLeavesNoTrace) {
  SuiteInProcess suite;
  const std::map<std::string, std::string> files = CaseFolder("cuiyuan-2023");
  ASSERT_THAT(suite.Import(files, {.validate_only = true, .request_id = kImportId}), IsOk());
  std::map<std::string, std::string> other = files;
  other["narrative.md"] += "特此报告。\n";
  ASSERT_THAT(suite.Import(other, {.request_id = kImportId}), IsOk()) << "a dry run takes no id";
  const std::string prose = suite.Narrative(2023);
  const absl::StatusOr<ImportCaseResponse> reused = suite.Import(files, {.request_id = kImportId});
  EXPECT_THAT(reused, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(reused, IsRefusal("REQUEST_ID_REUSED", "head.request_id"));
  EXPECT_THAT(std::string(reused.status().message()), testing::HasSubstr(kImportId));
  EXPECT_THAT(suite.Import(other, {.replace = true, .request_id = kImportId}), IsRefusal("REQUEST_ID_REUSED"));
  EXPECT_EQ(suite.Narrative(2023), prose);
  EXPECT_THAT(suite.Import(other, {.request_id = kImportId}), IsOk()) << "the same case again";
}

TEST(ImportCase, TheStreamHasOneHeadAndPathsInside) {
  SuiteInProcess suite;
  ImportCaseRequest head;
  head.mutable_head()->set_parent(kDivision);
  ImportCaseRequest piece;
  piece.mutable_piece()->set_path("case.json");
  EXPECT_THAT(suite.Send({piece}), IsRefusal("CASE_HEAD_MISSING"));
  EXPECT_THAT(suite.Send({head, head}), IsRefusal("CASE_HEAD_MISSING", "head"));
  ImportCaseRequest outside = piece;
  outside.mutable_piece()->set_path("../case.json");
  EXPECT_THAT(suite.Send({head, outside}), IsRefusal("CASE_PATH_INVALID", "piece.path"));
  ImportCaseRequest large = piece;
  large.mutable_piece()->set_content(std::string((1 << 20) + 1, ' '));
  EXPECT_THAT(suite.Send({head, large}), IsRefusal("CASE_TOO_LARGE", "piece.content"));
  ImportCaseRequest wrong_id = head;
  wrong_id.mutable_head()->set_request_id("1");
  EXPECT_THAT(suite.Send({wrong_id}), IsRefusal("REQUEST_ID_MALFORMED", "head.request_id"));
  const absl::StatusOr<ImportCaseResponse> empty = suite.Send({head});
  ASSERT_THAT(empty, IsOk());
  EXPECT_FALSE(empty->applied());
  EXPECT_THAT(empty->issues(0).reason(), "FILE_MISSING");
}

}  // namespace
}  // namespace zhengping
