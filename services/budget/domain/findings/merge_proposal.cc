#include "services/budget/domain/findings/merge_proposal.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/simulation/merged_code.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

// Budget unit, fund type, function code, outlay, economic class.
using Key = std::tuple<std::string, std::string, std::string, Outlay, std::string>;

Key KeyOf(const Classification& purpose) {
  return {purpose.budget_unit, purpose.fund_type, purpose.function_code, purpose.outlay,
          std::string(EconomicClassOf(purpose.department_economic_code))};
}

std::set<std::string> QuotasOfFunds(const std::vector<EntryView>& entries) {
  std::set<std::string> quotas;
  for (const EntryView& view : entries) {
    if (!view.entry->special_fund.empty()) quotas.insert(view.quota->id);
  }
  return quotas;
}

void Add(const QuotaSums& sums, Money small, MergeGroup& group) {
  group.quotas.push_back(sums.quota);
  group.size += sums.size();
  group.unspent += sums.unspent();
  if (sums.size() <= small) ++group.small_quotas;
  if (sums.unspent() == Money()) ++group.dry_quotas;
}

std::map<Key, MergeGroup> GroupsOf(const FindingInput& input) {
  const std::set<std::string> of_funds = QuotasOfFunds(input.entries);
  std::vector<QuotaSums> quotas = SumByQuota(input.entries);
  std::stable_sort(quotas.begin(), quotas.end(),
                   [](const QuotaSums& a, const QuotaSums& b) { return a.size() > b.size(); });
  std::map<Key, MergeGroup> groups;
  for (const QuotaSums& sums : quotas) {
    const Classification& purpose = sums.quota->classification;
    const bool stays_apart = purpose.function_code.empty() || of_funds.count(sums.quota->id) > 0 ||
                             IsThreePublicCode(purpose.department_economic_code);
    if (sums.size() != Money() && !stays_apart) Add(sums, input.settings.small_quota(), groups[KeyOf(purpose)]);
  }
  return groups;
}

}  // namespace

std::string MergeGroup::Description() const {
  const Classification& purpose = quotas.front()->classification;
  const std::string economic_class = std::string(EconomicClassOf(purpose.department_economic_code));
  return absl::StrCat("功能科目", purpose.function_code, "、", std::string(ChineseNameOf(purpose.outlay)), "、经济科目",
                      economic_class.empty() ? "未列" : absl::StrCat(economic_class, "类"));
}

Money MergeableStrandedAmount(const FindingInput& input) {
  Money stranded;
  for (const auto& [key, group] : GroupsOf(input)) {
    if (group.dry_quotas > 0) stranded += group.unspent;
  }
  return stranded;
}

std::vector<MergeGroup> ProposeMerges(const FindingInput& input) {
  std::vector<MergeGroup> proposed;
  for (auto& [key, group] : GroupsOf(input)) {
    if (group.quotas.size() > 1 && group.small_quotas > 0) proposed.push_back(group);
  }
  std::stable_sort(proposed.begin(), proposed.end(), [](const MergeGroup& a, const MergeGroup& b) {
    if (a.quotas.size() != b.quotas.size()) return a.quotas.size() > b.quotas.size();
    return a.size > b.size;
  });
  return proposed;
}

}  // namespace zhengping::budget
