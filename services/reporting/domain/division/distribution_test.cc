#include "services/reporting/domain/division/distribution.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

Rational Points(const char* text) { return *ParseNumber(text); }

const std::vector<PointsRange> kBands = {
    {Rational(90), Rational(100)}, {Rational(60), Rational(90)}, {Rational(0), Rational(60)}};

// By hand: sorted 59.99 60 82 90 100. Mean 391.99 ÷ 5; quartiles at places 2, 3 and 4.
TEST(Distribution, FiveTotals) {
  const Distribution five =
      DistributionOf({Points("90"), Points("59.99"), Points("100"), Points("60"), Points("82")}, kBands);
  EXPECT_EQ(five.count, 5);
  EXPECT_EQ(five.mean, Points("78.398"));
  EXPECT_EQ(five.minimum, Points("59.99"));
  EXPECT_EQ(five.lower_quartile, Rational(60));
  EXPECT_EQ(five.median, Rational(82));
  EXPECT_EQ(five.upper_quartile, Rational(90));
  EXPECT_EQ(five.maximum, Rational(100));
  ASSERT_EQ(five.bands.size(), 3u);
  EXPECT_EQ(five.bands[0].count, 2) << "90 and 100";
  EXPECT_EQ(five.bands[1].count, 2) << "60 is in the band that begins there";
  EXPECT_EQ(five.bands[2].count, 1);
}

// Places 1.75, 2.5 and 3.25 of 1 2 4 8.
TEST(Distribution, QuartilesBetweenTotalsAreExact) {
  const Distribution four = DistributionOf({Rational(8), Rational(1), Rational(4), Rational(2)}, {});
  EXPECT_EQ(four.lower_quartile, Points("1.75"));
  EXPECT_EQ(four.median, Rational(3));
  EXPECT_EQ(four.upper_quartile, Rational(5));
  const Distribution three = DistributionOf({Rational(0), Rational(0), Rational(1)}, {});
  EXPECT_EQ(three.mean, *Quotient(Rational(1), Rational(3))) << "no rounding";
}

TEST(Distribution, OneTotalIsEveryQuantileAndNoneIsNone) {
  const Distribution one = DistributionOf({Rational(7)}, kBands);
  EXPECT_EQ(one.lower_quartile, Rational(7));
  EXPECT_EQ(one.upper_quartile, Rational(7));
  const Distribution none = DistributionOf({}, kBands);
  EXPECT_EQ(none.count, 0);
  EXPECT_EQ(none.bands.size(), 3u);
}

// A sheet of 120 points.
TEST(Distribution, NoTotalFallsOutOfTheBands) {
  const Distribution wide = DistributionOf({Rational(110), Rational(-1)}, kBands);
  EXPECT_EQ(wide.bands[0].count, 1);
  EXPECT_EQ(wide.bands[2].count, 1);
}

}  // namespace
}  // namespace zhengping::reporting
