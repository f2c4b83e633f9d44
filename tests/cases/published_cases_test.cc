// Really published evaluations, a folder each: scored by the rule, and the filed sheet checked. Every known error is
// found, and nothing false. The table that is printed at the end counts them. A folder that is added is run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"
#include "tests/cases/published_case.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using nlohmann::json;
using reporting::v1::CheckSelfEvaluationRequest;
using reporting::v1::CreateEvaluationRequest;
using reporting::v1::Evaluation;
using reporting::v1::ImportCaseResponse;
using reporting::v1::SheetCheck;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::filesystem::path Root() { return std::filesystem::path(ZP_SOURCE_DIR) / "tests/cases"; }

absl::StatusOr<Evaluation> Evaluate(SuiteInProcess& suite, const PublishedCase& published,
                                    const std::string& framework) {
  CreateEvaluationRequest request;
  request.set_parent(published.department);
  request.set_fiscal_year(published.fiscal_year);
  if (!framework.empty()) request.set_framework("frameworks/" + framework);
  grpc::ClientContext context;
  Evaluation evaluation;
  const grpc::Status status = suite.reporting().CreateEvaluation(&context, request, &evaluation);
  if (!status.ok()) return FromGrpcStatus(status, "reporting");
  return evaluation;
}

absl::StatusOr<SheetCheck> Check(SuiteInProcess& suite, const CheckSelfEvaluationRequest& request) {
  grpc::ClientContext context;
  SheetCheck check;
  const grpc::Status status = suite.reporting().CheckSelfEvaluation(&context, request, &check);
  if (!status.ok()) return FromGrpcStatus(status, "reporting");
  return check;
}

CheckSelfEvaluationRequest OfEvaluation(const PublishedCase& published, const Evaluation& evaluation) {
  CheckSelfEvaluationRequest request;
  request.set_parent(published.parent);
  request.set_evaluation(evaluation.name());
  return request;
}

struct CaseRun {
  std::vector<std::string> problems;  // of the intake, the scores, the totals
  SheetCheck check;
  SheetComparison sheet;
};

std::vector<json> EvaluationsOf(const json& expected) {
  if (expected.contains("evaluations")) return expected.at("evaluations");
  return expected.contains("evaluation") ? std::vector<json>{expected.at("evaluation")} : std::vector<json>{};
}

// The sheet alone: nothing false. With what the case brought beside it: all that is known. A framework that cannot
// score leaves the sheet alone.
void CheckSheet(SuiteInProcess& suite, const PublishedCase& published, CaseRun& run) {
  const absl::StatusOr<SheetCheck> alone = Check(suite, SheetAlone(published));
  if (!alone.ok()) return run.problems.push_back(absl::StrCat("the sheet alone: ", alone.status().message()));
  run.check = *alone;
  run.sheet = CompareSheet(published.expected, run.check);
  for (const std::string& line : run.sheet.false_ones) run.problems.push_back("the sheet alone: " + line);
  const absl::StatusOr<Evaluation> evaluation = Evaluate(suite, published, "");
  if (evaluation.ok()) {
    const absl::StatusOr<SheetCheck> with_facts = Check(suite, OfEvaluation(published, *evaluation));
    if (!with_facts.ok()) return run.problems.push_back(std::string(with_facts.status().message()));
    run.check = *with_facts;
    run.sheet = CompareSheet(published.expected, run.check);
  } else if (RefusalOf(evaluation.status())->reason != "FRAMEWORK_IS_LIBRARY") {
    run.problems.push_back(std::string(evaluation.status().message()));
  }
  for (const std::string& line : run.sheet.differences) run.problems.push_back(line);
}

CaseRun RunCase(const PublishedCase& published) {
  CaseRun run;
  SuiteInProcess suite;
  const absl::StatusOr<ImportCaseResponse> response = suite.Import(published.files, {.parent = published.parent});
  if (!response.ok()) return CaseRun{{std::string(response.status().message())}, {}, {}};
  for (const type::Issue& issue : response->issues()) {
    if (issue.severity() != type::Issue::SEVERITY_ERROR) continue;
    run.problems.push_back(absl::StrCat(issue.file(), ":", issue.row(), ":", issue.column(), ": ", issue.reason(),
                                        " 「", issue.found(), "」 ", issue.remedy()));
  }
  if (!run.problems.empty()) return run;
  for (const json& expected : EvaluationsOf(published.expected)) {
    const absl::StatusOr<Evaluation> evaluation = Evaluate(suite, published, expected.value("framework", ""));
    if (!evaluation.ok()) {
      run.problems.push_back(std::string(evaluation.status().message()));
      continue;
    }
    for (std::string& line : CompareScores(expected, evaluation->content().scorecard())) {
      run.problems.push_back(std::move(line));
    }
  }
  CheckSheet(suite, published, run);
  return run;
}

// Prints a line a case at the end.
class CountedCases : public testing::Environment {
 public:
  void Add(const std::string& name, const SheetComparison& sheet) {
    lines_.push_back(absl::StrCat(name, std::string(name.size() < 36 ? 36 - name.size() : 1, ' '), sheet.found, " of ",
                                  sheet.known, ", open ", sheet.open, ", false ", sheet.false_ones.size()));
    found_ += sheet.found;
    known_ += sheet.known;
    false_ones_ += sheet.false_ones.size();
  }

  void TearDown() override {
    for (const std::string& line : lines_) std::printf("%s\n", line.c_str());
    if (!lines_.empty()) std::printf("in all: found %d of %d known, %zu false\n", found_, known_, false_ones_);
  }

 private:
  std::vector<std::string> lines_;
  int found_ = 0;
  int known_ = 0;
  size_t false_ones_ = 0;
};

