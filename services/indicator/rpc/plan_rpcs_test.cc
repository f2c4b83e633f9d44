// GetPlan, UpdatePlan and ListObservations on a real server.
#include <gmock/gmock.h>

#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using Stub = v1::IndicatorService::Stub;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kPlan[] = "divisions/430503000/departments/403/plans/2023";
constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

class PlanRpcsTest : public testing::Test {
 protected:
  absl::StatusOr<v1::Plan> Get(int64_t revision = 0, bool with_history = false) {
    v1::GetPlanRequest request;
    request.set_name(kPlan);
    request.set_revision(revision);
    request.set_with_history(with_history);
    return fixture_.Call(&Stub::GetPlan, request);
  }
  absl::StatusOr<v1::Plan> Update(const v1::UpdatePlanRequest& request) {
    return fixture_.Call(&Stub::UpdatePlan, request);
  }
  v1::UpdatePlanRequest Read() {
    v1::UpdatePlanRequest request;
    *request.mutable_plan() = Get().value();
    return request;
  }
  std::vector<std::string> Listed(const v1::ListObservationsRequest& request) {
    std::vector<std::string> told;
    const v1::ListObservationsResponse response = fixture_.Call(&Stub::ListObservations, request).value();
    for (const v1::Observation& observation : response.observations()) {
      told.push_back(observation.key().level3() + " " + observation.value().display() + " " +
                     v1::ObservationRecord::Standing_Name(observation.record().standing()).substr(9));
    }
    return told;
  }
  v1::ListObservationsRequest List() {
    v1::ListObservationsRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    return request;
  }

  IndicatorServiceFixture fixture_;
};

TEST_F(PlanRpcsTest, ATargetChangedAfterTheFactIsSeenWithWhenAndWhatItWas) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  v1::UpdatePlanRequest request = Read();
  EXPECT_EQ(request.plan().etag(), "v1");
  request.mutable_plan()->mutable_rows(1)->mutable_target()->mutable_value()->set_numerator("46");
  request.mutable_update_mask()->add_paths("rows");
  const v1::Plan updated = Update(request).value();
  EXPECT_EQ(updated.revision(), 2);
  EXPECT_EQ(updated.plan_revision(), 2);
  EXPECT_EQ(updated.rows(1).target().value().numerator(), "46");
  EXPECT_GT(updated.update_time().seconds(), 0);

  const v1::Plan plan = Get(0, /*with_history=*/true).value();
  EXPECT_EQ(plan.rows(0).history().revision(), 1);
  EXPECT_EQ(plan.rows(0).history().filed_by(), "case");
  EXPECT_THAT(plan.rows(0).history().earlier(), IsEmpty());
  const v1::PlanRowHistory& history = plan.rows(1).history();
  EXPECT_EQ(history.target_changes(), 1);
  ASSERT_EQ(history.earlier_size(), 1);
  EXPECT_EQ(history.earlier(0).row().target().value().numerator(), "48");
  EXPECT_TRUE(history.earlier(0).is_target_changed());
  EXPECT_GT(history.file_time().seconds(), 0);
  EXPECT_FALSE(Get().value().rows(1).has_history());

  EXPECT_EQ(Get(1).value().rows(1).target().value().numerator(), "48");
  EXPECT_THAT(Get(3), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_F(PlanRpcsTest, AnUpdateWritesWhatTheMaskNames) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  v1::UpdatePlanRequest request = Read();
  request.mutable_plan()->clear_rows();
  request.mutable_plan()->add_goals()->set_target("平安翠园");
  request.mutable_update_mask()->add_paths("goals");
  const v1::Plan updated = Update(request).value();
  EXPECT_EQ(updated.rows_size(), 3);
  EXPECT_EQ(updated.goals(0).target(), "平安翠园");
  EXPECT_EQ(updated.framework(), kSelfEvaluation);

  request.mutable_plan()->set_etag(updated.etag());
  request.clear_update_mask();  // rows are not set, goals and framework are as they were
  EXPECT_EQ(Update(request).value().revision(), 2) << "nothing differs";
  request.mutable_update_mask()->add_paths("weights");
  EXPECT_THAT(Update(request), IsRefusal("UPDATE_MASK_UNKNOWN_FIELD", "update_mask"));
}

TEST_F(PlanRpcsTest, ADryRunAnswersThePlanAsItWouldBe) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  v1::UpdatePlanRequest request = Read();
  request.mutable_plan()->mutable_rows(0)->set_is_core(true);
  request.set_validate_only(true);
  EXPECT_TRUE(Update(request).value().rows(0).is_core());
  EXPECT_FALSE(Get().value().rows(0).is_core());
}

