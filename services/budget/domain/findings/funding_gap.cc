#include "services/budget/domain/findings/funding_gap.h"

#include <algorithm>
#include <map>

namespace zhengping::budget {
namespace {

using ByDay = std::map<Date, Money>;

// By how much the fund's gap changes on a day.
void AddChanges(const NeededFund& needed, Date first, Date last, ByDay& changes) {
  ByDay lacking;  // needs less releases of each day
  for (const SpecialFundNeed& need : needed.fund->needs) {
    if (need.needed_date <= last) lacking[std::max(first, need.needed_date)] += need.amount;
  }
  for (const FundRelease& release : needed.standing->releases) {
    if (release.date <= last) lacking[std::max(first, release.date)] -= release.amount;
  }
  Money balance;
  Money gap;
  for (const auto& [day, lack] : lacking) {
    balance += lack;
    const Money next = std::max(Money(), balance);
    changes[day] += next - gap;
    gap = next;
  }
}

}  // namespace

FundingGap FundingGapOf(const std::vector<NeededFund>& funds, Date first, Date last) {
  ByDay changes;
  for (const NeededFund& needed : funds) AddChanges(needed, first, last, changes);
  FundingGap total;
  Money gap;
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    gap += change->second;
    if (gap > total.peak) {
      total.peak = gap;
      total.peak_date = change->first;
    }
    const auto next = std::next(change);
    const int days = (next == changes.end() ? last.PlusDays(1) : next->first) - change->first;
    if (gap > Money()) total.days += days;
    total.fen_days += Rational(gap.fen()) * Rational(days);
  }
  return total;
}

}  // namespace zhengping::budget
