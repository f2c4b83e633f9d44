#include <gmock/gmock.h>

#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::HasSubstr;

const v1::ScoredNode* Find(const v1::Scorecard& scorecard, const std::string& name) {
  for (const v1::ScoredNode& node : scorecard.nodes()) {
    if (node.display_name() == name) return &node;
  }
  ADD_FAILURE() << name << " is not in the sheet";
  return &scorecard.nodes(0);
}

class ScoreTest : public testing::Test {
 protected:
  IndicatorServiceFixture fixture_;

  void SetUp() override { ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk()); }
};

// 执行 18,884,900.00 ÷ 19,942,000.00 = 0.94699…: 9.47; 产出 50 × 55/56 = 49.107…: 49.11; 效益 30 × 46/48 = 28.75;
// 满意度 10 × 90/90 = 10. Together 97.33: 优.
TEST_F(ScoreTest, TheSheetFootsAndExplainsItself) {
  const v1::Scorecard scorecard = fixture_.Score(SmallScoreRequest()).value();
  EXPECT_EQ(scorecard.framework(), kSelfEvaluation);
  EXPECT_NE(scorecard.framework_display_name(), "");
  EXPECT_EQ(scorecard.framework_hash().size(), 64u);
  EXPECT_EQ(scorecard.as_of().month(), 12);
  EXPECT_EQ(scorecard.total().score(), "97.33");
  EXPECT_EQ(scorecard.total().low(), "97.33");
  EXPECT_EQ(scorecard.total().high(), "97.33");
  EXPECT_EQ(scorecard.total().full_mark(), "100");
  EXPECT_EQ(scorecard.total().scored_weight(), "100");
  EXPECT_EQ(scorecard.total().grade(), "优");

  const v1::ScoredNode& execution = *Find(scorecard, "预算执行率");
  EXPECT_EQ(execution.score(), "9.47");
  EXPECT_EQ(execution.weight(), "10");
  EXPECT_FALSE(execution.is_plan_row());
  EXPECT_EQ(execution.explanation().rule_kind(), "proportional");
  EXPECT_EQ(execution.explanation().step(), "proportion");
  EXPECT_EQ(execution.explanation().measured().display(), "94.70%");
  ASSERT_EQ(execution.explanation().operands_size(), 2);
  EXPECT_EQ(execution.explanation().operands(0).origin(), v1::Operand::ORIGIN_FACT);
  EXPECT_EQ(execution.explanation().operands(0).value().numerator(), "1888490000");
  EXPECT_THAT(execution.explanation().text(), HasSubstr("9.47"));

  const v1::ScoredNode& output = *Find(scorecard, "安置房测绘户数");
  EXPECT_EQ(output.score(), "49.11");
  EXPECT_TRUE(output.is_plan_row());
  EXPECT_EQ(output.key().level1(), "产出指标");
  EXPECT_EQ(output.target_text(), "≥56户");
  EXPECT_EQ(output.actual_text(), "55户");
  EXPECT_EQ(output.state(), v1::ScoredNode::STATE_SCORED);
  EXPECT_EQ(Find(scorecard, "产出指标")->kind(), v1::ScoredNode::KIND_GROUP);
  EXPECT_EQ(Find(scorecard, "产出指标")->score(), "49.11");
}

TEST_F(ScoreTest, ChecksObservationsAndMarksStandBesideTheSheet) {
  const v1::Scorecard scorecard = fixture_.Score(SmallScoreRequest()).value();
  ASSERT_EQ(scorecard.checks_size(), 1);
  EXPECT_EQ(scorecard.checks(0).state(), v1::CheckResult::STATE_HOLDS);
  EXPECT_EQ(scorecard.checks(0).left().numerator(), "56");
  EXPECT_EQ(scorecard.observations_size(), 3);
  ASSERT_EQ(scorecard.marks_size(), 1);
  EXPECT_EQ(scorecard.marks(0).service(), "indicator");
  EXPECT_EQ(scorecard.marks(0).department(), kCuiyuan);
  EXPECT_EQ(scorecard.marks(0).fiscal_year(), 2023);
  EXPECT_EQ(scorecard.marks(0).revision(), 1);
}

