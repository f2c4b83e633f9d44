#include "services/reporting/exchange/case/observations_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHeadings[] = "kpi_lv1,kpi_lv2,kpi_lv3,date,value,tier,percent,unit,status\n";
constexpr char kPlan[] =
    "kpi_lv1,kpi_lv2,kpi_lv3,direction,kpi_val,unit\n产出指标,数量指标,排查栋数,>=,1,栋\n"
    "产出指标,数量指标,培训人数,>=,1,人\n效益指标,社会效益指标,培训人数,>=,1,人\n";

CaseReading ReadingOf(const std::string& row) {
  return ReadCase(SmallCase({{"plan.csv", kPlan}, {"observations.csv", absl::StrCat(kHeadings, row, "\n")}}));
}

TEST(ObservationsFile, ReadsWhatWasAchieved) {
  struct Case {
    const char* cells;  // from date on
    ObservationState state;
    std::optional<Rational> value;
    bool is_lower_bound;
    const char* unit;
  };
  const Case cases[] = {
      {"2023-12-31,585,,,栋,已报", ObservationState::kReported, Rational(585), false, "栋"},
      {",585栋,,,,", ObservationState::kReported, Rational(585), false, "栋"},
      {",100余,,,场,已报", ObservationState::kReported, Rational(100), true, "场"},
      {",38.64%,,,%,已报", ObservationState::kReported, *Quotient(Rational(3864), Rational(10000)), false, "%"},
      {",30278,,,,已报", ObservationState::kReported, Rational(30278), false, ""},
      {",已全部办结,,,,已报", ObservationState::kReported, std::nullopt, false, ""},
      {",,达成,90%,,", ObservationState::kReported, std::nullopt, false, ""},
      {",,,,,", ObservationState::kMissing, std::nullopt, false, ""},
      {",/,,,,", ObservationState::kNotApplicable, std::nullopt, false, ""},
      {",,,,,不适用", ObservationState::kNotApplicable, std::nullopt, false, ""},
      {",0,,,起,", ObservationState::kReported, Rational(), false, "起"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.cells);
    const CaseReading reading = ReadingOf(absl::StrCat("产出指标,数量指标,别的指标,", c.cells));
    EXPECT_THAT(Lines(reading.issues), IsEmpty());
    const Observation& observation = reading.contents.observations.at(0).observation;
    EXPECT_EQ(observation.state, c.state);
    EXPECT_EQ(observation.value, c.value);
    EXPECT_EQ(observation.is_lower_bound, c.is_lower_bound);
    EXPECT_EQ(observation.unit, c.unit);
  }
}

TEST(ObservationsFile, AThirdNameAloneMeansThePlansRow) {
  const CaseReading reading = ReadingOf(",,排查栋数,,585,,,栋,");
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  EXPECT_EQ(reading.contents.observations.at(0).observation.key,
            (RowKey{.goal = "", .level1 = "产出指标", .level2 = "数量指标", .level3 = "排查栋数", .project = ""}));
}

TEST(ObservationsFile, PartsOfAChecklistStandInOneCell) {
  const CaseReading reading = ReadingOf("产出指标,质量指标,制度建设,,制度健全:是；执行有效:否,,,,");
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  const CaseObservation& observation = reading.contents.observations.at(0);
  ASSERT_EQ(observation.parts.size(), 2u);
  EXPECT_EQ(observation.parts[1].is_met, false);
  EXPECT_FALSE(observation.observation.value.has_value());
}

TEST(ObservationsFile, SaysWhatIsWrongAtItsCell) {
  struct Case {
    const char* row;
    const char* line;
  };
  const Case cases[] = {
      {"产出指标,数量指标,,,1,,,栋,", "kpi_lv3:VALUE_MISSING"},
      {",,没有这个指标,,5,,,件,", "kpi_lv3:INDICATOR_UNKNOWN"},
      {",,培训人数,,5,,,人,", "kpi_lv3:INDICATOR_AMBIGUOUS"},
      {"产出指标,数量指标,甲,2023年13月1日,5,,,人,", "date:DATE_NOT_IN_CALENDAR"},
      {"产出指标,数量指标,甲,2024-01-01,5,,,人,", "date:DATE_OUTSIDE_YEAR (warning)"},
      {"产出指标,数量指标,甲,,5,,,人,已完成", "status:STATUS_UNKNOWN"},
      {"产出指标,数量指标,甲,,,达成,九成,人,", "percent:NUMBER_MALFORMED"},
      {"产出指标,数量指标,甲,,4.7万元,,,元,", "value:UNIT_DISAGREES"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.row);
    EXPECT_THAT(Lines(ReadingOf(c.row).issues), ElementsAre(absl::StrCat("observations.csv:2:", c.line)));
  }
}

}  // namespace
}  // namespace zhengping::reporting
