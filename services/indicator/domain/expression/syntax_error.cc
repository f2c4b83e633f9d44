#include "services/indicator/domain/expression/syntax_error.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace zhengping::indicator {
namespace {

bool StartsCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

}  // namespace

int CharacterPosition(absl::string_view text, int offset) {
  const absl::string_view before = text.substr(0, static_cast<size_t>(std::max(offset, 0)));
  return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), StartsCharacter));
}

std::string FormatSyntaxError(absl::string_view text, const SyntaxError& error) {
  std::string caret;
  const size_t end = std::min(text.size(), static_cast<size_t>(std::max(error.offset, 0)));
  for (size_t i = 0; i < end; ++i) {
    if (!StartsCharacter(text[i])) continue;
    caret += static_cast<unsigned char>(text[i]) < 0x80 ? " " : "  ";
  }
  return absl::StrCat(text, "\n", caret, "^ ", error.remedy);
}

}  // namespace zhengping::indicator
