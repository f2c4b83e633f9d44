// Making an evaluation over real connections: what is asked, stored and answered, and that nothing is stored when
// anything fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "common/testing/matchers.h"
#include "services/reporting/rpc/reporting_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::HasSubstr;
using Stub = ReportingFixture::Stub;

constexpr char kRequestId[] = "1f0c1a3e-5f0e-4d63-9a53-0e7f6e2a7b11";

class CreateEvaluationTest : public testing::Test {
 protected:
  int StoredCount() { return reporting_.List()->evaluations_size(); }

  ReportingFixture reporting_;
};

TEST_F(CreateEvaluationTest, AsksEachServiceOnceAndStoresADraft) {
  const absl::StatusOr<v1::Evaluation> created = reporting_.Create();
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(reporting_.budget.behavior.calls, 1);
  EXPECT_EQ(reporting_.indicator.behavior.calls, 1);
  EXPECT_EQ(created->name(), "divisions/430503000/departments/403/evaluations/2023-1");
  EXPECT_EQ(created->state(), v1::Evaluation::STATE_DRAFT);
  EXPECT_EQ(created->release(), "0.1.0");
  EXPECT_EQ(created->etag(), "1");
  EXPECT_EQ(created->create_time().seconds(), 1703995200) << "the service's clock";
  EXPECT_EQ(created->content_digest().size(), 64u);
  EXPECT_EQ(created->watermark().marks_size(), 4) << "three years of budget, one of indicator";
  EXPECT_EQ(created->watermark().framework_hash(), "f0a3");
  EXPECT_EQ(created->watermark().settings_hash(), "5e77");
  EXPECT_EQ(created->watermark().prose_digest().size(), 64u);

  const v1::EvaluationContent& content = created->content();
  EXPECT_EQ(content.department_display_name(), "翠园街道办事处");
  EXPECT_FALSE(content.has_as_of());
  ASSERT_EQ(content.facts_size(), 3);
  EXPECT_EQ(content.facts(0).name(), "final_budget");
  EXPECT_EQ(content.facts(2).provenance().revision(), 17);
  EXPECT_EQ(content.findings(0).figures(0).value().rational().display(), "33.33%");
  EXPECT_EQ(content.findings(0).recommendation().effect().figures_size(), 1);
  EXPECT_EQ(content.findings(0).recommendation().effect().changes(0).text(), "改为2023年3月1日下达");
  EXPECT_EQ(content.findings(0).recommendation().effect().change_count(), 1);
  EXPECT_EQ(content.special_funds(0).amount_fen(), 5000000);
  EXPECT_EQ(content.scorecard().total().score(), "17.88");
  EXPECT_EQ(content.scorecard().nodes(1).explanation().operands(0).name(), "payments");

  v1::GetEvaluationRequest get;
  get.set_name(created->name());
  const absl::StatusOr<v1::Evaluation> read = reporting_.Call(&Stub::GetEvaluation, get);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
}

TEST_F(CreateEvaluationTest, SendsFactsAndFiguresToBeScored) {
  v1::CreateEvaluationRequest request = ReportingFixture::CreateRequest();
  request.mutable_as_of()->set_year(2023);
  request.mutable_as_of()->set_month(11);
  request.mutable_as_of()->set_day(30);
  ASSERT_THAT(reporting_.Create(request), IsOk());
  EXPECT_EQ(reporting_.budget.asked.as_of().day(), 30);
  EXPECT_EQ(reporting_.indicator.asked.as_of().day(), 30);
  std::vector<std::string> names;
  for (const type::Fact& fact : reporting_.indicator.asked.facts()) names.push_back(fact.name());
  EXPECT_THAT(names, testing::UnorderedElementsAre("payments", "final_budget", "initial_budget",
                                                   "finding:release_timing.untimely_share",
                                                   "finding:release_timing.late_days"));
}

TEST_F(CreateEvaluationTest, TakesTheCasesFrameworkWhenNoneIsNamed) {
  v1::CreateEvaluationRequest request = ReportingFixture::CreateRequest();
  request.clear_framework();
  EXPECT_THAT(reporting_.Create(request), IsRefusal("FRAMEWORK_NOT_STATED", "framework"));
  EXPECT_EQ(reporting_.budget.behavior.calls, 0) << "nobody is asked in vain";
  reporting_.KeepCaseHead({.framework = "frameworks/hunan-a-2017", .source = "公开文本"});
  const absl::StatusOr<v1::Evaluation> created = reporting_.Create(request);
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(reporting_.indicator.asked.framework(), "frameworks/hunan-a-2017");
  EXPECT_EQ(created->content().source(), "公开文本");
  EXPECT_EQ(created->watermark().narrative_revision(), 1);
}

