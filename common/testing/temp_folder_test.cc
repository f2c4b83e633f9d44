#include "common/testing/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace zhengping {
namespace {

TEST(TempFolder, IsItsOwnAndGoneAfterwards) {
  std::string path;
  {
    TempFolder folder;
    TempFolder other;
    path = folder.path();
    EXPECT_NE(path, other.path());
    EXPECT_EQ(ReadFile(folder.Write("2023/ledger.csv", "a\0b")), "a");
    EXPECT_TRUE(std::filesystem::exists(path + "/2023/ledger.csv"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace zhengping
