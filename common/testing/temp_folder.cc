#include "common/testing/temp_folder.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"

namespace zhengping {

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "zhengping-test-XXXXXX").string();
  ZP_CHECK(mkdtemp(pattern.data()) != nullptr, pattern);
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempFolder::Write(absl::string_view name, absl::string_view bytes) const {
  const std::filesystem::path path(absl::StrCat(path_, "/", name));
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  ZP_CHECK(file.good(), path.string());
  return path.string();
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  ZP_CHECK(file.good(), path);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

}  // namespace zhengping
