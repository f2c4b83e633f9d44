#include "common/rational/rational.h"

#include <gtest/gtest.h>

#include <limits>

#include "common/testing/matchers.h"

namespace zhengping {
namespace {

Rational Of(int64_t numerator, int64_t denominator) {
  return Quotient(Rational(numerator), Rational(denominator)).value();
}

TEST(Rational, IsExact) {
  EXPECT_EQ(Of(1, 3) + Of(1, 6), Of(1, 2));
  EXPECT_EQ(Of(1, 3) - Of(1, 2), Of(-1, 6));
  EXPECT_EQ(Of(2, 3) * Of(3, 4), Of(1, 2));
  EXPECT_EQ(Of(6, -4).numerator(), "-3");
  EXPECT_EQ(Of(6, -4).denominator(), "2");
  EXPECT_LT(Of(38639, 100000), Of(3864, 10000)) << "both print 38.64%";
  Rational sum;
  for (int i = 0; i < 10; ++i) sum += Of(1, 10);
  EXPECT_EQ(sum, Rational(1));
  sum -= Of(1, 2);
  EXPECT_EQ(sum, Of(1, 2));
}

TEST(Rational, OverZeroIsNoValue) {
  EXPECT_FALSE(Quotient(Rational(1), Rational()).has_value());
  EXPECT_FALSE(Quotient(Rational(), Rational()).has_value());
  EXPECT_EQ(Quotient(Rational(), Rational(5)), Rational());
}

TEST(Rational, GivesAWholeNumberOnlyIfItIsOneAndFits) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(Of(6, 3).ToInt64(), 2);
  EXPECT_EQ(Of(7, 3).ToInt64(), std::nullopt);
  EXPECT_EQ(Rational(kMax).ToInt64(), kMax);
  EXPECT_EQ((Rational(kMax) + Rational(1)).ToInt64(), std::nullopt);
  EXPECT_EQ(Rational(std::numeric_limits<int64_t>::min()).ToInt64(), std::numeric_limits<int64_t>::min());
}

TEST(Rational, FloorGoesDown) {
  EXPECT_EQ(Floor(Of(7, 2)), Rational(3));
  EXPECT_EQ(Floor(Of(-7, 2)), Rational(-4));
  EXPECT_EQ(Floor(Rational(-4)), Rational(-4));
  EXPECT_EQ(Floor(Rational()), Rational());
}

TEST(Rational, RoundsHalfAwayFromZero) {
  const struct {
    Rational value;
    int decimals;
    const char* text;
  } cases[] = {
      {Of(5, 1000), 2, "0.01"},       {Of(-5, 1000), 2, "-0.01"},
      {Of(4999, 1000000), 2, "0.00"}, {Of(-4999, 1000000), 2, "0.00"},  // no minus before zero
      {Of(25, 10), 0, "3"},           {Of(-25, 10), 0, "-3"},
      {Of(35, 10), 0, "4"},           {Of(5, 2), 2, "2.50"},
      {Of(1, 3), 4, "0.3333"},        {Of(2, 3), 4, "0.6667"},
      {Of(-2, 3), 1, "-0.7"},         {Rational(), 3, "0.000"},
      {Rational(12), 0, "12"},        {Of(1, 3), 18, "0.333333333333333333"},
  };
  for (const auto& c : cases) EXPECT_EQ(FormatFixed(c.value, c.decimals), c.text);
  EXPECT_EQ(Round(Of(19999, 10000), 2), Rational(2));
}

TEST(Rational, PrintsRates) {
  EXPECT_EQ(FormatPercent(Of(1802, 2030)), "88.77%");
  EXPECT_EQ(FormatPercent(Of(55, 56)), "98.21%");
  EXPECT_EQ(FormatPercent(Of(3864, 10000)), "38.64%");
  EXPECT_EQ(FormatPercent(Of(-1, 8), 0), "-13%");
  EXPECT_EQ(FormatShort(Of(5, 2)), "2.5");
  EXPECT_EQ(FormatShort(Rational(12)), "12");
  EXPECT_EQ(FormatShort(Rational(120)), "120");
  EXPECT_EQ(FormatShort(Of(1, 3), 2), "0.33");
  EXPECT_EQ(FormatShort(Of(1, 300), 1), "0");
  EXPECT_EQ(FormatShort(Rational(100), 0), "100");
}

// A department that writes 98.21% has not done 55 of 56 exactly: the difference decides at a band's edge.
TEST(Rational, AWrittenPercentageIsNotTheQuotientBehindIt) {
  const Rational written = ParseNumber("98.21%").value();
  EXPECT_EQ(written, Of(9821, 10000));
  EXPECT_LT(written, Of(55, 56));
  EXPECT_EQ(FormatPercent(written), FormatPercent(Of(55, 56)));
}

TEST(Rational, ReadsWhatPeopleWrite) {
  const struct {
    const char* text;
    Rational value;
  } cases[] = {
      {"12", Rational(12)},       {"-0.5", Of(-1, 2)},          {"98.21%", Of(9821, 10000)},
      {"1,234.5", Of(12345, 10)}, {"９８．５％", Of(197, 200)}, {"98.21 %", Of(9821, 10000)},
      {"　7　", Rational(7)},     {"010", Rational(10)},        {"0.08", Of(8, 100)},
      {"0", Rational()},          {"-0", Rational()},           {"100%", Rational(1)},
      {"-0.05%", Of(-5, 10000)},
  };
  for (const auto& c : cases) EXPECT_THAT(ParseNumber(c.text), IsOkAndHolds(c.value)) << c.text;
}

TEST(Rational, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "%", "12,34", "1e5", "1/2", "five", "100余", "12%%", ".5", "5.", "0x10", "无", "1 2"}) {
    EXPECT_THAT(ParseNumber(text), IsRefusal("NUMBER_MALFORMED")) << text;
  }
}

