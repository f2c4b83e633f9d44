#include "services/budget/domain/fact.h"

#include <gtest/gtest.h>

namespace zhengping::budget {
namespace {

TEST(Quantity, IsPrintedWithItsUnit) {
  const Rational third = *Quotient(Rational(1), Rational(3));
  EXPECT_EQ(FormatQuantity(Money::Fen(1234567), "fen"), "12,345.67元");
  EXPECT_EQ(FormatQuantity(int64_t{3}, "documents"), "3份");
  EXPECT_EQ(FormatQuantity(int64_t{46}, "persons"), "46人");
  EXPECT_EQ(FormatQuantity(int64_t{7}, ""), "7");
  EXPECT_EQ(FormatQuantity(third, "percent"), "33.33%");
  EXPECT_EQ(FormatQuantity(third, "days"), "0.33天");
  EXPECT_EQ(FormatQuantity(*Quotient(Rational(1001), Rational(2)), "fen"), "5.01元");  // 500.5 fen
  EXPECT_EQ(FormatQuantity(*Quotient(Rational(5250001), Rational(2)), "fen"), "26,250.01元");
  EXPECT_EQ(FormatQuantity(Rational(120), "square_meters"), "120平方米");
  EXPECT_EQ(FormatQuantity(*Date::FromYmd(2023, 5, 31), ""), "2023年5月31日");
}

TEST(Quantity, NumberIsExact) {
  EXPECT_EQ(NumberOf(Money::Fen(-5)), Rational(-5));
  EXPECT_EQ(NumberOf(int64_t{5}), Rational(5));
  EXPECT_EQ(NumberOf(*Date::FromYmd(1970, 1, 2)), Rational(1));
}

}  // namespace
}  // namespace zhengping::budget
