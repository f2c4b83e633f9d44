#include <gmock/gmock.h>

#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

std::vector<std::string> ErrorsOf(const v1::LoadDepartmentYearResponse& response) {
  std::vector<std::string> told;
  for (const type::Issue& issue : response.issues()) {
    if (issue.severity() == type::Issue::SEVERITY_ERROR) told.push_back(issue.reason() + " " + issue.field());
  }
  return told;
}

TEST(LoadDepartmentYear, AnswersWhatChangedAndWhereTheYearStands) {
  IndicatorServiceFixture fixture;
  const v1::LoadDepartmentYearResponse first = fixture.Load(SmallLoadRequest()).value();
  EXPECT_THAT(ErrorsOf(first), IsEmpty());
  EXPECT_EQ(first.plan_rows().added(), 3);
  EXPECT_EQ(first.observations().added(), 3);
  EXPECT_EQ(first.checks().added(), 1);
  EXPECT_EQ(first.mark().service(), "indicator");
  EXPECT_EQ(first.mark().department(), kCuiyuan);
  EXPECT_EQ(first.mark().revision(), 1);

  const v1::LoadDepartmentYearResponse again = fixture.Load(SmallLoadRequest()).value();
  EXPECT_EQ(again.mark().SerializeAsString(), first.mark().SerializeAsString());
  EXPECT_EQ(again.observations().unchanged(), 3);

  v1::LoadDepartmentYearRequest corrected = SmallLoadRequest();
  corrected.mutable_observations(1)->mutable_value()->set_numerator("47");
  corrected.clear_checks();
  const v1::LoadDepartmentYearResponse second = fixture.Load(corrected).value();
  EXPECT_EQ(second.observations().changed(), 1);
  EXPECT_EQ(second.checks().vanished(), 1);
  EXPECT_EQ(second.mark().revision(), 2);
}

TEST(LoadDepartmentYear, EverythingThatIsWrongIsToldAtOnce) {
  IndicatorServiceFixture fixture;
  v1::LoadDepartmentYearRequest request = SmallLoadRequest();
  request.mutable_plan_rows(0)->clear_direction();
  request.mutable_plan_rows(1)->set_weight("29");
  request.mutable_plan_rows(2)->mutable_target()->mutable_value()->set_denominator("0");
  request.mutable_observations(0)->mutable_observed_date()->set_year(2023);
  request.mutable_observations(1)->mutable_percent()->set_numerator("6");
  request.mutable_observations(1)->mutable_percent()->set_denominator("5");
  request.mutable_observations(2)->clear_state();
  request.mutable_checks(0)->set_expression("没有这个 = 1");
  request.mutable_checks(0)->mutable_tolerance()->set_numerator("-1");
  request.mutable_checks(0)->mutable_tolerance()->set_denominator("100");
  request.add_checks()->set_expression("安置房测绘户数 + ");
  request.set_validate_only(true);
  EXPECT_THAT(
      ErrorsOf(fixture.Load(request).value()),
      ElementsAre("DIRECTION_UNKNOWN plan_rows[0].direction", "DENOMINATOR_NOT_POSITIVE plan_rows[2].target.value",
                  "DATE_NOT_IN_CALENDAR observations[0].observed_date", "OBSERVATION_STATE observations[2].state",
                  "PLAN_WEIGHT_SUM plan_rows[1].weight", "OBSERVATION_PERCENT observations[1].percent",
                  "CHECK_TOLERANCE checks[0].tolerance", "CHECK_NAME checks[1].display_name",
                  "EXPRESSION_OPERAND checks[1].expression", "CHECK_NAME_UNKNOWN checks[0].expression"));
  request.set_validate_only(false);
  EXPECT_THAT(fixture.Load(request), IsRefusal("LOAD_HAS_ERRORS", "plan_rows[0].direction"));
}

TEST(LoadDepartmentYear, NoErrorIsCutOffBehindNotes) {
  // 1,001 notes and a warning stand before the one error: the list ends at 1,000 issues.
  IndicatorServiceFixture fixture;
  v1::LoadDepartmentYearRequest request = SmallLoadRequest();
  for (int i = 0; i < 1001; ++i) {
    v1::Observation& added = *request.add_observations();
    added = ObservationMessage("产出指标", "数量指标", "指标" + std::to_string(i), 1);
    added.clear_unit();
  }
  *request.add_observations() = request.observations(0);
  request.mutable_checks(0)->set_expression("没有这个 = 1");
  request.set_validate_only(true);
  const v1::LoadDepartmentYearResponse response = fixture.Load(request).value();
  ASSERT_EQ(response.issues_size(), 1000);
  EXPECT_EQ(response.issues(0).reason(), "CHECK_NAME_UNKNOWN");
  EXPECT_EQ(response.issues(1).reason(), "OBSERVATION_DUPLICATE");
  // The others keep their order.
  EXPECT_EQ(response.issues(2).field(), "observations[3].unit");
  EXPECT_EQ(response.issues(999).field(), "observations[1000].unit");
}