TEST(Rational, RefusesDigitsWithoutEnd) {
  EXPECT_THAT(ParseNumber(std::string(60, '9')), IsOk());
  EXPECT_THAT(ParseNumber(std::string(61, '9')), IsRefusal("NUMBER_TOO_LONG"));
  EXPECT_THAT(ParseNumber("0." + std::string(60, '9')), IsRefusal("NUMBER_TOO_LONG"));
  EXPECT_THAT(ParseNumber(std::string(1'000'000, '9')), IsRefusal("NUMBER_TOO_LONG"));
  EXPECT_THAT(ParseFraction(std::string(200, '9'), std::string(200, '7')), IsOk());
  EXPECT_THAT(ParseFraction(std::string(201, '9'), "1"), IsRefusal("NUMBER_TOO_LONG"));
  EXPECT_THAT(ParseFraction("1", std::string(201, '9')), IsRefusal("NUMBER_TOO_LONG"));
}

TEST(Rational, ReadsFractionsFromTheWire) {
  EXPECT_THAT(ParseFraction("6", "4"), IsOkAndHolds(Of(3, 2)));
  EXPECT_THAT(ParseFraction("-0010", "08"), IsOkAndHolds(Of(-5, 4)));
  EXPECT_THAT(ParseFraction("0", "9"), IsOkAndHolds(Rational()));
  EXPECT_THAT(ParseFraction("1", "0"), IsRefusal("DENOMINATOR_NOT_POSITIVE"));
  EXPECT_THAT(ParseFraction("1", "-2"), IsRefusal("DENOMINATOR_NOT_POSITIVE"));
  for (const char* text : {"", "-", "+1", "1.5", "0x1", " 1", "１"}) {
    EXPECT_THAT(ParseFraction(text, "1"), IsRefusal("NUMBER_MALFORMED")) << text;
    EXPECT_THAT(ParseFraction("1", text), IsRefusal("NUMBER_MALFORMED")) << text;
  }
}

TEST(Rational, AParsedFractionIsTheOneThatWasWritten) {
  for (const Rational& value : {Of(55, 56), Of(-1, 3), Rational(), Rational(7)}) {
    EXPECT_THAT(ParseFraction(value.numerator(), value.denominator()), IsOkAndHolds(value));
  }
}

// Both sides of the bound at which the 64-bit form gives way to the big one, and back.
TEST(Rational, ArithmeticAgreesOnBothSidesOf64Bits) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const Rational edges[] = {Rational(1),
                            Rational(-1),
                            Rational(kMost),
                            Rational(-kMost),
                            Rational(-kMost - 1),
                            Rational(kMost) * Rational(kMost),
                            *Quotient(Rational(1), Rational(kMost)),
                            *Quotient(Rational(kMost - 1), Rational(kMost)),
                            *Quotient(Rational(kMost), Rational(kMost) * Rational(3)),
                            Rational(kMost) + Rational(1)};
  for (const Rational& a : edges) {
    for (const Rational& b : edges) {
      EXPECT_EQ(a + b - b, a);
      EXPECT_EQ(*Quotient(a * b, b), a);
      EXPECT_EQ(*Quotient(a, b) * b, a);
      EXPECT_EQ(-(a - b), b - a);
      EXPECT_EQ(a<b, (b - a)> Rational());
      EXPECT_EQ(a == b, (b - a).is_zero());
    }
    EXPECT_LE(Floor(a), a);
    EXPECT_GT(Floor(a) + Rational(1), a);
  }
  EXPECT_EQ((Rational(kMost) + Rational(1)).numerator(), "9223372036854775808");
  EXPECT_EQ((Rational(kMost) * Rational(kMost)).numerator(), "85070591730234615847396907784232501249");
  EXPECT_EQ(Rational(-kMost - 1).ToInt64(), -kMost - 1);
  EXPECT_EQ((Rational(kMost) + Rational(1) - Rational(1)).ToInt64(), kMost);
}

}  // namespace
}  // namespace zhengping
