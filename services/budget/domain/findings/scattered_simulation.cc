#include "services/budget/domain/findings/scattered_simulation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "services/budget/domain/findings/coarse_budgeting.h"
#include "services/budget/domain/findings/merge_proposal.h"
#include "services/budget/domain/findings/scattered_quotas.h"
#include "services/budget/domain/simulation/replay.h"

namespace zhengping::budget {
namespace {

constexpr size_t kMostNames = 20;  // of a group, in prose

FindingDetail DetailOf(const MergeGroup& group) {
  FindingDetail detail;
  detail.subject = group.quotas.front()->id;
  detail.display_name = group.Description();
  std::string names;
  for (size_t i = 0; i < group.quotas.size() && i < kMostNames; ++i) {
    absl::StrAppend(&names, i == 0 ? "" : "、", ProseNameOf(*group.quotas[i]));
  }
  if (group.quotas.size() > kMostNames) absl::StrAppend(&names, "等");
  detail.text = absl::StrCat(group.quotas.size(), "个指标合并为1个，合计", FormatProseMoney(group.size), "：", names);
  detail.amount = group.size;
  return detail;
}

// Beside the finding's stranded_amount, whose kind is wider than what may be one quota.
SimulatedFigure FreedMoney(const FindingInput& input, const LedgerYear& replayed) {
  const auto figure = [](Money amount) {
    return MoneyFigure("finding:scattered_quotas.mergeable_stranded_amount", "可合并指标中的沉淀资金",
                       "可合并的一组指标中已有指标用完而其余指标未用完的余额（收回前）", amount);
  };
  const std::vector<EntryView> entries = EntriesOf(replayed, input.scope);
  const FindingInput after = {replayed, input.earlier, input.scope, input.settings, entries};
  return {figure(MergeableStrandedAmount(input)), figure(MergeableStrandedAmount(after))};
}

std::vector<Change> ChangesOf(const std::vector<MergeGroup>& groups) {
  std::vector<Change> changes;
  for (const MergeGroup& group : groups) {
    MergeQuotas merge;
    for (const QuotaRecord* quota : group.quotas) merge.quotas.push_back(quota->id);
    changes.push_back(std::move(merge));
  }
  return changes;
}

}  // namespace

std::vector<Change> MergeChanges(const FindingInput& input) { return ChangesOf(ProposeMerges(input)); }

std::optional<SimulatedEffect> SimulateScatteredQuotas(const FindingInput& input, const Finding& finding) {
  const std::vector<MergeGroup> groups = ProposeMerges(input);
  if (groups.empty()) return std::nullopt;
  SimulatedEffect effect;
  size_t quotas = 0;
  for (const MergeGroup& group : groups) {
    quotas += group.quotas.size();
    effect.changes.push_back(DetailOf(group));
  }
  const absl::StatusOr<ReplayedYear> replayed = Replay(input.year, ChangesOf(groups));
  ZP_CHECK(replayed.ok(), "a proposal names quotas of one kind");
  effect.assumption =
      absl::StrCat("年初即将同一单位、资金性质、功能科目、支出类别和经济科目类的指标统筹合并，", quotas, "个指标合并为",
                   groups.size(), "个（专项资金和三公经费指标不合并），全年收支按原日期和金额不变");
  const Finding after = MeasureReplayed(input, replayed->ledger, MeasureScatteredQuotas);
  effect.figures = CompareFigures(finding, after, {"quotas"});
  if (finding.figure("stranded_amount") != nullptr && finding.figure("stranded_amount")->value) {
    effect.figures.push_back(FreedMoney(input, replayed->ledger));
  }
  for (SimulatedFigure& figure : CompareFigures(finding, after,
                                                {"transfers", "transfers_amount", "split_payments",
                                                 "split_payments_amount", "small_quotas", "small_quota_share"})) {
    effect.figures.push_back(std::move(figure));
  }
  const Finding coarse = MeasureCoarseBudgeting(input);
  for (SimulatedFigure& price :
       CompareFigures(coarse, MeasureReplayed(input, replayed->ledger, MeasureCoarseBudgeting), {"coarse_share"})) {
    effect.figures.push_back(std::move(price));
  }
  return effect;
}

}  // namespace zhengping::budget
