#include "services/reporting/exchange/case/plan_file.h"

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

constexpr char kHeadings[] =
    "kpi_lv1,kpi_lv2,kpi_lv3,direction,kpi_val,adjusted_val,adjust_reason,unit,baseline,weight,rule,core\n";
constexpr char kKey[] = "产出指标,数量指标,排查栋数,";

CasePlanRow RowOf(const std::string& cells) {
  const CaseReading reading = ReadCase(SmallCase({{"plan.csv", absl::StrCat(kHeadings, kKey, cells, "\n")}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  return reading.contents.plan.at(0);
}

Rational Of(int64_t numerator, int64_t denominator) { return *Quotient(Rational(numerator), Rational(denominator)); }

TEST(PlanFile, ReadsATargetAfterItsDirection) {
  struct Case {
    const char* cells;
    TargetDirection direction;
    std::optional<Rational> value;
    std::optional<Rational> upper;
    const char* unit;
  };
  const Case cases[] = {
      {">=,580,,,栋,,3,,是", TargetDirection::kAtLeast, Rational(580), std::nullopt, "栋"},
      {"≥,580栋,,,,,3,,", TargetDirection::kAtLeast, Rational(580), std::nullopt, "栋"},
      {"≥,≥95%,,,%,,3,,", TargetDirection::kAtLeast, Of(95, 100), std::nullopt, "%"},
      {">=,40,,,%,,3,,", TargetDirection::kAtLeast, Of(40, 100), std::nullopt, "%"},
      {"<=,17,,,万元,,2,,否", TargetDirection::kAtMost, Rational(17), std::nullopt, "万元"},
      {"=,12,,,个,,2,,", TargetDirection::kEqual, Rational(12), std::nullopt, "个"},
      {"区间,5-10,,,次,,2,,", TargetDirection::kRange, Rational(5), Rational(10), "次"},
      {"定性,实现100%覆盖,,,/,,2,,", TargetDirection::kQualitative, std::nullopt, std::nullopt, ""},
      {">=,八百,,,人,,2,,", TargetDirection::kAtLeast, std::nullopt, std::nullopt, "人"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.cells);
    const CasePlanRow row = RowOf(c.cells);
    EXPECT_EQ(row.direction, c.direction);
    EXPECT_EQ(row.target.value, c.value);
    EXPECT_EQ(row.target.upper, c.upper);
    EXPECT_EQ(row.unit, c.unit);
  }
}

TEST(PlanFile, ReadsTheRestOfARow) {
  const CasePlanRow row = RowOf(">=,580,600,任务增加,栋,350,2.5,首位比例,是");
  EXPECT_EQ(row.key.level3, "排查栋数");
  EXPECT_EQ(row.target.text, "580");
  ASSERT_TRUE(row.adjusted.has_value());
  EXPECT_EQ(row.adjusted->value, Rational(600));
  EXPECT_EQ(row.adjust_reason, "任务增加");
  EXPECT_EQ(row.weight, Of(25, 10));
  EXPECT_EQ(row.rule_name, "首位比例");
  EXPECT_TRUE(row.is_core);
  EXPECT_FALSE(row.is_illustrative);
}

TEST(PlanFile, SaysWhatIsWrongAtItsCell) {
  struct Case {
    const char* row;
    const char* line;
  };
  const Case cases[] = {
      {"产出指标,数量指标,,>=,1,,,栋,,3,,", "kpi_lv3:VALUE_MISSING"},
      {"产出指标,数量指标,甲,,1,,,栋,,3,,", "direction:DIRECTION_MISSING"},
      {"产出指标,数量指标,甲,大于,1,,,栋,,3,,", "direction:DIRECTION_UNKNOWN"},
      {"产出指标,数量指标,甲,>=,≤1,,,栋,,3,,", "kpi_val:PLAN_TARGET_SIGN"},
      {"产出指标,数量指标,甲,<=,≥1,,,栋,,3,,", "kpi_val:PLAN_TARGET_SIGN"},
      {"产出指标,数量指标,甲,>=,5万元,,,元,,3,,", "kpi_val:UNIT_DISAGREES"},
      {"产出指标,数量指标,甲,>=,1,,,栋,不详,3,,", "baseline:NUMBER_MALFORMED"},
      {"产出指标,数量指标,甲,>=,1,,,栋,,三分,,", "weight:NUMBER_MALFORMED"},
      {"产出指标,数量指标,甲,>=,1,,,栋,,3,,大概", "core:YES_OR_NO_UNKNOWN"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.row);
    EXPECT_THAT(LinesOf("plan.csv", absl::StrCat(kHeadings, c.row, "\n")),
                ElementsAre(absl::StrCat("plan.csv:2:", c.line)));
  }
}

}  // namespace
}  // namespace zhengping::reporting
