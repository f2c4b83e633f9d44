// Changes to a department-year that a replay makes: what would have been, had the quotas, the days or the initial
// amounts been others. The twins of zhengping.budget.v1.SimulatedChange, and three besides that only the findings'
// simulations make (said at each).
//
// Every change names quotas, transactions and special funds as they are in the ledger that was read, also after an
// earlier change: a quota that has been merged means the merged one, a transaction that has fallen away means nothing.
// A reversal belongs to what it reverses: both change together, whichever of them is named.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_CHANGE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_CHANGE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"

namespace zhengping::budget {

// Several quotas become one, in place of the first named and under its id and external code. They are of one fund type,
// function code and outlay; any other attribute is kept where all agree and empty where they do not, economic codes as
// far as merged_code.h says.
//   - Every entry on one of them is on the merged quota.
//   - Transfers between them fall away: of one transaction, what goes out of the merged quota and what comes in are set
//     off, and only the difference stays.
//   - Split entries become one: entries of one transaction on the merged quota of the same kind, origin, recurring mark
//     and special fund are added up, their different notes joined by "；".
//   - A transaction without an entry left falls away.
// Whether a transfer that stays lies between codes is judged by the merged quota's codes. Totals of every kind but
// transfers stay, and so do the final budget, the payments and the balance.
struct MergeQuotas {
  std::vector<std::string> quotas;  // ids, two at least; a repeated one counts once

  friend bool operator==(const MergeQuotas&, const MergeQuotas&) = default;
};

// A transaction takes effect on another day of the fiscal year. Its revision stays: what was known when is as it was,
// only the day for which it counts is another.
struct MoveTransaction {
  std::string transaction;
  Date effective_date;

  friend bool operator==(const MoveTransaction&, const MoveTransaction&) = default;
};

// A quota starts with another initial budget: the first INITIAL entry in force (by effective day, then revision) has
// the amount, other ones in force fall away; of zero, all. A quota without one gets a transaction "simulated-<quota>"
// on the first of January, at revision 0: known from the beginning.
struct SetInitialBudget {
  std::string quota;
  Money initial_budget;  // zero or above

  friend bool operator==(const SetInitialBudget&, const SetInitialBudget&) = default;
};

// Additions that a replay moves.
struct Addition {
  std::string transaction;
  // One of its entries, by its place in the transaction as no change before has touched it; empty: all its SUPPLEMENT
  // entries. Not on the wire.
  std::optional<size_t> entry = std::nullopt;

  friend bool operator==(const Addition&, const Addition&) = default;
};

// SUPPLEMENT entries are INITIAL ones, effective on the first of January, without an origin (only adjustments have
// one). Where a transaction has other entries besides, these stay, and the moved ones stand in a transaction of the
// same revision, document number and record beside it, "<id>-initial". Final budget and payments stay.
struct MoveToInitialBudget {
  std::vector<Addition> additions;

  friend bool operator==(const MoveToInitialBudget&, const MoveToInitialBudget&) = default;
};

// Which of a special fund's releases come on another day.
enum class ReleasesMoved {
  kAll,
  kLaterOnes,  // those after the day; what came in time stays. Not on the wire
};

// A special fund's releases (INITIAL, SUPPLEMENT and CARRYOVER entries that name it) come on one day, the same amounts
// under the same kinds. Where a transaction has other entries besides, these stay, and the moved ones stand in a
// transaction "<id>-released" beside it. Money that was never released stays so.
struct ReleaseSpecialFund {
  std::string special_fund;
  Date release_date;
  ReleasesMoved moved = ReleasesMoved::kAll;

  friend bool operator==(const ReleaseSpecialFund&, const ReleaseSpecialFund&) = default;
};

// A special fund has an expected release date. Its releases stay where they are. Not on the wire.
struct ExpectRelease {
  std::string special_fund;
  Date expected_release_date;

  friend bool operator==(const ExpectRelease&, const ExpectRelease&) = default;
};

// The money of transfers stands where it went from the start: TRANSFER_IN entries are INITIAL ones on the first of
// January without an origin ("<id>-initial" beside what stays), TRANSFER_OUT entries fall away and the INITIAL entries
// in force of their quota are lowered by as much, the latest first. A transaction whose quotas have not so much initial
// budget is an issue and stays as it is, and so does a reversed one, whose money is back. The sum of the initial
// budgets and the final budget of every quota stay. Not on the wire.
struct MoveTransfersToInitialBudget {
  std::vector<std::string> transactions;

  friend bool operator==(const MoveTransfersToInitialBudget&, const MoveTransfersToInitialBudget&) = default;
};

// std::monostate changes nothing: it keeps the place of what was made first (replay.h).
using Change = std::variant<std::monostate, MergeQuotas, MoveTransaction, SetInitialBudget, MoveToInitialBudget,
                            ReleaseSpecialFund, ExpectRelease, MoveTransfersToInitialBudget>;

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_CHANGE_H_
