// How the total of a sheet answers to its inputs, and the cheapest set of changes that would have reached the next
// grade.
//
//   cost of a change = 1% + |to − from| ÷ max(|from|, |to|): by which share the figure would have to be another one.
//   Figures of different kinds have no common price, and a share of the figure is the one measure that needs none; the
//   one percent for touching a figure at all keeps a set from working the rounding of rows that need no change.
//
// A set changes only what a department can still do something about (IsOpenToChange), and of figures that one leaf
// reads together only one. It is scored again as a whole before it is answered: it does reach the grade.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SENSITIVITY_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SENSITIVITY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/domain/sensitivity/input_response.h"
#include "services/indicator/domain/sensitivity/sheet_input.h"

namespace zhengping::indicator {

struct SensitiveInput {
  SheetInput input;
  InputResponse response;
  std::vector<std::string> leaves;  // paths of the input's leaves
};

struct ProposedChange {
  SheetInput input;
  Rational to;
  Rational gain;  // of the sum, as the sheet counts points
};

struct Sensitivity {
  Rational total;
  std::string grade;                   // empty: the sheet has none, and no next one
  std::vector<SensitiveInput> inputs;  // by what they can win, then by points for a unit, then as the sheet uses them
  std::string next_grade;              // empty: the best is reached, or there is no grade
  Rational next_from;                  // the total from which it begins
  std::vector<ProposedChange> to_next_grade;  // in the order of inputs; empty: none is needed, or it is out of reach
  Rational total_then;                        // with them
  std::string grade_then;
};

// Refused as Score is.
absl::StatusOr<Sensitivity> AnalyzeSensitivity(const ScoreInput& input, ScoreOptions options = {});

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SENSITIVITY_H_
