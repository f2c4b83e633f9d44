#include "tests/tidy/rules.h"

#include <cstring>
#include <map>
#include <regex>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace zhengping::tidy {
namespace {

constexpr int kMostLines = 500;
constexpr int kMostRpcLines = 150;
constexpr int kMostMainLines = 20;
constexpr int kMostFunctionLines = 70;

bool IsCpp(const SourceFile& file) { return HasSuffix(file, ".h") || HasSuffix(file, ".cc"); }

bool IsTest(const SourceFile& file) {
  return IsUnder(file, "tests/") || HasSuffix(file, "_test.cc") || HasSuffix(file, "_fuzz.cc") ||
         HasSuffix(file, "_bench.cc");
}

bool Contains(const SourceFile& file, const char* folder) { return absl::StrContains(file.path, folder); }

// "post_transaction" → "PostTransaction".
std::string CamelCase(absl::string_view snake) {
  std::string camel;
  for (absl::string_view word : absl::StrSplit(snake, '_')) {
    if (!word.empty())
      absl::StrAppend(&camel, std::string(1, absl::ascii_toupper(static_cast<unsigned char>(word[0]))), word.substr(1));
  }
  return camel;
}

struct Body {
  int start = 0;   // line, from 1
  int length = 0;  // lines
};

// A function begins with a line of indent 0 or 2 (a member) that has parentheses, ends in "{" and is no statement, and
// ends with the first "}" of the same indent.
std::vector<Body> FunctionBodies(const SourceFile& file) {
  static const std::regex kNoFunction(
      R"(^\s*(class|struct|namespace|enum|union|if|for|while|switch|do|else|\}|return)\b)");
  static const std::regex kOpening(R"(\)[^()]*\{$)");  // ") {", ") const {", not "Heading{"
  std::vector<Body> bodies;
  for (const char* indent : {"", "  "}) {
    int start = 0;
    bool is_opened = false;  // its "{" has been seen
    for (size_t i = 0; i < file.code.size(); ++i) {
      const std::string& line = file.code[i];
      const bool is_at_indent =
          absl::StartsWith(line, indent) && line.size() > strlen(indent) && line[strlen(indent)] != ' ';
      // A statement over several lines: it ends before anything opens.
      if (start > 0 && !is_opened && absl::EndsWith(line, ";")) start = 0;
      if (std::regex_search(line, kOpening)) is_opened = true;
      if (!is_at_indent) continue;
      if (absl::StartsWith(line, absl::StrCat(indent, "}"))) {
        if (start > 0) bodies.push_back({start, static_cast<int>(i) + 2 - start});
        start = 0;
      } else if (start == 0 && !std::regex_search(line, kNoFunction) && absl::StrContains(line, "(")) {
        start = static_cast<int>(i) + 1;
        is_opened = std::regex_search(line, kOpening);
      }
      if (start == static_cast<int>(i) + 1 && (absl::EndsWith(line, ";") || absl::EndsWith(line, "}"))) start = 0;
    }
  }
  return bodies;
}

std::string Stem(const SourceFile& file) {
  std::string name = file.path.substr(file.path.rfind('/') + 1);
  return name.substr(0, name.find('.'));
}

}  // namespace

std::vector<Violation> CheckNoFloat(const std::vector<SourceFile>& files) {
  static const std::regex kFloat(R"(\b(float|double)\b)");
  constexpr absl::string_view kFormatOfFloats = "common/spreadsheet/xls_number.cc";  // XLS stores nothing else
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!IsCpp(file) || IsTest(file) || Contains(file, "/documents/") || file.path == kFormatOfFloats) continue;
    for (size_t i = 0; i < file.code.size(); ++i) {
      if (std::regex_search(file.code[i], kFloat)) {
        violations.push_back({file.path, static_cast<int>(i) + 1, "float",
                              "money, points and rates are exact: use Money or Rational to the last step"});
      }
    }
  }
  return violations;
}

std::vector<Violation> CheckOneRpcAFile(const std::vector<SourceFile>& files) {
  static const std::regex kRpc(R"(^\S.*\b(?:Budget|Indicator|Reporting)Service::([A-Z]\w*)\()");
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!Contains(file, "/rpc/") || !HasSuffix(file, ".cc") || IsTest(file)) continue;
    for (size_t i = 0; i < file.code.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(file.code[i], match, kRpc) || absl::EndsWith(file.code[i], ";")) continue;
      if (match[1] == "BudgetService" || match[1] == "IndicatorService" || match[1] == "ReportingService") continue;
      if (match[1] != CamelCase(Stem(file))) {
        violations.push_back({file.path, static_cast<int>(i) + 1, "one-rpc",
                              absl::StrCat(std::string(match[1]), " belongs into a file of its own name")});
      }
    }
    if (file.lines.size() > kMostRpcLines && !absl::EndsWith(Stem(file), "_messages")) {
      violations.push_back({file.path, 0, "one-rpc",
                            absl::StrCat("over ", kMostRpcLines,
                                         " lines: a rule of the field "
                                         "has slipped in; move it to domain/")});
    }
  }
  return violations;
}

