#include "common/money/money.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping {
namespace {

constexpr Money kLargest = Money::Fen(std::numeric_limits<int64_t>::max());
constexpr Money kSmallest = -kLargest;
constexpr Money kFen = Money::Fen(1);

TEST(Money, AddsAndSubtractsWithinItsRange) {
  EXPECT_EQ(Add(Money::Fen(10000), Money::Fen(2500)), Money::Fen(12500));
  EXPECT_EQ(Subtract(Money::Fen(2500), Money::Fen(10000)), Money::Fen(-7500));
  EXPECT_EQ(Add(kLargest, kSmallest), Money());
  EXPECT_EQ(Subtract(kLargest, kLargest), Money());
  EXPECT_EQ(Add(kLargest - kFen, kFen), kLargest);
  EXPECT_EQ(Add(kSmallest + kFen, -kFen), kSmallest);
}

TEST(Money, LeavesNothingBehindBothEndsOfItsRange) {
  EXPECT_EQ(Add(kLargest, kFen), std::nullopt);
  EXPECT_EQ(Add(kSmallest, -kFen), std::nullopt) << "INT64_MIN has no negation";
  EXPECT_EQ(Add(kSmallest, Money::Fen(-2)), std::nullopt);
  EXPECT_EQ(Subtract(kSmallest, kFen), std::nullopt);
  EXPECT_EQ(Subtract(kLargest, -kFen), std::nullopt);
}

TEST(MoneyDeathTest, ASumThatWasPromisedToFitAborts) {
  EXPECT_DEATH(kLargest + kFen, "leaves the range");
  EXPECT_DEATH(kSmallest - kFen, "leaves the range");
  EXPECT_DEATH(Money::Fen(std::numeric_limits<int64_t>::min()), "leaves the range");
}

TEST(Money, Orders) {
  EXPECT_LT(kSmallest, Money());
  EXPECT_LT(Money(), kFen);
  Money total;
  total += Money::Fen(5);
  total -= Money::Fen(7);
  EXPECT_EQ(total, Money::Fen(-2));
}

TEST(Money, ReadsWhatPeopleWrite) {
  const struct {
    const char* text;
    int64_t fen;
  } cases[] = {
      {"12345.6", 1234560},
      {"12,345.60", 1234560},
      {"１２３", 12300},
      {"１２，３４５．６０", 1234560},
      {"　12345.60　", 1234560},
      {"-5", -500},
      {"－５", -500},
      {"+5", 500},
      {"0", 0},
      {"-0.00", 0},
      {"0.01", 1},
      {"0.010", 1},  // zeros at the end are no precision
      {"30278元", 3027800},
      {"30278 元", 3027800},
      {"4.7万元", 4700000},
      {"4.7 万元", 4700000},
      {"150万", 150000000},
      {"0.000001万", 1},
      {"1.2亿元", 12000000000},
      {"3亿", 30000000000},
      {"92233720368547758.07", std::numeric_limits<int64_t>::max()},
      {"-92233720368547758.07", -std::numeric_limits<int64_t>::max()},
      {"000000000000000000000000000012.50", 1250},
  };
  for (const auto& c : cases) EXPECT_THAT(ParseMoney(c.text), IsOkAndHolds(Money::Fen(c.fen))) << c.text;
}

TEST(Money, ABareNumberCountsTheUnitOfItsHeading) {
  EXPECT_THAT(ParseMoney("4.7", 1'000'000), IsOkAndHolds(Money::Fen(4'700'000)));
  EXPECT_THAT(ParseMoney("4.7元", 1'000'000), IsOkAndHolds(Money::Fen(470))) << "the cell's own unit wins";
  EXPECT_THAT(ParseMoney("4.70001", 1'000'000), IsOkAndHolds(Money::Fen(4'700'010)));
  EXPECT_THAT(ParseMoney("7", 1), IsOkAndHolds(Money::Fen(7)));
}

TEST(Money, RefusesWhatIsNoAmount) {
  const struct {
    const char* text;
    const char* reason;
  } cases[] = {
      {"", "AMOUNT_MALFORMED"},
      {"元", "AMOUNT_MALFORMED"},
      {"万元", "AMOUNT_MALFORMED"},
      {"12,34", "AMOUNT_MALFORMED"},
      {"1,2345.00", "AMOUNT_MALFORMED"},
      {"1234,567", "AMOUNT_MALFORMED"},
      {"12 345", "AMOUNT_MALFORMED"},
      {"1e5", "AMOUNT_MALFORMED"},
      {"12元5", "AMOUNT_MALFORMED"},
      {"12万万", "AMOUNT_MALFORMED"},
      {"12%", "AMOUNT_MALFORMED"},
      {"/", "AMOUNT_MALFORMED"},
      {"无", "AMOUNT_MALFORMED"},
      {"--5", "AMOUNT_MALFORMED"},
      {"nan", "AMOUNT_MALFORMED"},
      {"0.001", "AMOUNT_TOO_PRECISE"},
      {"12345.601元", "AMOUNT_TOO_PRECISE"},
      {"0.0000001万元", "AMOUNT_TOO_PRECISE"},
      {"92233720368547758.08", "AMOUNT_OUT_OF_RANGE"},
      {"-92233720368547758.08", "AMOUNT_OUT_OF_RANGE"},
      {"9999999999999999999999999999999999999999万元", "AMOUNT_OUT_OF_RANGE"},
  };
  for (const auto& c : cases) EXPECT_THAT(ParseMoney(c.text), IsRefusal(c.reason)) << c.text;
}

TEST(Money, PrintsYuan) {
  EXPECT_EQ(FormatYuan(Money()), "0.00");
  EXPECT_EQ(FormatYuan(Money::Fen(1234560)), "12,345.60");
  EXPECT_EQ(FormatYuan(Money::Fen(-5)), "-0.05");
  EXPECT_EQ(FormatYuan(Money::Fen(99999)), "999.99");
  EXPECT_EQ(FormatYuan(Money::Fen(100000)), "1,000.00");
  EXPECT_EQ(FormatYuan(kSmallest), "-92,233,720,368,547,758.07");
}

TEST(Money, PrintsWanyuanRoundedHalfAwayFromZero) {
  EXPECT_EQ(FormatWanyuan(Money::Fen(1234500)), "1.23");
  EXPECT_EQ(FormatWanyuan(Money::Fen(1235000)), "1.24");
  EXPECT_EQ(FormatWanyuan(Money::Fen(1234999)), "1.23");
  EXPECT_EQ(FormatWanyuan(Money::Fen(-1235000)), "-1.24");
  EXPECT_EQ(FormatWanyuan(Money::Fen(-4999)), "0.00") << "no minus before zero";
  EXPECT_EQ(FormatWanyuan(Money::Fen(-5000)), "-0.01");
  EXPECT_EQ(FormatWanyuan(Money::Fen(180200000000)), "180200.00");
  EXPECT_EQ(FormatWanyuan(kLargest), "9223372036854.78");
}

}  // namespace
}  // namespace zhengping
