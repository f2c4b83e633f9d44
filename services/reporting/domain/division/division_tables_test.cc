#include "services/reporting/domain/division/division_tables.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

// domain.md Part II: 优 prefer; 良 by need; 中 cut by a share; 差 cancel or suspend.
TEST(DivisionTables, EveryGradeHasItsConsequenceAndSource) {
  const DivisionTables& tables = ShippedDivisionTables();
  const std::pair<const char*, const char*> expected[] = {
      {"优", "优先保障"}, {"良", "合理保障"}, {"中", "一定比例压减"}, {"差", "取消或暂缓"}};
  for (const auto& [grade, text] : expected) {
    const std::vector<ResultUse> uses = tables.UsesOf(grade);
    ASSERT_EQ(uses.size(), 3u) << grade << ": its own, and the two that follow from any";
    EXPECT_NE(uses[0].text.find(text), std::string::npos) << uses[0].text;
    for (const ResultUse& use : uses) EXPECT_NE(use.source, "");
  }
  EXPECT_TRUE(tables.UsesOf("").empty()) << "nothing follows from 不定级";
}

TEST(DivisionTables, SizeClassesBeginAtTheirBound) {
  const DivisionTables& tables = ShippedDivisionTables();
  EXPECT_EQ(tables.ClassOf(Money::Fen(5'000'000'000))->id, "large");  // 5,000 万元
  EXPECT_EQ(tables.ClassOf(Money::Fen(4'999'999'999))->id, "medium");
  EXPECT_EQ(tables.ClassOf(Money::Fen(500'000'000))->id, "medium");
  EXPECT_EQ(tables.ClassOf(Money::Fen(499'999'999))->id, "small");
  EXPECT_EQ(tables.ClassOf(Money())->id, "small");
  EXPECT_EQ(tables.ClassOf(std::nullopt), nullptr);
  EXPECT_EQ(tables.ClassNamed("huge"), nullptr);
  EXPECT_EQ(tables.ClassNamed("large")->source, "本系统默认值，无文件依据");
}

TEST(DivisionTables, BandsHaveNoGaps) {
  const std::vector<PointsRange>& bands = ShippedDivisionTables().bands;
  EXPECT_EQ(bands.front().high, Rational(100));
  EXPECT_EQ(bands.back().low, Rational(0));
  for (size_t i = 1; i < bands.size(); ++i) EXPECT_EQ(bands[i].high, bands[i - 1].low);
}

TEST(DivisionTables, WhatIsNoTableIsRefused) {
  const std::map<std::string, std::string> shipped = ShippedTableTexts();
  const std::pair<const char*, const char*> broken[] = {
      {"use_of_results", "grade,area,text,source\n优,预算安排,优先保障\n"},                   // a field is missing
      {"size_classes", "id,display_name,from_yuan,source\nlarge,大,5000,x\n"},                // nothing below
      {"size_classes", "id,display_name,from_yuan,source\nsmall,小,0,x\nlarge,大,5000,x\n"},  // the wrong way round
      {"points_bands", "low,high\n90,100\n0,80\n"},                                           // a gap
      {"points_bands", "low,high\n"},
  };
  for (const auto& [table, text] : broken) {
    std::map<std::string, std::string> texts = shipped;
    texts[table] = text;
    EXPECT_FALSE(ReadDivisionTables(texts).ok()) << text;
  }
  EXPECT_FALSE(ReadDivisionTables({}).ok());
  EXPECT_TRUE(ReadDivisionTables(shipped).ok());
}

}  // namespace
}  // namespace zhengping::reporting
