// Overdrafts (超指标): the days on which a quota's balance stands below zero.
//
// A quota's entries are read in effective-date order, increases first within a day, whatever the order in which they
// were posted: a payment entered late still counts on its own day, and a supplement dated back can mend it. Within a
// day the balance is lowest at its end, so that the ends of the days decide. Reversing entries count with the opposite
// sign on the original's day.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_OVERDRAFT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_OVERDRAFT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "services/budget/domain/quota.h"

namespace zhengping::budget {

// One entry of a quota on its day.
struct DatedEntry {
  Date date;
  Entry entry;
  bool is_reversing = false;  // counts negatively under its kind

  friend bool operator==(const DatedEntry&, const DatedEntry&) = default;
};

enum class OverdraftCause {
  kBalance,  // more authorised money was used or taken back than there was
  kRefunds,  // more had come back than had gone out
};

struct Overdraft {
  OverdraftCause cause = OverdraftCause::kBalance;
  Date from;                  // first day below zero
  std::optional<Date> until;  // first day no longer below zero; empty: never mended
  Money lowest;               // the lowest end of a day, below zero
  size_t entry = 0;           // index in the input of the last lowering entry on the first day below zero
};

// All overdrafts of one quota, by day. O(n log n).
std::vector<Overdraft> FindOverdrafts(const std::vector<DatedEntry>& entries);

// Refuses the first overdraft, if there is one:
//   BALANCE_INSUFFICIENT  with the day and the fen that are lacking
//   REFUND_EXCEEDS_PAID   likewise
absl::Status CheckNeverOverdrawn(absl::string_view quota, const std::vector<DatedEntry>& entries);

// That refusal of one overdraft.
absl::Status OverdraftRefusal(absl::string_view quota, const Overdraft& overdraft);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_OVERDRAFT_H_