std::vector<Violation> CheckSizes(const std::vector<SourceFile>& files) {
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!IsCpp(file)) continue;
    const bool is_main =
        absl::EndsWith(file.path, "/main.cc") && IsUnder(file, "services/") && !IsUnder(file, "services/cli/");
    const size_t most = is_main ? kMostMainLines : kMostLines;
    size_t lines = 0;
    for (const std::string& line : file.code) {
      lines += is_main ? (absl::StripAsciiWhitespace(line).empty() || absl::StartsWith(line, "#include") ? 0 : 1) : 1;
    }
    if (lines > most)
      violations.push_back({file.path, 0, "size", absl::StrCat(lines, " lines: split it; at most ", most)});

    for (const Body& body : FunctionBodies(file)) {
      if (body.length > kMostFunctionLines) {
        violations.push_back({file.path, body.start, "size",
                              absl::StrCat("a function of ", body.length, " lines: at most ", kMostFunctionLines)});
      }
    }
  }
  return violations;
}

std::vector<Violation> CheckSqlInStores(const std::vector<SourceFile>& files) {
  static const std::regex kSql(
      R"(\b(SELECT\s.*\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+TABLE\b))");
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!IsCpp(file) || IsTest(file) || Contains(file, "/store/") || IsUnder(file, "common/storage/")) continue;
    for (size_t i = 0; i < file.lines.size(); ++i) {
      if (std::regex_search(file.lines[i], kSql)) {
        violations.push_back({file.path, static_cast<int>(i) + 1, "sql", "SQL text stands in store/ only"});
      }
    }
  }
  return violations;
}

std::vector<Violation> CheckBannedWords(const std::vector<SourceFile>& files) {
  struct Word {
    std::regex pattern;
    std::set<std::string> allowed_under;
    bool in_tests;
    std::string remedy;
  };
  static const std::vector<Word> kWords = {
      {std::regex(R"(\bgrpc::Status\()"),
       {"common/server/", "common/client/"},
       false,
       "map errors in common/server/grpc_status"},
      {std::regex(R"(\bstd::string_view\b)"), {}, true, "absl::string_view: Debian's Abseil has its own"},
      {std::regex(R"(\babsl::Mutex\b)"), {}, true, "std::mutex: TSan cannot see through absl::Mutex"},
      {std::regex(R"(\bsystem_clock::now\b)"),
       {"common/clock/", "common/server/", "common/client/", "common/log/", "common/trace/", "common/testing/"},
       false,
       "ask common/clock, once, in rpc/"},
      {std::regex(R"(\bgetenv\b)"),
       {"common/config/", "common/testing/"},
       false,
       "settings come through common/config"},
      {std::regex(R"(\bsleep_for\b|\busleep\b)"),
       {"common/server/"},
       true,
       "wait on a condition: callbacks, latches, a fake clock"},
      {std::regex(R"(\bEXPECT_CALL\b)"), {"tests/fault/"}, true, "real parts instead of mocks"},
      {std::regex(R"(\bGTEST_SKIP\b|\bDISABLED_)"), {}, true, "a test that does not run is none"},
  };
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!IsCpp(file) || IsUnder(file, "tests/tidy/")) continue;
    for (const Word& word : kWords) {
      if (IsTest(file) && !word.in_tests) continue;
      bool is_allowed = false;
      for (const std::string& folder : word.allowed_under) is_allowed |= absl::StartsWith(file.path, folder);
      for (size_t i = 0; i < file.code.size() && !is_allowed; ++i) {
        if (std::regex_search(file.code[i], word.pattern)) {
          violations.push_back({file.path, static_cast<int>(i) + 1, "words", word.remedy});
        }
      }
    }
  }
  return violations;
}

std::vector<Violation> CheckNames(const std::vector<SourceFile>& files) {
  static const std::set<std::string> kBanned = {"util",     "utils",     "helper", "helpers", "manager",
                                                "misc",     "core",      "base",   "impl",    "handler",
                                                "handlers", "processor", "info",   "data",    "new"};
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (IsUnder(file, "tests/data/") || !IsCpp(file)) continue;
    for (absl::string_view part : absl::StrSplit(absl::StrReplaceAll(file.path, {{".", "/"}, {"_", "/"}}), '/')) {
      if (kBanned.count(std::string(part)) > 0) {
        violations.push_back({file.path, 0, "names", absl::StrCat("\"", part, "\" says nothing: name the concept")});
      }
    }
  }
  return violations;
}

std::vector<Violation> CheckHeaderGuards(const std::vector<SourceFile>& files) {
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!HasSuffix(file, ".h")) continue;
    std::string guard = absl::AsciiStrToUpper(absl::StrReplaceAll(file.path, {{"/", "_"}, {".", "_"}}));
    guard = absl::StrCat("ZHENGPING_", guard, "_");
    bool found = false;
    for (const std::string& line : file.code) found |= line == absl::StrCat("#ifndef ", guard);
    if (!found) violations.push_back({file.path, 1, "guard", absl::StrCat("#ifndef ", guard)});
  }
  return violations;
}

}  // namespace zhengping::tidy
