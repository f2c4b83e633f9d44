#include "common/testing/golden.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "common/testing/temp_folder.h"

namespace zhengping {
namespace {

TEST(Golden, ShowsTheFirstLineThatDiffers) {
  TempFolder folder;
  const std::string file = folder.Write("expected.txt", "a\nb\nc\n");
  EXPECT_TRUE(MatchesGolden("a\nb\nc\n", file));
  const testing::AssertionResult result = MatchesGolden("a\nX\nc\n", file);
  EXPECT_FALSE(result);
  EXPECT_THAT(result.message(), testing::HasSubstr("expected.txt:2 differs\n  golden: b\n  actual: X"));
  EXPECT_FALSE(MatchesGolden("a\nb\nc", file)) << "a missing last line end is a difference";
}

TEST(Golden, AMissingFileFails) {
  TempFolder folder;
  EXPECT_FALSE(MatchesGolden("", folder.path() + "/absent.txt"));
}

TEST(Golden, IsWrittenOnRequest) {
  TempFolder folder;
  const std::string file = folder.path() + "/deep/expected.txt";
  ASSERT_EQ(setenv("ZP_UPDATE_GOLDEN", "1", 1), 0);
  EXPECT_TRUE(MatchesGolden("first\n", file));
  ASSERT_EQ(unsetenv("ZP_UPDATE_GOLDEN"), 0);
  EXPECT_EQ(ReadFile(file), "first\n");
  EXPECT_TRUE(MatchesGolden("first\n", file));
}

}  // namespace
}  // namespace zhengping
