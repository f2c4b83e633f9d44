#include "services/indicator/domain/explanation_text.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/domain/score.h"

namespace zhengping::indicator {
namespace {

Fact Known(const char* name, int64_t value, const char* unit) {
  Fact fact;
  fact.name = name;
  fact.state = FactState::kReported;
  fact.value = Rational(value);
  fact.unit = unit;
  return fact;
}

// What the sheet under `framework` says about `leaf`.
std::string Explained(const Framework& framework, std::vector<Fact> facts, const std::string& leaf,
                      std::vector<PlanRow> plan = {}, std::vector<Observation> observations = {},
                      Language language = Language::kChinese) {
  const auto compiled = Compiled(framework);
  const FactSet fact_set(std::move(facts));
  const auto card = Score({*compiled, plan, observations, fact_set, *Date::FromYmd(2023, 12, 31)});
  for (const ScoredNode& node : card->nodes) {
    if (node.name == leaf) return RenderExplanation(node.explanation, language);
  }
  return "no such leaf";
}

TEST(ExplanationText, SaysFormulaNumbersAndStep) {
  EXPECT_EQ(Explained(SelfEvaluation2020(),
                      {Known("payments", 192567000, "fen"), Known("final_budget", 203012000, "fen")}, "预算执行率"),
            "全年执行数 ÷ 全年预算数 = 1,925,670.00元 ÷ 2,030,120.00元 = 94.85%；"
            "未达到目标值 100.00%，按比例：10 × 1,925,670.00 ÷ 2,030,120.00 ≈ 9.4855，计 9.49 分");
  EXPECT_EQ(
      Explained(HunanA2017(), {Known("actual_headcount", 50, "persons"), Known("authorized_headcount", 46, "persons")},
                "在职人员控制率"),
      "在职人数 ÷ 编制数 = 50人 ÷ 46人 = 108.70%；"
      "与标准 100.00% 相差 8.70%，每 1% 扣 0.5 分，计 8 步：5 − 8 × 0.5，计 1 分");
  EXPECT_EQ(Explained(HunanA2017(), {Known("supplements", 76786, "fen"), Known("initial_budget", 192276, "fen")},
                      "预算控制率"),
            "年中追加 ÷ 年初预算数 = 767.86元 ÷ 1,922.76元 = 39.94%；属于 (30%, +∞) 档，计 0 分");
}

std::string InEnglish(const Framework& framework, std::vector<Fact> facts, const std::string& leaf,
                      std::vector<PlanRow> plan = {}, std::vector<Observation> observations = {}) {
  return Explained(framework, std::move(facts), leaf, std::move(plan), std::move(observations), Language::kEnglish);
}

TEST(ExplanationText, SaysTheSameInEnglish) {
  EXPECT_EQ(InEnglish(SelfEvaluation2020(),
                      {Known("payments", 192567000, "fen"), Known("final_budget", 203012000, "fen")}, "预算执行率"),
            "spending of the year ÷ final budget of the year = 1,925,670.00 yuan ÷ 2,030,120.00 yuan = 94.85%; "
            "misses the target of 100.00%, in proportion: 10 × 1,925,670.00 ÷ 2,030,120.00 ≈ 9.4855; points: 9.49");
  EXPECT_EQ(
      InEnglish(HunanA2017(), {Known("actual_headcount", 50, "persons"), Known("authorized_headcount", 46, "persons")},
                "在职人员控制率"),
      "staff in post ÷ authorised posts = 50 persons ÷ 46 persons = 108.70%; "
      "8.70% off the standard of 100.00%, less 0.5 for each 1%, steps counted: 8, so 5 − 8 × 0.5; points: 1");
  EXPECT_EQ(InEnglish(HunanA2017(), {Known("supplements", 76786, "fen"), Known("initial_budget", 192276, "fen")},
                      "预算控制率"),
            "supplements of the year ÷ initial budget = 767.86 yuan ÷ 1,922.76 yuan = 39.94%; "
            "in the band (30%, +∞); points: 0");
  EXPECT_EQ(InEnglish(SelfEvaluation2020(), {Known("payments", 100, "fen")}, "预算执行率"),
            "spending of the year ÷ final budget of the year = 1.00 yuan ÷ missing; "
            "data missing: figures that it needs are missing (final budget of the year), between 0 and 10 points");
  EXPECT_EQ(InEnglish(HunanA2017(), {}, "管理制度健全性"),
            "awaits judgement: nobody has judged it yet, between 0 and 8 points");
}

// A step made by hand, and what both languages say of it: weight 3, 2 points.
struct StepCase {
  std::function<void(Explanation&)> make;
  const char* chinese;
  const char* english;
};

void ExpectTexts(const std::vector<StepCase>& cases) {
  for (const StepCase& c : cases) {
    Explanation why;
    why.weight = Rational(3);
    why.points = Rational(2);
    why.exact = Rational(2);
    c.make(why);
    EXPECT_EQ(RenderExplanation(why), c.chinese);
    EXPECT_EQ(RenderExplanation(why, Language::kEnglish), c.english);
  }
}

TEST(ExplanationText, CasesFaultsAndPartsReadWellInBothLanguages) {
  ExpectTexts({
      {[](Explanation& why) {
         why.step = Step::kCase;
         why.chosen = 1;
         why.condition = "balance <= balance.prior 且 balance > 0";
         for (const char* name : {"balance", "balance.prior"}) {
           Operand operand;
           operand.name = name;
           operand.display_name = FactDisplayName(name);
           why.operands.push_back(operand);
         }
       },
       "符合第 2 种情形（结转结余 ≤ 结转结余（上年决算数） 且 结转结余 > 0），计 2 分",
       "case 2 holds (balance left at the year's end ≤ balance left (actual of last year) and balance left at the "
       "year's end > 0); "
       "points: 2"},
      {[](Explanation& why) { why.step = Step::kCase; }, "各种情形都不符合，计 2 分",
       "none of the cases holds; points: 2"},
      {[](Explanation& why) {
         why.step = Step::kFaults;
         why.count.emplace(2);
         why.deduction = Fraction(1, 2);
       },
       "共 2 次，每次扣 0.5 分：3 − 2 × 0.5，计 2 分",
       "faults counted: 2, less 0.5 for each, so 3 − 2 × 0.5; points: 2"},
      {[](Explanation& why) {
         why.step = Step::kPercent;
         why.ratio = Fraction(2, 3);
         why.tier = "部分达成";
         why.judgement_reason = "制度未汇编";
       },
       "档次「部分达成」，评定得分比例 66.6666666667%（制度未汇编）：3 × 66.6666666667%，计 2 分",
       "tier 「部分达成」, judged at 66.6666666667% of the weight (制度未汇编): 3 × 66.6666666667%; points: 2"},
      {[](Explanation& why) {
         why.step = Step::kParts;
         why.rule = RuleKind::kChecklist;
         why.parts = {{"制度健全", true, Rational(2), Rational(2), "", {}},
                      {"执行有效", false, Rational(0), Rational(1), "", {}}};
       },
       "制度健全符合（2/2）、执行有效不符合（0/1），计 2 分", "制度健全 met (2/2), 执行有效 not met (0/1); points: 2"},
  });
}

TEST(ExplanationText, AnswersOfTheFrameworkReadWellInBothLanguages) {
  ExpectTexts({
      {[](Explanation& why) {
         why.step = Step::kOutside;
         why.display = ValueDisplay::kPercent;
         why.departure = Fraction(12, 100);
         why.band = Interval{Fraction(1, 10), Fraction(15, 100), false, true};
       },
       "不在满分区间内，相差 12.00%，属于 (10%, 15%] 档，计 2 分",
       "outside the range for full points by 12.00%, in the band (10%, 15%]; points: 2"},
      {[](Explanation& why) { why.step = Step::kZeroByZero; }, "分子分母都为 0，按体系规定，计 2 分",
       "0 divided by 0, scored as the framework says; points: 2"},
      {[](Explanation& why) { why.step = Step::kDividedByZero; }, "基数为 0，不能计算，按体系规定，计 2 分",
       "the base is 0 and there is no rate, scored as the framework says; points: 2"},
      {[](Explanation& why) {
         why.step = Step::kMet;
         why.target.emplace(56);
         why.deviation_deduction = Rational(1);
         why.points = Rational(1);
       },
       "达到目标值 56，得满分，计 2 分；完成值远超目标值，扣 1 分，得 1 分",
       "meets the target of 56, full points; points: 2; the actual is far above the target, 1 off; points: 1"},
      {[](Explanation& why) {
         why.step = Step::kInside;
         why.alternative = 1;
       },
       "择优取第 2 项：在满分区间内，计 2 分",
       "the better one, alternative 2: within the range for full points; points: 2"},
      {[](Explanation& why) {
         why.step = Step::kCountedAsZero;
         why.reason_code = "LEAF_RULE_UNREAD";
       },
       "评分标准未读到，体系规定按 0 分计，计 2 分",
       "the rule could not be read in its source, which the framework counts as 0; points: 2"},
  });
}

TEST(ExplanationText, ALongFormulaReadsInBothLanguages) {
  const auto show = [](const std::string& name) { return "[" + name + "]"; };
  const char* formula = "if(a=0 or not b>2,min(1,c/d),2023-06-30-e)";
  EXPECT_EQ(RenderExpression(formula, show), "如果([a] = 0 或 非 [b] > 2，最小(1，[c] ÷ [d])，2023-06-30 − [e])");
  EXPECT_EQ(RenderExpression(formula, show, Language::kEnglish),
            "if([a] = 0 or not [b] > 2, min(1, [c] ÷ [d]), 2023-06-30 − [e])");
}

TEST(ExplanationText, SaysWhyThereAreNoPoints) {
  EXPECT_EQ(Explained(SelfEvaluation2020(), {Known("payments", 100, "fen")}, "预算执行率"),
            "全年执行数 ÷ 全年预算数 = 1.00元 ÷ 缺失；"
            "缺数据：缺少计算所需的数据（全年预算数），得分在 0 至 10 分之间");
  EXPECT_EQ(
      Explained(SelfEvaluation2020(), {Known("payments", 0, "fen"), Known("final_budget", 0, "fen")}, "预算执行率"),
      "全年执行数 ÷ 全年预算数 = 0.00元 ÷ 0.00元；"
      "不可评：分子分母都为 0，体系没有规定如何计分，得分在 0 至 10 分之间");
  EXPECT_EQ(Explained(HunanA2017(), {}, "管理制度健全性"), "待评判：尚未评定得分比例，得分在 0 至 8 分之间");
}

TEST(ExplanationText, SaysWhatARowReached) {
  PlanRow row;
  row.key = {"", "产出指标", "", "测绘户数", ""};
  row.target.value = Rational(56);
  row.unit = "户";
  Observation observation;
  observation.key.level3 = "测绘户数";
  observation.date = *Date::FromYmd(2023, 12, 31);
  observation.value = Rational(55);
  observation.unit = "户";
  EXPECT_EQ(Explained(SelfEvaluation2020(), {}, "测绘户数", {row}, {observation}),
            "完成值 55户；未达到目标值 56户，按比例：50 × 55 ÷ 56 ≈ 49.1071，计 49.11 分");
  observation.value = Rational(56);
  EXPECT_EQ(Explained(SelfEvaluation2020(), {}, "测绘户数", {row}, {observation}),
            "完成值 56户；达到目标值 56户，得满分，计 50 分");
}

// What is printed after 按比例 for `actual` against `target`, both in `unit`, weight 50.
std::string Proportion(Direction direction, Rational target, Rational actual, const char* unit) {
  PlanRow row;
  row.key = {"", "产出指标", "", "甲", ""};
  row.direction = direction;
  row.target.value = std::move(target);
  row.unit = unit;
  Observation observation;
  observation.key.level3 = "甲";
  observation.date = *Date::FromYmd(2023, 12, 31);
  observation.value = std::move(actual);
  observation.unit = unit;
  const std::string text = Explained(SelfEvaluation2020(), {}, "甲", {row}, {observation});
  const std::string before = "按比例：";
  return text.substr(text.find(before) + before.size());
}

TEST(ExplanationText, CalculationsHoldWithTheFiguresPrinted) {
  EXPECT_EQ(Proportion(Direction::kAtLeast, Rational(10), Rational(9), "户"), "50 × 90.00% = 45，计 45 分");
  EXPECT_EQ(Proportion(Direction::kAtMost, Rational(10), Rational(12), "户"), "50 × 10 ÷ 12 ≈ 41.6667，计 41.67 分");
  EXPECT_EQ(Proportion(Direction::kAtLeast, Fraction(9, 10), Fraction(8281, 10000), "%"),
            "50 × 82.81% ÷ 90% ≈ 46.0056，计 46.01 分");
  // 1 ÷ 32 = 3.125% has more decimals than are printed, and yet 50 ÷ 32 is exactly 1.5625.
  EXPECT_EQ(Proportion(Direction::kAtLeast, Rational(32), Rational(1), "户"), "50 × 1 ÷ 32 = 1.5625，计 1.56 分");
  EXPECT_EQ(Explained(SelfEvaluation2020(),
                      {Known("payments", 1888490000, "fen"), Known("final_budget", 1994200000, "fen")}, "预算执行率"),
            "全年执行数 ÷ 全年预算数 = 18,884,900.00元 ÷ 19,942,000.00元 = 94.70%；"
            "未达到目标值 100.00%，按比例：10 × 18,884,900.00 ÷ 19,942,000.00 ≈ 9.4699，计 9.47 分");
}

TEST(ExplanationText, AQuotientOfALongerFormulaStandsInBrackets) {
  Explanation why;
  why.step = Step::kProportion;
  why.weight = Rational(10);
  why.formula = "payments + balance";
  why.display = ValueDisplay::kYuan;
  for (const char* name : {"payments", "balance"}) {
    Operand operand;
    operand.name = name;
    operand.unit = "persons";
    operand.value.emplace(1);
    why.operands.push_back(std::move(operand));
  }
  why.measured.emplace(2);
  why.target.emplace(3);
  why.ratio = Fraction(2, 3);
  why.exact = Fraction(20, 3);
  EXPECT_NE(RenderExplanation(why).find("10 × (1 + 1) ÷ 3 ≈ 6.6667"), std::string::npos) << RenderExplanation(why);
  why.ratio = Fraction(1, 3);
  why.operands[1].unit = "fen";  // beside persons: the printed figures would not give the measure
  EXPECT_NE(RenderExplanation(why).find("10 × 33.3333333333% ≈ 6.6667"), std::string::npos) << RenderExplanation(why);
}

TEST(ExplanationText, ValuesArePrintedInTheirUnits) {
  EXPECT_EQ(FormatValue(Fraction(3864, 10000), ValueDisplay::kNumber, "%"), "38.64%");
  EXPECT_EQ(FormatValue(Fraction(9, 10), ValueDisplay::kNumber, "%"), "90%");
  EXPECT_EQ(FormatValue(Fraction(9, 10), ValueDisplay::kPercent, ""), "90.00%");
  EXPECT_EQ(FormatValue(Rational(203012000), ValueDisplay::kWanyuan, ""), "203.01万元");
  EXPECT_EQ(FormatValue(Rational(-123456789), ValueDisplay::kYuan, ""), "-1,234,567.89元");
  EXPECT_EQ(FormatValue(Rational(99999), ValueDisplay::kNumber, "fen"), "999.99元");
  EXPECT_EQ(FormatValue(Rational(37), ValueDisplay::kNumber, "persons"), "37人");
  EXPECT_EQ(FormatValue(Rational(30278), ValueDisplay::kNumber, ""), "30278");
}

}  // namespace
}  // namespace zhengping::indicator
