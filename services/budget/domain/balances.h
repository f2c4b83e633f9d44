// Balances (指标余额) by any of the ledger's dimensions: entries grouped by up to four keys, each group with its sums.
//
//   const std::vector<BalanceGroup> groups =
//       BalancesBy({BalanceDimension::kFundType, BalanceDimension::kFunctionClass}, EntriesOf(year, scope));
//
// Every entry is in exactly one group, whatever the dimensions: the groups add up to the facts of the same entries.
// Pure and total; O(n log n).
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_BALANCES_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_BALANCES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/money/money.h"
#include "services/budget/domain/quota.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

// The keys that each gives are in brackets; an entry that does not state one has the empty key.
enum class BalanceDimension {
  kQuota,                   // [id]
  kFundType,                // 资金性质 [code]
  kIncomeNature,            // 收入性质 ["general_public" "government_fund" "special_account" "other"]
  kFunctionClass,           // 类 [first 3 digits of the function code]
  kFunctionSection,         // 款 [first 5 digits; empty where the code ends before]
  kFunctionItem,            // 项 [7 digits; empty where the code ends before]
  kDepartmentEconomicCode,  // 部门预算经济分类 [code]
  kGovernmentEconomicCode,  // 政府预算经济分类 [code]
  kProject,                 // [id]
  kOutlay,                  // 支出类别 ["basic" "project" "unstated"]
  kQuarter,                 // of the effective day ["1" … "4"]
  kBudgetUnit,              // 预算单位 [agency_code]
};
inline constexpr size_t kMostBalanceDimensions = 4;

// Sums of a set of entries, each under its kind and net of reversals.
struct BalanceSums {
  std::array<Money, 9> by_kind;  // by EntryKind

  void Add(const EntryView& view) { by_kind[static_cast<size_t>(view.kind())] += view.amount(); }
  Money of(EntryKind kind) const { return by_kind[static_cast<size_t>(kind)]; }
  Money final_budget() const;
  Money payments() const { return of(EntryKind::kPayment) - of(EntryKind::kRefund); }
  Money balance() const { return final_budget() - payments(); }
  friend bool operator==(const BalanceSums&, const BalanceSums&) = default;
};

struct BalanceGroup {
  std::vector<std::string> keys;  // one a dimension, in their order
  BalanceSums sums;
  int64_t entries = 0;  // reversing ones counted too
};

// Sorted by keys, bytewise. No entries: no groups; no dimensions: one group.
std::vector<BalanceGroup> BalancesBy(const std::vector<BalanceDimension>& dimensions,
                                     const std::vector<EntryView>& entries);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_BALANCES_H_
