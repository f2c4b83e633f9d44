#include "services/reporting/domain/prose/narrative_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace zhengping::reporting {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Observation Observed(std::string name, const char* value, std::string unit) {
  Observation observation;
  observation.key = {.level1 = "产出指标", .level2 = "数量指标", .level3 = std::move(name)};
  observation.is_lower_bound = absl::EndsWith(value, "余");
  observation.value = *ParseNumber(absl::StrReplaceAll(value, {{"余", ""}}));
  observation.unit = std::move(unit);
  return observation;
}

EvaluationContent Content() {
  EvaluationContent content;
  content.facts = {{.name = "final_budget",
                    .state = FactState::kDerived,
                    .value = Money::Fen(1994200000),
                    .unit = "fen",
                    .display_name = "全年预算数"}};
  content.findings = {{.kind = "release_timing",
                       .figures = {{.name = "late_amount",
                                    .display_name = "逾期下达金额",
                                    .state = FactState::kDerived,
                                    .value = Money::Fen(224000000),
                                    .unit = "fen"}}}};
  content.scorecard.observations = {
      Observed("新增就业人数", "46", "人"),       Observed("安置房测绘户数", "55", "户"),
      Observed("安置房消防完成户数", "55", "户"), Observed("湘易办辖区覆盖率", "38.64%", "%"),
      Observed("危房转移人员数", "100余", "人"),  Observed("城市低保月发放金额", "16.78", "万元"),
      Observed("收缴土地转让金", "30278", "")};
  return content;
}

NarrativeFindings Check(absl::string_view prose) {
  return CheckNarrative(ParseNarrative(absl::StrCat("一、概况\n", prose)).narrative, Content());
}

std::vector<std::string> Reasons(absl::string_view prose) {
  std::vector<std::string> reasons;
  for (const Issue& issue : Check(prose).issues) reasons.push_back(issue.reason);
  return reasons;
}

std::vector<std::string> Proposed(absl::string_view prose) {
  std::vector<std::string> proposed;
  for (const CheckedNumber& number : Check(prose).numbers) proposed.push_back(number.proposed);
  return proposed;
}

TEST(NarrativeCheck, UnboundNumbersGetTheBindingThatFits) {
  EXPECT_THAT(Proposed("新增就业人员46人。"), ElementsAre("新增就业人数"));
  EXPECT_THAT(Proposed("辖区覆盖率38.64%。"), ElementsAre("湘易办辖区覆盖率"));
  EXPECT_THAT(Proposed("安置房已测绘55户，消防完成55户。"), ElementsAre("安置房测绘户数", "安置房消防完成户数"));
  EXPECT_THAT(Proposed("转移危房人员100余人。"), ElementsAre("危房转移人员数"));
  EXPECT_THAT(Proposed("全年预算数1994.20万元。"), ElementsAre("fact:final_budget|万元"));
  EXPECT_THAT(Proposed("逾期下达金额224万元。"), ElementsAre("finding:release_timing.late_amount|万元"));
  EXPECT_THAT(Proposed("收缴土地转让金30278。"), ElementsAre("收缴土地转让金"));
}

TEST(NarrativeCheck, NoBindingIsProposedInDoubt) {
  EXPECT_THAT(Proposed("安置房55户。"), ElementsAre("")) << "of two";
  EXPECT_THAT(Proposed("评选先进46人。"), ElementsAre("")) << "another name";
  EXPECT_THAT(Proposed("新增就业46户。"), ElementsAre("")) << "another unit";
  EXPECT_THAT(Proposed("转移危房人员100人。"), ElementsAre("")) << "no lower bound";
  EXPECT_THAT(Proposed("2024年工作计划\n新增就业46人。"), ElementsAre("")) << "a plan";
}

TEST(NarrativeCheck, WhatIsNoFigureIsNotListed) {
  EXPECT_THAT(Check("1.按照财预〔2013〕53号，2023年11月5日起24小时值班，电话0739-5361234。").numbers, IsEmpty());
}

TEST(NarrativeCheck, ContradictionsWithTheDataAreTold) {
  EXPECT_THAT(Reasons("新增就业人员64人。"), ElementsAre("NUMBER_UNBOUND", "NUMBER_CONTRADICTS_DATA"));
  EXPECT_THAT(Reasons("新增就业目标48人。"), ElementsAre("NUMBER_UNBOUND"));
  EXPECT_THAT(Reasons("每月发放低保{{城市低保月发放金额}}元。"), ElementsAre("BOUND_UNIT_DIFFERS"));
  EXPECT_THAT(Reasons("每月发放低保{{城市低保月发放金额}}万元。"), IsEmpty());
  EXPECT_THAT(Reasons("预算{{fact:final_budget|万元}}亿元。"), ElementsAre("BOUND_UNIT_DIFFERS"));
  EXPECT_THAT(Reasons("预算{{fact:final_budget}}元，{{新增就业人数}}名。"), IsEmpty());
}

