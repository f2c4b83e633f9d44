#include "common/spreadsheet/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The length of the UTF-8 character at the front of `text`, or 0.
size_t CharacterLength(absl::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) > 0x9F;
  const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

struct Converted {
  std::string text;
  size_t first_invalid = absl::string_view::npos;  // offset in the source
};

Converted FromEncoding(const char* encoding, absl::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  ZP_CHECK(converter != reinterpret_cast<iconv_t>(-1), "the C library brings every encoding asked for");
  Converted converted;
  std::string source(bytes);
  char* in = source.data();
  size_t in_left = source.size();
  char buffer[4096];
  while (in_left > 0) {
    char* out = buffer;
    size_t out_left = sizeof(buffer);
    const size_t result = iconv(converter, &in, &in_left, &out, &out_left);
    converted.text.append(buffer, sizeof(buffer) - out_left);
    if (result == static_cast<size_t>(-1) && errno != E2BIG) {
      converted.first_invalid = bytes.size() - in_left;
      break;
    }
  }
  iconv_close(converter);
  return converted;
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

Issue IssueOf(absl::string_view name, const char* reason, absl::string_view bytes, size_t offset,
              absl::string_view remedy) {
  Issue issue;
  issue.place.file = std::string(name);
  issue.place.row = 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + offset, '\n'));
  issue.reason = reason;
  issue.found = absl::StrFormat("%02X", static_cast<unsigned char>(bytes[offset]));
  issue.remedy = absl::StrCat("第 ", offset + 1, " 个字节", remedy);
  return issue;
}

}  // namespace

std::string WithoutUtf16(absl::string_view bytes) {
  const bool is_low_first = absl::StartsWith(bytes, "\xFF\xFE");
  if (!is_low_first && !absl::StartsWith(bytes, "\xFE\xFF")) return std::string(bytes);
  Converted converted = FromEncoding(is_low_first ? "UTF-16LE" : "UTF-16BE", bytes.substr(2));
  if (converted.first_invalid != absl::string_view::npos) return std::string(bytes);
  return std::move(converted.text);
}

size_t FirstInvalidUtf8(absl::string_view bytes) {
  size_t offset = 0;
  while (offset < bytes.size()) {
    const size_t length = CharacterLength(bytes.substr(offset));
    if (length == 0) return offset;
    offset += length;
  }
  return absl::string_view::npos;
}

std::optional<std::string> ToUtf8(absl::string_view name, absl::string_view bytes, std::vector<Issue>& issues) {
  const auto control = std::find_if(bytes.begin(), bytes.end(), IsControl);
  if (control != bytes.end()) {
    issues.push_back(IssueOf(name, "FILE_NOT_TEXT", bytes, static_cast<size_t>(control - bytes.begin()),
                             "不是文本：请另存为 CSV（UTF-8）文件"));
    return std::nullopt;
  }
  const size_t invalid_utf8 = FirstInvalidUtf8(bytes);
  if (invalid_utf8 == absl::string_view::npos) return std::string(absl::StripPrefix(bytes, kByteOrderMark));
  Converted converted = FromEncoding("GB18030", bytes);
  if (converted.first_invalid == absl::string_view::npos) return std::move(converted.text);
  issues.push_back(IssueOf(name, "ENCODING_UNKNOWN", bytes, std::max(invalid_utf8, converted.first_invalid),
                           "既不是 UTF-8 也不是 GB18030：请另存为 CSV（UTF-8）文件"));
  return std::nullopt;
}

}  // namespace zhengping
