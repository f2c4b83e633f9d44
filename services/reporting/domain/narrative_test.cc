#include "services/reporting/domain/narrative.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Reasons(const ParsedNarrative& parsed) {
  std::vector<std::string> reasons;
  for (const Issue& issue : parsed.issues) reasons.push_back(issue.reason);
  return reasons;
}

Narrative Parse(absl::string_view text) {
  ParsedNarrative parsed = ParseNarrative(text);
  EXPECT_THAT(Reasons(parsed), IsEmpty());
  return parsed.narrative;
}

TEST(Narrative, HeadingsAreReadInEverySpelling) {
  struct Case {
    const char* line;
    int level;
    const char* heading;
    const char* following;
  };
  const Case cases[] = {
      {"二、部门整体支出绩效情况", 1, "部门整体支出绩效情况", ""},
      {"十一、附则", 1, "附则", ""},
      {"（一）、坚持党建引领，激活“红色”引擎", 2, "坚持党建引领，激活“红色”引擎", ""},
      {"(二)绩效目标", 2, "绩效目标", ""},
      {"1.突出阵地建设。一是强化理论武装。", 3, "突出阵地建设。", "一是强化理论武装。"},
      {"1、预算编制不够细化。", 3, "预算编制不够细化。", ""},
      {"（1）细目", 4, "细目", ""},
      {"## 标题", 2, "标题", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.line);
    const Narrative narrative = Parse(absl::StrCat("一、前言\n", c.line));
    ASSERT_THAT(narrative.blocks, SizeIs(2));
    const NarrativeBlock& block = narrative.blocks[1];
    EXPECT_EQ(block.kind, BlockKind::kHeading);
    EXPECT_EQ(block.level, c.level);
    EXPECT_EQ(block.heading, c.heading);
    EXPECT_EQ(block.pieces.empty() ? "" : block.pieces[0].text, c.following);
  }
}

TEST(Narrative, ParagraphsAreNotHeadings) {
  for (const char* line :
       {"一是稳定工作形势严峻。仍有重复上访现象。", "3.5万元用于培训。", "2023年，街道继续推进各项工作："}) {
    SCOPED_TRACE(line);
    const Narrative narrative = Parse(absl::StrCat("一、前言\n", line));
    ASSERT_THAT(narrative.blocks, SizeIs(2));
    EXPECT_EQ(narrative.blocks[1].kind, BlockKind::kParagraph);
  }
  const Narrative narrative = Parse("一、前言\n2024年工作计划");
  EXPECT_EQ(narrative.blocks[1].kind, BlockKind::kHeading);
  EXPECT_FALSE(narrative.blocks[1].is_numbered);
}

TEST(Narrative, LinesBeforeTheFirstChapterAreTheTitle) {
  const Narrative narrative = Parse(
      "\xEF\xBB\xBF"
      "2023年度街道办事处\n报告\n\n一、前言\n正文。\n");
  EXPECT_THAT(narrative.title_lines, ElementsAre("2023年度街道办事处", "报告"));
  EXPECT_THAT(narrative.blocks, SizeIs(2));
}

TEST(Narrative, BindingsAreReadInPlace) {
  const Narrative narrative = Parse(
      "一、前言\n推广{{湘易办推广人次}}人次，预算{{fact:final_budget|万元}}万元。\n{{finding:release_timing}}\n"
      "{{recommendation:release_timing}}");
  ASSERT_THAT(narrative.blocks, SizeIs(4));
  EXPECT_THAT(narrative.blocks[1].pieces,
              ElementsAre(NarrativePiece{"推广", Binding{BindingKind::kObservation, "湘易办推广人次", ""}},
                          NarrativePiece{"人次，预算", Binding{BindingKind::kFact, "final_budget", "万元"}},
                          NarrativePiece{"万元。", std::nullopt}));
  EXPECT_EQ(narrative.blocks[2].kind, BlockKind::kFinding);
  EXPECT_EQ(narrative.blocks[2].finding, "release_timing");
  EXPECT_EQ(narrative.blocks[3].kind, BlockKind::kRecommendation);
}

