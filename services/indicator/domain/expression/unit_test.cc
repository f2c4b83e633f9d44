#include "services/indicator/domain/expression/unit.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

Unit Read(absl::string_view text) { return ReadUnit(text).value().unit; }

TEST(Unit, MultipliesAndCancels) {
  EXPECT_EQ(Read("元") / Read("人") * Read("人"), Read("fen"));
  EXPECT_TRUE((Read("元") / Read("万元")).is_rate());
  EXPECT_EQ((Read("元") / Read("人")).Format(), "元/人");
  EXPECT_EQ((Read("%") / Read("天")).Format(), "1/天");
  EXPECT_EQ((Read("元") * Read("元") / Read("亩")).Format(), "元·元/亩");
  EXPECT_EQ(Unit().Format(), "比率");
}

TEST(Unit, MoneyDiffersInScaleAlone) {
  EXPECT_EQ(Read("fen"), Read("万元"));
  EXPECT_EQ(ReadUnit("fen")->fen_per_unit, 1);
  EXPECT_EQ(ReadUnit("元")->fen_per_unit, 100);
  EXPECT_EQ(ReadUnit("万元")->fen_per_unit, 1000000);
  EXPECT_EQ(ReadUnit("亿元")->fen_per_unit, 10000000000);
  EXPECT_EQ(ReadUnit("元/人")->fen_per_unit, 100);
  EXPECT_EQ(ReadUnit("人")->fen_per_unit, 0);
}

TEST(Unit, PiecesAreOneUnitAndMeasuresTheirOwn) {
  EXPECT_EQ(Read("persons"), Read("人"));
  EXPECT_EQ(Read("名"), Read("人"));
  EXPECT_EQ(Read("日"), Read("days"));
  EXPECT_FALSE(Read("人次") == Read("人"));
  EXPECT_EQ(Read("栋"), Read("户"));
  EXPECT_EQ(Read("quotas"), Read("件"));
  EXPECT_FALSE(Read("栋") == Read("人"));
  EXPECT_FALSE(Read("亩") == Read("公里"));
  EXPECT_FALSE(Read("人/万元") == Read("人"));
  EXPECT_TRUE(Read("percent").is_rate());
  EXPECT_FALSE(ReadUnit("").has_value());
}

}  // namespace
}  // namespace zhengping::indicator
