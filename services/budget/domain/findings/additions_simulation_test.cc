#include "services/budget/domain/findings/additions_simulation.h"

#include <gtest/gtest.h>

#include "services/budget/domain/findings/mid_year_additions.h"
#include "services/budget/domain/findings/simulation_fixture.h"

namespace zhengping::budget {
namespace {

Classification Project(std::string project) {
  return {.outlay = Outlay::kProject,
          .fund_type = "111",
          .function_code = "2120501",
          .department_economic_code = "30226",
          .project = project,
          .project_display_name = "项目" + project};
}

LedgerYear YearOf(int fiscal_year, int64_t initial, int64_t addition) {
  LedgerBuilder ledger(fiscal_year);
  ledger.AddQuota("q1", Project("p1"));
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, initial)});
  if (addition > 0) ledger.Post(7, 1, {Of("q1", EntryKind::kSupplement, addition)});
  return ledger.Build();
}

// 2023: 1000 initial; 300 for p1, which had 310 in 2022; 100 for p2, an election foreseen; 50 for p3.
LedgerYear PaperYear() {
  LedgerBuilder ledger(2023);
  for (const char* project : {"p1", "p2", "p3"}) ledger.AddQuota(project, Project(project));
  ledger.Post(1, 1, {Of("p1", EntryKind::kInitial, 1000)});
  ledger.Post(1, 31, {Of("p1", EntryKind::kPayment, 700)});
  LedgerEntry foreseen = Of("p2", EntryKind::kSupplement, 100);
  foreseen.note = "社区换届选举";
  ledger.Post(7, 1, {Of("p1", EntryKind::kSupplement, 300), foreseen}, "大财预指〔2023〕1号");
  ledger.Post(8, 1, {Of("p3", EntryKind::kSupplement, 50)}, "大财预指〔2023〕2号");
  ledger.Post(12, 1, {Of("p1", EntryKind::kPayment, 600), Of("p2", EntryKind::kPayment, 100)});
  return ledger.Build();
}

std::optional<SimulatedEffect> Effect(std::vector<LedgerYear> earlier) {
  MeasuredYear measured = {PaperYear(), std::move(earlier)};
  measured.settings.foreseeable_keywords.words = {"换届"};
  return Simulated(measured, MeasureMidYearAdditions, SimulateMidYearAdditions);
}

TEST(AdditionsSimulation, RecurringAndForeseeableOnesStandInTheInitialBudget) {
  const std::optional<SimulatedEffect> effect = Effect({YearOf(2022, 800, 310)});
  ASSERT_TRUE(effect.has_value());
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.addition_rate"), "9/20 -> 1/28") << "450/1000, 50/1400";
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.fair_adjustment_rate"), "9/20 -> 1/28");
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.predictability"), "20/29 -> 28/29") << "of 1450";
  // January: 700/1000 − 1/12; with 1400: 700/1400 − 1/12, and in November 11/12 − 700/1400.
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.pace_distance"), "37/60 -> 5/12");
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.supplements"), "450 -> 50");
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.supplement_documents"), "2 -> 1");
  EXPECT_EQ(effect->assumption, "年初预算列入本年经常性追加1笔、3.00元和可预见的追加1笔、1.00元");
  ASSERT_EQ(effect->changes.size(), 2u);
  EXPECT_EQ(effect->changes[0].text, "2023年7月1日追加3.00元，2022年也有");
  EXPECT_EQ(effect->changes[1].text, "2023年7月1日追加1.00元，摘要有“换届”");
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.addition_rate.prior"), "no such figure")
      << "2022 has nothing to compare with";
}

TEST(AdditionsSimulation, LastYearWithItsOwn) {
  const std::optional<SimulatedEffect> effect = Effect({YearOf(2021, 700, 250), YearOf(2022, 800, 310)});
  ASSERT_TRUE(effect.has_value());
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.addition_rate.prior"), "31/80 -> 0");
  EXPECT_EQ(EffectOf(*effect, "finding:mid_year_additions.predictability.prior"), "80/111 -> 1");
  EXPECT_EQ(effect->figures.back().before.display_name.substr(0, 7), "2022年");
  EXPECT_EQ(
      effect->assumption,
      "年初预算列入本年经常性追加1笔、3.00元和可预见的追加1笔、1.00元；2022年年初预算列入当年经常性追加1笔、3.10元");
  EXPECT_EQ(effect->changes.size(), 3u);
}

TEST(AdditionsSimulation, NothingThatRecursAndNothingForeseen) {
  MeasuredYear measured = {YearOf(2023, 1000, 300), {YearOf(2022, 800, 0)}};
  EXPECT_FALSE(Simulated(measured, MeasureMidYearAdditions, SimulateMidYearAdditions).has_value());
}

}  // namespace
}  // namespace zhengping::budget
