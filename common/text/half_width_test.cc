#include "common/text/half_width.h"

#include <gtest/gtest.h>

namespace zhengping {
namespace {

TEST(HalfWidth, ReadsFullWidthAsAscii) {
  const struct {
    const char* text;
    const char* narrow;
  } cases[] = {
      {"１２３", "123"},
      {"－１，２３４．５％", "-1,234.5%"},
      {"＋（）：／", "+():/"},
      {"！～", "!~"},              // both ends of the block
      {"ＡＺａｚ＿｀", "AZaz_`"},  // both sides of the step between EF BC and EF BD
      {"\xE2\x88\x92"
       "5",
       "-5"},  // U+2212
      {"　1　2　", "1 2"},
      {"\xC2\xA0"
       "1\xC2\xA0"
       "2\xC2\xA0",
       "1 2"},
      {"\xEF\xBB\xBF"
       "1",
       "1"},
      {"4.7万元", "4.7万元"},
      {"｟", "｟"},              // U+FF5F has no twin
      {"\xEF\xBC", "\xEF\xBC"},  // cut off
      {"\xFF\xFE", "\xFF\xFE"},  // no UTF-8
      {"", ""},
      {" \t\r\n　", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(HalfWidth(c.text), c.narrow) << c.text;
}

TEST(TrimSpaces, LeavesTheInsideAlone) {
  EXPECT_EQ(TrimSpaces(" 　１　２ \n"), "１　２");
  EXPECT_EQ(TrimSpaces("　"), "");
}

}  // namespace
}  // namespace zhengping