CountedCases& Counted() {
  static CountedCases* const counted = new CountedCases();
  return *counted;
}

const testing::Environment* const kCounted = testing::AddGlobalTestEnvironment(&Counted());

class PublishedCases : public testing::TestWithParam<std::string> {};

TEST_P(PublishedCases, ScoresAsTheRuleSaysAndTheCheckFindsWhatIsKnownAndNothingElse) {
  const PublishedCase published = LoadPublishedCase(Root(), GetParam());
  const CaseRun run = RunCase(published);
  Counted().Add(published.name, run.sheet);
  EXPECT_THAT(run.problems, IsEmpty());
  EXPECT_THAT(run.sheet.missing, IsEmpty());
  EXPECT_THAT(run.sheet.false_ones, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Published, PublishedCases, testing::ValuesIn(PublishedCaseNames(Root())),
                         [](const testing::TestParamInfo<std::string>& info) {
                           return absl::StrReplaceAll(info.param, {{"-", "_"}});
                         });

// Each figure of expected.json changed in memory makes the comparison red.
TEST(PublishedCase, AWrongExpectationIsSeen) {
  const PublishedCase published = LoadPublishedCase(Root(), "huanggang-soil-water-2020");
  const CaseRun run = RunCase(published);
  ASSERT_THAT(run.problems, IsEmpty());
  const json& right = published.expected;

  json no_errors = right;
  no_errors["known"] = json::array();
  EXPECT_THAT(CompareSheet(no_errors, run.check).false_ones, Contains(HasSubstr("class 6, row 5")));

  json one_more = right;
  one_more["known"].push_back({{"class", 5}, {"row", 3}, {"column", "score"}});
  EXPECT_THAT(CompareSheet(one_more, run.check).missing, Contains(HasSubstr("\"class\":5")));

  json other_figure = right;
  other_figure["known"][0]["right"] = "19.9";
  EXPECT_THAT(CompareSheet(other_figure, run.check).missing, Contains(HasSubstr("19.9")));
  EXPECT_THAT(CompareSheet(other_figure, run.check).false_ones, Contains(HasSubstr("class 6, row 5")));

  for (const char* key : {"printed", "summed"}) {
    json other_total = right;
    other_total["totals"][key] = "99.5";
    EXPECT_THAT(CompareSheet(other_total, run.check).differences, Contains(HasSubstr(key)));
  }
  json other_rule = right;
  other_rule["totals"]["rule"] = json::array({json::array({"99.6", "99.6"})});
  EXPECT_THAT(CompareSheet(other_rule, run.check).differences, Contains(HasSubstr("rule total")));
}

TEST(PublishedCase, AWrongScoreIsSeen) {
  const PublishedCase published = LoadPublishedCase(Root(), "huanggang-soil-water-2020");
  const json& right = published.expected.at("evaluation");
  SuiteInProcess suite;
  ASSERT_THAT(suite.Import(published.files, {.parent = published.parent}), IsOk());
  const absl::StatusOr<Evaluation> evaluation = Evaluate(suite, published, "");
  ASSERT_THAT(evaluation, IsOk());
  const indicator::v1::Scorecard& scorecard = evaluation->content().scorecard();
  ASSERT_THAT(CompareScores(right, scorecard), IsEmpty());

  for (size_t i = 0; i < right.at("rows").size(); ++i) {
    json other = right;
    other["rows"][i]["score"] = "19.6";
    EXPECT_THAT(CompareScores(other, scorecard), Contains(HasSubstr(other["rows"][i]["kpi_lv3"].get<std::string>())));
  }
  json other = right;
  other["total"] = "99.6";
  EXPECT_THAT(CompareScores(other, scorecard), Contains(HasSubstr("total")));
  other = right;
  other["rows"].push_back({{"kpi_lv3", "没有这一行"}, {"score", "0"}});
  EXPECT_THAT(CompareScores(other, scorecard), Contains(HasSubstr("没有这一行")));
}

// A county's table and a sheet filled in under it, both unknown to this program: files alone.
TEST(PublishedCase, AFolderWithATableOfItsOwnIsFoundAndRunWithoutAnyCode) {
  const TempFolder folder;
  for (const auto& [path, bytes] : FilesBelow(Root() / "haidian-xueyuanlu-2016")) {
    folder.Write("elsewhere-2016/" + path, absl::StrReplaceAll(bytes, {{"haidian-project-2016", "elsewhere-2016"}}));
  }
  ASSERT_THAT(PublishedCaseNames(folder.path()), testing::ElementsAre("elsewhere-2016"));
  const PublishedCase published = LoadPublishedCase(folder.path(), "elsewhere-2016");
  const CaseRun run = RunCase(published);
  EXPECT_THAT(run.problems, IsEmpty());
  EXPECT_THAT(run.sheet.missing, IsEmpty());
  EXPECT_THAT(run.sheet.false_ones, IsEmpty());
  EXPECT_EQ(run.sheet.found, 2);
}

// Whoever reads an expectation can find where it was published.
TEST(PublishedCase, EveryExpectedFigureNamesItsSource) {
  for (const std::string& name : PublishedCaseNames(Root())) {
    SCOPED_TRACE(name);
    const json expected = LoadPublishedCase(Root(), name).expected;
    for (const char* list : {"known", "allowed"}) {
      for (const json& entry : expected.at(list)) EXPECT_NE(entry.value("source", ""), "") << entry.dump();
    }
    for (const json& evaluation : EvaluationsOf(expected)) {
      for (const json& row : evaluation.at("rows")) EXPECT_NE(row.value("source", ""), "") << row.dump();
    }
    EXPECT_NE(expected.at("totals").value("source", ""), "");
  }
}

}  // namespace
}  // namespace zhengping
