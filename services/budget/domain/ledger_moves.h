// What one or two transactions, applied together, do to the balances of the quotas that they touch.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_MOVES_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_MOVES_H_

#include <cstddef>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "services/budget/domain/day_ends.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/overdraft.h"
#include "services/budget/domain/year_state.h"

namespace zhengping::budget {

// A quota that the moves would overdraw, or overdraw further, and the first entry that moves it.
struct OverdrawnQuota {
  const Transaction* transaction = nullptr;
  size_t entry = 0;  // index in transaction->entries
  Overdraft overdraft;
};

class LedgerMoves {
 public:
  // The transaction must outlive the moves. Of a quota that several touch, the one added first is named.
  void Add(const Transaction& transaction);

  // By quota id. Empty, and without an allocation, where nothing is overdrawn. A quota that the state does not know has
  // no entries yet.
  std::vector<OverdrawnQuota> Overdrawn(const YearState& state);

 private:
  struct Move {
    const Transaction* transaction;
    size_t entry;
    DayMove move;

    const std::string& quota() const { return transaction->entries[entry].quota; }
  };
  absl::InlinedVector<Move, 4> moves_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_MOVES_H_
