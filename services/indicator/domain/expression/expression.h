// A formula over facts and observations: "payments / final_budget", "自建房排查栋数 = 经营性栋数 + 非经营性栋数",
// "如果(initial_budget = 0, 100%, supplements / initial_budget)", "完工日期 - 2023-06-30 <= 60天".
//
//   expression = both { 或 both }                           或 或者 or
//   both       = truth { 且 truth }                         且 并且 and
//   truth      = 非 truth | sum [ compare sum ]             非 not;  = != < <= > >=, full-width forms, ≠ ≤ ≥ ≦ ≧
//   sum        = product { ("+" | "-") product }            full-width forms and − are read too
//   product    = factor { ("*" | "×" | "/" | "÷") factor }
//   factor     = literal | name | "-" factor | "(" expression ")" | function "(" expression { "," expression } ")"
//   function   = 最小 min | 最大 max | 如果 if              如果(条件, 值, 否则的值)
//   literal    = number | number "%" | number unit | day    100元 3.5万元 20人 60天;  2023-06-30 or 2023年6月30日
//   name       = a fact: letters, digits, _ and dots, "payments.q1";
//                a figure of a finding: "finding:release_timing.late_funds";
//                a figure of the row that is scored: row.actual row.target row.baseline;
//                an observation by its Chinese name, bare when it has neither operators nor spaces, else 「…」;
//                「一级/二级/三级」 names its levels where the last name alone is not unique
//
// Words of the language are words only when they stand alone: 非经营性栋数 is a name. The language is total: it has no
// loops and no side effects, and every expression has a result (evaluator.h). It is typed: truth, days and numbers do
// not mix, and units must agree (type_check.h). Arithmetic is exact. Bounded by kMostExpressionBytes of text,
// kMostExpressionNodes operands and operations, kMostExpressionDepth nested parentheses and signs.
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
  kLiteral,
  kName,
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kEqual,
  kNotEqual,
  kLess,
  kAtMost,
  kGreater,
  kAtLeast,
  kAnd,
  kOr,
  kNot,
  kMin,
  kMax,
  kIf,  // of condition, value, other value
};

bool IsComparison(ExpressionOp op);

// One step of the postfix program that an expression is.
struct ExpressionNode {
  ExpressionOp op = ExpressionOp::kLiteral;
  int operand = 0;  // kLiteral: position in literals(); kName: position in names(); else unused

  friend bool operator==(const ExpressionNode&, const ExpressionNode&) = default;
};

struct ExpressionLiteral {
  Rational value;    // 5% is 1/20, 100元 is 10000 (fen), a day is days since 1970-01-01
  std::string unit;  // "percent", "fen", "persons", "days", …, "date"; empty: a plain number

  friend bool operator==(const ExpressionLiteral&, const ExpressionLiteral&) = default;
};

enum class ExpressionResult : uint8_t { kNumber, kTruth, kDate };

class Expression {
 public:
  // What the parser found. `offsets` stands beside `postfix`: where in the text each step is written.
  struct Program {
    std::string text;
    std::vector<ExpressionNode> postfix;
    std::vector<int> offsets;
    std::vector<ExpressionLiteral> literals;
    std::vector<std::string> names;
    ExpressionResult result = ExpressionResult::kNumber;
  };

  Expression() = default;  // no formula: empty()
  explicit Expression(Program program);

  bool empty() const { return program_.postfix.empty(); }
  // Whether the outermost operation compares two numbers: it has two sides.
  bool is_comparison() const;
  // Whether it is true or false, as comparisons and what 且 或 非 make of them are.
  bool is_condition() const { return program_.result == ExpressionResult::kTruth; }
  ExpressionResult result() const { return program_.result; }
  // Whether a literal is money.
  bool has_money_literal() const { return has_money_literal_; }
  // Whether a name is of an observation: what it counts is known only where it is evaluated.
  bool names_observations() const { return names_observations_; }
  // As it was written.
  const std::string& text() const { return program_.text; }
  const std::vector<ExpressionNode>& postfix() const { return program_.postfix; }
  const std::vector<int>& offsets() const { return program_.offsets; }
  const std::vector<ExpressionLiteral>& literals() const { return program_.literals; }
  // Each name once, in order of first use, without 「」.
  const std::vector<std::string>& names() const { return program_.names; }

 private:
  Program program_;
  bool has_money_literal_ = false;
  bool names_observations_ = false;
};

// Whether `name` names a fact or a figure of a finding (ASCII), not an observation.
bool IsFactName(const std::string& name);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EXPRESSION_H_
