#include "services/cli/life_printing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace zhengping::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

reporting::v1::Evaluation Reviewed() {
  reporting::v1::Evaluation evaluation;
  evaluation.set_name("divisions/430503000/departments/403/evaluations/2023-1");
  evaluation.set_state(reporting::v1::Evaluation::STATE_REVIEWED);
  evaluation.mutable_content()->mutable_scorecard()->mutable_total()->set_score("88.85");
  evaluation.mutable_content()->mutable_scorecard()->mutable_total()->set_grade("良");
  return evaluation;
}

TEST(LifePrinting, AStandingSaysStateTotalAndWhatReviewersMadeOfIt) {
  std::ostringstream plain;
  PrintStanding(Reviewed(), plain);
  EXPECT_EQ(plain.str(), "divisions/430503000/departments/403/evaluations/2023-1  已审定  总分 88.85（良）\n");
  reporting::v1::Evaluation adjusted = Reviewed();
  adjusted.set_adjusted_total("79.5");
  adjusted.set_is_stale(true);
  std::ostringstream out;
  PrintStanding(adjusted, out);
  EXPECT_THAT(out.str(), HasSubstr("总分 88.85（良），调整后 79.5（不定级）"));
  EXPECT_THAT(out.str(), HasSubstr("数据已经变化"));
}

TEST(LifePrinting, ATimelineSaysWhoInWhichRoleAndWhetherProven) {
  reporting::v1::ListEvaluationEventsResponse timeline;
  reporting::v1::EvaluationEvent& event = *timeline.add_events();
  event.mutable_event_time()->set_seconds(1704000000);  // 2023-12-31 05:20 UTC
  event.set_action(reporting::v1::EvaluationEvent::ACTION_ADJUST);
  event.set_actor("王五");
  event.set_actor_role("finance_reviewer");
  event.set_to(reporting::v1::Evaluation::STATE_SUBMITTED);
  event.set_reason("花名册只有40人");
  event.mutable_adjustment()->set_path("产出指标/新增就业人数");
  event.mutable_adjustment()->set_score("6.5");
  std::ostringstream out;
  PrintTimeline(timeline, out);
  for (const char* text : {"2023-12-31 05:20", "调整得分", "王五", "财政审核", "自报", "已报送",
                           "产出指标/新增就业人数 → 6.5分：花名册只有40人"}) {
    EXPECT_THAT(out.str(), HasSubstr(text));
  }
  EXPECT_THAT(out.str(), Not(HasSubstr("已证明")));
}

TEST(LifePrinting, DifferencesAreRowsWithBothValues) {
  reporting::v1::CompareEvaluationsResponse comparison;
  std::ostringstream none;
  PrintDifferences(comparison, none);
  EXPECT_EQ(none.str(), "没有差异。\n");
  reporting::v1::FigureDifference& difference = *comparison.add_differences();
  difference.set_figure("fact:final_budget");
  difference.set_display_name("全年预算数");
  difference.set_after("2,030,121.00元");
  std::ostringstream out;
  PrintDifferences(comparison, out);
  EXPECT_THAT(out.str(), HasSubstr("全年预算数"));
  EXPECT_THAT(out.str(), HasSubstr("—"));
  EXPECT_THAT(out.str(), HasSubstr("2,030,121.00元"));
}

}  // namespace
}  // namespace zhengping::cli
