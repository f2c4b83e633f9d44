#include "services/indicator/domain/expression/lexer.h"

#include <gtest/gtest.h>

#include <string>

namespace zhengping::indicator {
namespace {

// Literals by value and unit, names in [], functions with a point before them, signs as ASCII; "!REASON@offset" for an
// error.
std::string Sketch(absl::string_view text) {
  static constexpr const char* kSigns[] = {"",  "",   "",  "+",  "-", "*",  "/", "(", ")", ",",
                                           "=", "!=", "<", "<=", ">", ">=", "&", "|", "!", ""};
  const LexedExpression lexed = LexExpression(text);
  if (lexed.error) return "!" + lexed.error->reason + "@" + std::to_string(lexed.error->offset);
  std::string sketch;
  for (const Token& token : lexed.tokens) {
    sketch += kSigns[static_cast<size_t>(token.kind)];
    if (token.kind == TokenKind::kLiteral) sketch += FormatShort(token.literal.value, 6);
    if (token.kind == TokenKind::kLiteral && !token.literal.unit.empty()) sketch += "{" + token.literal.unit + "}";
    if (token.kind == TokenKind::kName) sketch += "[" + token.name + "]";
    if (token.kind != TokenKind::kFunction) continue;
    sketch += token.function == ExpressionOp::kIf ? ".if" : token.function == ExpressionOp::kMin ? ".min" : ".max";
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
      {"comparison in two characters", "甲<=5%", "[甲]<=0.05{percent}"},
      {"minus sign of mathematics", "甲 − 1", "[甲]-1"},
      {"full-width percent", "38.64％", "0.3864{percent}"},
      {"Chinese space", "甲　+　乙", "[甲]+[乙]"},
      {"fact with dots", "three_public_expenses.reception.budget", "[three_public_expenses.reception.budget]"},
      {"figure of a finding", "finding:release_timing.late_funds", "[finding:release_timing.late_funds]"},
      {"quoted name with signs", "「产出/数量/湘易办 APP（人次）」+1", "[产出/数量/湘易办 APP（人次）]+1"},
      {"letters inside a Chinese name", "湘易办APP推广人次", "[湘易办APP推广人次]"},
      {"strict comparisons", "甲 < 乙＞丙≠丁 != 戊", "[甲]<[乙]>[丙]!=[丁]!=[戊]"},
      {"words that join", "甲 且 乙 并且 丙 or 丁 或者 非 戊", "[甲]&[乙]&[丙]|[丁]|![戊]"},
      {"words behind a figure", "甲>1且乙>2或(丙)且非 丁", "[甲]>1&[乙]>2|([丙])&![丁]"},
      {"names that begin like words", "非经营性栋数 + 或有负债 - 且末户数", "[非经营性栋数]+[或有负债]-[且末户数]"},
      {"functions", "如果（甲>0，最大(甲, 1), min (2, 3)）", ".if([甲]>0,.max([甲],1),.min(2,3))"},
      {"a function's name without a parenthesis", "最大 + 如果", "[最大]+[如果]"},
      {"money", "100元 + 3.5万元 + 2亿元", "10000{fen}+3500000{fen}+20000000000{fen}"},
      {"counts", "20人 60天 3万人 150万", "20{persons}60{days}30000{persons}1500000"},
      {"days", "2023-06-30 - 2023年1月1日", "19538{date}-19358{date}"},
      {"a subtraction that is no day", "2023 - 06 - 30", "2023-6-30"},
      {"a long number is no day", "2023-06-305", "2023-6-305"},
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
      {"comma in a number of a list", "max(1,234, 5)", "!EXPRESSION_CHARACTER@5"},
      {"a day that is none", "2023-02-29", "!EXPRESSION_DATE@0"},
      {"not a number", "NaN", "!EXPRESSION_NAME@0"},
      {"an infinity", "∞", "[∞]"},
      {"an exponent", "1e5", "1[e5]"},
      {"exclamation mark alone", "a ! b", "!EXPRESSION_CHARACTER@2"},
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