TEST_F(ScoreTest, TheSameRequestAtTheSameRevisionGivesTheSameBytes) {
  v1::ScoreRequest request = SmallScoreRequest();
  const v1::Scorecard first = fixture_.Score(request).value();
  v1::LoadDepartmentYearRequest later = SmallLoadRequest();
  later.mutable_observations(1)->mutable_value()->set_numerator("48");
  ASSERT_THAT(fixture_.Load(later), IsOk());
  EXPECT_EQ(fixture_.Score(request).value().total().score(), "98.58");  // 效益 30 of 30
  request.set_revision(1);
  EXPECT_EQ(fixture_.Score(request).value().SerializeAsString(), first.SerializeAsString());
  request.set_revision(3);
  EXPECT_THAT(fixture_.Score(request), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_F(ScoreTest, ObservationsAfterTheDayDoNotCount) {
  v1::ScoreRequest request = SmallScoreRequest();
  request.mutable_as_of()->set_year(2023);
  request.mutable_as_of()->set_month(12);
  request.mutable_as_of()->set_day(30);
  const v1::Scorecard scorecard = fixture_.Score(request).value();
  EXPECT_EQ(Find(scorecard, "安置房测绘户数")->state(), v1::ScoredNode::STATE_MISSING);
  EXPECT_EQ(Find(scorecard, "安置房测绘户数")->score(), "");
  EXPECT_EQ(scorecard.total().score(), "9.47");
  EXPECT_EQ(scorecard.total().low(), "9.47");
  EXPECT_EQ(scorecard.total().high(), "99.47");
  EXPECT_EQ(scorecard.total().grade(), "");
  EXPECT_EQ(scorecard.observations_size(), 0);
  EXPECT_EQ(scorecard.checks(0).state(), v1::CheckResult::STATE_CANNOT_BE_COMPUTED);
}

// The slot 履职效益 (22) takes the rows of 效益 (30) and 满意度 (10), each weight × 22/40; 产出 has no place there.
// 新增就业人数: 30 × 22/40 = 16.5, × 46/48 = 15.8125: 15.81. 居民群众满意度: 10 × 22/40 = 5.5.
TEST_F(ScoreTest, UnderAnotherFrameworkThePlanIsScaledIntoItsSlots) {
  const v1::Scorecard scorecard = fixture_.Score(SmallScoreRequest(kHunan)).value();
  EXPECT_EQ(Find(scorecard, "新增就业人数")->weight(), "16.5");
  EXPECT_EQ(Find(scorecard, "新增就业人数")->score(), "15.81");
  EXPECT_EQ(Find(scorecard, "居民群众满意度")->score(), "5.50");
  std::vector<std::string> reasons;
  for (const type::Issue& note : scorecard.notes()) reasons.push_back(note.reason());
  EXPECT_THAT(reasons, testing::IsSupersetOf({"PLAN_ROW_WITHOUT_SLOT", "PLAN_OF_OTHER_FRAMEWORK"}));
  EXPECT_EQ(scorecard.total().grade(), "") << "figures of the budget are missing";
}

TEST_F(ScoreTest, AProjectsSheetIsItsOwnRows) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  const v1::LoadDepartmentYearRequest of_department = SmallLoadRequest();
  for (const v1::PlanRow& row : of_department.plan_rows()) {
    v1::PlanRow& of_project = *load.add_plan_rows();
    of_project = row;
    of_project.mutable_key()->set_project("430503230000000001");
  }
  ASSERT_THAT(fixture_.Load(load), IsOk());
  EXPECT_EQ(fixture_.Score(SmallScoreRequest()).value().total().score(), "97.33");
  v1::ScoreRequest request = SmallScoreRequest();
  request.set_project("430503230000000001");
  EXPECT_EQ(fixture_.Score(request).value().total().score(), "9.47") << "the project has no observations";
}

TEST_F(ScoreTest, AYearWithoutAPlanHasOnlyTheFrameworksOwnRows) {
  v1::ScoreRequest request = SmallScoreRequest();
  request.set_fiscal_year(2022);
  const v1::Scorecard scorecard = fixture_.Score(request).value();
  EXPECT_EQ(scorecard.total().score(), "9.47");
  EXPECT_EQ(scorecard.total().unassessable_weight(), "90");
  EXPECT_EQ(scorecard.marks(0).revision(), 0);
  EXPECT_EQ(scorecard.marks(0).digest(), "");
}

// Rows that nobody held against a framework are held against it by the score.
TEST_F(ScoreTest, AStoredPlanWithErrorsIsNotScored) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  load.set_fiscal_year(2022);
  load.clear_framework();
  load.mutable_plan_rows(0)->set_rule_name("没有这个规则");
  ASSERT_THAT(fixture_.Load(load), IsOk());
  v1::ScoreRequest request = SmallScoreRequest();
  request.set_fiscal_year(2022);
  const absl::Status status = fixture_.Score(request).status();
  EXPECT_THAT(status, IsRefusal("PLAN_HAS_ERRORS"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
}

// The stored year has 56 户 as its target and 55 done; the request brings 60 and 30, weights 40 and 60 of which the
// slot of 50 makes 20 and 30: 20 × 30/60 = 10, and a row without an observation.
TEST_F(ScoreTest, ASheetOfTheRequestIsScoredInPlaceOfWhatIsStored) {
  v1::ScoreRequest request = SmallScoreRequest();
  v1::SheetContent& sheet = *request.mutable_sheet();
  *sheet.add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "安置房测绘户数", 60, "40");
  *sheet.add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "走访户数", 100, "60");
  *sheet.add_observations() = ObservationMessage("产出指标", "数量指标", "安置房测绘户数", 30);
  const v1::Scorecard scorecard = fixture_.Score(request).value();
  EXPECT_EQ(Find(scorecard, "安置房测绘户数")->weight(), "20");
  EXPECT_EQ(Find(scorecard, "安置房测绘户数")->score(), "10.00");
  EXPECT_EQ(Find(scorecard, "走访户数")->state(), v1::ScoredNode::STATE_MISSING);
  EXPECT_EQ(scorecard.total().score(), "19.47");
  EXPECT_EQ(scorecard.observations_size(), 1);
  EXPECT_EQ(scorecard.checks_size(), 0);
  EXPECT_EQ(scorecard.marks_size(), 0);
  EXPECT_EQ(fixture_.Score(SmallScoreRequest()).value().total().score(), "97.33") << "nothing of it is stored";
}