TEST_F(PlanRpcsTest, EachReasonOfAnUpdate) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  v1::UpdatePlanRequest request = Read();
  request.mutable_plan()->mutable_rows(2)->mutable_adjusted()->set_text("≥80");
  EXPECT_THAT(Update(request), IsRefusal("PLAN_INVALID", "plan.rows[2].adjust_reason"));
  request = Read();
  request.mutable_plan()->mutable_rows(0)->set_weight("五十");
  EXPECT_THAT(Update(request), IsRefusal("PLAN_INVALID", "plan.rows[0].weight"));
  request = Read();
  request.mutable_plan()->set_etag("v9");
  EXPECT_THAT(Update(request), IsRefusal("ETAG_STALE", "plan.etag"));
  request.mutable_plan()->set_etag("x");
  EXPECT_THAT(Update(request), IsRefusal("ETAG_STALE", "plan.etag"));
  request = Read();
  request.mutable_plan()->set_framework("frameworks/nowhere");
  EXPECT_THAT(Update(request), IsRefusal("FRAMEWORK_NOT_FOUND", "plan.framework"));
  request = Read();
  request.mutable_plan()->set_name("divisions/430503000");
  EXPECT_THAT(Update(request), IsRefusal("RESOURCE_NAME_MALFORMED", "plan.name"));
  request = Read();
  request.set_request_id("1");
  EXPECT_THAT(Update(request), IsRefusal("REQUEST_ID_MALFORMED", "request_id"));
  request.set_request_id(kRequestId);
  ASSERT_THAT(Update(request), IsOk());
  request.mutable_plan()->mutable_rows(0)->set_is_core(true);
  EXPECT_THAT(Update(request), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  EXPECT_EQ(Get().value().revision(), 1);
}

TEST_F(PlanRpcsTest, ObservationsAreFoundByPathDayProjectAndRevision) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  v1::Observation& of_project = *load.add_observations() =
      ObservationMessage("产出指标", "数量指标", "安置房测绘户数", 12);
  of_project.mutable_key()->set_project("p1");
  of_project.mutable_observed_date()->set_year(2023);
  of_project.mutable_observed_date()->set_month(6);
  of_project.mutable_observed_date()->set_day(30);
  ASSERT_THAT(fixture_.Load(load), IsOk());
  load.mutable_observations(1)->mutable_value()->set_numerator("47");
  load.mutable_observations()->DeleteSubrange(2, 1);
  ASSERT_THAT(fixture_.Load(load), IsOk());

  EXPECT_THAT(Listed(List()),
              ElementsAre("安置房测绘户数 55 COUNTS", "安置房测绘户数 12 COUNTS", "新增就业人数 47 COUNTS"));
  v1::ListObservationsRequest request = List();
  request.set_with_superseded(true);
  EXPECT_THAT(Listed(request),
              ElementsAre("安置房测绘户数 55 COUNTS", "安置房测绘户数 12 COUNTS", "新增就业人数 46 CORRECTED",
                          "新增就业人数 47 COUNTS", "居民群众满意度 90 WITHDRAWN"));
  request = List();
  request.set_project("");
  request.mutable_under()->set_level1("产出指标");
  EXPECT_THAT(Listed(request), ElementsAre("安置房测绘户数 55 COUNTS"));
  request.set_project("p1");
  EXPECT_THAT(Listed(request), ElementsAre("安置房测绘户数 12 COUNTS"));
  request = List();
  request.mutable_last_day()->set_year(2023);
  request.mutable_last_day()->set_month(7);
  EXPECT_THAT(fixture_.Call(&Stub::ListObservations, request), IsRefusal("DATE_NOT_IN_CALENDAR", "last_day"));
  request.mutable_last_day()->set_day(1);
  EXPECT_THAT(Listed(request), ElementsAre("安置房测绘户数 12 COUNTS"));
  *request.mutable_first_day() = request.last_day();
  EXPECT_THAT(Listed(request), IsEmpty());
  request = List();
  request.set_revision(1);
  request.mutable_under()->set_level2("社会效益指标");
  EXPECT_THAT(Listed(request), ElementsAre("新增就业人数 46 COUNTS"));
  request.set_revision(9);
  EXPECT_THAT(fixture_.Call(&Stub::ListObservations, request), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_F(PlanRpcsTest, EvidenceCarriesDigestsThatAreChecked) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  v1::EvidenceDocument& document = *load.mutable_observations(0)->add_documents();
  document.set_display_name("测绘台账.xlsx");
  document.set_sm3("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E");
  EXPECT_THAT(fixture_.Load(load), IsRefusal("LOAD_HAS_ERRORS", "observations[0].documents[0].sm3"));
  document.set_sm3("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0");
  ASSERT_THAT(fixture_.Load(load), IsOk());
  const v1::ListObservationsResponse response = fixture_.Call(&Stub::ListObservations, List()).value();
  EXPECT_EQ(response.observations(0).documents(0).display_name(), "测绘台账.xlsx");
  EXPECT_EQ(response.observations(0).documents(0).sm3(),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(response.observations(0).record().filed_by(), "case");
  EXPECT_EQ(response.observations(0).record().revision(), 1);
}

// Two projects of one row each: 150 of 100 and 60 of 100 households. Each scored: 50 and 30; together 210 of 200: 50.
TEST_F(PlanRpcsTest, ADepartmentsSheetIsMadeOfItsProjects) {
  v1::LoadDepartmentYearRequest load;
  load.set_department(kCuiyuan);
  load.set_fiscal_year(2023);
  load.set_source("case");
  for (const auto& [project, value] : {std::make_pair("p1", 150), std::make_pair("p2", 60)}) {
    v1::PlanRow& row = *load.add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "完成户数", 100, "50");
    row.mutable_key()->set_project(project);
    v1::Observation& seen = *load.add_observations() = ObservationMessage("产出指标", "数量指标", "完成户数", value);
    seen.mutable_key()->set_project(project);
  }
  ASSERT_THAT(fixture_.Load(load), IsOk());
  v1::ScoreRequest request = SmallScoreRequest();
  const auto points = [](const v1::Scorecard& card) {
    for (const v1::ScoredNode& node : card.nodes()) {
      if (node.display_name() == "完成户数") return node.score();
    }
    return std::string("none");
  };
  request.set_project("p1");
  EXPECT_EQ(points(fixture_.Score(request).value()), "50.00");
  request.set_project("p2");
  EXPECT_EQ(points(fixture_.Score(request).value()), "30.00");
  request.clear_project();
  request.mutable_roll_up()->add_parts()->set_project("p1");
  request.mutable_roll_up()->add_parts()->set_project("p2");
  EXPECT_EQ(points(fixture_.Score(request).value()), "50.00");

  request.mutable_roll_up()->add_parts()->set_project("p2");
  EXPECT_THAT(fixture_.Score(request), IsRefusal("ROLL_UP_MALFORMED", "roll_up.parts[2].project"));
  request.mutable_roll_up()->mutable_parts(2)->set_project("p3");
  request.mutable_roll_up()->mutable_parts(2)->set_payments_fen(-1);
  EXPECT_THAT(fixture_.Score(request), IsRefusal("ROLL_UP_MALFORMED", "roll_up.parts[2].payments_fen"));
  request.set_project("p1");
  EXPECT_THAT(fixture_.Score(request), IsRefusal("ROLL_UP_MALFORMED", "project"));
  request.clear_project();
  request.mutable_roll_up()->clear_parts();
  EXPECT_THAT(fixture_.Score(request), IsRefusal("ROLL_UP_MALFORMED", "roll_up.parts"));
}

