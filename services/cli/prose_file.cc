#include "services/cli/prose_file.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/spreadsheet/encoding.h"
#include "common/status/refusal.h"

namespace zhengping::cli {
namespace {

constexpr size_t kMostBytes = size_t{1} << 20;  // as reporting takes

// One byte more than may be, so that a longer text is told from one that just fits.
std::string Bytes(std::istream& stream) {
  std::string bytes(kMostBytes + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(stream.gcount()));
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> ReadProse(const std::string& file) {
  std::string bytes;
  if (file == "-") {
    bytes = Bytes(std::cin);
  } else {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Absent({"CASE_PATH_UNREADABLE", "FILE"}, absl::StrCat("无法读取 ", file));
    bytes = Bytes(stream);
  }
  if (bytes.size() > kMostBytes)
    return Invalid({"TEXT_TOO_LONG", "FILE"}, absl::StrCat(file, " 超过 1 MiB，正文不超过 1 MiB"));
  std::vector<Issue> issues;
  const std::optional<std::string> text = ToUtf8(file, bytes, issues);
  if (!text) return Invalid({issues.at(0).reason, "FILE"}, FormatIssue(issues.at(0)));
  return absl::StrReplaceAll(*text, {{"\r\n", "\n"}, {"\r", "\n"}});
}

}  // namespace zhengping::cli
