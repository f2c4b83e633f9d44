#include "services/budget/domain/findings/scattered_simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/budget/domain/findings/merge_proposal.h"
#include "services/budget/domain/findings/scattered_quotas.h"
#include "services/budget/domain/findings/simulation_fixture.h"

namespace zhengping::budget {
namespace {

using ::testing::ElementsAre;

constexpr int64_t kWan = 1'000'000;  // 万元 in fen; small is at most 5

Classification Project(std::string function, std::string economic, std::string project) {
  return {.outlay = Outlay::kProject,
          .fund_type = "111",
          .function_code = std::move(function),
          .department_economic_code = std::move(economic),
          .project = std::move(project),
          .budget_unit = "403001"};
}

// a, b and c could be one; the others may not, each for a reason of its own.
LedgerBuilder PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", Project("2010302", "30201", "pa"));
  ledger.AddQuota("b", Project("2010302", "30226", "pb"));
  ledger.AddQuota("c", Project("2010302", "30226", "pc"));
  ledger.AddQuota("fund", Project("2010302", "30226", "pd"));     // money of a special fund
  ledger.AddQuota("cars", Project("2010302", "30231", "ph"));     // of the three public expenses
  ledger.AddQuota("capital", Project("2010302", "31002", "pe"));  // another economic class
  ledger.AddQuota("large1", Project("2120501", "30226", "pf"));   // a group without a small quota
  ledger.AddQuota("large2", Project("2120501", "30226", "pg"));
  ledger.Post(1, 1,
              {Of("a", EntryKind::kInitial, 3 * kWan), Of("b", EntryKind::kInitial, 4 * kWan),
               Of("c", EntryKind::kInitial, 20 * kWan), For("fund", Of("fund", EntryKind::kInitial, 6 * kWan)),
               Of("cars", EntryKind::kInitial, 8 * kWan), Of("capital", EntryKind::kInitial, 30 * kWan),
               Of("large1", EntryKind::kInitial, 10 * kWan), Of("large2", EntryKind::kInitial, 10 * kWan)});
  ledger.Post(3, 1, {Of("b", EntryKind::kTransferOut, kWan / 2), Of("a", EntryKind::kTransferIn, kWan / 2)});
  // a runs dry, b keeps 2.5, c keeps 1.
  ledger.Post(4, 1, {Of("a", EntryKind::kPayment, 3 * kWan), Of("c", EntryKind::kPayment, 19 * kWan)});
  ledger.Post(5, 1, {Of("a", EntryKind::kPayment, kWan / 2), Of("b", EntryKind::kPayment, kWan)});
  return ledger;
}

TEST(MergeProposal, GroupsOfOneKindWithASmallQuotaAmongThem) {
  const MeasuredYear measured = {PaperLedger().Build()};
  const std::vector<MergeGroup> groups = measured.With(ProposeMerges);
  ASSERT_EQ(groups.size(), 1u);
  std::vector<std::string> ids;
  for (const QuotaRecord* quota : groups[0].quotas) ids.push_back(quota->id);
  EXPECT_THAT(ids, ElementsAre("c", "a", "b")) << "20, 3.5 and 3.5";
  EXPECT_EQ(groups[0].size, Money::Fen(27 * kWan));
  EXPECT_EQ(groups[0].unspent, Money::Fen(7 * kWan / 2));
  EXPECT_EQ(groups[0].small_quotas, 2);
  EXPECT_EQ(groups[0].dry_quotas, 1);
  EXPECT_EQ(groups[0].Description(), "功能科目2010302、项目支出、经济科目302类");
}

TEST(ScatteredSimulation, TheProposalReplayed) {
  const std::optional<SimulatedEffect> effect =
      Simulated({PaperLedger().Build()}, MeasureScatteredQuotas, SimulateScatteredQuotas);
  ASSERT_TRUE(effect.has_value());
  EXPECT_EQ(EffectOf(*effect, "finding:scattered_quotas.quotas"), "8 -> 6");
  EXPECT_EQ(EffectOf(*effect, "finding:scattered_quotas.small_quotas"), "2 -> 0");
  EXPECT_EQ(EffectOf(*effect, "finding:scattered_quotas.small_quota_share"), "1/4 -> 0");
  EXPECT_EQ(EffectOf(*effect, "finding:scattered_quotas.mergeable_stranded_amount"), "3500000 -> 0")
      << "b's 2.5万元 and c's 1万元, while a ran dry";
  EXPECT_EQ(EffectOf(*effect, "finding:scattered_quotas.transfers"), "1 -> 0");
  EXPECT_EQ(EffectOf(*effect, "finding:scattered_quotas.transfers_amount"), "500000 -> 0");
  EXPECT_EQ(EffectOf(*effect, "finding:coarse_budgeting.coarse_share"), "0 -> 27/91") << "the price: no projects";
  EXPECT_EQ(effect->assumption,
            "年初即将同一单位、资金性质、功能科目、支出类别和经济科目类的指标统筹合并，3个指标合并为1个"
            "（专项资金和三公经费指标不合并），全年收支按原日期和金额不变");
  ASSERT_EQ(effect->changes.size(), 1u);
  EXPECT_EQ(effect->changes[0].subject, "c");
  EXPECT_EQ(effect->changes[0].text, "3个指标合并为1个，合计27.00万元：指标c、指标a、指标b");
}

TEST(ScatteredSimulation, WithoutAGroupThereIsNothingToSimulate) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", Project("2010302", "30201", "pa"));
  ledger.AddQuota("b", Project("2010303", "30201", "pb"));
  ledger.Post(1, 1, {Of("a", EntryKind::kInitial, 1), Of("b", EntryKind::kInitial, 1)});
  EXPECT_FALSE(Simulated({ledger.Build()}, MeasureScatteredQuotas, SimulateScatteredQuotas).has_value());
}

}  // namespace
}  // namespace zhengping::budget