TEST(NarrativeCheck, NumbersWithoutUnitAreTold) {
  EXPECT_THAT(Reasons("收缴土地转让金30278。"), ElementsAre("NUMBER_WITHOUT_UNIT"));
  EXPECT_THAT(Reasons("收缴土地转让金{{收缴土地转让金}}。"), ElementsAre("BOUND_WITHOUT_UNIT"));
}

TEST(NarrativeCheck, ChaptersThatDifferAreTold) {
  EXPECT_THAT(Reasons("排查自建房585栋。\n二、情况\n共排查自建房586栋。"), Contains("NUMBERS_DIFFER"));
  EXPECT_THAT(Reasons("排查自建房585栋。\n二、情况\n共排查自建房585栋。"), Not(Contains("NUMBERS_DIFFER")));
  EXPECT_THAT(Reasons("截至6月，低保对象268户。\n二、情况\n截至11月，低保对象270户。"), Not(Contains("NUMBERS_DIFFER")))
      << "another day";
  EXPECT_THAT(Reasons("新增就业{{新增就业人数}}人。\n二、情况\n新增就业64人。"), Contains("NUMBERS_DIFFER"));
}

TEST(NarrativeCheck, PartsMustMakeTheirWhole) {
  EXPECT_THAT(Reasons("排查房屋585栋，经营性175栋，非经营性400栋。"), Contains("PARTS_DIFFER_FROM_WHOLE"));
  EXPECT_THAT(Reasons("排查房屋585栋，经营性175栋，非经营性410栋，拆除危房30栋。"),
              Not(Contains("PARTS_DIFFER_FROM_WHOLE")));
  EXPECT_THAT(Reasons("参保12人，其中男5人，女6人。"), Contains("PARTS_DIFFER_FROM_WHOLE"));
}

TEST(NarrativeCheck, DefinitionsAreWorkedOutAndTheirErrorsNamed) {
  EXPECT_THAT(Reasons("{{let:差 = 新增就业人数 - 没有的}}\n差{{差}}人。"), Contains("BINDING_UNKNOWN"));
  const NarrativeFindings found = Check("{{let:占比 = 新增就业人数 / 安置房测绘户数}}\n占{{占比|%}}。");
  EXPECT_THAT(found.issues, IsEmpty());
  ASSERT_EQ(found.numbers.size(), 1u);
  EXPECT_EQ(found.numbers[0].text, "83.64%");  // 46 / 55
}

TEST(NarrativeCheck, LongProseEndsAtTheLimitAndSaysSo) {
  std::string prose;
  for (int i = 0; prose.size() < kMostNarrativeBytes - 100; ++i) absl::StrAppend(&prose, "新增", i, "户，");
  const NarrativeFindings found = Check(prose);
  EXPECT_EQ(found.numbers.size(), kMostCheckedNumbers);
  EXPECT_EQ(found.issues.back().reason, "NUMBERS_TOO_MANY");
}

std::string FileText(const std::string& name) {
  std::ifstream stream(absl::StrCat(ZP_SOURCE_DIR, "/tests/data/", name));
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

// The demo's observations, as its file has them; none of its cells is quoted.
EvaluationContent SeedsContent() {
  EvaluationContent content;
  const std::string file = FileText("cuiyuan-2023/observations.csv");
  for (absl::string_view row : absl::StrSplit(file, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(row, ',');
    if (cells[4].empty() || cells[0] == "kpi_lv1") continue;
    Observation observation = Observed(cells[2], cells[4].c_str(), cells[7]);
    observation.key.level1 = cells[0];
    observation.key.level2 = cells[1];
    content.scorecard.observations.push_back(std::move(observation));
  }
  return content;
}

// The demo's prose was bound by hand, number by number; the same text unbound must get the same bindings or none.
TEST(NarrativeCheck, SeedsNumbersGetNoWrongBindingAndMostTheRightOne) {
  std::vector<std::string> by_hand;
  for (const NarrativeBlock& block : ParseNarrative(FileText("cuiyuan-2023/narrative.md")).narrative.blocks) {
    for (const NarrativePiece& piece : block.pieces) {
      if (piece.binding && piece.binding->kind == BindingKind::kObservation) by_hand.push_back(piece.binding->name);
    }
  }
  const NarrativeFindings found =
      CheckNarrative(ParseNarrative(FileText("prose/cuiyuan-2023.txt")).narrative, SeedsContent());
  ASSERT_EQ(found.numbers.size(), by_hand.size());
  int right = 0;
  for (size_t i = 0; i < by_hand.size(); ++i) {
    if (found.numbers[i].proposed.empty()) {
      std::cout << "none for " << found.numbers[i].text << found.numbers[i].unit << " " << by_hand[i] << "\n";
      continue;
    }
    EXPECT_EQ(found.numbers[i].proposed, by_hand[i]) << found.numbers[i].text;
    ++right;
  }
  EXPECT_GE(right, 28) << "of " << by_hand.size();
  for (const Issue& issue : found.issues) EXPECT_EQ(issue.severity, Severity::kNote) << FormatIssue(issue);
}

}  // namespace
}  // namespace zhengping::reporting
