#include "services/indicator/exchange/perf_export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/exchange/perf_testing.h"

namespace zhengping::indicator {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

PlanRow Row(const char* level3, Direction direction, Target target, const char* unit, const char* project = "") {
  PlanRow row;
  row.key = {"", "产出指标", "数量指标", level3, project};
  row.direction = direction;
  row.target = std::move(target);
  row.unit = unit;
  row.weight.emplace(10);
  return row;
}

// A number, a percentage without a text, a range, words, an adjusted row; results of all kinds; goals.
ExportedPlan Plan() {
  ExportedPlan plan;
  plan.division = "430503000";
  plan.department = "403";
  plan.fiscal_year = 2023;
  YearContent& content = plan.content;
  content.plan = {Row("排查栋数", Direction::kAtLeast, {Rational(585), std::nullopt, "≥585"}, "栋"),
                  Row("合格率", Direction::kAtLeast, {*Quotient(Rational(95), Rational(100)), std::nullopt, ""}, "%"),
                  Row("办理天数", Direction::kRange, {Rational(5), Rational(10), "5-10"}, "天"),
                  Row("群众评价", Direction::kQualitative, {std::nullopt, std::nullopt, "明显改善"}, ""),
                  Row("拆除危房", Direction::kAtMost, {Rational(30), std::nullopt, "30"}, "栋", "P1")};
  PlanRow& adjusted = content.plan[0];
  adjusted.adjusted = Target{Rational(580), std::nullopt, "≥580"};
  adjusted.adjust_reason = "五户自拆";
  adjusted.baseline.emplace(570);
  adjusted.is_core = true;
  adjusted.content = "排查经营性和非经营性自建房";
  adjusted.scoring_standard = "每少一栋扣一分";
  adjusted.note = "含挂牌";
  adjusted.record = {"BGT_PERF_INDICATOR", "k1", ""};
  for (const PlanRow& row : content.plan) {
    Observation seen;
    seen.key = row.key;
    seen.date = Date::FromYmd(2023, 12, 31).value();
    seen.unit = row.unit;
    content.observations.push_back(seen);
  }
  content.observations[0].value.emplace(585);
  content.observations[0].text = "585";
  content.observations[1].value = *Quotient(Rational(962), Rational(1000));
  content.observations[2].state = ObservationState::kNotApplicable;
  content.observations[2].unit.clear();
  content.observations[2].text = "/";
  content.observations[3].tier = "达成预期指标";
  content.observations[4].value.emplace(30);
  content.observations[4].is_lower_bound = true;
  content.goals = {{"", "平安翠园", "", "基本实现", "一户未签约", "继续走访", "", {}},
                   {"P1", "消除隐患", "三年消除", "", "", "", "", {}}};
  return plan;
}

PerfFile ReadBack(const char* table, PerfFormat format, const ExportedPlan& plan) {
  const PerfTable& fields = *ExportedPerfTable(table);
  const std::string bytes = FormatPerfExport(fields, PerfRowsOf(fields, plan), format).value();
  return ReadPerfFile("表", bytes, DaxiangFile());
}

TEST(PerfExport, ReadBackItChangesNothingInAnyFormat) {
  const ExportedPlan plan = Plan();
  for (const PerfFormat format : {PerfFormat::kCsv, PerfFormat::kXlsx, PerfFormat::kJson}) {
    for (const char* table : {"BGT_PERF_INDICATOR", "PM_PERF_INDICATOR", "BGT_PERF_GOAL_INFO", "PM_PERF_GOAL_INFO",
                              "PERF_T_SELFPERFINDEX", "PERF_T_SELFPERFDESC", "SELF_EVALUATION_TEMPLATE"}) {
      SCOPED_TRACE(table);
      const PerfFile file = ReadBack(table, format, plan);
      EXPECT_THAT(IssuesOf(file, Severity::kWarning), IsEmpty());
      ASSERT_THAT(file.years, SizeIs(1));
      const std::vector<ImportedRecord>& records = file.years.begin()->second;
      const PlatformImport import = ImportPlatformRecords(plan.content, {}, {}, records);
      EXPECT_THAT(import.issues, IsEmpty());
      EXPECT_EQ(import.content, plan.content);
      for (const RecordOutcome outcome : import.outcomes) EXPECT_EQ(outcome, RecordOutcome::kUnchanged);
    }
  }
}

TEST(PerfExport, EachTableHoldsItsSheet) {
  const ExportedPlan plan = Plan();
  EXPECT_THAT(PerfRowsOf(*ExportedPerfTable("BGT_PERF_INDICATOR"), plan).rows, SizeIs(4));
  EXPECT_THAT(PerfRowsOf(*ExportedPerfTable("PM_PERF_INDICATOR"), plan).rows, SizeIs(1));
  EXPECT_THAT(PerfRowsOf(*ExportedPerfTable("PERF_T_SELFPERFINDEX"), plan).rows, SizeIs(5));
  ExportedPlan department = plan;
  department.project = "";
  EXPECT_THAT(PerfRowsOf(*ExportedPerfTable("SELF_EVALUATION_TEMPLATE"), department).rows, SizeIs(4));
  EXPECT_EQ(ExportedPerfTable("BAS_PERF_INDICATOR"), nullptr);
  EXPECT_EQ(ExportedPerfTable("BA_BGT_INFO"), nullptr);
}

TEST(PerfExport, TheTemplateShowsTheScoringTargetAndScoresWhereThereAreAny) {
  ExportedPlan plan = Plan();
  plan.scores[plan.content.plan[0].key] = "10.00";
  const Table rows = PerfRowsOf(*ExportedPerfTable("SELF_EVALUATION_TEMPLATE"), plan);
  const auto cell = [&rows](const char* heading) { return rows.rows[0].cells[*rows.ColumnOf(heading)]; };
  EXPECT_EQ(cell("指标值"), "≥580");
  EXPECT_EQ(cell("指标方向"), "≥");
  EXPECT_EQ(cell("计量单位"), "栋");
  EXPECT_EQ(cell("分值"), "10");
  EXPECT_EQ(cell("实际完成值"), "585");
  EXPECT_EQ(cell("得分"), "10.00");
}

}  // namespace
}  // namespace zhengping::indicator
