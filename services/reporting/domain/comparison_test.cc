#include "services/reporting/domain/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Rational Points(const char* text) { return *ParseNumber(text); }

Evaluation Sample() {
  Evaluation evaluation;
  EvaluationContent& content = evaluation.content;
  content.facts = {{.name = "final_budget",
                    .state = FactState::kDerived,
                    .value = Money::Fen(203012000),
                    .unit = "fen",
                    .display_name = "全年预算数"},
                   {.name = "headcount", .state = FactState::kMissing, .unit = "persons", .display_name = "在职人数"}};
  Finding finding{.kind = "mid_year_additions", .display_name = "年中追加较多", .severity = FindingSeverity::kGrave};
  finding.figures = {{.name = "additions_rate",
                      .display_name = "追加占年初预算比例",
                      .state = FactState::kDerived,
                      .value = Points("0.575"),
                      .unit = "percent"}};
  content.findings = {finding};
  content.scorecard.framework_display_name = "部门整体支出绩效自评";
  content.scorecard.nodes = {{.is_leaf = true,
                              .path = "产出指标/新增就业人数",
                              .display_name = "新增就业人数",
                              .weight = Points("3"),
                              .score = Points("2.76"),
                              .target_text = "≥50人",
                              .actual_text = "46人"}};
  content.scorecard.total = {.score = Points("88.85"),
                             .full_mark = Points("100"),
                             .low = Points("88.85"),
                             .high = Points("88.85"),
                             .grade = "良"};
  return evaluation;
}

TEST(Compare, EqualEvaluationsDifferInNothing) {
  Evaluation later = Sample();
  later.head.id = "2023-2";
  later.head.create_time_ms = 1;
  later.watermark.marks = {{"budget", "divisions/430503000/departments/403", 2023, 18, "bb"}};
  EXPECT_THAT(Compare(Sample(), later), IsEmpty()) << "ids, times and revisions are no figures";
}

TEST(Compare, NamesEachFigureThatDiffersWithBothValues) {
  Evaluation later = Sample();
  EvaluationContent& content = later.content;
  content.facts[0].value = Money::Fen(203012001);
  content.facts[1].state = FactState::kReported;
  content.facts[1].value = int64_t{44};
  content.findings[0].severity = FindingSeverity::kNoted;
  content.findings[0].figures[0].value = Points("0.12");
  content.scorecard.nodes[0].score = Points("3");
  content.scorecard.nodes[0].actual_text = "50人";
  content.scorecard.total.score = Points("89.09");
  EXPECT_THAT(
      Compare(Sample(), later),
      ElementsAre(FigureDifference{"actual:产出指标/新增就业人数", "新增就业人数（完成值）", "46人", "50人"},
                  FigureDifference{"fact:final_budget", "全年预算数", "2,030,120.00元", "2,030,120.01元"},
                  FigureDifference{"fact:headcount", "在职人数", "缺失", "44"},
                  FigureDifference{"finding:mid_year_additions", "年中追加较多", "严重", "一般"},
                  FigureDifference{"finding:mid_year_additions.additions_rate", "追加占年初预算比例", "57.5%", "12%"},
                  FigureDifference{"score:产出指标/新增就业人数", "新增就业人数", "2.76", "3"},
                  FigureDifference{"total:score", "总分", "88.85", "89.09"}));
}

TEST(Compare, AFigureOfOneSideAloneIsEmptyOnTheOther) {
  Evaluation later = Sample();
  later.content.facts.pop_back();
  later.content.scorecard.nodes[0].score.reset();
  later.content.scorecard.total.grade.clear();
  later.review.adjustments = {{.path = "产出指标/新增就业人数", .score = Points("1.5")}};
  later.review.adjusted_total = Points("87.59");
  EXPECT_THAT(Compare(Sample(), later),
              ElementsAre(FigureDifference{"adjustment:产出指标/新增就业人数", "调整后得分", "", "1.5"},
                          FigureDifference{"fact:headcount", "在职人数", "缺失", ""},
                          FigureDifference{"score:产出指标/新增就业人数", "新增就业人数", "2.76", ""},
                          FigureDifference{"total:adjusted", "调整后总分", "", "87.59"},
                          FigureDifference{"total:grade", "等级", "良", ""}));
  Evaluation third = Sample();
  third.content.scorecard.nodes[0].score = *Quotient(Rational(1), Rational(3));
  Evaluation rounded = Sample();
  rounded.content.scorecard.nodes[0].score = Points("0.3333");
  EXPECT_THAT(Compare(third, rounded),
              ElementsAre(FigureDifference{"score:产出指标/新增就业人数", "新增就业人数", "0.3333", "0.3333"}))
      << "exact values are compared";
}

}  // namespace
}  // namespace zhengping::reporting