TEST(LoadDepartmentYear, ValidateOnlyAnswersAsTheLoadAndStoresNothing) {
  IndicatorServiceFixture fixture;
  v1::LoadDepartmentYearRequest request = SmallLoadRequest();
  request.set_validate_only(true);
  const v1::LoadDepartmentYearResponse preview = fixture.Load(request).value();
  v1::GetPlanRequest plan;
  plan.set_name(std::string(kCuiyuan) + "/plans/2023");
  EXPECT_THAT(fixture.Call(&v1::IndicatorService::Stub::GetPlan, plan), IsRefusal("PLAN_NOT_FOUND"));
  EXPECT_EQ(fixture.Load(SmallLoadRequest()).value().SerializeAsString(), preview.SerializeAsString());
}

TEST(LoadDepartmentYear, ErrorsOfTheDomainRefuseTheWholeLoad) {
  IndicatorServiceFixture fixture;
  v1::LoadDepartmentYearRequest request = SmallLoadRequest();
  request.mutable_plan_rows(1)->set_weight("29");
  const absl::Status status = fixture.Load(request).status();
  EXPECT_THAT(status, IsRefusal("LOAD_HAS_ERRORS", "plan_rows[1].weight"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(LoadDepartmentYear, ARequestIdStandsForOneLoad) {
  IndicatorServiceFixture fixture;
  v1::LoadDepartmentYearRequest request = SmallLoadRequest();
  request.set_request_id(kRequestId);
  const v1::LoadDepartmentYearResponse first = fixture.Load(request).value();
  EXPECT_EQ(fixture.Load(request).value().SerializeAsString(), first.SerializeAsString());
  request.mutable_plan_rows(0)->set_unit("栋");
  EXPECT_THAT(fixture.Load(request), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  request.set_request_id("42");
  EXPECT_THAT(fixture.Load(request), IsRefusal("REQUEST_ID_MALFORMED", "request_id"));
}

TEST(LoadDepartmentYear, ARequestIsCheckedBeforeItsRowsAre) {
  IndicatorServiceFixture fixture;
  const struct {
    const char* what;
    std::function<void(v1::LoadDepartmentYearRequest&)> change;
    const char* reason;
    const char* field;
  } kCases[] = {
      {"no department", [](auto& r) { r.set_department("403"); }, "RESOURCE_NAME_MALFORMED", "department"},
      {"a year before there were budgets", [](auto& r) { r.set_fiscal_year(1999); }, "FISCAL_YEAR_OUT_OF_RANGE",
       "fiscal_year"},
      {"a year too far", [](auto& r) { r.set_fiscal_year(2101); }, "FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"},
      {"nobody sends it", [](auto& r) { r.clear_source(); }, "FIELD_MISSING", "source"},
      {"a source too long", [](auto& r) { r.set_source(std::string(kMostSourceIdBytes + 1, 'x')); }, "TEXT_TOO_LONG",
       "source"},
      {"no such framework", [](auto& r) { r.set_framework("frameworks/nowhere"); }, "FRAMEWORK_NOT_FOUND", "framework"},
      {"no framework's name", [](auto& r) { r.set_framework("nowhere"); }, "RESOURCE_NAME_MALFORMED", "framework"},
      {"too many rows",
       [](auto& r) {
         while (r.plan_rows_size() <= kMostPlanRows) r.add_plan_rows();
       },
       "LOAD_TOO_LARGE", "plan_rows"},
      {"too many observations",
       [](auto& r) {
         while (r.observations_size() <= kMostObservations) r.add_observations();
       },
       "LOAD_TOO_LARGE", "observations"},
      {"too many checks",
       [](auto& r) {
         while (r.checks_size() <= kMostChecks) r.add_checks();
       },
       "LOAD_TOO_LARGE", "checks"},
  };
  for (const auto& c : kCases) {
    v1::LoadDepartmentYearRequest request = SmallLoadRequest();
    c.change(request);
    EXPECT_THAT(fixture.Load(request), IsRefusal(c.reason, c.field)) << c.what;
  }
}

}  // namespace
}  // namespace zhengping::indicator
