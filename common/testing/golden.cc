#include "common/testing/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/testing/temp_folder.h"

namespace zhengping {
namespace {

testing::AssertionResult FirstDifference(absl::string_view text, const std::string& golden, const std::string& path) {
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  const std::vector<absl::string_view> expected = absl::StrSplit(golden, '\n');
  size_t i = 0;
  while (i < std::min(lines.size(), expected.size()) && lines[i] == expected[i]) ++i;
  const auto line_of = [i](const std::vector<absl::string_view>& all) {
    return i < all.size() ? std::string(all[i]) : std::string("(no such line)");
  };
  return testing::AssertionFailure() << path << ":" << i + 1 << " differs\n  golden: " << line_of(expected)
                                     << "\n  actual: " << line_of(lines)
                                     << "\nWith ZP_UPDATE_GOLDEN=1 the file is written anew.";
}

}  // namespace

testing::AssertionResult MatchesGolden(absl::string_view text, absl::string_view file) {
  const std::filesystem::path path = std::filesystem::path(ZP_SOURCE_DIR) / std::string(file);
  if (const char* update = std::getenv("ZP_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    return out.good() ? testing::AssertionSuccess() : testing::AssertionFailure() << "cannot write " << path;
  }
  if (!std::filesystem::exists(path)) {
    return testing::AssertionFailure() << path << " is missing; ZP_UPDATE_GOLDEN=1 writes it";
  }
  const std::string golden = ReadFile(path.string());
  if (text == golden) return testing::AssertionSuccess();
  return FirstDifference(text, golden, path.string());
}

}  // namespace zhengping
