#include "services/budget/domain/findings/recurring_additions.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::budget {
namespace {

std::vector<EntryView> AdditionsAmong(const std::vector<EntryView>& entries) {
  std::vector<EntryView> additions;
  for (const EntryView& view : LiveEntriesAmong(entries)) {
    if (view.kind() == EntryKind::kSupplement) additions.push_back(view);
  }
  return additions;
}

// What an addition may be known by, the surest first; none where the quota says nothing about itself.
std::vector<std::string> KeysOf(const QuotaRecord& quota) {
  const Classification& purpose = quota.classification;
  if (!purpose.project.empty()) {
    std::vector<std::string> keys = {absl::StrCat("project:", purpose.project)};
    if (!purpose.project_display_name.empty()) keys.push_back(absl::StrCat("name:", purpose.project_display_name));
    return keys;
  }
  if (purpose.function_code.empty() && purpose.department_economic_code.empty()) return {};
  return {absl::StrCat("codes:", purpose.function_code, "/", purpose.department_economic_code)};
}

struct EarlierYear {
  int fiscal_year = 0;
  std::map<std::string, std::vector<Money>> amounts;  // ascending, by each key
};

// The latest first.
std::vector<EarlierYear> EarlierYearsOf(const FindingInput& input) {
  std::vector<EarlierYear> years;
  for (const LedgerYear& ledger : input.earlier) {
    const int back = input.year.fiscal_year - ledger.fiscal_year;
    if (back < 1 || back > input.settings.lookback() || ledger.transactions.empty()) continue;
    EarlierYear year;
    year.fiscal_year = ledger.fiscal_year;
    for (const EntryView& view : AdditionsAmong(EntriesOf(ledger, {.conditions = input.scope.conditions}))) {
      for (const std::string& key : KeysOf(*view.quota)) year.amounts[key].push_back(view.entry->entry.amount);
    }
    for (auto& [key, amounts] : year.amounts) std::sort(amounts.begin(), amounts.end());
    years.push_back(std::move(year));
  }
  std::sort(years.begin(), years.end(),
            [](const EarlierYear& a, const EarlierYear& b) { return a.fiscal_year > b.fiscal_year; });
  return years;
}

// The first of its keys that an earlier year knows; empty: none.
std::string KnownKeyOf(const QuotaRecord& quota, const std::vector<EarlierYear>& years) {
  for (const std::string& key : KeysOf(quota)) {
    for (const EarlierYear& year : years) {
      if (year.amounts.count(key) > 0) return key;
    }
  }
  return "";
}

enum class Comparison { kBelow, kSimilar, kAbove };

Comparison Compare(Money amount, Money earlier, const Rational& tolerance) {
  const Rational difference = Rational(amount.fen()) - Rational(earlier.fen());
  const Rational allowed = tolerance * Rational(earlier.fen());
  if (difference > allowed) return Comparison::kAbove;
  return difference < -allowed ? Comparison::kBelow : Comparison::kSimilar;
}

Money SumOf(const std::vector<Money>& amounts) {
  Money sum;
  for (const Money amount : amounts) sum += amount;
  return sum;
}

// Marks those of `group` (amounts ascending) that `year` had. A year's interval around an amount moves up with the
// amount, so that going up on both sides finds the most pairs.
void MarkRecurring(const std::vector<JudgedAddition*>& group, const std::vector<Money>& earlier, int fiscal_year,
                   const Rational& tolerance) {
  const auto mark = [fiscal_year](JudgedAddition& addition) {
    if (!addition.recurs_from) addition.recurs_from = fiscal_year;
  };
  Money total;
  for (const JudgedAddition* addition : group) total += addition->view.entry->entry.amount;
  if (Compare(total, SumOf(earlier), tolerance) == Comparison::kSimilar) {
    for (JudgedAddition* addition : group) mark(*addition);
    return;
  }
  size_t mine = 0;
  size_t theirs = 0;
  while (mine < group.size() && theirs < earlier.size()) {
    switch (Compare(group[mine]->view.entry->entry.amount, earlier[theirs], tolerance)) {
      case Comparison::kSimilar:
        mark(*group[mine++]);
        ++theirs;
        break;
      case Comparison::kBelow:
        ++mine;
        break;
      case Comparison::kAbove:
        ++theirs;
        break;
    }
  }
}

// By amount; of equal ones by what else the figures look at, so that the order of posting decides nothing.
auto OrderOf(const JudgedAddition& addition) {
  const LedgerEntry& entry = *addition.view.entry;
  return std::tuple(entry.entry.amount, addition.view.transaction->effective_date, absl::string_view(entry.quota),
                    absl::string_view(entry.note), entry.origin, entry.recurring);
}

void JudgeRecurring(const FindingInput& input, JudgedAdditions& judged) {
  const std::vector<EarlierYear> years = EarlierYearsOf(input);
  judged.years_at_hand = static_cast<int>(years.size());
  std::map<std::string, std::vector<JudgedAddition*>> groups;
  for (JudgedAddition& addition : judged.additions) {
    const std::string key = KnownKeyOf(*addition.view.quota, years);
    if (!key.empty()) groups[key].push_back(&addition);
  }
  for (auto& [key, group] : groups) {
    std::stable_sort(group.begin(), group.end(),
                     [](const JudgedAddition* a, const JudgedAddition* b) { return OrderOf(*a) < OrderOf(*b); });
    for (const EarlierYear& year : years) {
      const auto earlier = year.amounts.find(key);
      if (earlier == year.amounts.end()) continue;
      MarkRecurring(group, earlier->second, year.fiscal_year, input.settings.tolerance());
    }
  }
}

std::string ForeseenBy(const EntryView& view, const std::vector<std::string>& words) {
  if (view.entry->origin == Origin::kEmergency) return "";
  for (const std::string& word : words) {
    if (absl::StrContains(view.entry->note, word)) return word;
  }
  return "";
}

}  // namespace

bool JudgedAdditions::DiffersFromFlag(const JudgedAddition& addition) const {
  if (years_at_hand == 0) return false;
  switch (addition.view.entry->recurring) {
    case Recurring::kUnstated:
      return false;
    case Recurring::kYes:
      return !addition.is_recurring();
    case Recurring::kNo:
      return addition.is_recurring();
  }
  return false;
}

JudgedAdditions JudgeAdditions(const FindingInput& input) {
  JudgedAdditions judged;
  for (const EntryView& view : AdditionsAmong(input.entries)) {
    JudgedAddition addition;
    addition.view = view;
    addition.foreseen_by = ForeseenBy(view, input.settings.foreseeable_keywords.words);
    judged.additions.push_back(std::move(addition));
  }
  JudgeRecurring(input, judged);
  return judged;
}

}  // namespace zhengping::budget