TEST_F(ScoreTest, ASheetMayKeepTheWeightsThatItGives) {
  v1::ScoreRequest request = SmallScoreRequest();
  v1::SheetContent& sheet = *request.mutable_sheet();
  *sheet.add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "安置房测绘户数", 60, "40");
  *sheet.add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "走访户数", 100, "60");
  *sheet.add_observations() = ObservationMessage("产出指标", "数量指标", "安置房测绘户数", 30);
  sheet.set_keeps_weights(true);
  const v1::Scorecard scorecard = fixture_.Score(request).value();
  EXPECT_EQ(Find(scorecard, "安置房测绘户数")->weight(), "40");
  EXPECT_EQ(Find(scorecard, "安置房测绘户数")->score(), "20.00");
  EXPECT_EQ(Find(scorecard, "走访户数")->weight(), "60");
}

// 8 points in case 01's form, 5 here: 95.10% is at or below 100%, so full. 108.70% is 8 whole points over: 5 - 8 × 0.5.
TEST_F(ScoreTest, ASheetThatStatesTheRateIsScoredByIt) {
  v1::ScoreRequest request = SmallScoreRequest(kHunan);
  v1::Observation stated = ObservationMessage("投入", "预算配置", "在职人员控制率", 0);
  stated.mutable_value()->set_numerator("1087");
  stated.mutable_value()->set_denominator("1000");
  stated.set_unit("%");
  *request.mutable_sheet()->add_observations() = stated;
  EXPECT_EQ(Find(fixture_.Score(request).value(), "在职人员控制率")->state(), v1::ScoredNode::STATE_MISSING)
      << "by its formula, and nobody gave the head counts";
  request.mutable_sheet()->set_states_measures(true);
  const v1::Scorecard scorecard = fixture_.Score(request).value();
  EXPECT_EQ(Find(scorecard, "在职人员控制率")->score(), "1.00");
  EXPECT_EQ(Find(scorecard, "三公经费变动率")->state(), v1::ScoredNode::STATE_MISSING);
}

v1::Framework FrameworkOfOneLeaf() {
  v1::Framework framework;
  framework.set_name("frameworks/county");
  framework.set_display_name("本县自评表");
  framework.set_source("本县通知");
  v1::Indicator& execution = *framework.add_indicators();
  execution.set_display_name("预算执行率");
  execution.set_weight("100");
  execution.mutable_leaf()->set_formula("payments / final_budget");
  execution.mutable_leaf()->mutable_rule()->mutable_proportional()->set_sense(v1::SENSE_FORWARD);
  execution.mutable_leaf()->mutable_rule()->mutable_proportional()->set_target("1");
  return framework;
}