TEST_F(PlanRpcsTest, AnAdjustedTargetScoresAndTheSheetShowsBoth) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  v1::PlanRow& row = *load.mutable_plan_rows(1);  // 新增就业人数 ≥48, done 46
  row.mutable_adjusted()->mutable_value()->set_numerator("46");
  row.mutable_adjusted()->mutable_value()->set_denominator("1");
  row.set_adjust_reason("岗位调减");
  ASSERT_THAT(fixture_.Load(load), IsOk());
  const v1::Scorecard card = fixture_.Score(SmallScoreRequest()).value();
  for (const v1::ScoredNode& node : card.nodes()) {
    if (node.display_name() != "新增就业人数") continue;
    EXPECT_EQ(node.score(), "30.00");
    EXPECT_EQ(node.target_text(), "≥46户");
    EXPECT_EQ(node.original_target_text(), "≥48户");
    EXPECT_THAT(node.explanation().text(),
                testing::StartsWith("目标值由 ≥48户 调整为 ≥46户（调整原因：岗位调减），按调整后的目标值计分；"));
    return;
  }
  FAIL() << "the row is in the sheet";
}

TEST_F(PlanRpcsTest, ASheetTellsWhatTwoSourcesSayDifferently) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  v1::LoadDepartmentYearRequest platform;
  platform.set_department(kCuiyuan);
  platform.set_fiscal_year(2023);
  platform.set_source("platform");
  *platform.add_observations() = ObservationMessage("产出指标", "数量指标", "安置房测绘户数", 54);
  ASSERT_THAT(fixture_.Load(platform), IsOk());
  const v1::Scorecard card = fixture_.Score(SmallScoreRequest()).value();
  std::vector<std::string> told;
  for (const type::Issue& issue : card.notes()) {
    if (issue.reason() == "OBSERVATION_CONTRADICTED") told.push_back(issue.remedy());
  }
  EXPECT_THAT(told,
              ElementsAre("「产出指标/数量指标/安置房测绘户数」2023-12-31 的完成值为「54户」，另一来源为「55户」；请"
                          "核对，以后报的为准"));
}

}  // namespace
}  // namespace zhengping::indicator
