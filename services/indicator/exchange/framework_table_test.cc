#include "services/indicator/exchange/framework_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "common/spreadsheet/sheet_table.h"
#include "common/spreadsheet/workbook.h"
#include "common/spreadsheet/xlsx_writer.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/exchange/perf_library.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Rows = std::vector<std::vector<std::string>>;

// The first of `rows` are the headings.
std::string Bytes(const std::vector<std::pair<std::string, Rows>>& sheets) {
  std::vector<XlsxSheet> tables;
  for (const auto& [name, rows] : sheets) {
    Table table{.name = name, .headings = rows[0]};
    for (size_t i = 1; i < rows.size(); ++i) table.rows.push_back({static_cast<int>(i) + 1, rows[i]});
    tables.push_back({.table = table});
  }
  return FormatXlsx(tables).value();
}

std::vector<std::string> Told(const std::vector<Issue>& issues) {
  std::vector<std::string> lines;
  for (const Issue& issue : issues) lines.push_back(FormatIssue(issue));
  return lines;
}

FrameworkWorkbook ThroughXlsx(const Framework& framework) {
  return ReadFrameworkWorkbook(FormatFrameworkWorkbook(framework).value());
}

// Every kind of rule, each of its parts off its default.
std::vector<Rule> EveryRule() {
  Rule steps;
  steps.body = StepDeductionRule{.sense = Sense::kBothSides,
                                 .bound = Fraction(1, 8),
                                 .step = Fraction(5, 100),
                                 .measure = StepMeasure::kOfBound,
                                 .deduction = {Fraction(1, 10), PointsUnit::kShareOfWeight},
                                 .counting = StepCounting::kWhole};
  Rule bands;
  bands.body = BandsRule{{{Between(std::nullopt, false, Rational(0), true), {Rational(1)}},
                          {Between(Rational(0), false, std::nullopt, false), {Rational(2)}}},
                         {}};
  Rule range;
  range.body = RangeRule{Between(Fraction(9, 10), true, Fraction(11, 10), true),
                         {{Between(Rational(0), false, Fraction(5, 100), true), {Rational(3)}},
                          {Between(Fraction(5, 100), false, std::nullopt, false), {Rational(0)}}}};
  Rule faults;
  faults.body = FaultsRule{{Fraction(1, 2)}};
  Rule compound;
  compound.body =
      CompoundRule{{{"签约率｜新", Fraction(3, 5), ""}, {"到位率", Fraction(2, 5), "payments / final_budget"}}};
  compound.nested = {steps, range};
  Rule better;
  better.body = BetterOfRule{{{"payments / final_budget"}, {"payments / initial_budget"}}};
  better.nested = {bands, faults};
  Rule comparison;
  comparison.body =
      ComparisonRule{{{"balance <= balance.prior", {Rational(2)}}, {"balance = 0", {Rational(3)}}}, {Rational(1)}};
  Rule checklist;
  checklist.body = ChecklistRule{{{"制度；健全", {Rational(2)}, ""}, {"按时", {Rational(1)}, "payments >= 1"}}};
  Rule tiers;
  tiers.body = TiersRule{{{"好", Fraction(7, 10), Rational(1)}, {"差", Rational(0), Fraction(7, 10)}}};
  Rule judgement;
  judgement.body = JudgementRule{};
  Rule unread;
  unread.body = UnreadRule{};
  return {steps, bands, range, faults, compound, better, comparison, checklist, tiers, judgement, unread};
}

