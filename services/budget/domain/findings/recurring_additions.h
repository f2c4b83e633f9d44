// Which additions (追加) of a year could have stood in its initial budget: those that recur (经常性), told by the
// ledgers of earlier years, and those that could be foreseen (可预见), told by their notes. An addition is a live
// SUPPLEMENT entry: neither reversed nor reversing.
//
// Recurring. Additions of two years belong together if they have the same project code; a project that no earlier year
// knows by its code is looked for by its name, since codes are often given anew each year; where there is no project,
// function code and department economic code decide (with neither of them an addition never recurs). Of those that
// belong together, by the settings' tolerance (t):
//   - if the year's total lies within ±t of an earlier year's total, all of them recur;
//   - else those that lie within ±t of one of that year's additions, each of which is matched with one at most, the
//     smallest amounts first.
// |amount − earlier| ≤ t × earlier. A year further back than the settings' years, and one without a ledger, is not
// looked at. What the ledger shows wins over the clerk's belief (LedgerEntry::recurring).
//
// Foreseeable. The entry's note holds one of the settings' words, and its origin is not EMERGENCY: what struck suddenly
// was not foreseen, whatever its note says.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RECURRING_ADDITIONS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RECURRING_ADDITIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

struct JudgedAddition {
  EntryView view;                  // points into the year
  std::optional<int> recurs_from;  // the latest earlier fiscal year that had it; empty: none had
  std::string foreseen_by;         // the word in its note; empty: none

  bool is_recurring() const { return recurs_from.has_value(); }
  bool is_foreseeable() const { return !foreseen_by.empty(); }
  // Could have stood in the initial budget.
  bool is_avoidable() const { return is_recurring() || is_foreseeable(); }
};

struct JudgedAdditions {
  int years_at_hand = 0;                  // earlier years compared with; 0: nothing can be said about what recurs
  std::vector<JudgedAddition> additions;  // in the order of the entries

  // The clerk said yes and no earlier year shows it, or said no and one does. Never without earlier years.
  bool DiffersFromFlag(const JudgedAddition& addition) const;
};

// The additions among `input.entries`, all of them.
JudgedAdditions JudgeAdditions(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RECURRING_ADDITIONS_H_
