#include "services/budget/domain/day_ends.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

bool Lowers(absl::Span<const DayMove> moves) {
  return std::any_of(moves.begin(), moves.end(),
                     [](const DayMove& move) { return move.balance_fen < 0 || move.paid_fen < 0; });
}

// What the moves up to and with `date` come to.
DayMove SumUpTo(absl::Span<const DayMove> moves, Date date) {
  DayMove sum = {.date = date};
  for (const DayMove& move : moves) {
    if (move.date > date) continue;
    sum.balance_fen += move.balance_fen;
    sum.paid_fen += move.paid_fen;
  }
  return sum;
}

// The first stretch of days on which one of the two sums is deepened below zero.
class Stretch {
 public:
  explicit Stretch(OverdraftCause cause) { found_.cause = cause; }

  void EndOfDay(Date date, int64_t after_fen, int64_t moved_fen) {
    if (found_.until.has_value()) return;
    if (after_fen >= 0) {
      if (is_open_) found_.until = date;
      return;
    }
    if (!is_open_ && moved_fen >= 0) return;
    if (!is_open_) found_.from = date;
    is_open_ = true;
    found_.lowest = std::min(found_.lowest, Money::Fen(after_fen));
  }
  std::optional<Overdraft> found() const {
    if (!is_open_) return std::nullopt;
    return found_;
  }

 private:
  Overdraft found_;
  bool is_open_ = false;
};

}  // namespace

DayMove MoveOf(const DatedEntry& entry) {
  const int64_t sign = DirectionOf(entry.entry.kind) * (entry.is_reversing ? -1 : 1);
  const int64_t moved_fen = sign * entry.entry.amount.fen();
  const bool is_paid = entry.entry.kind == EntryKind::kPayment || entry.entry.kind == EntryKind::kRefund;
  return {.date = entry.date, .balance_fen = moved_fen, .paid_fen = is_paid ? -moved_fen : 0};
}

void DayEnds::Apply(const DayMove& move) {
  auto end = ends_.end();
  if (!ends_.empty() && ends_.back().date >= move.date) {
    end = std::lower_bound(ends_.begin(), ends_.end(), move.date,
                           [](const End& known, Date date) { return known.date < date; });
  }
  if (end == ends_.end() || end->date != move.date) {
    End opened = end == ends_.begin() ? End() : *(end - 1);
    opened.date = move.date;
    end = ends_.insert(end, opened);
  }
  for (; end != ends_.end(); ++end) {
    end->balance_fen += move.balance_fen;
    end->paid_fen += move.paid_fen;
  }
}

void DayEnds::AppendTo(std::string& text) const {
  for (const End& end : ends_) {
    absl::StrAppend(&text, " ", FormatIso(end.date), ":", end.balance_fen, "/", end.paid_fen);
  }
}

bool DayEnds::StaysAboveZero(const DayMove& move) const {
  auto end = std::lower_bound(ends_.begin(), ends_.end(), move.date,
                              [](const End& known, Date date) { return known.date < date; });
  End standing = end == ends_.begin() ? End() : *(end - 1);
  if (end != ends_.end() && end->date == move.date) standing = *end++;
  while (standing.balance_fen + move.balance_fen >= 0 && standing.paid_fen + move.paid_fen >= 0) {
    if (end == ends_.end()) return true;
    standing = *end++;
  }
  return false;
}

std::optional<Overdraft> DayEnds::Deepened(absl::Span<const DayMove> moves) const {
  if (!Lowers(moves) || (moves.size() == 1 && StaysAboveZero(moves.front()))) return std::nullopt;
  std::vector<Date> days;
  for (const DayMove& move : moves) days.push_back(move.date);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  auto end = std::lower_bound(ends_.begin(), ends_.end(), days.front(),
                              [](const End& known, Date date) { return known.date < date; });
  End standing = end == ends_.begin() ? End() : *(end - 1);
  Stretch balance(OverdraftCause::kBalance);
  Stretch paid(OverdraftCause::kRefunds);
  for (auto day = days.begin(); day != days.end() || end != ends_.end();) {
    const bool is_end = end != ends_.end() && (day == days.end() || end->date <= *day);
    const Date date = is_end ? end->date : *day;
    if (day != days.end() && *day == date) ++day;
    if (is_end) standing = *end++;
    const DayMove moved = SumUpTo(moves, date);
    balance.EndOfDay(date, standing.balance_fen + moved.balance_fen, moved.balance_fen);
    paid.EndOfDay(date, standing.paid_fen + moved.paid_fen, moved.paid_fen);
  }
  const std::optional<Overdraft> first = balance.found();
  const std::optional<Overdraft> second = paid.found();
  if (!first.has_value() || (second.has_value() && second->from < first->from)) return second;
  return first;
}

}  // namespace zhengping::budget
