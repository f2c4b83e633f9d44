// A formula over facts and observations: "payments / final_budget", "自建房排查栋数 = 经营性栋数 + 非经营性栋数".
//
//   expression = sum [ ("=" | ">=" | "<=") sum ]            ＝ ≥ ≤ are read as = >= <=
//   sum        = product { ("+" | "-") product }            full-width forms and − are read too
//   product    = factor { ("*" | "×" | "/" | "÷") factor }
//   factor     = number | number "%" | name | "-" factor | "(" sum ")"
//   name       = a fact: letters, digits, _ and dots, "payments.q1";
//                a figure of a finding: "finding:release_timing.late_funds";
//                a figure of the row that is scored: row.actual row.target row.baseline;
//                an observation by its Chinese name, bare when it has neither operators nor spaces, else 「…」;
//                「一级/二级/三级」 names its levels where the last name alone is not unique
//
// The language is total: it has no loops, no calls and no side effects, and every expression has a result
// (evaluator.h). Arithmetic is exact. Bounded by kMostExpressionBytes of text, kMostExpressionNodes operands and
// operations, kMostExpressionDepth nested parentheses and signs.
//
// A value; immutable once parsed; safe to share between threads.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EXPRESSION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EXPRESSION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/rational/rational.h"

namespace zhengping::indicator {

inline constexpr int kMostExpressionBytes = 2000;
inline constexpr int kMostExpressionNodes = 200;
inline constexpr int kMostExpressionDepth = 32;

enum class ExpressionOp : uint8_t {
  kNumber,
  kName,
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kEqual,
  kAtLeast,
  kAtMost
};

// One step of the postfix program that an expression is.
struct ExpressionNode {
  ExpressionOp op = ExpressionOp::kNumber;
  int operand = 0;  // kNumber: position in numbers(); kName: position in names(); else unused

  friend bool operator==(const ExpressionNode&, const ExpressionNode&) = default;
};

class Expression {
 public:
  Expression() = default;  // no formula: empty()
  Expression(std::string text, std::vector<ExpressionNode> postfix, std::vector<Rational> numbers,
             std::vector<std::string> names);

  bool empty() const { return postfix_.empty(); }
  // Whether the outermost operation is = >= or <=: its result is true or false, not a number.
  bool is_comparison() const;
  // As it was written.
  const std::string& text() const { return text_; }
  const std::vector<ExpressionNode>& postfix() const { return postfix_; }
  const std::vector<Rational>& numbers() const { return numbers_; }
  // Each name once, in order of first use, without 「」.
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::string text_;
  std::vector<ExpressionNode> postfix_;
  std::vector<Rational> numbers_;
  std::vector<std::string> names_;
};

// Whether `name` names a fact or a figure of a finding (ASCII), not an observation.
bool IsFactName(const std::string& name);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EXPRESSION_H_
