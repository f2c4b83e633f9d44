#include "tests/tidy/source_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace zhengping::tidy {
namespace {

// Blanks comments and the insides of string and character literals, keeping line breaks and columns.
std::string CodeOf(const std::string& text) {
  enum class In { kCode, kLineComment, kBlockComment, kString, kCharacter, kRawString } in = In::kCode;
  std::string code = text;
  std::string raw_end;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const auto blank = [&] {
      if (c != '\n') code[i] = ' ';
    };
    switch (in) {
      case In::kCode:
        if (c == '/' && next == '/') {
          in = In::kLineComment;
          blank();
        } else if (c == '/' && next == '*') {
          in = In::kBlockComment;
          blank();
        } else if (c == '"' && i > 0 && text[i - 1] == 'R') {
          const size_t open = text.find('(', i);
          raw_end = absl::StrCat(")", text.substr(i + 1, open - i - 1), "\"");
          in = In::kRawString;
        } else if (c == '"') {
          in = In::kString;
        } else if (c == '\'' && i > 0 && !std::isalnum(static_cast<unsigned char>(text[i - 1]))) {
          in = In::kCharacter;
        }
        break;
      case In::kLineComment:
        blank();
        if (c == '\n') in = In::kCode;
        break;
      case In::kBlockComment:
        blank();
        if (c == '/' && text[i - 1] == '*') in = In::kCode;
        break;
      case In::kString:
      case In::kCharacter:
        if (c == '\\') {
          code[i] = ' ';
          if (++i < text.size() && text[i] != '\n') code[i] = ' ';
        } else if (c == (in == In::kString ? '"' : '\'') || c == '\n') {
          in = In::kCode;
        } else {
          blank();
        }
        break;
      case In::kRawString:
        if (text.compare(i, raw_end.size(), raw_end) == 0) {
          i += raw_end.size() - 1;
          in = In::kCode;
        } else {
          blank();
        }
        break;
    }
  }
  return code;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

std::string Format(const Violation& violation) {
  return absl::StrCat(violation.path, ":", violation.line, ": [", violation.rule, "] ", violation.remedy);
}

SourceFile MakeSourceFile(std::string path, const std::string& text) {
  const bool is_cpp = absl::EndsWith(path, ".h") || absl::EndsWith(path, ".cc");
  return {std::move(path), Lines(text), Lines(is_cpp ? CodeOf(text) : text)};
}

std::vector<SourceFile> ReadTree(const std::string& root) {
  namespace fs = std::filesystem;
  std::vector<SourceFile> files;
  for (const char* top : {"common", "services", "tests"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(root) / top)) {
      const std::string path = fs::relative(entry.path(), root).generic_string();
      if (!entry.is_regular_file() || absl::StrContains(path, "node_modules")) continue;
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cc" && extension != ".cmake" && extension != ".sql" &&
          entry.path().filename() != "CMakeLists.txt") {
        continue;
      }
      std::ifstream stream(entry.path());
      std::stringstream text;
      text << stream.rdbuf();
      files.push_back(MakeSourceFile(path, text.str()));
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

bool HasSuffix(const SourceFile& file, const char* suffix) { return absl::EndsWith(file.path, suffix); }
bool IsUnder(const SourceFile& file, const char* folder) { return absl::StartsWith(file.path, folder); }

}  // namespace zhengping::tidy
