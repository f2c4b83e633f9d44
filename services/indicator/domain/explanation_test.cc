#include "services/indicator/domain/explanation.h"

#include <gtest/gtest.h>

#include <string>

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
                      std::vector<PlanRow> plan = {}, std::vector<Observation> observations = {}) {
  const auto compiled = Compiled(framework);
  const FactSet fact_set(std::move(facts));
  const auto card = Score({*compiled, plan, observations, fact_set, *Date::FromYmd(2023, 12, 31)});
  for (const ScoredNode& node : card->nodes) {
    if (node.name == leaf) return RenderExplanation(node.explanation);
  }
  return "no such leaf";
}

TEST(Explanation, SaysFormulaNumbersAndStep) {
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

TEST(Explanation, SaysWhyThereAreNoPoints) {
  EXPECT_EQ(Explained(SelfEvaluation2020(), {Known("payments", 100, "fen")}, "预算执行率"),
            "全年执行数 ÷ 全年预算数 = 1.00元 ÷ 缺失；"
            "缺数据：缺少计算所需的数据（final_budget），得分在 0 至 10 分之间");
  EXPECT_EQ(
      Explained(SelfEvaluation2020(), {Known("payments", 0, "fen"), Known("final_budget", 0, "fen")}, "预算执行率"),
      "全年执行数 ÷ 全年预算数 = 0.00元 ÷ 0.00元；"
      "不可评：分子分母都为 0，体系没有规定如何计分，得分在 0 至 10 分之间");
  EXPECT_EQ(Explained(HunanA2017(), {}, "管理制度健全性"), "待评判：尚未评定得分比例，得分在 0 至 8 分之间");
}

TEST(Explanation, SaysWhatARowReached) {
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

TEST(Explanation, CalculationsHoldWithTheFiguresPrinted) {
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

TEST(Explanation, AQuotientOfALongerFormulaStandsInBrackets) {
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

TEST(Explanation, ValuesArePrintedInTheirUnits) {
  EXPECT_EQ(FormatValue(Fraction(3864, 10000), ValueDisplay::kNumber, "%"), "38.64%");
  EXPECT_EQ(FormatValue(Fraction(9, 10), ValueDisplay::kNumber, "%"), "90%");
  EXPECT_EQ(FormatValue(Fraction(9, 10), ValueDisplay::kPercent, ""), "90.00%");
  EXPECT_EQ(FormatValue(Rational(203012000), ValueDisplay::kWanyuan, ""), "203.01万元");
  EXPECT_EQ(FormatValue(Rational(-123456789), ValueDisplay::kYuan, ""), "-1,234,567.89元");
  EXPECT_EQ(FormatValue(Rational(99999), ValueDisplay::kNumber, "fen"), "999.99元");
  EXPECT_EQ(FormatValue(Rational(37), ValueDisplay::kNumber, "persons"), "37人");
  EXPECT_EQ(FormatValue(Rational(30278), ValueDisplay::kNumber, ""), "30278");
}

TEST(Explanation, EveryReasonHasAText) {
  const char* const codes[] = {
      "LEAF_FIGURE_MISSING",        "LEAF_TARGET_MISSING", "LEAF_OBSERVATION_MISSING", "LEAF_OBSERVATION_AMBIGUOUS",
      "LEAF_LOWER_BOUND_UNDECIDED", "LEAF_UNIT_MISMATCH",  "LEAF_ZERO_BY_ZERO",        "LEAF_DIVIDED_BY_ZERO",
      "LEAF_OUTSIDE_RULE",          "LEAF_RULE_UNREAD",    "LEAF_SLOT_EMPTY",          "LEAF_TIER_UNKNOWN",
      "LEAF_PERCENT_OUTSIDE_TIER",  "LEAF_REASON_MISSING", "LEAF_JUDGEMENT_OPEN",      "LEAF_PARTS_OPEN",
      "LEAF_NOT_APPLICABLE"};
  for (const char* code : codes) EXPECT_NE(LeafReasonText(code), code);
  EXPECT_EQ(LeafStateName(LeafState::kNeedsJudgement), "待评判");
}

TEST(Explanation, ReplayNeedsOnlyTheStepsOwnFigures) {
  Explanation why;
  why.weight = Rational(5);
  why.step = Step::kDeducted;
  why.count.emplace(1);
  why.deduction.emplace(2);
  EXPECT_EQ(ReplayPoints(why), Rational(3));
  why.count.emplace(9);
  EXPECT_EQ(ReplayPoints(why), Rational(0));
  why.step = Step::kBand;
  why.given.emplace(8);
  EXPECT_EQ(ReplayPoints(why), Rational(5));
  why.step = Step::kNone;
  EXPECT_EQ(ReplayPoints(why), Rational(0));
}

}  // namespace
}  // namespace zhengping::indicator
