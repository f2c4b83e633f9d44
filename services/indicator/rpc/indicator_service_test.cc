#include "services/indicator/rpc/indicator_service.h"

#include <gmock/gmock.h>

#include <chrono>

#include "common/testing/access_check.h"
#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using Stub = v1::IndicatorService::Stub;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

class IndicatorServiceTest : public testing::Test {
 protected:
  IndicatorServiceFixture fixture_;

  absl::StatusOr<v1::Framework> GetFramework(const std::string& name) {
    v1::GetFrameworkRequest request;
    request.set_name(name);
    return fixture_.Call(&Stub::GetFramework, request);
  }
  absl::StatusOr<v1::Plan> GetPlan(const std::string& name) {
    v1::GetPlanRequest request;
    request.set_name(name);
    return fixture_.Call(&Stub::GetPlan, request);
  }
  v1::ListObservationsRequest List(int page_size = 0, const std::string& page_token = "") {
    v1::ListObservationsRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return request;
  }
  absl::StatusOr<v1::ListObservationsResponse> ListObservations(const v1::ListObservationsRequest& request) {
    return fixture_.Call(&Stub::ListObservations, request);
  }
  v1::AddObservationsRequest Addition(int value) {
    v1::AddObservationsRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    *request.add_observations() = ObservationMessage("效益指标", "社会效益指标", "新增就业人数", value);
    return request;
  }
};

TEST_F(IndicatorServiceTest, NoRpcAnswersACallerWithoutARole) {
  const std::string service = "zhengping.indicator.v1.IndicatorService";
  EXPECT_THAT(RpcsThatForgetTheCaller(fixture_.service(), service), IsEmpty());
}