// 18,884,900.00 ÷ 19,942,000.00 = 0.946991…, of 100 points.
TEST_F(ScoreTest, AFrameworkOfTheRequestScoresWithoutBeingStored) {
  v1::ScoreRequest request = SmallScoreRequest();
  request.clear_framework();
  *request.mutable_own_framework() = FrameworkOfOneLeaf();
  const v1::Scorecard stored_plan = fixture_.Score(request).value();
  EXPECT_EQ(stored_plan.total().score(), "94.70");
  EXPECT_EQ(stored_plan.framework_display_name(), "本县自评表");
  EXPECT_EQ(stored_plan.marks_size(), 1);
  request.mutable_sheet();
  EXPECT_EQ(fixture_.Score(request).value().total().score(), "94.70") << "an empty sheet is a sheet";
  request.clear_own_framework();
  request.set_framework("frameworks/county");
  EXPECT_THAT(fixture_.Score(request), IsRefusal("FRAMEWORK_NOT_FOUND", "framework"));
}

TEST_F(ScoreTest, AWrongSheetOrFrameworkOfTheRequestIsRefusedWithItsPlace) {
  const struct {
    const char* what;
    std::function<void(v1::ScoreRequest&)> change;
    const char* reason;
    const char* field;
  } kCases[] = {
      {"two frameworks", [](auto& r) { *r.mutable_own_framework() = FrameworkOfOneLeaf(); }, "FRAMEWORK_CHOICE",
       "own_framework"},
      {"a framework with an error",
       [](auto& r) {
         r.clear_framework();
         *r.mutable_own_framework() = FrameworkOfOneLeaf();
         r.mutable_own_framework()->mutable_indicators(0)->set_weight("90");
       },
       "FRAMEWORK_INVALID", "own_framework"},
      {"a weight that is no number",
       [](auto& r) {
         *r.mutable_sheet()->add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "走访户数", 1, "五");
       },
       "SHEET_HAS_ERRORS", "sheet.plan_rows[0].weight"},
      {"an observation without a state", [](auto& r) { r.mutable_sheet()->add_observations(); }, "SHEET_HAS_ERRORS",
       "sheet.observations[0].state"},
      {"a row twice",
       [](auto& r) {
         for (int i = 0; i < 2; ++i) {
           *r.mutable_sheet()->add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "走访户数", 1, "25");
         }
       },
       "PLAN_HAS_ERRORS", "sheet.plan_rows[1].key"},
      {"too many rows",
       [](auto& r) {
         while (r.sheet().plan_rows_size() <= kMostPlanRows) r.mutable_sheet()->add_plan_rows();
       },
       "SHEET_TOO_LARGE", "sheet.plan_rows"},
      {"too many observations",
       [](auto& r) {
         while (r.sheet().observations_size() <= kMostObservations) r.mutable_sheet()->add_observations();
       },
       "SHEET_TOO_LARGE", "sheet.observations"},
  };
  for (const auto& c : kCases) {
    v1::ScoreRequest request = SmallScoreRequest();
    c.change(request);
    const absl::Status status = fixture_.Score(request).status();
    EXPECT_THAT(status, IsRefusal(c.reason, c.field)) << c.what;
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << c.what;
  }
}

TEST_F(ScoreTest, AWrongRequestIsRefusedWithItsPlace) {
  const struct {
    const char* what;
    std::function<void(v1::ScoreRequest&)> change;
    const char* reason;
    const char* field;
  } kCases[] = {
      {"no department", [](auto& r) { r.set_department("x"); }, "RESOURCE_NAME_MALFORMED", "department"},
      {"no year", [](auto& r) { r.clear_fiscal_year(); }, "FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"},
      {"no such framework", [](auto& r) { r.set_framework("frameworks/nowhere"); }, "FRAMEWORK_NOT_FOUND", "framework"},
      {"no such day", [](auto& r) { r.mutable_as_of()->set_year(2023); }, "DATE_NOT_IN_CALENDAR", "as_of"},
      {"a fact twice", [](auto& r) { *r.add_facts() = r.facts(0); }, "FACT_DUPLICATE", "facts[3].name"},
      {"a fact without a value", [](auto& r) { r.mutable_facts(1)->clear_value(); }, "FACT_MALFORMED",
       "facts[1].value"},
      {"too many facts",
       [](auto& r) {
         while (r.facts_size() <= kMostFacts) r.add_facts();
       },
       "FACTS_TOO_MANY", "facts"},
      {"a revision below zero", [](auto& r) { r.set_revision(-1); }, "REVISION_NOT_FOUND", "revision"},
  };
  for (const auto& c : kCases) {
    v1::ScoreRequest request = SmallScoreRequest();
    c.change(request);
    EXPECT_THAT(fixture_.Score(request), IsRefusal(c.reason, c.field)) << c.what;
  }
}

}  // namespace
}  // namespace zhengping::indicator
