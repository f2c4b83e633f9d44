#include "common/text/half_width.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace zhengping {
namespace {

constexpr absl::string_view kWideSpaces[] = {"\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};

size_t SpaceAtFront(absl::string_view text) {
  if (!text.empty() && absl::ascii_isspace(static_cast<unsigned char>(text.front()))) return 1;
  for (absl::string_view space : kWideSpaces) {
    if (absl::StartsWith(text, space)) return space.size();
  }
  return 0;
}

size_t SpaceAtBack(absl::string_view text) {
  if (!text.empty() && absl::ascii_isspace(static_cast<unsigned char>(text.back()))) return 1;
  for (absl::string_view space : kWideSpaces) {
    if (absl::EndsWith(text, space)) return space.size();
  }
  return 0;
}

// The ASCII twin of the three-byte character at the front of `text`, or NUL.
char TwinOf(absl::string_view text) {
  if (text.size() < 3) return '\0';
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return ' ';
  if (byte(0) == 0xE2 && byte(1) == 0x88 && byte(2) == 0x92) return '-';
  if (byte(0) != 0xEF) return '\0';
  // U+FF01–U+FF3F are EF BC 81–BF, U+FF40–U+FF5E are EF BD 80–9E; the twin lies 0xFEE0 below.
  if (byte(1) == 0xBC && byte(2) >= 0x81 && byte(2) <= 0xBF) return static_cast<char>(byte(2) - 0x60);
  if (byte(1) == 0xBD && byte(2) >= 0x80 && byte(2) <= 0x9E) return static_cast<char>(byte(2) - 0x20);
  return '\0';
}

}  // namespace

absl::string_view TrimSpaces(absl::string_view text) {
  while (const size_t size = SpaceAtFront(text)) text.remove_prefix(size);
  while (const size_t size = SpaceAtBack(text)) text.remove_suffix(size);
  return text;
}

std::string HalfWidth(absl::string_view text) {
  text = TrimSpaces(text);
  std::string narrow;
  narrow.reserve(text.size());
  while (!text.empty()) {
    if (const char twin = TwinOf(text); twin != '\0') {
      narrow += twin;
      text.remove_prefix(3);
    } else if (absl::StartsWith(text, "\xC2\xA0")) {
      narrow += ' ';
      text.remove_prefix(2);
    } else {
      narrow += text.front();
      text.remove_prefix(1);
    }
  }
  return narrow;
}

}  // namespace zhengping
