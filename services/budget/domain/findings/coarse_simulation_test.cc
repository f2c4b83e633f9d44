#include "services/budget/domain/findings/coarse_simulation.h"

#include <gtest/gtest.h>

#include "services/budget/domain/findings/coarse_budgeting.h"
#include "services/budget/domain/findings/simulation_fixture.h"

namespace zhengping::budget {
namespace {

Classification Project(std::string function, std::string economic, std::string project) {
  return {.outlay = Outlay::kProject,
          .fund_type = "111",
          .function_code = std::move(function),
          .department_economic_code = std::move(economic),
          .project = std::move(project)};
}

// 1000 on a coarse line, 500 on 信访, 200 on 办公费.
LedgerBuilder PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("coarse", Project("20103", "302", ""));
  ledger.AddQuota("petitions", Project("2010308", "30226", "p1"));
  ledger.AddQuota("repairs", Project("2010302", "30213", "p2"));
  ledger.AddQuota(
      "office",
      {.outlay = Outlay::kBasic, .fund_type = "111", .function_code = "2010301", .department_economic_code = "30201"});
  ledger.Post(1, 10,
              {Of("coarse", EntryKind::kInitial, 1000), Of("petitions", EntryKind::kInitial, 500),
               Of("office", EntryKind::kInitial, 200)});
  return ledger;
}

std::optional<SimulatedEffect> Effect(const LedgerBuilder& ledger) {
  return Simulated({ledger.Build()}, MeasureCoarseBudgeting, SimulateCoarseBudgeting);
}

TEST(CoarseSimulation, TransfersOutOfCoarseLinesStandWhereTheyWent) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(5, 12,
              {Of("coarse", EntryKind::kTransferOut, 300), Of("petitions", EntryKind::kTransferIn, 200),
               Of("repairs", EntryKind::kTransferIn, 100)},
              "大财预调〔2023〕2号");
  // From a fine line: finer budgeting would not have spared it.
  ledger.Post(6, 1, {Of("petitions", EntryKind::kTransferOut, 50), Of("office", EntryKind::kTransferIn, 50)});
  const std::optional<SimulatedEffect> effect = Effect(ledger);
  ASSERT_TRUE(effect.has_value());
  EXPECT_EQ(EffectOf(*effect, "finding:coarse_budgeting.transfers_between_codes"), "350 -> 50");
  EXPECT_EQ(EffectOf(*effect, "finding:coarse_budgeting.transfers_between_codes_count"), "3 -> 1");
  EXPECT_EQ(EffectOf(*effect, "finding:coarse_budgeting.transfers_between_codes_share"), "7/34 -> 1/34") << "of 1700";
  EXPECT_EQ(EffectOf(*effect, "finding:coarse_budgeting.coarse_amount"), "1000 -> 700");
  EXPECT_EQ(EffectOf(*effect, "finding:coarse_budgeting.coarse_share"), "10/17 -> 7/17");
  EXPECT_EQ(effect->assumption,
            "年初即按全年实际去向编制预算，年中由未细化指标调出的1笔、3.00元直接列入用款科目和项目"
            "（未经调剂而在未细化指标上直接列支的资金，账上没有更细的去向，不作推算）");
  ASSERT_EQ(effect->changes.size(), 1u);
  EXPECT_EQ(effect->changes[0].subject, "2023-2");
  EXPECT_EQ(effect->changes[0].display_name, "大财预调〔2023〕2号");
  EXPECT_EQ(effect->changes[0].text, "2023年5月12日由指标coarse调出3.00元");
}

TEST(CoarseSimulation, WhatTheCoarseLineCouldNotHaveBorneFromJanuaryStaysATransfer) {
  struct Case {
    const char* what;
    int64_t paid_in_february;
    int64_t moved;
    bool is_simulated;
  };
  // 1000 initial, 300 more in April, then the transfer in May.
  const Case cases[] = {
      {"900 paid before: 100 of the initial budget are free", 900, 100, true},
      {"900 paid before: 101 are not", 900, 101, false},
      {"nothing paid: all of the initial budget", 0, 1000, true},
      {"more than the initial budget", 0, 1001, false},
  };
  for (const Case& c : cases) {
    LedgerBuilder ledger = PaperLedger();
    if (c.paid_in_february > 0) ledger.Post(2, 1, {Of("coarse", EntryKind::kPayment, c.paid_in_february)});
    ledger.Post(4, 1, {Of("coarse", EntryKind::kSupplement, 300)});
    ledger.Post(5, 1, {Of("coarse", EntryKind::kTransferOut, c.moved), Of("repairs", EntryKind::kTransferIn, c.moved)});
    EXPECT_EQ(Effect(ledger).has_value(), c.is_simulated) << c.what;
  }
}

TEST(CoarseSimulation, TransfersThatAreNoneOfItAreLeftAlone) {
  LedgerBuilder ledger = PaperLedger();
  ledger.AddQuota("coarse-too", Project("20103", "302", ""));
  ledger.Post(2, 1, {Of("coarse", EntryKind::kTransferOut, 5), Of("coarse-too", EntryKind::kTransferIn, 5)});
  ledger.Reverse(
      ledger.Post(3, 1, {Of("coarse", EntryKind::kTransferOut, 5), Of("repairs", EntryKind::kTransferIn, 5)}));
  // Takes from a fine line as well.
  ledger.Post(4, 1,
              {Of("coarse", EntryKind::kTransferOut, 5), Of("petitions", EntryKind::kTransferOut, 5),
               Of("repairs", EntryKind::kTransferIn, 10)});
  EXPECT_FALSE(Effect(ledger).has_value());
}

}  // namespace
}  // namespace zhengping::budget
