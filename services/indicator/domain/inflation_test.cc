#include "services/indicator/domain/inflation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/domain/score.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Rows "甲" "乙" …, all in one slot, target 10, actual as given.
struct Sheet {
  explicit Sheet(const std::vector<int>& actuals) {
    for (size_t i = 0; i < actuals.size(); ++i) {
      PlanRow row;
      row.key = {"", "产出指标", "", absl::StrCat("第", i + 1, "项"), ""};
      row.target.value = Rational(10);
      row.unit = "件";
      plan.push_back(row);
      Observation observation;
      observation.key.level3 = row.key.level3;
      observation.date = *Date::FromYmd(2023, 12, 31);
      observation.value = Rational(actuals[i]);
      observation.unit = "件";
      observations.push_back(observation);
    }
  }

  std::vector<std::string> Notes() const {
    const FactSet facts;
    const std::shared_ptr<const CompiledFramework> framework = Compiled(SelfEvaluation2020());
    const absl::StatusOr<Scorecard> card = Score({*framework, plan, observations, facts, *Date::FromYmd(2023, 12, 31)});
    EXPECT_THAT(card, IsOk());
    std::vector<std::string> lines;
    for (const Issue& note : InflationNotes(plan, observations, *card)) {
      EXPECT_EQ(note.severity, Severity::kNote);
      lines.push_back(absl::StrCat(note.reason, note.place.field.empty() ? "" : " ", note.place.field));
    }
    return lines;
  }

  std::vector<PlanRow> plan;
  std::vector<Observation> observations;
};

TEST(Inflation, EveryRowFullIsASignFromFiveRowsOn) {
  EXPECT_THAT(Sheet({11, 12, 13, 14, 15}).Notes(), ElementsAre("SHEET_ALL_FULL_MARKS"));
  EXPECT_THAT(Sheet({11, 12, 13, 14}).Notes(), IsEmpty());
  EXPECT_THAT(Sheet({11, 12, 13, 14, 9}).Notes(), IsEmpty());
}

TEST(Inflation, EveryActualJustItsTargetIsASign) {
  EXPECT_THAT(Sheet({10, 10, 10, 10, 10}).Notes(), ElementsAre("SHEET_ALL_FULL_MARKS", "SHEET_ALL_EXACTLY_MET"));
  EXPECT_THAT(Sheet({10, 10, 10, 10, 11}).Notes(), ElementsAre("SHEET_ALL_FULL_MARKS"));
}

TEST(Inflation, ARowThatDoesNotApplyOrIsABoundSaysNothing) {
  Sheet sheet({10, 10, 10, 10, 10, 10});
  sheet.observations[0].state = ObservationState::kNotApplicable;
  sheet.observations[0].value.reset();
  sheet.observations[1].is_lower_bound = true;
  EXPECT_THAT(sheet.Notes(), ElementsAre("SHEET_ALL_FULL_MARKS")) << "four measured rows are too few to be exact";
}

TEST(Inflation, ATargetThatFollowedTheResultIsNamed) {
  Sheet sheet({8, 8, 12});
  for (size_t i : {size_t{0}, size_t{2}}) {
    sheet.plan[i].adjusted = Target{Rational(8), std::nullopt, "8"};
    sheet.plan[i].adjust_reason = "任务调减";
  }
  EXPECT_THAT(sheet.Notes(), ElementsAre("PLAN_TARGET_ADJUSTED_TO_RESULT rows[0]"))
      << "the second row missed its target, the third met the first one too";
  sheet.plan[0].direction = Direction::kAtMost;  // 8 ≤ 10 was met anyway
  EXPECT_THAT(sheet.Notes(), IsEmpty());
}

}  // namespace
}  // namespace zhengping::indicator
