#include "services/reporting/domain/rectification/rectification.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/domain/rectification_follow_up.h"

namespace zhengping::reporting {
namespace {

Rational Share(int64_t numerator, int64_t denominator) { return *Quotient(Rational(numerator), Rational(denominator)); }

Finding Problem(const char* kind, FindingSeverity severity, Rational figure) {
  Finding finding{.kind = kind, .display_name = "专项资金下达时间不明确", .is_applicable = true, .severity = severity};
  finding.figures = {{.name = "undated_share",
                      .display_name = "未明确下达时间占比",
                      .state = FactState::kDerived,
                      .value = figure,
                      .unit = "percent"}};
  finding.summary = "9项中3项没有下达时间";
  finding.recommendation = Recommendation{.title = "明确下达时间", .text = "逐项书面明确下达时间"};
  return finding;
}

ScoredNode Leaf(const char* path, int64_t weight, std::optional<Rational> score) {
  ScoredNode node{
      .is_leaf = true, .path = path, .display_name = "新增就业人数", .weight = Rational(weight), .score = score};
  node.state = score.has_value() ? LeafState::kScored : LeafState::kMissing;
  return node;
}

EvaluationContent Content() {
  EvaluationContent content{.department = {"430503000", "403"}, .fiscal_year = 2023};
  content.findings = {Problem("release_timing", FindingSeverity::kSerious, Share(1, 3)),
                      Problem("coarse_budgeting", FindingSeverity::kNone, Share(1, 100))};
  content.scorecard.nodes = {Leaf("效益指标/社会效益指标/新增就业人数", 3, Share(28750, 10000)),
                             Leaf("产出指标/数量指标/推广人次", 3, Rational(3)),
                             Leaf("满意度指标/居民群众满意度", 10, std::nullopt)};
  return content;
}

TEST(Rectification, ProblemsAndLostPointsBecomeItems) {
  const std::vector<RectificationItem> items = ItemsOf(Content(), "2023-1");
  ASSERT_EQ(items.size(), 2u) << "no item for what is in order, at full points, or without points";
  EXPECT_EQ(items[0].id, "2023-release-timing");
  EXPECT_EQ(items[0].measure, "逐项书面明确下达时间");
  EXPECT_EQ(*items[0].figure, Share(1, 3));
  EXPECT_EQ(items[1].subject, "效益指标/社会效益指标/新增就业人数");
  EXPECT_EQ(*items[1].figure, Share(28750, 30000));
  EXPECT_EQ(items[1].evaluation, "2023-1");
  EXPECT_EQ(items[1].state, RectificationState::kOpen);
  EXPECT_EQ(items, ItemsOf(Content(), "2023-1")) << "the same again";
}

TEST(Rectification, EveryStepIsAllowedOrRefused) {
  constexpr RectificationState kStates[] = {RectificationState::kOpen, RectificationState::kInProgress,
                                            RectificationState::kDone, RectificationState::kVerified};
  constexpr bool kAllowed[4][4] = {// to open, in progress, done, verified
                                   {true, true, true, false},
                                   {false, true, true, false},
                                   {false, true, true, true},
                                   {false, false, false, true}};
  for (int from = 0; from < 4; ++from) {
    for (int to = 0; to < 4; ++to) {
      RectificationItem item{.id = "x", .measure = "m", .state = kStates[from], .evidence = {"台账.xlsx"}};
      const RectificationItem before = item;
      const absl::Status status = Apply({.state = kStates[to]}, item);
      SCOPED_TRACE(StateText(kStates[from]) + " → " + StateText(kStates[to]));
      if (kAllowed[from][to]) {
        EXPECT_THAT(status, IsOk());
        EXPECT_EQ(item.state, kStates[to]);
      } else {
        EXPECT_THAT(status, IsRefusal("RECTIFICATION_STATE_FORBIDS", "state"));
        EXPECT_EQ(item, before);
      }
    }
  }
}

TEST(Rectification, WhatIsDoneNamesItsEvidence) {
  RectificationItem item{.id = "x", .measure = "m"};
  EXPECT_THAT(Apply({.state = RectificationState::kDone}, item), IsRefusal("EVIDENCE_MISSING", "evidence"));
  EXPECT_THAT(Apply({.state = RectificationState::kDone, .evidence = {{"下达文件.pdf"}}}, item), IsOk());
  EXPECT_THAT(Apply({.evidence = std::vector<std::string>()}, item), IsRefusal("EVIDENCE_MISSING", "evidence"))
      << "nor is it taken away afterwards";
}

TEST(Rectification, TextsHaveBounds) {
  RectificationItem item{.id = "x", .measure = "m"};
  EXPECT_THAT(Apply({.measure = ""}, item), IsRefusal("FIELD_MISSING", "measure"));
  EXPECT_THAT(Apply({.owner = std::string(3000, 'x')}, item), IsOk());
  EXPECT_THAT(Apply({.owner = std::string(3001, 'x')}, item), IsRefusal("TEXT_TOO_LONG", "owner"));
  EXPECT_THAT(Apply({.evidence = std::vector<std::string>(51, "x")}, item), IsRefusal("TEXT_TOO_LONG", "evidence"));
}

TEST(FollowUp, LessOfAProblemIsBetterAndMorePointsAre) {
  struct Case {
    const char* what;
    bool is_finding;
    std::optional<Rational> now;
    RectificationVerdict verdict;
  };
  const Case cases[] = {
      {"a smaller problem", true, Share(1, 4), RectificationVerdict::kBetter},
      {"the same problem", true, Share(1, 3), RectificationVerdict::kSame},
      {"a larger problem", true, Share(1, 2), RectificationVerdict::kWorse},
      {"a problem that cannot be measured", true, std::nullopt, RectificationVerdict::kUnknown},
      {"more points", false, Rational(3), RectificationVerdict::kBetter},
      {"fewer points", false, Rational(2), RectificationVerdict::kWorse},
      {"no points", false, std::nullopt, RectificationVerdict::kUnknown},
  };
  std::vector<RectificationItem> items = ItemsOf(Content(), "2023-1");
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EvaluationContent next = Content();
    next.fiscal_year = 2024;
    next.findings[0].figures[0].value = std::nullopt;
    if (c.is_finding && c.now.has_value()) next.findings[0].figures[0].value = *c.now;
    next.scorecard.nodes[0].score = c.is_finding ? std::nullopt : c.now;
    const std::vector<RectificationFollowUp> follow_ups = FollowUp(items, next.findings, next.scorecard.nodes);
    ASSERT_EQ(follow_ups.size(), 2u);
    EXPECT_EQ(follow_ups[c.is_finding ? 0 : 1].verdict, c.verdict);
  }
}

TEST(FollowUp, SaysBothFigures) {
  EvaluationContent next = Content();
  next.findings[0].figures[0].value = Share(1, 4);
  const std::vector<RectificationFollowUp> follow_ups =
      FollowUp(ItemsOf(Content(), "2023-1"), next.findings, next.scorecard.nodes);
  EXPECT_EQ(follow_ups[0].text, "专项资金下达时间不明确：未明确下达时间占比由2023年的33.33%变为本年的25.00%，好转");
}

TEST(FollowUp, FiguresReadInTheirUnit) {
  EXPECT_EQ(FigureText(Rational(1234500), "fen"), "1.23万元");
  EXPECT_EQ(FigureText(Share(1, 3), "percent"), "33.33%");
  EXPECT_EQ(FigureText(Rational(5), "days"), "5天");
  EXPECT_EQ(FigureText(std::nullopt, "days"), "无数据");
}

}  // namespace
}  // namespace zhengping::reporting
