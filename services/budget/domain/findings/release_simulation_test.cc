#include "services/budget/domain/findings/release_simulation.h"

#include <gtest/gtest.h>

#include "services/budget/domain/findings/release_timing.h"
#include "services/budget/domain/findings/simulation_fixture.h"

namespace zhengping::budget {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

LedgerEntry Release(const char* fund, int64_t fen) { return For(fund, Of("q", EntryKind::kSupplement, fen)); }

// dated: 100 due on 30 June, 60 of it on 31 October (123 days late). undated: 50, needed from 1 April, released on
// 30 November. punctual: 30. unknown: 20 that nobody released and nothing dates.
LedgerBuilder PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {.outlay = Outlay::kProject, .fund_type = "111", .function_code = "2120501"});
  ledger.AddFund({.id = "dated",
                  .display_name = "老旧小区改造",
                  .amount = Money::Fen(100),
                  .approved_date = Day(2, 1),
                  .expected_release_date = Day(6, 30)});
  ledger.AddFund({.id = "undated",
                  .display_name = "自建房整治",
                  .amount = Money::Fen(50),
                  .approved_date = Day(3, 1),
                  .needs = {{Day(7, 1), Money::Fen(20)}, {Day(4, 1), Money::Fen(30)}}});
  ledger.AddFund(
      {.id = "punctual", .display_name = "防汛", .amount = Money::Fen(30), .expected_release_date = Day(7, 31)});
  ledger.AddFund({.id = "unknown", .display_name = "其他", .amount = Money::Fen(20)});
  ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 1000)});
  ledger.Post(5, 1, {Release("dated", 40)});
  ledger.Post(10, 31, {Release("dated", 60)});
  ledger.Post(11, 30, {Release("undated", 50)});
  ledger.Post(7, 15, {Release("punctual", 30)});
  return ledger;
}

std::optional<SimulatedEffect> Effect(const MeasuredYear& measured) {
  return Simulated(measured, MeasureReleaseTiming, SimulateReleaseTiming);
}

TEST(ReleaseSimulation, EveryFundHasADayAndComesByIt) {
  const std::optional<SimulatedEffect> effect = Effect({PaperLedger().Build()});
  ASSERT_TRUE(effect.has_value());
  EXPECT_EQ(EffectOf(*effect, "finding:release_timing.untimely_share"), "13/20 -> 1/10") << "of 200";
  EXPECT_EQ(EffectOf(*effect, "finding:release_timing.undated_funds"), "2 -> 1");
  EXPECT_EQ(EffectOf(*effect, "finding:release_timing.late_amount"), "60 -> 0");
  EXPECT_EQ(EffectOf(*effect, "finding:release_timing.late_days"), "123 -> missing");
  EXPECT_EQ(EffectOf(*effect, "finding:release_timing.q4_share"), "11/18 -> 0") << "110 of 180";
  EXPECT_EQ(
      effect->assumption,
      "各项专项资金均明确并按期下达：未明确下达时间的1项，以预算批准后的参照日期、最早用款日期或批复后60日为下达日，"
      "晚于该日的2项、1.10元改为当日下达；支付日期不变，未下达的仍按未下达计；另有1项无从确定下达日，未作变动");
  ASSERT_EQ(effect->changes.size(), 2u);
  EXPECT_EQ(effect->changes[0].display_name, "老旧小区改造");
  EXPECT_EQ(effect->changes[0].text, "以应下达日期2023年6月30日为下达日，其后下达的0.60元改为当日下达");
  EXPECT_EQ(effect->changes[1].text, "以最早用款日期2023年4月1日为下达日，其后下达的0.50元改为当日下达");
}

TEST(ReleaseSimulation, TheDayOfAnUndatedFund) {
  struct Case {
    const char* what;
    std::optional<Date> budget_approved;
    std::optional<Date> fund_approved;
    std::optional<Date> needed;
    const char* text;
  };
  const Case cases[] = {
      {"budget approved on 20 January and 60 days", Day(1, 20), Day(3, 1), Day(4, 1),
       "以预算批准后的参照日期2023年3月21日为下达日"},
      {"no money before its own approval", Day(1, 20), Day(5, 5), Day(4, 1),
       "以预算批准后的参照日期2023年5月5日为下达日"},
      {"the first need", std::nullopt, Day(3, 1), Day(4, 1), "以最早用款日期2023年4月1日为下达日"},
      {"its own approval and 60 days", std::nullopt, Day(3, 1), std::nullopt,
       "以专项批复后的期限2023年4月30日为下达日"},
      {"needed before the year began", std::nullopt, std::nullopt, Day(1, 1).PlusDays(-20),
       "以最早用款日期2023年1月1日为下达日"},
  };
  for (const Case& c : cases) {
    LedgerBuilder ledger(2023);
    ledger.AddQuota("q", {});
    SpecialFund fund = {.id = "f", .display_name = "f", .amount = Money::Fen(10), .approved_date = c.fund_approved};
    if (c.needed) fund.needs = {{*c.needed, Money::Fen(10)}};
    ledger.AddFund(fund);
    ledger.Post(12, 1, {Release("f", 10)});
    MeasuredYear measured = {ledger.Build()};
    measured.settings.budget_approval_date = c.budget_approved;
    const std::optional<SimulatedEffect> effect = Effect(measured);
    ASSERT_TRUE(effect.has_value()) << c.what;
    EXPECT_EQ(effect->changes[0].text, std::string(c.text) + "，其后下达的0.10元改为当日下达") << c.what;
    EXPECT_EQ(EffectOf(*effect, "finding:release_timing.undated_funds"), "1 -> 0") << c.what;
    EXPECT_EQ(EffectOf(*effect, "finding:release_timing.q4_share"), "1 -> 0") << c.what;
  }
}

TEST(ReleaseSimulation, WhatNobodyReleasedStaysSo) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.AddFund({.id = "f", .display_name = "f", .amount = Money::Fen(10), .expected_release_date = Day(6, 30)});
  ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 1)});
  EXPECT_FALSE(Effect({ledger.Build()}).has_value()) << "dated, and nothing to move";
}

TEST(ReleaseSimulation, WithoutAnyDayThereIsNothingToSimulate) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(11, 1, {Release("unregistered", 10)});
  EXPECT_FALSE(Effect({ledger.Build()}).has_value());
}

}  // namespace
}  // namespace zhengping::budget
