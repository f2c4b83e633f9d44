#include "services/budget/domain/findings/month_pace.h"

#include <array>

#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr int kMonths = 12;

using MonthlyAmounts = std::array<Money, kMonths>;

int LastWholeMonth(const FindingInput& input) {
  const Date day = LastDayOf(input);
  if (day.year() < input.year.fiscal_year) return 0;
  return day.PlusDays(1).month() != day.month() ? day.month() : day.month() - 1;
}

bool IsPaid(EntryKind kind) { return kind == EntryKind::kPayment || kind == EntryKind::kRefund; }

bool IsKnownInJanuary(EntryKind kind) { return kind == EntryKind::kInitial || kind == EntryKind::kCarryover; }

// The largest |cumulative amount − plan × m/12| ÷ initial up to `last_month`.
PaceDistance LargestDistance(const MonthlyAmounts& amounts, Money plan, Money initial, int last_month) {
  PaceDistance largest;
  Money cumulative;
  for (int month = 1; month <= last_month; ++month) {
    cumulative += amounts[static_cast<size_t>(month - 1)];
    const Rational planned = *Quotient(Rational(plan.fen()) * Rational(month), Rational(kMonths));
    const Rational ahead = *Quotient(Rational(cumulative.fen()) - planned, Rational(initial.fen()));
    const Rational distance = ahead < Rational() ? -ahead : ahead;
    if (distance > largest.distance) largest = {month, distance};
  }
  return largest;
}

}  // namespace

MonthPace MonthPaceOf(const FindingInput& input, Money initial) {
  MonthlyAmounts paid{};
  MonthlyAmounts changed{};
  for (const EntryView& view : input.entries) {
    if (IsKnownInJanuary(view.kind())) continue;
    const size_t month = static_cast<size_t>(view.transaction->effective_date.month() - 1);
    const Money signed_amount = DirectionOf(view.kind()) > 0 ? view.amount() : -view.amount();
    if (IsPaid(view.kind())) {
      paid[month] -= signed_amount;  // A payment lowers the balance.
    } else {
      changed[month] += signed_amount;
    }
  }
  MonthPace pace;
  pace.last_month = LastWholeMonth(input);
  pace.paid = LargestDistance(paid, /*plan=*/initial, initial, pace.last_month);
  pace.authorized = LargestDistance(changed, /*plan=*/Money(), initial, pace.last_month);
  return pace;
}

}  // namespace zhengping::budget
