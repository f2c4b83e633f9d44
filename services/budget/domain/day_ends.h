// The ends of a quota's days (日终余额): its balance, and what it has paid, at the end of every day on which it moved.
//
// Whether further entries would overdraw the quota is answered from the ends, without its entries: increases come first
// within a day, so that the end of a day is its lowest (overdraft.h). A quota has at most as many ends as its fiscal
// year has days, however many entries it has. A value; not thread-safe.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_DAY_ENDS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_DAY_ENDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "common/date/date.h"
#include "services/budget/domain/overdraft.h"

namespace zhengping::budget {

// What an entry moves from its day on, in fen; below zero where it lowers.
struct DayMove {
  Date date;
  int64_t balance_fen = 0;
  int64_t paid_fen = 0;  // payments less refunds
};
DayMove MoveOf(const DatedEntry& entry);

class DayEnds {
 public:
  void Apply(const DayMove& move);

  // The first overdraft that `moves`, applied together, would make or deepen; one that they leave as it is or lessen is
  // none of theirs. Overdraft::entry is not set. Nothing changes.
  std::optional<Overdraft> Deepened(absl::Span<const DayMove> moves) const;

  size_t size() const { return ends_.size(); }
  // " 2023-01-05:100000/0" for each end: balance and paid, in fen.
  void AppendTo(std::string& text) const;
  friend bool operator==(const DayEnds&, const DayEnds&) = default;

 private:
  struct End {
    Date date;
    int64_t balance_fen = 0;
    int64_t paid_fen = 0;
    friend bool operator==(const End&, const End&) = default;
  };
  // At the end of every day, with the move.
  bool StaysAboveZero(const DayMove& move) const;

  std::vector<End> ends_;  // by date
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_DAY_ENDS_H_
