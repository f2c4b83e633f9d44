#include "services/cli/side_by_side.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace zhengping::cli {
namespace {

using indicator::v1::ScoredNode;
using reporting::v1::Evaluation;

Evaluation Scored(const std::string& framework, const std::string& total, const std::string& grade) {
  Evaluation evaluation;
  indicator::v1::Scorecard& sheet = *evaluation.mutable_content()->mutable_scorecard();
  sheet.set_framework_display_name(framework);
  sheet.mutable_total()->set_score(total);
  sheet.mutable_total()->set_low(total);
  sheet.mutable_total()->set_high(total);
  sheet.mutable_total()->set_full_mark("100");
  sheet.mutable_total()->set_scored_weight("100");
  sheet.mutable_total()->set_grade(grade);
  return evaluation;
}

void AddLeaf(Evaluation& evaluation, const std::string& name, const std::string& score, const std::string& weight,
             const std::string& high = "") {
  ScoredNode& node = *evaluation.mutable_content()->mutable_scorecard()->add_nodes();
  node.set_kind(ScoredNode::KIND_LEAF);
  node.set_display_name(name);
  node.set_score(score);
  node.set_low(score);
  node.set_high(high.empty() ? score : high);
  node.set_weight(weight);
}

TEST(SideBySide, SharedIndicatorsStandInOneRow) {
  Evaluation first = Scored("甲表", "89.95", "良");
  AddLeaf(first, "预算完成率", "9.47", "10");
  AddLeaf(first, "居民满意度", "10", "10");
  AddLeaf(first, "只有甲表有", "5", "5");
  Evaluation second = Scored("乙表", "62.5", "");
  second.mutable_content()->mutable_scorecard()->mutable_total()->set_high("80.5");
  AddLeaf(second, "居民满意度", "0", "8", "8");
  AddLeaf(second, "预算完成率", "3", "5");
  std::ostringstream out;
  PrintSideBySide({first, second}, out);
  EXPECT_EQ(out.str(),
            "评价体系       甲表       乙表\n"
            "总分      89.95/100   62.5/100\n"
            "等级             良     不定级\n"
            "区间                 62.5–80.5\n"
            "已评分值        100        100\n"
            "\n"
            "名称相同的指标（得分/分值）     甲表   乙表\n"
            "预算完成率                   9.47/10    3/5\n"
            "居民满意度                     10/10  0–8/8\n");
}

TEST(SideBySide, SaysWhenNothingIsShared) {
  Evaluation first = Scored("甲表", "90", "优");
  AddLeaf(first, "甲", "1", "1");
  std::ostringstream out;
  PrintSideBySide({first, Scored("乙表", "80", "良")}, out);
  EXPECT_NE(out.str().find("没有名称相同的指标"), std::string::npos);
}

}  // namespace
}  // namespace zhengping::cli
