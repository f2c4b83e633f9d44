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
            "未达到目标值 100.00%，按比例：10 × 94.85% = 9.4855，计 9.49 分");
  EXPECT_EQ(
      Explained(HunanA2017(), {Known("actual_headcount", 50, "persons"), Known("authorized_headcount", 46, "persons")},
                "在职人员控制率"),
      "在职人数 ÷ 编制数 = 50人 ÷ 46人 = 108.70%；"
      "与标准 100.00% 相差 8.70%，每 1% 扣 0.5 分，计 8 步：5 − 8 × 0.5，计 1 分");
  EXPECT_EQ(Explained(HunanA2017(), {Known("supplements", 76786, "fen"), Known("initial_budget", 192276, "fen")},
                      "预算控制率"),
            "本年追加 ÷ 年初预算数 = 767.86元 ÷ 1,922.76元 = 39.94%；属于 (30%, +∞) 档，计 0 分");
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
            "完成值 55户；未达到目标值 56户，按比例：50 × 98.21% = 49.1071，计 49.11 分");
  observation.value = Rational(56);
  EXPECT_EQ(Explained(SelfEvaluation2020(), {}, "测绘户数", {row}, {observation}),
            "完成值 56户；达到目标值 56户，得满分，计 50 分");
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
