#include "services/indicator/domain/sensitivity/sheet_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/indicator/domain/sensitivity/leaf_probe.h"
#include "services/indicator/domain/sensitivity/sheet_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::Pair;

// "payments=50000000", by input.
std::vector<std::string> Summary(const ScoreInput& input) {
  const absl::StatusOr<Scorecard> card = Score(input);
  EXPECT_THAT(card, IsOk());
  std::vector<std::string> lines;
  if (!card.ok()) return lines;
  for (const SheetInput& of_sheet : InputsOf(input, *card)) {
    lines.push_back(absl::StrCat(of_sheet.name, "=", FormatShort(of_sheet.value), of_sheet.unit));
  }
  return lines;
}

TEST(SheetInput, FactsAndResultsOnceInTheOrderOfTheSheet) {
  EXPECT_THAT(Summary(Sheet89().Input()),
              ElementsAre("payments=50000000fen", "final_budget=100000000fen", "产出指标/自建房排查栋数=468栋",
                          "产出指标/办结率=0.95%", "效益指标/安全事故起数=0起", "满意度指标/居民满意度=0.81%"));
}

TEST(SheetInput, LowerBoundsAndMissingFiguresStandNowhere) {
  Sheet89 sheet;
  sheet.observations[0].is_lower_bound = true;
  sheet.observations[1].state = ObservationState::kMissing;
  sheet.observations[1].value.reset();
  EXPECT_THAT(Summary(sheet.Input()), ElementsAre("payments=50000000fen", "final_budget=100000000fen",
                                                  "效益指标/安全事故起数=0起", "满意度指标/居民满意度=0.81%"));
}

TEST(SheetInput, SumsMoveWithTheirParts) {
  EXPECT_THAT(LinkedFacts("payments"), ElementsAre(Pair("balance", -1)));
  EXPECT_THAT(LinkedFacts("supplements"), ElementsAre(Pair("final_budget", 1), Pair("balance", 1)));
  EXPECT_THAT(LinkedFacts("recalls"), ElementsAre(Pair("final_budget", -1), Pair("balance", -1)));
  EXPECT_THAT(LinkedFacts("actual_headcount"), ElementsAre());

  SheetInput payments;
  payments.name = "payments";
  payments.value = Rational(50000000);
  const std::vector<Fact> moved = WithMoved(Sheet89().facts.facts(), payments, Rational(60000000));
  EXPECT_EQ(FactSet(moved).Find("balance")->value, Rational(40000000));
  EXPECT_EQ(FactSet(moved).Find("final_budget")->value, Rational(100000000));
}

TEST(SheetInput, ApprovedBudgetsAndEarlierYearsAreGiven) {
  const auto is_open = [](const char* name, OperandOrigin origin = OperandOrigin::kFact) {
    SheetInput input;
    input.name = name;
    input.origin = origin;
    return IsOpenToChange(input);
  };
  for (const char* name : {"payments", "payments.q2", "supplements", "actual_headcount", "operating_expenses.actual"}) {
    EXPECT_TRUE(is_open(name)) << name;
  }
  for (const char* name : {"initial_budget", "final_budget.basic", "authorized_headcount", "balance.prior",
                           "three_public_expenses.prior_budget", "building_area.approved", "procurement.budget"}) {
    EXPECT_FALSE(is_open(name)) << name;
  }
  EXPECT_FALSE(is_open("finding:release_timing.late_funds", OperandOrigin::kFinding));
  EXPECT_TRUE(is_open("产出指标/办结率", OperandOrigin::kObservation));
}

}  // namespace
}  // namespace zhengping::indicator