TEST_F(CreateEvaluationTest, ARetryGetsTheSameEvaluation) {
  const absl::StatusOr<v1::Evaluation> created = reporting_.Create(ReportingFixture::CreateRequest(kRequestId));
  ASSERT_THAT(created, IsOk());
  reporting_.budget.spoil = [](budget::v1::AnalyzeYearResponse& answer) {
    answer.mutable_facts(1)->mutable_value()->set_amount_fen(1);
  };
  const absl::StatusOr<v1::Evaluation> again = reporting_.Create(ReportingFixture::CreateRequest(kRequestId));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), created->SerializeAsString());
  EXPECT_EQ(reporting_.budget.behavior.calls, 1);
  EXPECT_EQ(StoredCount(), 1);

  v1::CreateEvaluationRequest other = ReportingFixture::CreateRequest(kRequestId);
  other.set_framework("frameworks/hunan-a-2017");
  const absl::Status reused = reporting_.Create(other).status();
  EXPECT_THAT(reused, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(reused, IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

TEST_F(CreateEvaluationTest, ValidateOnlyComputesAndStoresNothing) {
  v1::CreateEvaluationRequest request = ReportingFixture::CreateRequest(kRequestId);
  request.set_validate_only(true);
  const absl::StatusOr<v1::Evaluation> tried = reporting_.Create(request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->name(), "");
  EXPECT_EQ(tried->state(), v1::Evaluation::STATE_UNSPECIFIED);
  EXPECT_EQ(tried->content().scorecard().total().score(), "17.88");
  EXPECT_EQ(StoredCount(), 0);
  request.set_validate_only(false);
  const absl::StatusOr<v1::Evaluation> created = reporting_.Create(request);
  ASSERT_THAT(created, IsOk()) << "the id is still free";
  EXPECT_EQ(created->content_digest(), tried->content_digest());
}

TEST_F(CreateEvaluationTest, AFailureBelowStoresNothing) {
  using Fixture = ReportingFixture;
  const struct {
    const char* what;
    std::function<void(Fixture&)> break_it;
    absl::StatusCode code;
    const char* reason;
    const char* service;
  } cases[] = {
      {"budget is dead", [](Fixture& f) { f.budget_server.reset(); }, absl::StatusCode::kUnavailable,
       "SERVICE_UNREACHABLE", "budget"},
      {"indicator is dead", [](Fixture& f) { f.indicator_server.reset(); }, absl::StatusCode::kUnavailable,
       "SERVICE_UNREACHABLE", "indicator"},
      {"budget is late", [](Fixture& f) { f.budget.behavior.holds_back = true; }, absl::StatusCode::kDeadlineExceeded,
       "DEADLINE_EXCEEDED", "budget"},
      {"indicator is late", [](Fixture& f) { f.indicator.behavior.holds_back = true; },
       absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "indicator"},
      {"budget does not know the department",
       [](Fixture& f) {
         f.budget.behavior.refusal = Absent({"DEPARTMENT_NOT_FOUND", "name"}, "no such department");
       },
       absl::StatusCode::kNotFound, "DEPARTMENT_NOT_FOUND", "budget"},
      {"indicator does not know the framework",
       [](Fixture& f) {
         f.indicator.behavior.refusal = Absent({"FRAMEWORK_NOT_FOUND", "framework"}, "no such framework");
       },
       absl::StatusCode::kNotFound, "FRAMEWORK_NOT_FOUND", "indicator"},
      {"budget fails inside", [](Fixture& f) { f.budget.behavior.refusal = absl::InternalError("its own"); },
       absl::StatusCode::kInternal, "SERVICE_BROKEN", "budget"},
      {"budget answers another department",
       [](Fixture& f) {
         f.budget.spoil = [](budget::v1::AnalyzeYearResponse& answer) {
           answer.mutable_department()->set_name("divisions/430503000/departments/404");
         };
       },
       absl::StatusCode::kInternal, "DOWNSTREAM_CONTRACT_BROKEN", "budget"},
      {"indicator answers a negative weight",
       [](Fixture& f) {
         f.indicator.spoil = [](indicator::v1::Scorecard& answer) { answer.mutable_nodes(1)->set_weight("-1"); };
       },
       absl::StatusCode::kInternal, "DOWNSTREAM_CONTRACT_BROKEN", "indicator"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    ReportingFixture reporting;
    c.break_it(reporting);
    const absl::Status status = reporting.Create(ReportingFixture::CreateRequest(kRequestId)).status();
    reporting.budget.behavior.gate.Open();
    reporting.indicator.behavior.gate.Open();
    EXPECT_THAT(status, StatusIs(c.code));
    EXPECT_THAT(status, IsRefusal(c.reason));
    if (RefusalOf(status).has_value()) {
      EXPECT_EQ(RefusalOf(status)->service, c.service);
    }
    const absl::StatusOr<v1::ListEvaluationsResponse> stored = reporting.List();
    ASSERT_THAT(stored, IsOk());
    EXPECT_EQ(stored->evaluations_size(), 0);
  }
}

TEST_F(CreateEvaluationTest, RefusesARequestThatIsWrong) {
  using Request = v1::CreateEvaluationRequest;
  const struct {
    const char* what;
    std::function<void(Request&)> change;
    const char* reason;
    const char* field;
  } cases[] = {
      {"a name of nothing", [](Request& r) { r.set_parent("divisions/430503000/departments/"); },
       "RESOURCE_NAME_MALFORMED", "parent"},
      {"a year before the form", [](Request& r) { r.set_fiscal_year(1999); }, "FISCAL_YEAR_OUT_OF_RANGE",
       "fiscal_year"},
      {"a year beyond it", [](Request& r) { r.set_fiscal_year(2101); }, "FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"},
      {"the 29th of February 2023",
       [](Request& r) {
         r.mutable_as_of()->set_year(2023);
         r.mutable_as_of()->set_month(2);
         r.mutable_as_of()->set_day(29);
       },
       "DATE_NOT_IN_CALENDAR", "as_of"},
      {"a framework that is no name", [](Request& r) { r.set_framework("self-evaluation-2020"); },
       "RESOURCE_NAME_MALFORMED", "framework"},
      {"a project code that is too long", [](Request& r) { r.set_project(std::string(39, '1')); },
       "RESOURCE_NAME_MALFORMED", "project"},
      {"a request id of its own making", [](Request& r) { r.set_request_id("1"); }, "REQUEST_ID_MALFORMED",
       "request_id"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    v1::CreateEvaluationRequest request = ReportingFixture::CreateRequest();
    c.change(request);
    const absl::Status status = reporting_.Create(request).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(status, IsRefusal(c.reason, c.field));
  }
  EXPECT_EQ(reporting_.budget.behavior.calls, 0);
}

TEST_F(CreateEvaluationTest, ListsHeadsNewestFirst) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(reporting_.Create(), IsOk());
    reporting_.clock.Advance(absl::Seconds(1));
  }
  const absl::StatusOr<v1::ListEvaluationsResponse> page = reporting_.List(kTestDepartment, 2);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->evaluations_size(), 2);
  const v1::Evaluation& newest = page->evaluations(0);
  EXPECT_THAT(newest.name(), HasSubstr("/2023-3"));
  EXPECT_EQ(newest.content().scorecard().total().score(), "17.88");
  EXPECT_EQ(newest.content().department_display_name(), "翠园街道办事处");
  EXPECT_EQ(newest.content().facts_size(), 0) << "a list shows heads";
  EXPECT_EQ(newest.content().scorecard().nodes_size(), 0);
  const auto rest = reporting_.List("divisions/430503000/departments/-", 0);
  EXPECT_EQ(rest->evaluations_size(), 3) << "of the division";
  EXPECT_EQ(reporting_.List("divisions/430502000/departments/-")->evaluations_size(), 0);
  const auto second = reporting_.List(kTestDepartment, 2, page->next_page_token());
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->evaluations_size(), 1);
  EXPECT_THAT(second->evaluations(0).name(), HasSubstr("/2023-1"));
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(reporting_.List("divisions/430503000/departments/404", 2, page->next_page_token()),
              IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
  EXPECT_THAT(reporting_.List(kTestDepartment, -1), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
}

}  // namespace
}  // namespace zhengping::reporting
