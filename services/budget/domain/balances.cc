#include "services/budget/domain/balances.h"

#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

// The code cut to a level of its table; a code that ends before does not state that level.
std::string LevelOf(const std::string& code, size_t digits) {
  return code.size() < digits ? std::string() : code.substr(0, digits);
}

std::string KeyOf(BalanceDimension dimension, const EntryView& view) {
  const Classification& purpose = view.quota->classification;
  switch (dimension) {
    case BalanceDimension::kQuota:
      return view.quota->id;
    case BalanceDimension::kFundType:
      return purpose.fund_type;
    case BalanceDimension::kIncomeNature:
      return absl::AsciiStrToLower(NameOf(IncomeNatureOf(purpose.fund_type)));
    case BalanceDimension::kFunctionClass:
      return LevelOf(purpose.function_code, 3);
    case BalanceDimension::kFunctionSection:
      return LevelOf(purpose.function_code, 5);
    case BalanceDimension::kFunctionItem:
      return LevelOf(purpose.function_code, 7);
    case BalanceDimension::kDepartmentEconomicCode:
      return purpose.department_economic_code;
    case BalanceDimension::kGovernmentEconomicCode:
      return purpose.government_economic_code;
    case BalanceDimension::kProject:
      return purpose.project;
    case BalanceDimension::kOutlay:
      return purpose.outlay == Outlay::kUnstated ? "unstated" : absl::AsciiStrToLower(NameOf(purpose.outlay));
    case BalanceDimension::kQuarter:
      return absl::StrCat(view.transaction->effective_date.quarter());
    case BalanceDimension::kBudgetUnit:
      return purpose.budget_unit;
  }
  std::abort();
}

}  // namespace

Money BalanceSums::final_budget() const {
  Money sum;
  for (const EntryKind kind : kEntryKinds) {
    if (kind == EntryKind::kPayment || kind == EntryKind::kRefund) continue;
    sum += DirectionOf(kind) > 0 ? of(kind) : -of(kind);
  }
  return sum;
}

std::vector<BalanceGroup> BalancesBy(const std::vector<BalanceDimension>& dimensions,
                                     const std::vector<EntryView>& entries) {
  std::map<std::vector<std::string>, BalanceGroup> groups;
  for (const EntryView& view : entries) {
    std::vector<std::string> keys;
    for (const BalanceDimension dimension : dimensions) keys.push_back(KeyOf(dimension, view));
    BalanceGroup& group = groups[std::move(keys)];
    group.sums.Add(view);
    ++group.entries;
  }
  std::vector<BalanceGroup> sorted;
  for (auto& [keys, group] : groups) {
    group.keys = keys;
    sorted.push_back(std::move(group));
  }
  return sorted;
}

}  // namespace zhengping::budget