// Every rule above, and every setting.
Framework Everything() {
  Framework framework = HunanA2017();
  framework.name = "everything";
  framework.version = 3;
  framework.last_year = 2024;
  framework.note = "第一行\n第二行";
  framework.full_mark = Rational(100);
  framework.settings.decimals = 1;
  framework.settings.zero_by_zero = ZeroAnswer::kFull;
  framework.settings.divided_by_zero = ZeroAnswer::kZero;
  framework.settings.not_applicable = NotApplicablePolicy::kRescale;
  framework.settings.unassessed = UnassessedPolicy::kZero;
  framework.settings.step_counting = StepCounting::kPartial;
  std::vector<Indicator> leaves;
  int number = 0;
  for (const Rule& rule : EveryRule()) {
    Indicator leaf = Leaf("项" + std::to_string(++number), 3, "payments / final_budget", JudgementRule{});
    leaf.rule = rule;
    leaf.aliases = {"甲、乙", "丙｜丁"};
    leaf.is_core = number % 2 == 0;
    leaf.display = number % 2 == 0 ? ValueDisplay::kWanyuan : ValueDisplay::kPercent;
    leaf.not_applicable = NotApplicablePolicy::kFull;
    leaf.zero_by_zero = ZeroAnswer::kZero;
    leaf.divided_by_zero = ZeroAnswer::kFull;
    leaf.rule_text = "=1+1 是公式吗";
    leaves.push_back(leaf);
    framework.rules.push_back({"规则" + std::to_string(number), "文字", "出处", rule});
  }
  Indicator named = Slot("开放", 3);
  named.rule_name = "规则1";
  leaves.push_back(named);
  framework.indicators.push_back(Group("目标", 9, {Group("一", 9, {Group("二", 9, leaves)})}));
  framework.caps = {{"封顶",
                     "payments / final_budget",
                     {{Between(Fraction(7, 10), true, Fraction(8, 10), false), Rational(89)}},
                     "出处"}};
  framework.deviation =
      DeviationRule{Fraction(13, 10), DeviationAction::kDeduct, {Fraction(1, 10), PointsUnit::kShareOfWeight}, "某文"};
  return framework;
}

TEST(FrameworkTable, EveryFrameworkComesBackWithItsHash) {
  for (const Framework& framework : {HunanA2017(), SelfEvaluation2020(), Everything()}) {
    SCOPED_TRACE(framework.name);
    const FrameworkWorkbook read = ThroughXlsx(framework);
    EXPECT_THAT(Told(read.issues), IsEmpty());
    EXPECT_EQ(CanonicalText(read.framework), CanonicalText(framework));
  }
}

TEST(FrameworkTable, ARowIsAnIndicatorInWordsThatAClerkKnows) {
  std::vector<Issue> issues;
  const Workbook workbook = *ReadWorkbook("x.xlsx", FormatFrameworkWorkbook(HunanA2017()).value(), issues);
  const Table table = *TableOf("评价体系", *workbook.SheetOf("评价体系"), issues);
  const auto cell = [&](size_t row, const char* heading) { return table.rows[row].cells[*table.ColumnOf(heading)]; };
  ASSERT_EQ(cell(2, "三级指标"), "在职人员控制率");
  EXPECT_EQ(cell(2, "一级指标"), "投入");
  EXPECT_EQ(cell(2, "分值"), "5");
  EXPECT_EQ(cell(2, "规则类型"), "步进扣分");
  EXPECT_EQ(cell(2, "方向"), "反向");
  EXPECT_EQ(cell(2, "标准值"), "100%");
  EXPECT_EQ(cell(2, "步长"), "1%");
  EXPECT_EQ(cell(2, "扣分"), "0.5分");
  EXPECT_EQ(cell(1, "行类型"), "分组");
}

TEST(FrameworkTable, ACellThatIsEmptyAboveAFilledOneMeansTheNameBefore) {
  const FrameworkWorkbook read =
      ReadFrameworkWorkbook(Bytes({{"评价体系",
                                    {{"一级指标", "二级指标", "三级指标", "分值", "规则类型"},
                                     {"过程", "", "", "100", ""},
                                     {"", "预算", "", "100", ""},
                                     {"", "", "甲", "60", "评判"},
                                     {"", "", "乙", "40", "评判"}}}}));
  EXPECT_THAT(Told(read.issues), IsEmpty());
  ASSERT_EQ(read.framework.indicators.size(), 1u);
  ASSERT_EQ(read.framework.indicators[0].children.size(), 1u);
  EXPECT_EQ(read.framework.indicators[0].children[0].children[1].name, "乙");
  EXPECT_EQ(read.rows.at("过程/预算/乙"), 5);
  EXPECT_EQ(read.framework.settings.tiers, StandardTiers()) << "without settings the defaults";
}

