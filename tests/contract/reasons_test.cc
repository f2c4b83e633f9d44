// The published list of reasons against the code that gives them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/contract/contract.h"

namespace zhengping {
namespace {

std::string TextOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Where each reason is given: in a call of one of the functions of common/status/refusal.h, as its first text.
std::map<std::string, std::string> ReasonsInCode() {
  static const std::regex refusal(
      "\\b(Invalid|NotNow|Absent|Taken|Stale|Forbidden|Overloaded|Unreachable|TooLate|Unsupported|"
      "Broken)\\(\\s*\\{\\s*\"([A-Z0-9_]"
      "+)\"");
  std::map<std::string, std::string> places;
  for (const char* part : {"common", "services"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(absl::StrCat(ZP_SOURCE_DIR, "/", part))) {
      const std::string path = entry.path().string();
      if (!absl::EndsWith(path, ".cc") || absl::EndsWith(path, "_test.cc") || absl::EndsWith(path, "_fuzz.cc"))
        continue;
      const std::string text = TextOf(entry.path());
      for (std::sregex_iterator it(text.begin(), text.end(), refusal), end; it != end; ++it) {
        places.emplace(it->str(2), path);
      }
    }
  }
  return places;
}

TEST(Reasons, AreSortedAndStandOnce) {
  const std::vector<std::string> lines = LinesOf("tests/contract/reasons.txt");
  static const std::regex form("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  for (size_t i = 0; i < lines.size(); ++i) {
    EXPECT_TRUE(std::regex_match(lines[i], form)) << lines[i];
    if (i > 0) {
      EXPECT_LT(lines[i - 1], lines[i]);
    }
  }
}

TEST(Reasons, WhatTheCodeGivesIsPublished) {
  const std::set<std::string> published = PublishedReasons();
  const std::map<std::string, std::string> given = ReasonsInCode();
  EXPECT_EQ(given.count("ROLE_MISSING"), 1u) << "the search finds what is known to be there";
  for (const auto& [reason, path] : given) {
    EXPECT_EQ(published.count(reason), 1u) << reason << " of " << path << " is not in tests/contract/reasons.txt";
  }
}

TEST(Reasons, WhatIsTranslatedIsPublished) {
  const std::set<std::string> published = PublishedReasons();
  for (const std::string& line : LinesOf("common/server/messages.zh.txt")) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(line, absl::MaxSplits('\t', 1));
    EXPECT_EQ(published.count(parts.first), 1u) << parts.first;
    EXPECT_NE(parts.second, "") << "a tab and a sentence follow " << parts.first;
  }
}

}  // namespace
}  // namespace zhengping
