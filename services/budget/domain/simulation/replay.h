// Counterfactual replay (回放): a department-year's ledger as it would stand under changes (change.h). Pure: the ledger
// that was read is not touched, nothing is stored, and the same ledger with the same changes gives the same answer.
//
//   const absl::StatusOr<ReplayedYear> replayed = Replay(year, {MergeQuotas{{"q1", "q2"}}});
//   Analyze({.year = replayed->ledger, …});   // facts and findings as they would be
//
// Changes are made in their order. Two orders of a ledger stay apart: transactions keep their revisions (when a thing
// became known) whatever effective day they get. Whatever no change names is as it was: no entry is lost or made, and
// without a change the ledger is the same.
//
// What the changed quotas could not bear is told, not refused: a replay answers what would have been, also that it
// would not have been possible.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_REPLAY_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_REPLAY_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/simulation/change.h"

namespace zhengping::budget {

struct ReplayedYear {
  LedgerYear ledger;  // digests are those of the year that was read and stand for nothing
  // Warnings, by quota and day; place "quotas/<id>":
  //   REPLAY_OVERDRAWN               the balance would lie below zero from a day on, or more would have come back than
  //                                  had gone out; with the day, the lack, and the transaction that brings it about.
  //                                  Only what was not so before
  //   INITIAL_BUDGET_INSUFFICIENT    there is not so much initial budget; place "transactions/<id>"
  std::vector<Issue> issues;
};

// Refused, with the path of the change, "changes[2].merge_quotas.quotas[0]":
//   CHANGE_MISSING           merges fewer than two quotas, or moves no transaction
//   QUOTAS_NOT_OF_ONE_KIND   of different fund type, function code or outlay
//   DATE_OUTSIDE_YEAR        a day outside the fiscal year
//   AMOUNT_NEGATIVE, AMOUNT_OUT_OF_RANGE   an initial budget below zero or above limits.h
//   QUOTA_NOT_FOUND, TRANSACTION_NOT_FOUND, SPECIAL_FUND_NOT_FOUND   (FAILED_PRECONDITION) not in the ledger read; a
//                            special fund is there when it is registered or an entry names it
// `first` are changes made before, which the caller vouches for: a refusal there is a bug. How many changes and names
// one may send is the caller's to limit. O(entries × log) for each run of changes of one type, so that merging a
// thousand groups in a row costs as much as merging one.
absl::StatusOr<ReplayedYear> Replay(const LedgerYear& year, const std::vector<Change>& changes,
                                    const std::vector<Change>& first = {});

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_REPLAY_H_
