#include "services/reporting/documents/report/report_outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "common/testing/matchers.h"
#include "services/reporting/documents/docx/docx_writer.h"
#include "services/reporting/documents/extraction.h"
#include "services/reporting/documents/html/html_writer.h"
#include "services/reporting/documents/json/json_writer.h"

namespace zhengping::reporting {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Fact MoneyFact(std::string name, int64_t fen) {
  return {.name = std::move(name), .state = FactState::kDerived, .value = Money::Fen(fen), .unit = "fen"};
}

ScoredNode Leaf(std::string path, const char* weight, const char* score) {
  ScoredNode leaf{.is_leaf = true, .path = path, .display_name = path.substr(path.rfind('/') + 1)};
  leaf.weight = *ParseNumber(weight);
  leaf.score = *ParseNumber(score);
  leaf.low = leaf.high = *leaf.score;
  leaf.state = LeafState::kScored;
  leaf.is_plan_row = true;
  leaf.target_text = "≥50人";
  leaf.actual_text = "46人";
  leaf.deviation_reason = "主动服务不够";
  leaf.explanation = Explanation{.rule_kind = "proportional", .text = "3 × 46 ÷ 50 = 2.76"};
  return leaf;
}

Finding Additions() {
  Finding finding{.kind = "mid_year_additions",
                  .display_name = "年中追加较多",
                  .is_applicable = true,
                  .severity = FindingSeverity::kGrave};
  finding.figures = {{.name = "additions_rate",
                      .display_name = "追加占年初预算比例",
                      .definition = "年中追加 ÷ 年初预算",
                      .state = FactState::kDerived,
                      .value = *Quotient(Rational(575), Rational(1000)),
                      .unit = "percent"}};
  finding.thresholds = FindingThresholds{"additions_rate", *ParseNumber("10%"), *ParseNumber("20%"),
                                         *ParseNumber("30%"), "本系统默认值，无文件依据"};
  finding.summary = "全年追加690.60万元，占年初预算的57.50%。";
  finding.recommendation = Recommendation{.title = "纳入年初预算", .text = "建议将经常性追加纳入年初预算。"};
  return finding;
}

Evaluation Sample() {
  Evaluation evaluation;
  EvaluationContent& content = evaluation.content;
  content.department = {"430503000", "403"};
  content.department_display_name = "翠园街道办事处";
  content.fiscal_year = 2023;
  content.facts = {MoneyFact("final_budget", 1994200000),
                   MoneyFact("initial_budget", 1200300000),
                   MoneyFact("payments", 1888490000),
                   {.name = "procurement.actual", .state = FactState::kMissing, .display_name = "政府采购金额"}};
  content.findings = {Additions()};
  content.special_funds = {{.name = "divisions/430503000/departments/403/specialFunds/a",
                            .display_name = "老旧小区改造补助",
                            .amount = Money::Fen(120000000)}};
  Observation jobs{.key = {.level1 = "效益指标", .level2 = "社会效益指标", .level3 = "新增就业人数"},
                   .value = Rational(46),
                   .unit = "人"};
  content.scorecard.observations = {jobs};
  content.scorecard.framework_display_name = "部门整体支出绩效自评表";
  content.scorecard.nodes = {Leaf("效益指标/社会效益指标/新增就业人数", "3", "2.76")};
  Total& total = content.scorecard.total;
  total.score = total.low = total.high = *ParseNumber("89.95");
  total.full_mark = total.scored_weight = Rational(100);
  total.grade = "良";
  content.data_notes = {
      {.severity = Severity::kNote, .reason = "STATEMENT_DIFFERS_FROM_LEDGER", .remedy = "执行数以指标账为准。"}};
  content.case_head.illustrative_tables = {"指标账", "专项资金"};
  content.narrative =
      "2023年度翠园街道办事处\n评价报告\n一、绩效管理工作开展情况\n新增就业{{新增就业人数}}人，预算{{fact:final_budget|"
      "万元}}万元。\n"
      "三、存在的问题\n1、年中追加较多。\n{{finding:mid_year_additions}}\n四、建议\n1、纳入年初预算。\n{{"
      "recommendation:mid_year_additions}}\n";
  return evaluation;
}

std::string TextOf(const Evaluation& evaluation) {
  const absl::StatusOr<Document> report = BuildReport(evaluation);
  EXPECT_THAT(report, IsOk());
  const absl::StatusOr<std::string> docx = WriteDocx(*report);
  EXPECT_THAT(docx, IsOk());
  return DocxText(*docx);
}

TEST(ReportOutline, ProseMeasuresAndAnnexesStandInTheReport) {
  const std::string text = TextOf(Sample());
  for (const char* part :
       {"新增就业46人，预算1994.20万元。", "全年追加690.60万元，占年初预算的57.50%。", "57.50%", "年中追加 ÷ 年初预算",
        "本系统默认值，无文件依据", "“严重”", "建议将经常性追加纳入年初预算。", "基础数据表", "部门整体支出绩效自评表",
        "评分说明", "老旧小区改造补助", "数据说明", "≥50人", "主动服务不够", "3 × 46 ÷ 50 = 2.76",
        "得分89.95分，等级良"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

// 附件1 of the form for 2023 asks for 部门基本支出预算调整, that for 2018 for 部门整体支出预算调整.
TEST(ReportOutline, TheBasicTableHasTheRowOfBudgetAdjustment) {
  Evaluation adjusted = Sample();
  std::vector<Fact>& facts = adjusted.content.facts;  // sorted by name
  facts.insert(facts.begin(), MoneyFact("budget_adjustment.basic.prior_actual", 5120000));
  facts.insert(facts.begin(), MoneyFact("budget_adjustment.basic.actual", 6000000));
  EXPECT_THAT(TextOf(adjusted), HasSubstr("部门基本支出预算调整"));
  EXPECT_THAT(TextOf(adjusted), Not(HasSubstr("部门整体支出预算调整")));
  std::string figures;
  for (const ExtractedFigure& figure : DocxFigures(*WriteDocx(*BuildReport(adjusted)))) {
    if (figure.origin.find("budget_adjustment") != std::string::npos)
      figures += figure.origin + " " + figure.text + "\n";
  }
  EXPECT_EQ(figures, "facts/budget_adjustment.basic.prior_actual 5.12\nfacts/budget_adjustment.basic.actual 6.00\n");
  facts.insert(facts.begin(), MoneyFact("budget_adjustment.actual", 7000000));
  EXPECT_THAT(TextOf(adjusted), HasSubstr("部门整体支出预算调整"));
}

TEST(ReportOutline, LastYearsRectificationIsAChapterWhereThereIsOne) {
  EXPECT_THAT(TextOf(Sample()), Not(HasSubstr("整改")));
  Evaluation followed = Sample();
  followed.content.rectification = {{.item = "2022-release-timing",
                                     .display_name = "专项资金下达时间不明确",
                                     .measure = "逐项书面明确下达时间",
                                     .figure_display_name = "未明确时间占比",
                                     .figure_unit = "percent",
                                     .figure_then = *Quotient(Rational(1), Rational(3)),
                                     .figure_now = *Quotient(Rational(1), Rational(4)),
                                     .verdict = RectificationVerdict::kBetter}};
  const std::string text = TextOf(followed);
  for (const char* part : {"上年度问题整改情况", "好转1项，恶化0项", "逐项书面明确下达时间", "33.33%", "25.00%"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  bool is_bound = false;
  for (const ExtractedFigure& figure : DocxFigures(*WriteDocx(*BuildReport(followed)))) {
    is_bound |= figure.origin == "rectification/2022-release-timing/figure_now" && figure.text == "25.00%";
  }
  EXPECT_TRUE(is_bound);
}

TEST(ReportOutline, FiguresAreTheSameInThreeFormats) {
  const absl::StatusOr<Document> report = BuildReport(Sample());
  ASSERT_THAT(report, IsOk());
  const std::vector<ExtractedFigure> docx = DocxFigures(*WriteDocx(*report));
  EXPECT_GE(docx.size(), 20u);
  EXPECT_EQ(docx, HtmlFigures(*WriteHtml(*report)));
  EXPECT_EQ(docx, JsonFigures(*WriteJson(*report)));
  bool has_budget = false;
  for (const ExtractedFigure& figure : docx) {
    has_budget |= figure.origin == "facts/final_budget" && figure.exact == "1994200000" && figure.text == "1994.20";
  }
  EXPECT_TRUE(has_budget);
}

TEST(ReportOutline, AnAdjustedScoreStandsBesideTheComputedOne) {
  const std::string plain = TextOf(Sample());
  EXPECT_THAT(plain, Not(HasSubstr("得分调整")));
  Evaluation adjusted = Sample();
  adjusted.review.adjustments = {{.path = "效益指标/社会效益指标/新增就业人数",
                                  .score = *ParseNumber("1.5"),
                                  .reason = "花名册只有25人",
                                  .evidence = {"就业花名册.xlsx"},
                                  .actor = {.name = "王五", .roles = {ActorRole::kFinanceReviewer}},
                                  .time_ms = 1710460800000}};
  adjusted.review.adjusted_total = *ParseNumber("88.69");  // 89.95 − 2.76 + 1.5
  adjusted.review.adjusted_grade = "良";
  const std::string text = TextOf(adjusted);
  for (const char* part : {"复核调整：计算得分89.95分，调整后88.69分，等级良", "得分调整", "花名册只有25人",
                           "就业花名册.xlsx", "王五（自报）", "2024-03-15", "得分89.95分，等级良"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  const nlohmann::json content = BuildReport(adjusted)->content;
  EXPECT_EQ(content["content"], BuildReport(Sample())->content["content"]) << "what is digested has not changed";
  EXPECT_EQ(content["envelope"]["adjustments"][0]["computed_score"], "69/25");
  EXPECT_EQ(content["envelope"]["adjusted_total"], "8869/100");
  adjusted.review.adjustments[0].actor.is_proven = true;
  EXPECT_THAT(TextOf(adjusted), Not(HasSubstr("自报")));
}

TEST(ReportOutline, ARecommendationSaysWhatItWouldHaveChanged) {
  EXPECT_THAT(TextOf(Sample()), Not(HasSubstr("模拟效果"))) << "what is not simulated is not told";
  Evaluation simulated = Sample();
  Recommendation& recommendation = *simulated.content.findings[0].recommendation;
  recommendation.assumption = "年初预算列入本年经常性追加12笔、550.00万元";
  recommendation.effects = {{.name = "finding:mid_year_additions.additions_rate",
                             .display_name = "追加率",
                             .before = *Quotient(Rational(575), Rational(1000)),
                             .after = *Quotient(Rational(8), Rational(100)),
                             .unit = "percent"},
                            {.name = "final_budget",
                             .display_name = "全年预算数",
                             .before = Money::Fen(1994200000),
                             .after = Money::Fen(1994200000),
                             .unit = "fen"},
                            {.name = "finding:release_timing.late_days",
                             .display_name = "平均逾期天数",
                             .before = int64_t{92},
                             .unit = "days"}};
  recommendation.changes = {{.display_name = "防汛抗旱", .text = "2023年7月1日追加3.00万元，2022年也有"}};
  recommendation.change_count = 12;
  const std::string text = TextOf(simulated);
  EXPECT_THAT(text, HasSubstr("经测算，上述事项如在年初安排，追加率由57.50%变为8.00%，"
                              "平均逾期天数由92天变为无。"));
  EXPECT_THAT(text, HasSubstr("“纳入年初预算”的模拟效果"));
  EXPECT_THAT(text, HasSubstr("模拟假设：年初预算列入本年经常性追加12笔、550.00万元。"));
  EXPECT_THAT(text, HasSubstr("所作变动：防汛抗旱，2023年7月1日追加3.00万元，2022年也有；等12项。"));
  const absl::StatusOr<Document> report = BuildReport(simulated);
  ASSERT_THAT(report, IsOk());
  const std::vector<ExtractedFigure> docx = DocxFigures(*WriteDocx(*report));
  EXPECT_EQ(docx, HtmlFigures(*WriteHtml(*report)));
  EXPECT_EQ(docx, JsonFigures(*WriteJson(*report)));
  const bool has_after = std::any_of(docx.begin(), docx.end(), [](const ExtractedFigure& figure) {
    return figure.origin == "effects/mid_year_additions/finding:mid_year_additions.additions_rate/after" &&
           figure.exact == "2/25";
  });
  EXPECT_TRUE(has_after);
}

TEST(ReportOutline, WhatIsIllustrativeOrMissingIsSaid) {
  const std::string text = TextOf(Sample());
  EXPECT_THAT(text, HasSubstr("以下数据为演示用示例数据，不是真实数据：指标账、专项资金"));
  EXPECT_THAT(text, HasSubstr("以下1项数据缺失，未作推断：政府采购金额"));
  EXPECT_THAT(text, HasSubstr("数据核对：执行数以指标账为准。"));
  EXPECT_THAT(text, HasSubstr("（示例数据）"));
  Evaluation real = Sample();
  real.content.case_head.illustrative_tables.clear();
  EXPECT_THAT(TextOf(real), Not(HasSubstr("示例数据")));
}

TEST(ReportOutline, AnOpenSheetHasARangeAndNoGrade) {
  Evaluation open = Sample();
  Total& total = open.content.scorecard.total;
  total.scored_weight = Rational(90);
  total.score = total.low = *ParseNumber("80.75");
  total.high = *ParseNumber("90.75");
  total.grade.clear();
  const std::string text = TextOf(open);
  EXPECT_THAT(text, HasSubstr("可评90分中得80.75分，区间80.75–90.75分，不定级"));
  EXPECT_THAT(text, Not(HasSubstr("等级良")));
}

TEST(ReportOutline, AFindingThatDoesNotApplySaysWhy) {
  Evaluation none = Sample();
  Finding& finding = none.content.findings[0];
  finding.is_applicable = false;
  finding.inapplicability_reason = "本年无追加（0份）";
  finding.figures.clear();
  finding.recommendation.reset();
  const std::string text = TextOf(none);
  EXPECT_THAT(text, HasSubstr("经测算，本年度不适用：本年无追加（0份）。"));
  EXPECT_THAT(text, HasSubstr("不另提建议"));
}

TEST(ReportOutline, AnUnboundNumberIsRefusedWithItsLine) {
  Evaluation unbound = Sample();
  unbound.content.narrative = "一、前言\n共{{没有的指标}}项。\n";
  const absl::StatusOr<Document> report = BuildReport(unbound);
  EXPECT_THAT(report.status(), IsRefusal("NARRATIVE_UNBOUND", ""));
  EXPECT_THAT(std::string(report.status().message()), HasSubstr("正文第2行"));
}

TEST(ReportOutline, WithoutProseTheChaptersStand) {
  Evaluation bare = Sample();
  bare.content.narrative.clear();
  const std::string text = TextOf(bare);
  EXPECT_THAT(text, HasSubstr("2023年度翠园街道办事处"));
  EXPECT_THAT(text, HasSubstr("三、部门整体支出绩效评价存在的问题"));
  EXPECT_THAT(text, HasSubstr("全年追加690.60万元"));
}

TEST(ReportOutline, SameEvaluationGivesSameBytes) {
  EXPECT_EQ(*WriteDocx(*BuildReport(Sample())), *WriteDocx(*BuildReport(Sample())));
}

}  // namespace
}  // namespace zhengping::reporting