TEST(Narrative, AllMalformedBindingsAreReportedWithTheirLine) {
  const ParsedNarrative parsed =
      ParseNarrative("一、前言\n{{湘易办\n{{}}\n{{fact:payments|公斤}}\n甲{{finding:release_timing}}乙\n");
  EXPECT_THAT(Reasons(parsed),
              ElementsAre("BINDING_MALFORMED", "BINDING_MALFORMED", "BINDING_FORMAT_UNKNOWN", "BINDING_MALFORMED"));
  for (size_t i = 0; i < parsed.issues.size(); ++i) EXPECT_EQ(parsed.issues[i].place.row, static_cast<int>(i) + 2);
  EXPECT_THAT(Reasons(ParseNarrative(std::string(kMostNarrativeBytes + 1, 'a'))), ElementsAre("NARRATIVE_TOO_LONG"));
}

TEST(Narrative, FiguresOfFindingsStandInProseAndFindingsAlone) {
  const Narrative narrative =
      Parse("一、前言\n逾期{{finding:release_timing.late_amount|万元}}万元，得{{score:total}}分。");
  ASSERT_THAT(narrative.blocks, SizeIs(2));
  EXPECT_EQ(narrative.blocks[1].pieces[0].binding,
            (Binding{BindingKind::kFindingFigure, "release_timing.late_amount", "万元"}));
  EXPECT_EQ(NameOf(*narrative.blocks[1].pieces[0].binding), "finding:release_timing.late_amount");
  EXPECT_EQ(NameOf({BindingKind::kObservation, "推广人次", ""}), "observation:推广人次");
}

TEST(Narrative, DefinitionsStandAloneAndDoNotPrint) {
  const Narrative narrative = Parse("{{let:丙 = 甲 - 乙}}\n一、前言\n差{{丙}}户。");
  EXPECT_THAT(narrative.blocks, SizeIs(2));
  EXPECT_THAT(narrative.title_lines, IsEmpty());
  ASSERT_THAT(narrative.definitions, SizeIs(1));
  EXPECT_EQ(narrative.definitions[0].name, "丙");
  EXPECT_THAT(Reasons(ParseNarrative("{{let:丙 = }}\n{{let:丁 = 1}}\n{{let:丁 = 2}}")),
              ElementsAre("BINDING_MALFORMED", "BINDING_DEFINED_TWICE"));
}

TEST(Narrative, CyclesOfDefinitionsAreRefused) {
  const ParsedNarrative parsed = ParseNarrative("{{let:甲 = 1}}\n{{let:丙 = 丁 + 1}}\n{{let:丁 = 丙}}\n一、前言");
  ASSERT_THAT(Reasons(parsed), ElementsAre("BINDING_CYCLE"));
  EXPECT_EQ(parsed.issues[0].found, "丙 → 丁 → 丙");
  EXPECT_EQ(parsed.issues[0].place.row, 2);
}

TEST(Narrative, SeedsProseBindsItsFigures) {
  std::ifstream stream(ZP_SOURCE_DIR "/tests/data/cuiyuan-2023/narrative.md");
  std::stringstream text;
  text << stream.rdbuf();
  const Narrative narrative = Parse(text.str());
  EXPECT_THAT(narrative.title_lines, SizeIs(2));
  int chapters = 0;
  int findings = 0;
  int bindings = 0;
  for (const NarrativeBlock& block : narrative.blocks) {
    chapters += block.kind == BlockKind::kHeading && block.level == 1;
    findings += block.kind == BlockKind::kFinding;
    for (const NarrativePiece& piece : block.pieces) bindings += piece.binding.has_value();
  }
  EXPECT_EQ(chapters, 4);
  EXPECT_EQ(findings, 4);
  EXPECT_GE(bindings, 30);
}

}  // namespace
}  // namespace zhengping::reporting