TEST_F(IndicatorServiceTest, AFrameworkIsReadWholeWithItsHash) {
  const v1::Framework framework = GetFramework(kSelfEvaluation).value();
  EXPECT_EQ(framework.name(), kSelfEvaluation);
  EXPECT_EQ(framework.state(), v1::Framework::STATE_PUBLISHED);
  EXPECT_EQ(framework.content_hash().size(), 64u);
  EXPECT_EQ(framework.indicators_size(), 4);
  EXPECT_EQ(framework.indicators(0).leaf().formula(), "payments / final_budget");
  EXPECT_THAT(GetFramework("frameworks/nowhere"), IsRefusal("FRAMEWORK_NOT_FOUND", "name"));
  EXPECT_THAT(GetFramework("nowhere"), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
}

TEST_F(IndicatorServiceTest, FrameworksAreListedByPagesWithoutTheirTrees) {
  v1::ListFrameworksRequest request;
  request.set_page_size(1);
  std::vector<std::string> names;
  do {
    const v1::ListFrameworksResponse page = fixture_.Call(&Stub::ListFrameworks, request).value();
    ASSERT_EQ(page.frameworks_size(), 1);
    EXPECT_THAT(page.frameworks(0).indicators(), IsEmpty());
    names.push_back(page.frameworks(0).name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_THAT(names, testing::IsSupersetOf({kHunan, kSelfEvaluation}));

  request.set_page_token("zzz");
  EXPECT_THAT(fixture_.Call(&Stub::ListFrameworks, request), IsRefusal("PAGE_TOKEN_MALFORMED", "page_token"));
  request.set_page_size(-1);
  EXPECT_THAT(fixture_.Call(&Stub::ListFrameworks, request), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
}

TEST_F(IndicatorServiceTest, AValidFrameworkHasTheHashThatItHadBefore) {
  v1::ValidateFrameworkRequest request;
  *request.mutable_framework() = GetFramework(kHunan).value();
  const v1::ValidateFrameworkResponse response = fixture_.Call(&Stub::ValidateFramework, request).value();
  EXPECT_EQ(response.content_hash(), request.framework().content_hash());
}

TEST_F(IndicatorServiceTest, EverythingWrongWithAFrameworkIsToldAtItsNode) {
  v1::ValidateFrameworkRequest request;
  *request.mutable_framework() = GetFramework(kSelfEvaluation).value();
  request.mutable_framework()->mutable_indicators(0)->set_weight("十");
  request.mutable_framework()->mutable_indicators(0)->mutable_leaf()->set_formula("payments / final_budgets");
  request.mutable_framework()->mutable_indicators(1)->set_weight("0");
  const v1::ValidateFrameworkResponse response = fixture_.Call(&Stub::ValidateFramework, request).value();
  std::vector<std::string> told;
  for (const type::Issue& issue : response.issues()) {
    if (issue.severity() == type::Issue::SEVERITY_ERROR) told.push_back(issue.reason() + " " + issue.field());
  }
  EXPECT_THAT(told, ElementsAre("NUMBER_MALFORMED 预算执行率.weight", "FACT_UNKNOWN 预算执行率.formula",
                                "WEIGHT_NOT_POSITIVE 产出指标.weight"));
  EXPECT_EQ(response.content_hash(), "");
}

TEST_F(IndicatorServiceTest, AMalformedTextHasLineAndColumn) {
  v1::ValidateFrameworkRequest request;
  request.set_text("name: \"frameworks/x\"\nindicators {\n  display_nam: \"甲\"\n}\n");
  const v1::ValidateFrameworkResponse response = fixture_.Call(&Stub::ValidateFramework, request).value();
  ASSERT_EQ(response.issues_size(), 1);
  EXPECT_EQ(response.issues(0).reason(), "FRAMEWORK_TEXT_MALFORMED");
  EXPECT_EQ(response.issues(0).row(), 3);
  EXPECT_EQ(response.issues(0).column(), "14");  // behind the unknown name
  EXPECT_THAT(response.issues(0).found(), testing::HasSubstr("display_nam"));
}

TEST_F(IndicatorServiceTest, AFrameworkComesOneWayAndBounded) {
  v1::ValidateFrameworkRequest request;
  EXPECT_THAT(fixture_.Call(&Stub::ValidateFramework, request), IsRefusal("FRAMEWORK_CHOICE", "framework"));
  request.mutable_framework();
  request.set_text("name: \"frameworks/x\"");
  EXPECT_THAT(fixture_.Call(&Stub::ValidateFramework, request), IsRefusal("FRAMEWORK_CHOICE", "framework"));
  request.clear_framework();
  request.set_text(std::string(kMostFrameworkTextBytes + 1, '#'));
  EXPECT_THAT(fixture_.Call(&Stub::ValidateFramework, request), IsRefusal("FRAMEWORK_TOO_LARGE", "text"));
}

TEST_F(IndicatorServiceTest, AMessageAboveTheLimitIsRefusedBeforeItIsRead) {
  v1::ValidateFrameworkRequest request;
  request.set_text(std::string((4 << 20) + 1, '#'));
  EXPECT_THAT(fixture_.Call(&Stub::ValidateFramework, request), IsRefusal("MESSAGE_TOO_LARGE"));
}

TEST_F(IndicatorServiceTest, ThePlanIsReadAsItWasLoaded) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  load.mutable_plan_rows(0)->mutable_adjusted()->set_text("≥55");
  load.mutable_plan_rows(0)->set_adjust_reason("一户外迁");
  load.mutable_plan_rows(0)->set_is_core(true);
  load.mutable_plan_rows(0)->mutable_baseline()->set_numerator("100");
  load.mutable_plan_rows(0)->mutable_baseline()->set_denominator("8");
  ASSERT_THAT(fixture_.Load(load), IsOk());
  const v1::Plan plan = GetPlan("divisions/430503000/departments/403/plans/2023").value();
  EXPECT_EQ(plan.name(), "divisions/430503000/departments/403/plans/2023");
  EXPECT_EQ(plan.framework(), kSelfEvaluation);
  EXPECT_EQ(plan.revision(), 1);
  ASSERT_EQ(plan.rows_size(), 3);
  EXPECT_EQ(plan.rows(0).adjusted().text(), "≥55");
  EXPECT_EQ(plan.rows(0).adjust_reason(), "一户外迁");
  EXPECT_TRUE(plan.rows(0).is_core());
  EXPECT_EQ(plan.rows(0).baseline().numerator(), "25");
  EXPECT_EQ(plan.rows(0).baseline().denominator(), "2");
  EXPECT_EQ(plan.rows(0).baseline().display(), "12.5");
  EXPECT_EQ(plan.rows(1).key().level3(), "新增就业人数");
  EXPECT_EQ(plan.rows(2).weight(), "10");
}

TEST_F(IndicatorServiceTest, APlanThatIsNotThereIsRefused) {
  EXPECT_THAT(GetPlan("divisions/430503000/departments/403/plans/2023"), IsRefusal("PLAN_NOT_FOUND", "name"));
  EXPECT_THAT(GetPlan("divisions/430503000/departments/403/plans/first"), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
  EXPECT_THAT(GetPlan("divisions/430503000/departments/403/plans/1999"), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "name"));
}

TEST_F(IndicatorServiceTest, ObservationsAreListedAtTheRevisionOfTheFirstPage) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  const v1::ListObservationsResponse first = ListObservations(List(2)).value();
  ASSERT_EQ(first.observations_size(), 2);
  EXPECT_EQ(first.observations(0).key().level1(), "产出指标");
  EXPECT_EQ(first.observations(0).observed_date().month(), 12) << "without a day it holds at the end of the year";
  EXPECT_EQ(first.observations(0).value().display(), "55");

  ASSERT_THAT(fixture_.Call(&Stub::AddObservations, Addition(47)), IsOk());
  const v1::ListObservationsResponse second = ListObservations(List(2, first.next_page_token())).value();
  ASSERT_EQ(second.observations_size(), 1);
  EXPECT_EQ(second.observations(0).key().level1(), "满意度指标");
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(ListObservations(List()).value().observations_size(), 3) << "a corrected one does not appear";
  EXPECT_EQ(ListObservations(List()).value().observations(1).value().numerator(), "47");

  v1::ListObservationsRequest other_year = List(2, first.next_page_token());
  other_year.set_fiscal_year(2022);
  EXPECT_THAT(ListObservations(other_year), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
  EXPECT_THAT(ListObservations(List(-1)), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
  EXPECT_THAT(ListObservations(List(0, "zzz")), IsRefusal("PAGE_TOKEN_MALFORMED", "page_token"));
}

TEST_F(IndicatorServiceTest, AddedObservationsMoveTheMarkOnce) {
  v1::AddObservationsRequest request = Addition(47);
  request.set_request_id(kRequestId);
  const v1::AddObservationsResponse first = fixture_.Call(&Stub::AddObservations, request).value();
  EXPECT_EQ(first.mark().service(), "indicator");
  EXPECT_EQ(first.mark().department(), kCuiyuan);
  EXPECT_EQ(first.mark().fiscal_year(), 2023);
  EXPECT_EQ(first.mark().revision(), 1);
  EXPECT_EQ(first.mark().digest().size(), 64u);
  const v1::AddObservationsResponse again = fixture_.Call(&Stub::AddObservations, request).value();
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  request.mutable_observations(0)->set_unit("人");
  EXPECT_THAT(fixture_.Call(&Stub::AddObservations, request), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  request.set_request_id("1");
  EXPECT_THAT(fixture_.Call(&Stub::AddObservations, request), IsRefusal("REQUEST_ID_MALFORMED", "request_id"));
}

TEST_F(IndicatorServiceTest, AWrongObservationIsRefusedWithItsPlace) {
  v1::AddObservationsRequest request = Addition(47);
  request.mutable_observations(0)->clear_state();
  EXPECT_THAT(fixture_.Call(&Stub::AddObservations, request),
              IsRefusal("OBSERVATION_INVALID", "observations[0].state"));
  request = Addition(47);
  request.mutable_observations(0)->clear_key();
  EXPECT_THAT(fixture_.Call(&Stub::AddObservations, request),
              IsRefusal("OBSERVATION_INVALID", "observations[0].key.level3"));
  request.clear_observations();
  EXPECT_THAT(fixture_.Call(&Stub::AddObservations, request), IsRefusal("OBSERVATION_INVALID", "observations"));
}

TEST_F(IndicatorServiceTest, ACallThatIsOverIsNotAnswered) {
  grpc::ClientContext late;
  late.set_deadline(std::chrono::system_clock::time_point());
  v1::Scorecard scorecard;
  EXPECT_EQ(fixture_.stub().Score(&late, SmallScoreRequest(), &scorecard).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  grpc::ClientContext cancelled;
  cancelled.TryCancel();
  EXPECT_EQ(fixture_.stub().Score(&cancelled, SmallScoreRequest(), &scorecard).error_code(),
            grpc::StatusCode::CANCELLED);
}

}  // namespace
}  // namespace zhengping::indicator
