#include "common/config/file.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::config {
namespace {

// Reads what stands behind the = of one line.
class ValueReader {
 public:
  explicit ValueReader(absl::string_view rest) : rest_(rest) {}

  // Empty, or what is wrong.
  std::string Read(std::vector<std::string>& values) {
    Skip();
    if (!absl::ConsumePrefix(&rest_, "[")) {
      const std::string error = ReadOne(values, "#");
      return error.empty() ? ReadEnd() : error;
    }
    for (Skip(); !absl::ConsumePrefix(&rest_, "]"); Skip()) {
      if (const std::string error = ReadOne(values, ",]#"); !error.empty()) return error;
      Skip();
      if (!absl::ConsumePrefix(&rest_, ",") && !absl::StartsWith(rest_, "]")) {
        return "a list ends in ] on its line, with commas between its values";
      }
    }
    return ReadEnd();
  }

 private:
  void Skip() { rest_ = absl::StripLeadingAsciiWhitespace(rest_); }

  std::string ReadEnd() {
    Skip();
    return rest_.empty() || rest_.front() == '#' ? "" : "nothing but a # comment stands behind the value";
  }

  std::string ReadOne(std::vector<std::string>& values, absl::string_view ends) {
    if (absl::ConsumePrefix(&rest_, "\"")) return ReadEscaped(values);
    if (absl::ConsumePrefix(&rest_, "'")) return ReadLiteral(values);
    const absl::string_view bare = absl::StripTrailingAsciiWhitespace(rest_.substr(0, rest_.find_first_of(ends)));
    if (bare.empty()) return "a value is missing; an empty text is \"\"";
    if (bare.find_first_of("\"'") != absl::string_view::npos) return "a text with quotes inside stands in quotes";
    values.emplace_back(bare);
    rest_.remove_prefix(bare.size());
    return "";
  }

  std::string ReadLiteral(std::vector<std::string>& values) {
    const size_t end = rest_.find('\'');
    if (end == absl::string_view::npos) return "a text that starts with ' ends with '";
    values.emplace_back(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return "";
  }

  std::string ReadEscaped(std::vector<std::string>& values) {
    std::string text;
    while (!rest_.empty() && rest_.front() != '"') {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '\\') {
        if (rest_.empty()) break;
        switch (rest_.front()) {
          case '"':
          case '\\':
            c = rest_.front();
            break;
          case 'n':
            c = '\n';
            break;
          case 't':
            c = '\t';
            break;
          default:
            return "after \\ stands \", \\, n or t; in 'single quotes' \\ is itself";
        }
        rest_.remove_prefix(1);
      }
      text += c;
    }
    if (!absl::ConsumePrefix(&rest_, "\"")) return "a text that starts with \" ends with \"";
    values.push_back(std::move(text));
    return "";
  }

  absl::string_view rest_;
};

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
      case '\\':
        quoted += '\\';
        quoted += c;
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace

std::vector<FileEntry> ReadFileEntries(absl::string_view text, std::vector<std::string>& errors) {
  std::vector<FileEntry> entries;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = TrimSpaces(line);
    if (line.empty() || line.front() == '#') continue;
    const auto wrong = [&](absl::string_view why) { errors.push_back(absl::StrCat("line ", number, ": ", why)); };
    const size_t equals = line.find('=');
    if (line.front() == '[') {
      wrong("there are no sections: every setting stands at the top level");
    } else if (equals == absl::string_view::npos) {
      wrong("a line reads like name = value");
    } else {
      FileEntry entry{.line = number, .name = std::string(TrimSpaces(line.substr(0, equals))), .values = {}};
      const std::string error = ValueReader(line.substr(equals + 1)).Read(entry.values);
      if (error.empty()) {
        entries.push_back(std::move(entry));
      } else {
        wrong(error);
      }
    }
  }
  return entries;
}

std::string FormatFileEntry(absl::string_view name, const std::vector<std::string>& values, bool is_quoted,
                            bool is_list) {
  const std::string joined = absl::StrJoin(values, ", ", [is_quoted](std::string* out, const std::string& value) {
    out->append(is_quoted ? Quoted(value) : value);
  });
  return absl::StrCat(name, " = ", is_list ? "[" : "", joined, is_list ? "]" : "");
}

}  // namespace zhengping::config
