#include "services/reporting/domain/prose/chapter_prose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/reporting/domain/prose/narrative_check.h"
#include "services/reporting/domain/prose/printed_line.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

FindingFigure Figure(std::string name, Quantity value, std::string unit) {
  return {.name = std::move(name), .state = FactState::kDerived, .value = value, .unit = std::move(unit)};
}

// 三 of the demo's figures: 9 funds of 382.00万元, 3 of them undated, 5 late.
EvaluationContent Content(int64_t late_funds = 5) {
  Finding finding{.kind = "release_timing", .display_name = "专项资金下达时间不明确", .is_applicable = true};
  finding.figures = {Figure("funds", int64_t{9}, "funds"),
                     Figure("promised", Money::Fen(382000000), "fen"),
                     Figure("undated_funds", int64_t{3}, "funds"),
                     Figure("undated_amount", Money::Fen(101000000), "fen"),
                     Figure("late_funds", late_funds, "funds"),
                     Figure("late_amount", Money::Fen(late_funds == 0 ? 0 : 224000000), "fen"),
                     Figure("q4_share", *Quotient(Rational(193), Rational(378)), "percent"),
                     {.name = "gap_days", .state = FactState::kMissing, .unit = "days"}};
  finding.recommendation = Recommendation{.title = "明确专项资金下达时间", .text = "建议明确下达时间。"};
  finding.recommendation->effects = {{.name = "finding:release_timing.q4_share",
                                      .display_name = "第四季度下达占比",
                                      .before = *Quotient(Rational(193), Rational(378)),
                                      .after = Rational(),
                                      .unit = "percent"}};
  EvaluationContent content;
  content.fiscal_year = 2023;
  content.department_display_name = "翠园街道办事处";
  content.findings = {finding};
  return content;
}

// The lines with their figures filled in.
std::string Printed(const std::vector<std::string>& lines, const EvaluationContent& content) {
  std::string text;
  for (const std::string& line : lines) {
    const Narrative narrative = ParseNarrative(absl::StrCat("一、\n", line)).narrative;
    for (const PrintedLine& printed : PrintLines(narrative, content)) absl::StrAppend(&text, printed.text);
  }
  return text;
}

TEST(ChapterProse, ProblemsAreToldWithTheirFigures) {
  const EvaluationContent content = Content();
  EXPECT_EQ(Printed(ProblemProse(content.findings[0], content), content),
            "本年度专项资金共9项、382.00万元，其中未明确下达时间的3项、101.00万元，逾期下达的5项、224."
            "00万元。从下达进度看，第四季度"
            "下达占已下达资金的51.06%。");
}

TEST(ChapterProse, WhatIsZeroOrMissingIsNotTold) {
  const EvaluationContent content = Content(0);
  const std::string text = Printed(ProblemProse(content.findings[0], content), content);
  EXPECT_THAT(text, HasSubstr("，其中未明确下达时间的3项、101.00万元。"));
  EXPECT_THAT(text, Not(HasSubstr("逾期")));
  EXPECT_THAT(text, Not(HasSubstr("缺口")));
}

TEST(ChapterProse, RecommendationsSayWhatWouldChange) {
  const EvaluationContent content = Content();
  EXPECT_EQ(Printed(RecommendationProse(content.findings[0], content), content),
            "建议批复专项资金时一并明确下达时间，对未明确下达时间的3项、101.00万元逐项商定下达计划，对逾期下达的224."
            "00万元按用款需求"
            "提前拨付，减少第四季度集中下达，缓解资金压力。经测算，各项专项资金如均明确下达时间并按期下达，第四季度下达"
            "占比由51.06%变"
            "为0.00%。");
}

TEST(ChapterProse, OtherKindsKeepTheirSummary) {
  Finding other{.kind = "other", .is_applicable = true, .summary = "另一问题。"};
  EXPECT_THAT(ProblemProse(other, {}), ElementsAre("另一问题。"));
  other.is_applicable = false;
  other.inapplicability_reason = "没有专项资金";
  EXPECT_THAT(ProblemProse(other, {}), ElementsAre("经测算，本年度不适用：没有专项资金。"));
}

// The point of it: a person changes the words, the year's data change, the figures in the edited words follow.
TEST(ChapterProse, EditedDraftFollowsTheData) {
  const std::string stored =
      "标题\n三、存在的问题\n1、下达迟。\n{{finding:release_timing}}\n四、建议\n1、早下达。\n{{recommendation:release_"
      "timing}}";
  std::string draft = DraftNarrative(stored, Content());
  EXPECT_THAT(draft, Not(HasSubstr("{{finding:release_timing}}")));
  EXPECT_THAT(draft, HasSubstr("{{figures:release_timing}}\n四、建议"));
  EXPECT_THAT(draft, HasSubstr("{{simulation:release_timing}}"));
  EXPECT_EQ(DraftNarrative(draft, Content()), draft) << "a draft is its own draft";
  draft = absl::StrReplaceAll(draft, {{"本年度专项资金共", "我街道全年专项资金"}});
  const ParsedNarrative edited = ParseNarrative(draft);
  EXPECT_THAT(edited.issues, IsEmpty());
  const auto print = [&](const EvaluationContent& content) {
    std::string text;
    for (const PrintedLine& line : PrintLines(edited.narrative, content)) absl::StrAppend(&text, line.text, "\n");
    return text;
  };
  EXPECT_THAT(print(Content()),
              HasSubstr("我街道全年专项资金9项、382.00万元，其中未明确下达时间的3项、101.00万元，逾期下达的5项"));
  EXPECT_THAT(print(Content(4)), HasSubstr("逾期下达的4项"));
  for (const CheckedNumber& number : CheckNarrative(edited.narrative, Content()).numbers) {
    EXPECT_FALSE(number.binding.empty()) << number.text << " is not bound";
  }
}

TEST(ChapterProse, NarrativesWithoutTheseChaptersGetThem) {
  EXPECT_THAT(DraftNarrative("标题\n一、概况\n情况。", Content()),
              HasSubstr("情况。\n三、部门整体支出绩效评价存在的问题\n1、专项资金下达时间不明确。\n本年度专项资金共"));
  EXPECT_THAT(DraftNarrative("", Content()), HasSubstr("2023年度翠园街道办事处\n"));
}

}  // namespace
}  // namespace zhengping::reporting
