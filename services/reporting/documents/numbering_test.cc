#include "services/reporting/documents/numbering.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

TEST(Numbering, ChineseNumerals) {
  struct Case {
    int number;
    const char* numeral;
  };
  const Case cases[] = {{1, "一"},         {9, "九"},           {10, "十"},          {11, "十一"},   {19, "十九"},
                        {20, "二十"},      {21, "二十一"},      {99, "九十九"},      {100, "一百"},  {101, "一百零一"},
                        {110, "一百一十"}, {111, "一百一十一"}, {999, "九百九十九"}, {1000, "1000"}, {0, "0"}};
  for (const Case& c : cases) EXPECT_EQ(ChineseNumeral(c.number), c.numeral);
}

TEST(Numbering, HeadingsCountByLevelAndStartAgainBelowAHigherOne) {
  HeadingNumbers numbers;
  const auto next = [&numbers](int level) { return numbers.Next(Heading{.level = level, .text = ""}); };
  EXPECT_EQ(next(1), "一、");
  EXPECT_EQ(next(2), "（一）");
  EXPECT_EQ(next(3), "1.");
  EXPECT_EQ(next(3), "2.");
  EXPECT_EQ(next(4), "（1）");
  EXPECT_EQ(next(2), "（二）");
  EXPECT_EQ(next(3), "1.");
  EXPECT_EQ(next(4), "（1）");
  EXPECT_EQ(next(1), "二、");
  EXPECT_EQ(next(3), "1.");  // the seed's chapters three and four have no second level
}

TEST(Numbering, AHeadingWithoutNumberStartsThoseBelowAgain) {
  HeadingNumbers numbers;
  EXPECT_EQ(numbers.Next(Heading{.level = 2, .text = ""}), "（一）");
  EXPECT_EQ(numbers.Next(Heading{.level = 3, .text = ""}), "1.");
  EXPECT_EQ(numbers.Next(Heading{.level = 2, .text = "2024年工作计划", .is_numbered = false}), "");
  EXPECT_EQ(numbers.Next(Heading{.level = 3, .text = ""}), "1.");
  EXPECT_EQ(numbers.Next(Heading{.level = 2, .text = ""}), "（二）");
}

TEST(Numbering, LevelsOutsideTheFourCountAsTheNearest) {
  HeadingNumbers numbers;
  EXPECT_EQ(numbers.Next(Heading{.level = 0, .text = ""}), "一、");
  EXPECT_EQ(numbers.Next(Heading{.level = 9, .text = ""}), "（1）");
}

TEST(Numbering, OneNoteHasNoNumber) {
  EXPECT_EQ(NoteLabel(0, 1), "注：");
  EXPECT_EQ(NoteLabel(0, 2), "注：1.");
  EXPECT_EQ(NoteLabel(1, 2), "2.");
}

}  // namespace
}  // namespace zhengping::reporting
