// The plan (绩效目标) of a department-year: its own targets in the framework's open slots, and where each of them goes.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLAN_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/indicator.h"

namespace zhengping::indicator {

// 指标性质.
enum class Direction {
  kAtLeast,      // >= 正向
  kAtMost,       // <= 反向
  kEqual,        // =
  kRange,        // 区间
  kQualitative,  // 定性
};

struct Target {
  std::optional<Rational> value;  // kRange: the lower end; absent for kQualitative and where only text was given
  std::optional<Rational> upper;  // kRange: the upper end; both ends belong to it
  std::string text;               // as written: "≥95%", "环境明显改善"

  friend bool operator==(const Target&, const Target&) = default;
};

// The record of a platform's table that something came from; a later update_time of the same id replaces it.
struct PlatformRecord {
  std::string table;  // "BGT_PERF_INDICATOR"; empty: it came from none
  std::string id;
  std::string update_time;  // 17 digits; empty: the file had none

  friend bool operator==(const PlatformRecord&, const PlatformRecord&) = default;
};

struct PlanRow {
  RowKey key;
  Direction direction = Direction::kAtLeast;
  Target target;
  std::optional<Target> adjusted;    // 调整指标值: used instead of `target` where given
  std::string adjust_reason;         // 调整原因: required beside it
  std::string unit;                  // 计量单位; empty: none was given, and none is guessed
  std::optional<Rational> baseline;  // 上年实际值
  std::optional<Rational> weight;    // 分值
  std::string rule;                  // a named rule of the framework; empty: the slot's, or by direction
  bool is_core = false;
  bool is_illustrative = false;  // made up for demonstration: documents say so
  std::string source;            // "plan.csv 第 3 行"
  std::string content;           // 指标内容
  std::string scoring_standard;  // 评（扣）分标准 as a platform has it; `rule` scores
  std::string note;              // 备注
  PlatformRecord record;

  const Target& effective_target() const { return adjusted ? *adjusted : target; }
  friend bool operator==(const PlanRow&, const PlanRow&) = default;
};

// What to do with rows whose weights do not add up to their slot.
enum class SlotWeights {
  kRefuse,  // an error for the plan of the department-year
  kScale,   // each weight × slot ÷ sum of the slot's rows: a claimed sheet, or the same data under another framework
  kKeep,    // as given, whatever they add up to: what a claimed sheet's own weights give row by row
};

// A row of the plan in its slot.
struct PlacedRow {
  int row = 0;      // position in the plan
  int slot = 0;     // position in CompiledFramework::indicators()
  Rational weight;  // after an even split or scaling
};

struct Placement {
  std::vector<PlacedRow> rows;   // in order of slot, then of the plan
  std::vector<int> unplaced;     // rows of the plan for which the framework has no slot
  std::vector<int> empty_slots;  // slots without a row: their points are missing
  std::vector<Issue> issues;
};

// Reasons (errors unless said otherwise); Issue::place.field = "rows[3].weight":
//   PLAN_ROW_NAME           level3 is empty or too long
//   PLAN_ROW_DUPLICATE      two rows of one key
//   PLAN_ROW_WITHOUT_SLOT   no open slot; a warning under kScale
//   PLAN_WEIGHT_NOT_POSITIVE, PLAN_WEIGHT_SUM (kRefuse only), PLAN_WEIGHT_PARTLY_GIVEN (some rows of a slot have one)
//   PLAN_TARGET_MISSING     a quantitative row without a number (warning: it cannot be scored)
//   PLAN_TARGET_RANGE       a range without two ends in order
//   PLAN_ADJUST_REASON      an adjusted target without a reason
//   PLAN_RULE_UNKNOWN       no named rule of the framework
//   PLAN_SLOT_EMPTY         warning
//   PLAN_UNIT_MISSING       note: a number without a unit stays without
//   PLAN_TARGET_BELOW_BASELINE  a >= target below last year's actual (warning)
// Without weights a slot is split evenly in units of the framework's last decimal, the first rows one unit more: 30
// over 7 rows is 4.29 four times and 4.28 three times.
Placement PlacePlan(const CompiledFramework& framework, const std::vector<PlanRow>& plan, SlotWeights policy);
// Those of them that need no framework.
std::vector<Issue> CheckPlanRows(const std::vector<PlanRow>& plan);

// ">=" "≥" "<=" "≤" "=" "区间" "定性". Refused: DIRECTION_UNKNOWN.
absl::StatusOr<Direction> ParseDirection(absl::string_view text);
absl::string_view DirectionSign(Direction direction);  // "≥" "≤" "=" "区间" "定性"

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLAN_H_
