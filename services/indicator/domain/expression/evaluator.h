// The value of an expression under given readings of its names. Total: every expression has exactly one of the outcomes
// below, and none of them turns silently into another.
//
//   any name missing            -> kMissing, and which (a lower bound such as 100余 counts as missing in arithmetic:
//                                  domain.md Part I §3)
//   else any not applicable     -> kNotApplicable, and which
//   else a division by zero     -> kZeroByZero or kDividedByZero, after the first such division
//   else                        -> kValue
//
// 如果 looks at the value that it takes and at its condition, not at the other value: 如果(甲 = 0, 0, 乙 / 甲) never
// divides by zero. 且 is false when one side is, and 或 true when one side is, whatever the other lacks.
//
// A name that is a lower bound and is the whole expression gives kLowerBound: a target may still be met by it.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EVALUATOR_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EVALUATOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/expression/expression.h"

namespace zhengping::indicator {

enum class ReadingState { kValue, kLowerBound, kMissing, kNotApplicable };

// What a name stands for. `value` points into the caller's data and is set for kValue and kLowerBound.
struct Reading {
  ReadingState state = ReadingState::kMissing;
  const Rational* value = nullptr;
  int64_t fen_per_unit = 0;  // of money (unit.h): where names or literals differ in it, all are taken in fen
};

enum class EvaluationState { kValue, kLowerBound, kMissing, kNotApplicable, kZeroByZero, kDividedByZero };

struct Evaluation {
  EvaluationState state = EvaluationState::kMissing;
  Rational value;               // kValue, kLowerBound; of a comparison: left side minus right side
  Rational left;                // of a comparison
  Rational right;               // of a comparison
  bool holds = false;           // of a condition with kValue
  bool is_in_fen = false;       // money was taken in fen, in whatever units it was written
  std::vector<int> unresolved;  // kMissing, kNotApplicable: which names, by position in names()
};

using ReadName = absl::FunctionRef<Reading(const std::string& name)>;

// `tolerance` (at or above zero) widens comparisons: a = b holds when |a - b| <= tolerance, a >= b when a - b >=
// -tolerance; ≠, < and > hold when =, >= and <= do not.
Evaluation Evaluate(const Expression& expression, ReadName read, const Rational& tolerance = Rational());

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_EVALUATOR_H_
