// The phrases of explanations in each language: what RenderExplanation puts its figures into, and nobody else. Holes
// are $0, $1 … as absl::Substitute fills them.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_PHRASES_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_PHRASES_H_

#include "absl/strings/string_view.h"
#include "services/indicator/domain/expression/lexer.h"
#include "services/indicator/domain/language.h"

namespace zhengping::indicator {

struct Phrases {
  const char* semicolon;
  const char* comma;
  const char* list_comma;
  const char* brackets;     // names
  const char* missing;      // in place of a value
  const char* lower_bound;  // behind a value
  const char* actual;
  const char* target;
  const char* baseline;
  const char* points;          // what the rule did, points
  const char* deviation;       // points off, points left
  const char* meets_target;    // target
  const char* meets_standard;  // standard
  const char* misses_target;   // target
  const char* proportion;      // target, weight, ratio, = or ≈, points
  const char* deduction;       // standard, departure, step, deduction, steps, weight, down_to_zero
  const char* faults;          // faults, deduction, weight, down_to_zero
  const char* down_to_zero;
  const char* band;  // interval
  const char* inside;
  const char* outside;       // departure
  const char* outside_band;  // interval
  const char* part;          // name, met, points, most
  const char* met;
  const char* not_met;
  const char* open;
  const char* one_case;  // number, condition
  const char* no_case;
  const char* alternative;     // number
  const char* judged;          // percent, reason, weight
  const char* judged_in_tier;  // percent, reason, weight, tier
  const char* zero_by_zero;
  const char* divided_by_zero;
  const char* not_applicable;
  const char* counted_as_zero;  // reason
  const char* state;            // state, reason
  const char* tier;             // tier
  const char* between;          // least, most
};

const Phrases& PhrasesOf(Language language);

// A sign, 且 或 非 or a comma of an expression, with the spaces around it.
absl::string_view SignWord(TokenKind kind, Language language);
absl::string_view FunctionWord(ExpressionOp function, Language language);

// "人" or "persons" of "persons"; a unit that a department wrote stays as it is.
absl::string_view UnitWord(absl::string_view unit, Language language);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_PHRASES_H_
