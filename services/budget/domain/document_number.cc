#include "services/budget/domain/document_number.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace zhengping::budget {
namespace {

struct BracketPair {
  absl::string_view open;
  absl::string_view close;
};
constexpr BracketPair kPairs[] = {{"[", "]"},   {"(", ")"},   {"{", "}"},   {"<", ">"},   {"（", "）"},
                                  {"【", "】"}, {"［", "］"}, {"｛", "｝"}, {"〖", "〗"}, {"〈", "〉"},
                                  {"《", "》"}, {"「", "」"}, {"『", "』"}, {"﹝", "﹞"}, {"〔", "〕"}};

// Bytes of the UTF-8 character that begins with `lead`; 1 for what is none.
size_t LengthOf(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  if (lead >= 0xC0) return 2;
  return 1;
}

bool IsSpace(absl::string_view character) {
  if (character.size() == 1) return absl::ascii_isspace(static_cast<unsigned char>(character[0]));
  return character == "\u3000" || character == "\u00A0" || character == "\uFEFF";
}

// "３" as "3".
std::string Narrow(absl::string_view character) {
  if (character.size() == 3 && character[0] == '\xEF' && character[1] == '\xBC') {
    const int digit = static_cast<unsigned char>(character[2]) - 0x90;
    if (digit >= 0 && digit <= 9) return std::string(1, static_cast<char>('0' + digit));
  }
  return std::string(character);
}

// The characters of `text` without spaces, digits narrow.
std::vector<std::string> CharactersOf(absl::string_view text) {
  std::vector<std::string> characters;
  for (size_t i = 0; i < text.size();) {
    const absl::string_view character = text.substr(i, LengthOf(static_cast<unsigned char>(text[i])));
    if (!IsSpace(character)) characters.push_back(Narrow(character));
    i += character.size();
  }
  return characters;
}

std::optional<absl::string_view> CloserOf(const std::string& character) {
  for (const BracketPair& pair : kPairs) {
    if (character == pair.open) return pair.close;
  }
  return std::nullopt;
}

bool IsDigit(const std::string& character) {
  return character.size() == 1 && absl::ascii_isdigit(static_cast<unsigned char>(character[0]));
}

// Whether the text is certainly as it should be: no character that could be a space, a wide digit or a bracket to be
// replaced. CJK punctuation (U+3000–U+303F) other than 〔〕, and all of U+F000–U+FFFF, could.
bool IsNormal(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (!absl::ascii_isalnum(byte) && byte != '-') return false;
    } else if (byte == 0xC2 || byte == 0xEF) {
      return false;
    } else if (byte == 0xE3 && i + 2 < text.size() && text[i + 1] == '\x80') {
      if (text[i + 2] != '\x94' && text[i + 2] != '\x95') return false;
    }
  }
  return true;
}

}  // namespace

std::string NormalizeDocumentNumber(absl::string_view text) {
  std::string normal;
  NormalizeDocumentNumber(text, normal);
  return normal;
}

void NormalizeDocumentNumber(absl::string_view text, std::string& normal) {
  if (IsNormal(text)) {
    normal.assign(text.data(), text.size());
    return;
  }
  std::vector<std::string> characters = CharactersOf(text);
  for (size_t i = 0; i < characters.size(); ++i) {
    const std::optional<absl::string_view> closer = CloserOf(characters[i]);
    if (!closer) continue;
    size_t end = i + 1;
    while (end < characters.size() && IsDigit(characters[end])) ++end;
    if (end == i + 1 || end == characters.size() || characters[end] != *closer) continue;
    characters[i] = "〔";
    characters[end] = "〕";
    i = end;
  }
  normal = absl::StrJoin(characters, "");
}

}  // namespace zhengping::budget
