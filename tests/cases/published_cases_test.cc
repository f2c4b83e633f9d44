// Really published evaluations, a folder each, scored by the rule. A folder that is added is run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/client/grpc_status.h"
#include "common/testing/matchers.h"
#include "tests/cases/published_case.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using nlohmann::json;
using reporting::v1::CreateEvaluationRequest;
using reporting::v1::Evaluation;
using reporting::v1::ImportCaseResponse;
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

struct CaseRun {
  std::vector<std::string> problems;  // of the intake, the scores
};

std::vector<json> EvaluationsOf(const json& expected) {
  if (expected.contains("evaluations")) return expected.at("evaluations");
  return expected.contains("evaluation") ? std::vector<json>{expected.at("evaluation")} : std::vector<json>{};
}

CaseRun RunCase(const PublishedCase& published) {
  CaseRun run;
  SuiteInProcess suite;
  const absl::StatusOr<ImportCaseResponse> response = suite.Import(published.files, {.parent = published.parent});
  if (!response.ok()) return CaseRun{{std::string(response.status().message())}};
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
  return run;
}

// Those under shipped frameworks.
std::vector<std::string> Scored() {
  std::vector<std::string> names = PublishedCaseNames(Root());
  names.erase(std::remove_if(names.begin(), names.end(),
                             [](const std::string& name) {
                               return std::filesystem::exists(Root() / name / "framework.textproto");
                             }),
              names.end());
  return names;
}

class PublishedCases : public testing::TestWithParam<std::string> {};

TEST_P(PublishedCases, ScoresAsTheRuleSays) {
  const PublishedCase published = LoadPublishedCase(Root(), GetParam());
  const CaseRun run = RunCase(published);
  EXPECT_THAT(run.problems, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Published, PublishedCases, testing::ValuesIn(Scored()),
                         [](const testing::TestParamInfo<std::string>& info) {
                           return absl::StrReplaceAll(info.param, {{"-", "_"}});
                         });

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
