// The files of tests/data/exchange-indicator against what was written by hand beside them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/indicator/exchange/perf_testing.h"

namespace zhengping::indicator {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

TEST(MessyPerfFiles, AreReadAsWrittenByHand) {
  const fs::path root = fs::path(ZP_SOURCE_DIR) / "tests/data/exchange-indicator";
  int files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    const fs::path expected = entry.path().parent_path() / "expected.txt";
    if (!entry.is_regular_file() || entry.path() == expected || !fs::exists(expected)) continue;
    SCOPED_TRACE(entry.path().string());
    ++files;
    const PerfFile file = ReadPerfFile(entry.path().filename().string(), ReadFile(entry.path()), DaxiangFile());
    std::string read;
    for (const std::string& text : TextsOf(file)) read += text + "\n";
    for (const std::string& text : IssuesOf(file, Severity::kWarning)) read += "! " + text + "\n";
    EXPECT_EQ(read, ReadFile(expected));
  }
  EXPECT_EQ(files, 5);
}

// A row of a million cells is refused by its bound, in time and memory of the file.
TEST(MessyPerfFiles, ARowOfAMillionColumnsIsRefused) {
  std::string wide = "kpi_lv3,kpi_val";
  for (int i = 0; i < 1'000'000; ++i) wide += ",x";
  const PerfFile file = ReadPerfFile("宽.csv", wide + "\n", DaxiangFile());
  ASSERT_FALSE(file.issues.empty());
  EXPECT_TRUE(file.issues[0].reason == "TOO_MANY_COLUMNS" || file.issues[0].reason == "ROW_TOO_LARGE");
  EXPECT_TRUE(file.years.empty());
}

}  // namespace
}  // namespace zhengping::indicator
