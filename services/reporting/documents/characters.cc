#include "services/reporting/documents/characters.h"

#include <cstdint>

namespace zhengping::reporting {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct Decoded {
  uint32_t code_point;
  size_t length;  // in bytes; 0: not UTF-8 here
};

uint8_t ByteAt(absl::string_view text, size_t i) { return static_cast<uint8_t>(text[i]); }

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629).
Decoded Decode(absl::string_view text, size_t i) {
  const uint8_t first = ByteAt(text, i);
  if (first < 0x80) return {first, 1};
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + length > text.size()) return {0, 0};
  uint32_t code_point = first & (0x7Fu >> length);
  for (size_t k = 1; k < length; ++k) {
    const uint8_t byte = ByteAt(text, i + k);
    if ((byte & 0xC0) != 0x80) return {0, 0};
    code_point = code_point << 6 | (byte & 0x3Fu);
  }
  const uint32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < least || surrogate || code_point > 0x10FFFF) return {0, 0};
  return {code_point, length};
}

// The production Char of XML 1.0, without carriage return, which a parser would turn into a line feed.
bool IsPrintable(uint32_t code_point) {
  if (code_point < 0x20) return code_point == '\t' || code_point == '\n';
  return code_point != 0xFFFE && code_point != 0xFFFF;
}

}  // namespace

std::string PrintableText(absl::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    if (text[i] == '\r') {
      printable += '\n';
      i += i + 1 < text.size() && text[i + 1] == '\n' ? 2 : 1;
      continue;
    }
    const Decoded decoded = Decode(text, i);
    if (decoded.length == 0 || !IsPrintable(decoded.code_point)) {
      printable.append(kReplacement.data(), kReplacement.size());
      i += decoded.length == 0 ? 1 : decoded.length;
      continue;
    }
    printable.append(text.data() + i, decoded.length);
    i += decoded.length;
  }
  return printable;
}

int HalfWidths(absl::string_view text) {
  int widths = 0;
  for (const char c : text) {
    const uint8_t byte = static_cast<uint8_t>(c);
    if (byte < 0x80) widths += 1;
    if (byte >= 0xC0) widths += 2;  // the first byte of a character of several
  }
  return widths;
}

}  // namespace zhengping::reporting
