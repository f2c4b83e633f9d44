#include "services/budget/domain/ledger_moves.h"

#include <algorithm>
#include <optional>
#include <string>

namespace zhengping::budget {

void LedgerMoves::Add(const Transaction& transaction) {
  const bool is_reversing = !transaction.reverses.empty();
  for (size_t i = 0; i < transaction.entries.size(); ++i) {
    moves_.push_back(
        {&transaction, i, MoveOf({transaction.effective_date, transaction.entries[i].entry, is_reversing})});
  }
}

std::vector<OverdrawnQuota> LedgerMoves::Overdrawn(const YearState& state) {
  static const DayEnds* const no_ends = new DayEnds();
  if (moves_.size() > 1) {
    std::stable_sort(moves_.begin(), moves_.end(), [](const Move& a, const Move& b) { return a.quota() < b.quota(); });
  }
  std::vector<OverdrawnQuota> overdrawn;
  absl::InlinedVector<DayMove, 4> of_quota;
  for (size_t begin = 0; begin < moves_.size();) {
    size_t end = begin;
    of_quota.clear();
    for (; end < moves_.size() && moves_[end].quota() == moves_[begin].quota(); ++end) {
      of_quota.push_back(moves_[end].move);
    }
    const QuotaState* quota = state.FindQuota(moves_[begin].quota());
    const std::optional<Overdraft> found = (quota == nullptr ? *no_ends : quota->ends).Deepened(of_quota);
    if (found.has_value()) overdrawn.push_back({moves_[begin].transaction, moves_[begin].entry, *found});
    begin = end;
  }
  return overdrawn;
}

}  // namespace zhengping::budget
