#include "services/reporting/domain/evaluate.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace zhengping::reporting {
namespace {

constexpr char kDepartment[] = "divisions/430503000/departments/403";

Subject Year2023() { return {.department = {"430503000", "403"}, .fiscal_year = 2023}; }

EntrySelector PaymentsAt(int64_t revision) {
  return {.department = kDepartment,
          .fiscal_year = 2023,
          .revision = revision,
          .conditions = {{"entry_kind", {"PAYMENT"}}},
          .entry_count = 2,
          .sum = Money::Fen(8876)};
}

YearAnalysis Analysis(int64_t revision = 17) {
  YearAnalysis analysis;
  analysis.department_display_name = "翠园街道办事处";
  analysis.facts = {{.name = "payments",
                     .state = FactState::kDerived,
                     .value = Money::Fen(8876),
                     .unit = "fen",
                     .provenance = PaymentsAt(revision)},
                    {.name = "final_budget", .state = FactState::kDerived, .value = Money::Fen(10000), .unit = "fen"}};
  Finding finding{.kind = "release_timing", .is_applicable = true};
  finding.figures = {{.name = "late_funds",
                      .display_name = "晚下达项数",
                      .definition = "下达日晚于应下达日",
                      .state = FactState::kDerived,
                      .value = int64_t{2},
                      .unit = "",
                      .entries = {PaymentsAt(revision)}},
                     {.name = "late_days", .state = FactState::kMissing}};
  analysis.findings = {finding};
  analysis.marks = {{"budget", kDepartment, 2023, revision, "b3"}, {"budget", kDepartment, 2022, 4, "b2"}};
  analysis.settings_hash = "5e";
  return analysis;
}

Scoring Scored() {
  Scoring scoring;
  scoring.scorecard.framework = "frameworks/self-evaluation-2020";
  scoring.scorecard.total.score = Rational(88);
  scoring.framework_hash = "f0";
  scoring.marks = {{"indicator", kDepartment, 2023, 3, "1d"}};
  return scoring;
}

KeptYear Kept() {
  return {.revision = 2,
          .narrative = "一、绩效",
          .case_head = {.framework = "frameworks/self-evaluation-2020", .source = "公开文本"},
          .department_display_name = "大祥区翠园街道办事处"};
}

TEST(Join, HoldsWhatWasReadAndFixesItByMarks) {
  const Computed computed = Join(Year2023(), Analysis(), Scored(), Kept());
  EXPECT_EQ(computed.content.department_display_name, "大祥区翠园街道办事处") << "the case's own name";
  EXPECT_EQ(computed.content.as_of, std::nullopt) << "the whole year stays the whole year";
  ASSERT_EQ(computed.content.facts.size(), 2u);
  EXPECT_EQ(computed.content.facts[0].name, "final_budget") << "sorted by name";
  EXPECT_EQ(computed.content.facts[1].provenance, PaymentsAt(17)) << "selectors are kept";
  EXPECT_EQ(computed.content.narrative, "一、绩效");
  EXPECT_EQ(computed.content.case_head, Kept().case_head);
  const std::vector<DepartmentYearMark> marks = {{"budget", kDepartment, 2022, 4, "b2"},
                                                 {"budget", kDepartment, 2023, 17, "b3"},
                                                 {"indicator", kDepartment, 2023, 3, "1d"}};
  EXPECT_EQ(computed.watermark.marks, marks);
  EXPECT_EQ(computed.watermark.framework_hash, "f0");
  EXPECT_EQ(computed.watermark.settings_hash, "5e");
  EXPECT_EQ(computed.watermark.narrative_revision, 2);
}

TEST(Join, WithoutAKeptNameTakesBudgets) {
  EXPECT_EQ(Join(Year2023(), Analysis(), Scored(), {}).content.department_display_name, "翠园街道办事处");
}

// Two databases can count to the same revision with other words, and budget's name for the department has no mark.
TEST(Join, OtherWordsUnderTheSameMarksAreAnotherWatermark) {
  const Watermark watermark = Join(Year2023(), Analysis(), Scored(), Kept()).watermark;
  EXPECT_EQ(watermark.prose_digest.size(), 64u);
  EXPECT_EQ(Join(Year2023(), Analysis(), Scored(), Kept()).watermark, watermark);
  KeptYear retold = Kept();
  retold.narrative = "一、绩效。";
  EXPECT_NE(Join(Year2023(), Analysis(), Scored(), retold).watermark, watermark);
  KeptYear renamed = Kept();
  renamed.department_display_name = "翠园街道";
  EXPECT_NE(Join(Year2023(), Analysis(), Scored(), renamed).watermark, watermark);
  KeptYear other_head = Kept();
  other_head.case_head.illustrative_tables = {"指标账"};
  EXPECT_NE(Join(Year2023(), Analysis(), Scored(), other_head).watermark, watermark);
  KeptYear moved = Kept();
  moved.narrative += moved.case_head.framework;
  moved.case_head.framework = "";
  EXPECT_NE(Join(Year2023(), Analysis(), Scored(), moved).watermark.prose_digest, watermark.prose_digest)
      << "a text does not pass into the next";

  YearAnalysis renamed_by_budget = Analysis();
  renamed_by_budget.department_display_name = "翠园街道";
  EXPECT_NE(Join(Year2023(), renamed_by_budget, Scored(), {}).watermark,
            Join(Year2023(), Analysis(), Scored(), {}).watermark);
}

TEST(Join, EqualInputsHaveEqualDigests) {
  const std::string digest = Join(Year2023(), Analysis(), Scored(), Kept()).content_digest;
  EXPECT_EQ(digest.size(), 64u);
  YearAnalysis shuffled = Analysis();
  std::reverse(shuffled.facts.begin(), shuffled.facts.end());
  EXPECT_EQ(Join(Year2023(), shuffled, Scored(), Kept()).content_digest, digest)
      << "the order of arrival is no content";
  EXPECT_EQ(Join(Year2023(), Analysis(18), Scored(), Kept()).content_digest, digest) << "a revision is no content";

  YearAnalysis richer = Analysis();
  richer.facts[0].value = Money::Fen(8877);
  EXPECT_NE(Join(Year2023(), richer, Scored(), Kept()).content_digest, digest) << "one fen is content";
  KeptYear rewritten = Kept();
  rewritten.narrative += "。";
  EXPECT_NE(Join(Year2023(), Analysis(), Scored(), rewritten).content_digest, digest);
}

TEST(FactsForScoring, CarriesFiguresOfFindingsByTheirNames) {
  const std::vector<Fact> facts = FactsForScoring(Analysis());
  ASSERT_EQ(facts.size(), 4u);
  const Fact late{.name = "finding:release_timing.late_funds",
                  .state = FactState::kDerived,
                  .value = int64_t{2},
                  .unit = "",
                  .provenance = PaymentsAt(17),
                  .source = "下达日晚于应下达日",
                  .display_name = "晚下达项数"};
  EXPECT_EQ(facts[2], late);
  EXPECT_EQ(facts[3].name, "finding:release_timing.late_days");
  EXPECT_EQ(facts[3].state, FactState::kMissing) << "a missing figure is no zero";
}

}  // namespace
}  // namespace zhengping::reporting
