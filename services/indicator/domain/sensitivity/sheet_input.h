// The inputs of a scored sheet: the facts and results that its leaves were measured by, each once, with the leaves that
// answer to it.
//
// Facts hang together: money that is paid is no longer left over. So moving one fact moves those that are sums with it
// (LinkedFacts), and a leaf that reads one of these answers to it too.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SHEET_INPUT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SHEET_INPUT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/explanation.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/domain/scorecard.h"

namespace zhengping::indicator {

struct SheetInput {
  std::string name;          // of the fact; of a result the path of its row
  std::string display_name;  // 全年执行数; of a result its last name
  OperandOrigin origin = OperandOrigin::kFact;
  int observation = -1;  // position in ScoreInput::observations; -1: a fact or a figure of a finding
  Rational value;
  std::string unit;
  std::optional<Rational> target;  // of a result that is a row of its own: what it is held against
  std::vector<int> leaves;         // positions in Scorecard::nodes, ascending
};

// Of a sheet that was scored with explanations. Figures that are missing, or known as lower bounds only, are left out:
// where they stand is not known. In the order in which the sheet first uses them.
std::vector<SheetInput> InputsOf(const ScoreInput& input, const Scorecard& card);

// The facts that move with `name`, with the sign: payments → balance −1. (final_budget = initial + carryover_in +
// supplements + transfers_in − reductions − transfers_out − recalls; balance = final − payments; domain.md Part I §2)
std::vector<std::pair<std::string, int>> LinkedFacts(absl::string_view name);

// Whether a department could still have made this figure another one in the year: results, payments, headcount and the
// like. Budgets that were approved, figures of earlier years and figures of findings are given.
bool IsOpenToChange(const SheetInput& input);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SHEET_INPUT_H_
