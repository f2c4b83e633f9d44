#include "services/cli/printing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace zhengping::cli {
namespace {

using ::testing::HasSubstr;

TEST(Printing, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("翠园街道"), 8);
  EXPECT_EQ(DisplayWidth("１２３"), 6) << "full-width digits";
  EXPECT_EQ(DisplayWidth("（一）"), 6);
  EXPECT_EQ(DisplayWidth("80.75–90.75"), 11) << "an en dash is narrow";
}

TEST(Printing, ColumnsAlignAcrossScripts) {
  EXPECT_EQ(FormatTable({{"指标", "得分"}, {"abc", "9.47"}, {"x", "10"}}, {Align::kLeft, Align::kRight}),
            "指标  得分\n"
            "abc   9.47\n"
            "x       10\n");
}

TEST(Printing, IssueSaysPlaceFoundRemedyAndReason) {
  type::Issue issue;
  issue.set_severity(type::Issue::SEVERITY_ERROR);
  issue.set_file("2022/ledger.csv");
  issue.set_row(12);
  issue.set_column("金额");
  issue.set_found("-5");
  issue.set_remedy("金额应大于零，方向由类型表示");
  issue.set_reason("AMOUNT_NOT_POSITIVE");
  EXPECT_EQ(IssueText(issue),
            "错误：2022/ledger.csv 第 12 行 金额「-5」：金额应大于零，方向由类型表示（AMOUNT_NOT_POSITIVE）");
  issue.Clear();
  issue.set_severity(type::Issue::SEVERITY_NOTE);
  issue.set_field("plan_rows[3].unit");
  issue.set_remedy("没有计量单位");
  issue.set_reason("PLAN_UNIT_MISSING");
  EXPECT_EQ(IssueText(issue), "提示：plan_rows[3].unit：没有计量单位（PLAN_UNIT_MISSING）");
}

TEST(Printing, QuantitiesPrintByTheirKind) {
  type::Quantity value;
  EXPECT_EQ(QuantityText(value, ""), "—") << "no value is no zero";
  value.set_amount_fen(1234560);
  EXPECT_EQ(QuantityText(value, "fen"), "12,345.60元");
  value.set_count(3);
  EXPECT_EQ(QuantityText(value, "documents"), "3");
  value.mutable_rational()->set_numerator("55");
  value.mutable_rational()->set_denominator("56");
  EXPECT_EQ(QuantityText(value, "percent"), "98.21%");
  value.mutable_date()->set_year(2023);
  value.mutable_date()->set_month(5);
  value.mutable_date()->set_day(31);
  EXPECT_EQ(QuantityText(value, ""), "2023-05-31");
}

TEST(Printing, OpenPointsShowAsARangeWithoutGrade) {
  reporting::v1::Evaluation evaluation;
  indicator::v1::Total& total = *evaluation.mutable_content()->mutable_scorecard()->mutable_total();
  total.set_score("80.75");
  total.set_scored_weight("90");
  total.set_low("80.75");
  total.set_high("90.75");
  indicator::v1::ScoredNode& leaf = *evaluation.mutable_content()->mutable_scorecard()->add_nodes();
  leaf.set_kind(indicator::v1::ScoredNode::KIND_LEAF);
  leaf.set_display_name("居民群众满意度");
  leaf.set_state(indicator::v1::ScoredNode::STATE_MISSING);
  leaf.set_actual_text("82.80");
  leaf.set_low("0");
  leaf.set_high("10");
  leaf.set_weight("10");
  std::ostringstream out;
  PrintEvaluation(evaluation, out);
  EXPECT_THAT(out.str(), HasSubstr("可评 90 分中得 80.75，区间 80.75–90.75，不定级"));
  EXPECT_THAT(out.str(), HasSubstr("0–10"));
  EXPECT_THAT(out.str(), HasSubstr("82.80（缺数据）"));
}

TEST(Printing, SignsOfInflationAreNotHiddenAmongNotes) {
  reporting::v1::Evaluation evaluation;
  indicator::v1::Scorecard& scorecard = *evaluation.mutable_content()->mutable_scorecard();
  for (const char* reason : {"PLAN_UNIT_MISSING", "SHEET_ALL_FULL_MARKS", "PLAN_TARGET_CHANGED_AFTER_RESULT"}) {
    type::Issue& note = *scorecard.add_notes();
    note.set_severity(type::Issue::SEVERITY_NOTE);
    note.set_reason(reason);
  }
  std::ostringstream out;
  PrintEvaluation(evaluation, out);
  EXPECT_THAT(out.str(), HasSubstr("SHEET_ALL_FULL_MARKS"));
  EXPECT_THAT(out.str(), HasSubstr("PLAN_TARGET_CHANGED_AFTER_RESULT"));
  EXPECT_THAT(out.str(), HasSubstr("另有提示 1 条"));
}

}  // namespace
}  // namespace zhengping::cli
