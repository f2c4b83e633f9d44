// What is wrong with the text of an expression: a value with a position and a remedy, shown to the user as
//
//   公务接待 + × 2
//            ^ 运算符「×」前缺少数值或名称……
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_SYNTAX_ERROR_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_SYNTAX_ERROR_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::indicator {

// Reasons:
//   EXPRESSION_EMPTY         there is no text
//   EXPRESSION_TOO_LONG      more than kMostExpressionBytes bytes or kMostExpressionNodes operations
//   EXPRESSION_TOO_DEEP      more than kMostExpressionDepth nested parentheses and signs
//   EXPRESSION_CHARACTER     a character that no token starts with, or bytes that are not UTF-8
//   EXPRESSION_NUMBER        a malformed number
//   EXPRESSION_NAME          an unfinished 「…」, an empty name, or a malformed fact name
//   EXPRESSION_OPERAND       a number, a name or a parenthesis is missing here
//   EXPRESSION_OPERATOR      an operator is missing here, or a second comparison follows
//   EXPRESSION_DATE          a day that is not in the calendar
//   EXPRESSION_ARGUMENTS     如果 without its three items, 最小 or 最大 with fewer than two
//   EXPRESSION_TYPE          truth, a day or a number where another of the three is wanted
//   EXPRESSION_UNITS         units that do not agree: 元 + 人
//   EXPRESSION_PARENTHESIS   a parenthesis without its partner
struct SyntaxError {
  std::string reason;
  int offset = 0;      // first byte at fault, from 0; the length of the text when something is missing at its end
  std::string remedy;  // what is wrong and what would be right, in Chinese
};

// The text, a line with a caret below the fault (Chinese characters count two columns), and the remedy.
std::string FormatSyntaxError(absl::string_view text, const SyntaxError& error);

// The place in characters from 1, as "第 5 个字符".
int CharacterPosition(absl::string_view text, int offset);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_SYNTAX_ERROR_H_
