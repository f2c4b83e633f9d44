#include "services/budget/domain/overdraft.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

// What an entry adds to balance and to payments.
int BalanceSign(const DatedEntry& entry) { return DirectionOf(entry.entry.kind) * (entry.is_reversing ? -1 : 1); }

int PaidSign(const DatedEntry& entry) {
  const bool is_paid = entry.entry.kind == EntryKind::kPayment || entry.entry.kind == EntryKind::kRefund;
  return is_paid ? -BalanceSign(entry) : 0;
}

Money Signed(int sign, Money amount) {
  if (sign == 0) return Money();
  return sign > 0 ? amount : -amount;
}

// Indices in order of (day, position). Increases come first within a day, so that the balance is lowest at the day's
// end: reading the ends alone needs no other order.
std::vector<size_t> OrderOf(const std::vector<DatedEntry>& entries) {
  std::vector<size_t> order(entries.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&entries](size_t a, size_t b) { return entries[a].date < entries[b].date; });
  return order;
}

// One running sum read at the ends of days.
class Watch {
 public:
  explicit Watch(OverdraftCause cause) : cause_(cause) {}

  void Add(size_t entry, int sign, Money amount) {
    sum_ += Signed(sign, amount);
    if (sign < 0) last_lowering_ = entry;
  }

  void EndOfDay(Date day, std::vector<Overdraft>& found) {
    if (sum_ < Money()) {
      if (!open_) open_ = Overdraft{cause_, day, std::nullopt, sum_, last_lowering_};
      open_->lowest = std::min(open_->lowest, sum_);
    } else if (open_) {
      open_->until = day;
      Close(found);
    }
  }

  void Close(std::vector<Overdraft>& found) {
    if (open_) found.push_back(*open_);
    open_.reset();
  }

 private:
  OverdraftCause cause_;
  Money sum_;
  size_t last_lowering_ = 0;
  std::optional<Overdraft> open_;
};

}  // namespace

std::vector<Overdraft> FindOverdrafts(const std::vector<DatedEntry>& entries) {
  const std::vector<size_t> order = OrderOf(entries);
  Watch balance(OverdraftCause::kBalance);
  Watch paid(OverdraftCause::kRefunds);
  std::vector<Overdraft> found;
  for (size_t i = 0; i < order.size(); ++i) {
    const DatedEntry& entry = entries[order[i]];
    balance.Add(order[i], BalanceSign(entry), entry.entry.amount);
    paid.Add(order[i], PaidSign(entry), entry.entry.amount);
    if (i + 1 < order.size() && entries[order[i + 1]].date == entry.date) continue;
    balance.EndOfDay(entry.date, found);
    paid.EndOfDay(entry.date, found);
  }
  balance.Close(found);
  paid.Close(found);
  std::stable_sort(found.begin(), found.end(), [](const Overdraft& a, const Overdraft& b) { return a.from < b.from; });
  return found;
}

absl::Status CheckNeverOverdrawn(absl::string_view quota, const std::vector<DatedEntry>& entries) {
  const std::vector<Overdraft> found = FindOverdrafts(entries);
  if (found.empty()) return absl::OkStatus();
  return OverdraftRefusal(quota, found.front());
}

absl::Status OverdraftRefusal(absl::string_view quota, const Overdraft& first) {
  const std::string lacking =
      absl::StrCat(quota, " would lack ", (-first.lowest).fen(), " fen from ", FormatIso(first.from));
  switch (first.cause) {
    case OverdraftCause::kBalance:
      return NotNow({"BALANCE_INSUFFICIENT", "amount_fen"},
                    absl::StrCat(lacking, ": a balance stays at zero or above"));
    case OverdraftCause::kRefunds:
      return NotNow({"REFUND_EXCEEDS_PAID", "amount_fen"},
                    absl::StrCat(lacking, ": no more comes back than has gone out"));
  }
  CheckFailed(__FILE__, __LINE__, "cause", "an overdraft has one of two causes");
}

}  // namespace zhengping::budget
