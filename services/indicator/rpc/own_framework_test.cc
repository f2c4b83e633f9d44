// A county's own table is a file: the one that services/indicator/frameworks/README.md shows to a clerk, laid into a
// folder beside the shipped ones, scores as the page computes it by hand.
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/testing/temp_folder.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/rpc/shipped_frameworks_fixture.h"

namespace zhengping::indicator {
namespace {

std::string Readme() { return ReadFile(absl::StrCat(ZP_SOURCE_DIR, "/services/indicator/frameworks/README.md")); }

std::string ExampleText() {
  const std::string readme = Readme();
  const std::string fence = "```textproto\n";
  const size_t start = readme.find(fence);
  const size_t end = readme.find("```\n", start + fence.size());
  EXPECT_NE(end, std::string::npos);
  return readme.substr(start + fence.size(), end - start - fence.size());
}

// The last column of the page's table by the first.
std::map<std::string, std::string> PointsByHand() {
  std::map<std::string, std::string> points;
  for (const absl::string_view line : absl::StrSplit(Readme(), '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, absl::ByString(" | "));
    if (cells.size() != 4 || !absl::StartsWith(cells[0], "| ")) continue;
    points[cells[0].substr(2)] = std::string(cells[3].substr(0, cells[3].find(' ')));
  }
  return points;
}

Fact Wanyuan(const char* name, int64_t wanyuan) { return ReportedFact(name, Rational(wanyuan * 1000000)); }

void AddRow(Sheet& sheet, const char* level1, const char* name, Rational target, Rational actual, const char* unit) {
  PlanRow row;
  row.key = {"", level1, "", name, ""};
  row.target.value = std::move(target);
  row.unit = unit;
  sheet.plan.push_back(row);
  Observation observation;
  observation.key = row.key;
  observation.date = *Date::FromYmd(2024, 12, 31);
  observation.value = std::move(actual);
  observation.unit = unit;
  sheet.observations.push_back(observation);
}

Rational Percent(int64_t percent) { return *Quotient(Rational(percent), Rational(100)); }

TEST(OwnFramework, TheExampleOfThePageScoresAsComputedByHand) {
  TempFolder folder;
  folder.Write("shili-2024.textproto", ExampleText());
  std::vector<FrameworkText> texts = ShippedFrameworkTexts();
  const size_t shipped = texts.size();
  const std::vector<FrameworkText> own = ReadFrameworkTexts(folder.path()).value();
  texts.insert(texts.end(), own.begin(), own.end());
  const absl::StatusOr<FrameworkCatalogue> catalogue = FrameworkCatalogue::FromTexts(texts);
  ASSERT_TRUE(catalogue.ok()) << catalogue.status().message();
  EXPECT_EQ(catalogue->shipped().size(), shipped + 1);

  Sheet sheet{catalogue->Find("shili-2024"), {}, {}, {}};
  ASSERT_NE(sheet.framework, nullptr);
  sheet.facts = {Wanyuan("final_budget", 500), Wanyuan("payments", 460), Wanyuan("initial_budget", 450),
                 Wanyuan("supplements", 36),   Wanyuan("balance", 40),   Wanyuan("carryover_in", 50)};
  AddRow(sheet, "产出指标", "危房改造（产出）", Rational(30), Rational(27), "栋");
  AddRow(sheet, "满意度指标", "群众满意度", Percent(90), Percent(84), "%");
  Observation rules;
  rules.key.level3 = "管理制度";
  rules.date = *Date::FromYmd(2024, 12, 31);
  rules.parts = ReadObservedParts("制度健全:是；合法合规:是；有效执行:否");
  sheet.observations.push_back(rules);

  const Scorecard card = sheet.Card();
  const std::map<std::string, std::string> by_hand = PointsByHand();
  int compared = 0;
  for (const ScoredNode& node : card.nodes) {
    if (node.kind == NodeKind::kGroup) continue;
    ASSERT_TRUE(by_hand.contains(node.name)) << node.name;
    EXPECT_EQ(PointsText(node.low, node.high), by_hand.at(node.name)) << RenderExplanation(node.explanation);
    ++compared;
  }
  EXPECT_EQ(compared, 6);
  EXPECT_EQ(PointsText(card.low, card.high), by_hand.at("合计"));
  EXPECT_EQ(card.grade, "合格");
}

TEST(OwnFramework, OneOfAShippedNameIsRefused) {
  std::vector<FrameworkText> texts = ShippedFrameworkTexts();
  texts.push_back(texts.front());
  EXPECT_FALSE(FrameworkCatalogue::FromTexts(texts).ok());
}

}  // namespace
}  // namespace zhengping::indicator
