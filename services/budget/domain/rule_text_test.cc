#include "services/budget/domain/rule_text.h"

#include <gtest/gtest.h>

#include <string>

namespace zhengping::budget {
namespace {

TEST(RuleText, IssueCarriesPlaceFoundAndRemedy) {
  const Issue issue = IssueOf(Severity::kError, "BALANCE_INSUFFICIENT", "entries[0].amount_fen", "100", "差额1.00元");
  EXPECT_EQ(issue.place.field, "entries[0].amount_fen");
  EXPECT_EQ(issue.found, "100");
  EXPECT_EQ(issue.remedy.find("差额1.00元：按生效日期"), 0u) << issue.remedy;
}

TEST(RuleText, TextsAreCountedInCharacters) {
  struct Case {
    const char* what;
    std::string text;
    size_t most;
    const char* reason;  // empty: fine
  };
  const Case cases[] = {
      {"empty", "", 0, ""},
      {"as long as allowed", "专项", 2, ""},
      {"one too many", "专项资", 2, "TEXT_TOO_LONG"},
      {"line ends and tabs stay", "a\tb\r\nc", 9, ""},
      {"a NUL", std::string("a\0b", 3), 9, "TEXT_MALFORMED"},
      {"a bell", "\x07", 9, "TEXT_MALFORMED"},
      {"a cut character", "专\xE9\xA1", 9, "TEXT_MALFORMED"},
      {"overlong slash", "\xC0\xAF", 9, "TEXT_MALFORMED"},
      {"a surrogate", "\xED\xA0\x80", 9, "TEXT_MALFORMED"},
      {"four bytes", "\xF0\xA0\xAE\xB7", 1, ""},
      {"past Unicode", "\xF4\x90\x80\x80", 9, "TEXT_MALFORMED"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::optional<Issue> issue = CheckText(c.text, "note", c.most);
    EXPECT_EQ(issue ? issue->reason : "", c.reason);
  }
}

TEST(RuleTextDeath, UnknownReasonIsABug) { EXPECT_DEATH((void)EnglishOf("NO_SUCH_REASON"), "NO_SUCH_REASON"); }

}  // namespace
}  // namespace zhengping::budget
