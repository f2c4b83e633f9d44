#include "common/digest/sm3.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace zhengping {
namespace {

// GB/T 32905-2016 appendix A: examples 1 and 2.
constexpr char kAbc[] = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
constexpr char kAbcdTimes16[] = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";

TEST(Sm3, GivesTheAnswersOfTheStandard) {
  EXPECT_EQ(Sm3Hex("abc"), kAbc);
  std::string text;
  for (int i = 0; i < 16; ++i) text += "abcd";
  EXPECT_EQ(Sm3Hex(text), kAbcdTimes16);
}

TEST(Sm3, PartsGiveTheDigestOfTheWhole) {
  Sm3 sm3;
  sm3.Update("a");
  sm3.Update("");
  sm3.Update("bc");
  EXPECT_EQ(sm3.FinishHex(), kAbc);
}

TEST(Sm3, TwoPartsAtOnceAgainAndAgain) {
  for (int i = 0; i < 3; ++i) {
    const std::array<char, 32> digest = Sm3Bytes(i == 0 ? "" : "a", i == 0 ? "abc" : "bc");
    EXPECT_EQ(absl::BytesToHexString(absl::string_view(digest.data(), digest.size())), kAbc);
  }
}

TEST(Sm3, ANulByteCounts) { EXPECT_NE(Sm3Hex(absl::string_view("a\0", 2)), Sm3Hex("a")); }

}  // namespace
}  // namespace zhengping