TEST(FrameworkTable, EveryWrongCellIsNamedBySheetRowAndColumn) {
  const FrameworkWorkbook read = ReadFrameworkWorkbook(Bytes(
      {{"评价体系",
        {{"一级指标", "二级指标", "分值", "规则类型", "方向", "标准值", "步长", "扣分", "规则明细", "已核实", "杂项"},
         {"甲", "", "十分", "步进扣分", "往上", "一半", "大步", "两分", "", "也许", ""},
         {"乙", "丙", "10", "评判", "", "", "", "", "", "", ""},
         {"丁", "", "10", "分档", "", "", "", "", "八成以上｜3分\n[0, 1]｜三分\n无", "", ""},
         {"戊", "", "10", "奖励", "", "", "", "", "", "", ""}}},
       {"评价体系设置",
        {{"项目", "内容"}, {"小数位数", "两位"}, {"0÷0", "不知道"}, {"等级", "优 90 以上"}, {"颜色", "红"}}}}));
  EXPECT_THAT(
      Told(read.issues),
      ElementsAre(HasSubstr("评价体系 杂项"), HasSubstr("评价体系 第 2 行 分值: 「十分」"),
                  HasSubstr("第 2 行 已核实: 「也许」"), HasSubstr("第 2 行 方向: 「往上」"),
                  HasSubstr("第 2 行 标准值: 「一半」"), HasSubstr("第 2 行 步长: 「大步」"),
                  HasSubstr("第 2 行 扣分: 「两分」"), HasSubstr("第 3 行 一级指标: 「乙」"),
                  HasSubstr("第 4 行 规则明细: 「八成以上」"), HasSubstr("第 4 行 规则明细: 「三分」"),
                  HasSubstr("第 4 行 规则明细: 「无」"), HasSubstr("第 5 行 规则类型: 「奖励」"),
                  HasSubstr("评价体系设置 第 2 行 内容: 「两位」"), HasSubstr("评价体系设置 第 3 行 内容: 「不知道」"),
                  HasSubstr("评价体系设置 第 4 行 内容: 「优 90 以上」"),
                  HasSubstr("评价体系设置 第 5 行 项目: 「颜色」")));
}

TEST(FrameworkTable, WhatIsWrongWithTheFrameworkIsToldAtItsCell) {
  FrameworkWorkbook read = ReadFrameworkWorkbook(
      Bytes({{"评价体系",
              {{"一级指标", "二级指标", "分值", "规则类型", "算式", "规则明细"},
               {"过程", "", "90", "", "", ""},
               {"过程", "完成率", "80", "分档", "payment / final_budget", "[0, 1)｜3分\n[2, +∞)｜80分"}}},
             {"评价体系设置", {{"项目", "内容"}, {"名称", "Daxiang"}, {"小数位数", "9"}}}}));
  ASSERT_THAT(Told(read.issues), IsEmpty());
  std::vector<Issue> issues = CompileFramework(read.framework).issues;
  PlaceInWorkbook(read, issues);
  std::vector<std::string> errors;
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError) continue;
    errors.push_back(issue.place.file + " " + std::to_string(issue.place.row) + " " + issue.place.column + " " +
                     issue.reason);
  }
  EXPECT_THAT(errors, testing::IsSupersetOf({"评价体系设置 2 名称 FRAMEWORK_NAME",
                                             "评价体系设置 3 小数位数 FRAMEWORK_SETTINGS", "评价体系 2 分值 WEIGHT_SUM",
                                             "评价体系 3 算式 FACT_UNKNOWN", "评价体系 3 规则明细 BANDS_HOLE"}));
}

TEST(FrameworkTable, AWorkbookWithoutTheSheetIsNoFramework) {
  const FrameworkWorkbook read = ReadFrameworkWorkbook(Bytes({{"指标", {{"一级指标"}, {"甲"}}}}));
  EXPECT_FALSE(read.is_read);
  EXPECT_THAT(Told(read.issues), ElementsAre(HasSubstr("没有工作表「评价体系」")));
  EXPECT_FALSE(ReadFrameworkWorkbook("no workbook").is_read);
}

// 绩效指标库 of a platform, as it exports it and as it goes back.
TEST(FrameworkTable, APlatformsLibraryBecomesOneWithoutWeightsAndGoesBack) {
  Framework library;
  library.is_library = true;
  Indicator leaf;
  leaf.name = "排查栋数";
  leaf.definition = "排查的自建房栋数";
  library.indicators.push_back(leaf);
  library.indicators = {Group("产出指标", 0, library.indicators)};
  const FrameworkWorkbook read = ReadFrameworkWorkbook(FormatPerfLibrary(library).value());
  EXPECT_THAT(Told(read.issues), IsEmpty());
  EXPECT_TRUE(read.is_read);
  EXPECT_TRUE(read.framework.is_library);
  ASSERT_THAT(read.framework.indicators, SizeIs(1));
  EXPECT_EQ(read.framework.indicators[0].children[0].definition, "排查的自建房栋数");
  EXPECT_THAT(read.framework.source, HasSubstr("BAS_PERF_INDICATOR"));
  EXPECT_FALSE(ReadFrameworkWorkbook(Bytes({{"别的", {{"姓名"}, {"张三"}}}})).is_read);
}

}  // namespace
}  // namespace zhengping::indicator
