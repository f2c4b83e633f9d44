#include "services/indicator/domain/expression/lexer.h"

#include <gtest/gtest.h>

#include <string>

namespace zhengping::indicator {
namespace {

// "N" for a number, "A(name)" for a name, the sign otherwise; "!REASON@offset" for an error.
std::string Sketch(absl::string_view text) {
  const LexedExpression lexed = LexExpression(text);
  if (lexed.error) return "!" + lexed.error->reason + "@" + std::to_string(lexed.error->offset);
  std::string sketch;
  for (const Token& token : lexed.tokens) {
    if (token.kind == TokenKind::kNumber) sketch += FormatShort(token.number, 6);
    if (token.kind == TokenKind::kName) sketch += "[" + token.name + "]";
    if (token.kind == TokenKind::kPlus) sketch += "+";
    if (token.kind == TokenKind::kMinus) sketch += "-";
    if (token.kind == TokenKind::kTimes) sketch += "*";
    if (token.kind == TokenKind::kDivide) sketch += "/";
    if (token.kind == TokenKind::kOpen) sketch += "(";
    if (token.kind == TokenKind::kClose) sketch += ")";
    if (token.kind == TokenKind::kEqual) sketch += "=";
    if (token.kind == TokenKind::kAtLeast) sketch += ">=";
    if (token.kind == TokenKind::kAtMost) sketch += "<=";
  }
  return sketch;
}

TEST(Lexer, ReadsWhatAnInputMethodMayWrite) {
  struct Case {
    const char* what;
    const char* text;
    const char* sketch;
  };
  const Case cases[] = {
      {"ASCII signs", "a+b-c*d/(e)=f", "[a]+[b]-[c]*[d]/([e])=[f]"},
      {"full-width signs", "甲＋乙－丙×丁÷（戊）＝己", "[甲]+[乙]-[丙]*[丁]/([戊])=[己]"},
      {"comparisons", "甲≥乙", "[甲]>=[乙]"},
      {"comparison in two characters", "甲<=5%", "[甲]<=0.05"},
      {"minus sign of mathematics", "甲 − 1", "[甲]-1"},
      {"full-width percent", "38.64％", "0.3864"},
      {"Chinese space", "甲　+　乙", "[甲]+[乙]"},
      {"fact with dots", "three_public_expenses.reception.budget", "[three_public_expenses.reception.budget]"},
      {"figure of a finding", "finding:release_timing.late_funds", "[finding:release_timing.late_funds]"},
      {"quoted name with signs", "「产出/数量/湘易办 APP（人次）」+1", "[产出/数量/湘易办 APP（人次）]+1"},
      {"letters inside a Chinese name", "湘易办APP推广人次", "[湘易办APP推广人次]"},
      {"quotation marks inside a name", "“三公”经费", "[“三公”经费]"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(Sketch(c.text), c.sketch);
  }
}

TEST(Lexer, SaysWhereTheTextIsWrong) {
  struct Case {
    const char* what;
    std::string text;
    const char* sketch;
  };
  const Case cases[] = {
      {"greater than", "a > b", "!EXPRESSION_CHARACTER@2"},
      {"comma in a number", "1,234", "!EXPRESSION_CHARACTER@1"},
      {"two points", "1.2.3", "!EXPRESSION_NUMBER@0"},
      {"point at the end", "a + 5.", "!EXPRESSION_NUMBER@4"},
      {"unfinished quote", "a + 「甲", "!EXPRESSION_NAME@4"},
      {"empty quote", "「 」", "!EXPRESSION_NAME@0"},
      {"capital in a fact", "Payments", "!EXPRESSION_NAME@0"},
      {"two dots in a fact", "payments..q1", "!EXPRESSION_NAME@0"},
      {"finding without a figure", "finding:", "!EXPRESSION_NAME@0"},
      {"bytes that are not UTF-8", "a + \xC3", "!EXPRESSION_CHARACTER@4"},
      {"bytes that are not UTF-8 in quotes", "「\xFF」", "!EXPRESSION_CHARACTER@0"},
      {"enumeration comma", "甲、乙", "!EXPRESSION_CHARACTER@3"},
      {"too long", std::string(2001, '1'), "!EXPRESSION_TOO_LONG@2000"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(Sketch(c.text), c.sketch);
  }
}

}  // namespace
}  // namespace zhengping::indicator
