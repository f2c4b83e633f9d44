#include "services/reporting/domain/content_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/digest/sm3.h"

namespace zhengping::reporting {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

EvaluationContent Sample() {
  EvaluationContent content;
  content.department = {"430503000", "403"};
  content.department_display_name = "翠园街道办事处";
  content.fiscal_year = 2023;
  content.as_of = Date::FromYmd(2023, 11, 30);
  Fact fact{.name = "payments", .state = FactState::kDerived, .value = Money::Fen(180260000), .unit = "fen"};
  fact.provenance = EntrySelector{.department = "divisions/430503000/departments/403",
                                  .fiscal_year = 2023,
                                  .revision = 17,
                                  .conditions = {{"entry_kind", {"PAYMENT", "REFUND"}}},
                                  .entry_count = 40,
                                  .sum = Money::Fen(180260000)};
  content.facts = {fact, {.name = "initial_budget"}};
  Finding finding{.kind = "release_timing", .is_applicable = true, .severity = FindingSeverity::kGrave};
  finding.figures = {
      {.name = "late_share", .state = FactState::kDerived, .value = *Quotient(Rational(1), Rational(3))}};
  finding.thresholds = FindingThresholds{.figure = "late_share", .noted = Rational(0), .source = "房"};
  content.findings = {finding};
  ScoredNode leaf{.is_leaf = true, .path = "预算执行/预算执行率", .weight = Rational(10), .state = LeafState::kScored};
  leaf.score = *ParseNumber("8.88");
  leaf.explanation = Explanation{.rule_kind = "proportional", .text = "得8.88分"};
  content.scorecard.nodes = {leaf};
  content.scorecard.notes = {{.severity = Severity::kNote, .reason = "OBSERVATION_UNIT_MISSING", .found = "30278"}};
  return content;
}

TEST(ContentJson, ReadsBackWhatItWrote) {
  const std::string written = CanonicalBytes(ContentToJson(Sample()));
  const absl::StatusOr<EvaluationContent> read = ContentFromJson(written);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(CanonicalBytes(ContentToJson(*read)), written);
  EXPECT_EQ(read->facts[0].value, Sample().facts[0].value);
  EXPECT_EQ(read->facts[1].value, std::nullopt) << "missing stays missing";
  EXPECT_EQ(read->findings, Sample().findings);
  EXPECT_EQ(read->scorecard.nodes, Sample().scorecard.nodes);
  EXPECT_EQ(read->as_of, Date::FromYmd(2023, 11, 30));
}

TEST(ContentJson, IsCanonical) {
  const std::string written = CanonicalBytes(ContentToJson(Sample()));
  EXPECT_THAT(written, HasSubstr(R"("fiscal_year":"2023")")) << "whole numbers are strings";
  EXPECT_THAT(written, HasSubstr(R"("rational":"1/3")")) << "rates are exact";
  EXPECT_THAT(written, HasSubstr(R"("score":"222/25")"));
  EXPECT_LT(written.find("\"department\""), written.find("\"facts\"")) << "keys are sorted";
}

TEST(ContentJson, RevisionsAreNoContent) {
  EvaluationContent later = Sample();
  later.facts[0].provenance->revision = 18;
  const std::string written = CanonicalBytes(ContentToJson(later));
  EXPECT_EQ(Sm3Hex(written), Sm3Hex(CanonicalBytes(ContentToJson(Sample()))));
  EXPECT_THAT(written, Not(HasSubstr("revision")));

  absl::StatusOr<EvaluationContent> read = ContentFromJson(written);
  ASSERT_TRUE(read.ok());
  Watermark watermark;
  watermark.marks = {{"budget", "divisions/430503000/departments/403", 2022, 9, ""},
                     {"budget", "divisions/430503000/departments/403", 2023, 18, ""},
                     {"indicator", "divisions/430503000/departments/403", 2023, 3, ""}};
  RestoreRevisions(watermark, *read);
  EXPECT_EQ(read->facts[0].provenance->revision, 18);
}

TEST(ContentJson, RefusesWhatItWouldNotWrite) {
  for (const char* text : {"", "{", R"({"fiscal_year":2023})", R"({"fiscal_year":"x"})",
                           R"({"findings":[{"severity":"dreadful"}]})", R"({"as_of":"2023-02-30"})"}) {
    const absl::StatusOr<EvaluationContent> read = ContentFromJson(text);
    EXPECT_FALSE(read.ok()) << text;
  }
}

TEST(ContentJson, WatermarkReadsBack) {
  Watermark watermark;
  watermark.marks = {{"budget", "divisions/430503000/departments/403", 2023, 18, "ab"}};
  watermark.framework_hash = "cd";
  watermark.narrative_revision = 2;
  watermark.prose_digest = "ef";
  const absl::StatusOr<Watermark> read = WatermarkFromJson(CanonicalBytes(WatermarkToJson(watermark)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, watermark);
}

}  // namespace
}  // namespace zhengping::reporting
