// A target as plans and platforms write it (指标值: 60 characters of free text in the standard's tables), read without
// guessing. What cannot be read stays text, and the row is then judged, not measured.
//
//   "≥95%"            >= 0.95 %        "达到90%以上"   >= 0.9 %       "100余人"      >= 100 人
//   "不少于100场"     >= 100 场        "≤5天", "5天以内"  <= 5 天      "150万元"      150 万元, direction not stated
//   "5-10%"           0.05 to 0.1 %    "较上年增长5%"  growth >= 0.05 %
//   "12月底前"        a deadline: text with its day     "环境明显改善", "约50", "100人左右", "NaN"     text
//   "/", 无           not applicable   empty           missing
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_WRITTEN_TARGET_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_WRITTEN_TARGET_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

enum class TargetKind {
  kNumber,
  kRange,
  kChange,         // against last year: 增长, 下降; the value is how far in the direction that is said
  kDeadline,       // a day by which: no number to be scaled
  kText,           // words
  kNotApplicable,  // "/", 无
  kMissing,        // empty
};

struct WrittenTarget {
  TargetKind kind = TargetKind::kText;
  // The column's, else what the cell says, else >= for a number (forms without signs score actual ÷ target, case
  // 湖北 2020) and 定性 for a text.
  Direction direction = Direction::kQualitative;
  bool is_direction_stated = false;  // by the column or the cell
  bool has_other_sign = false;       // the cell's sign is not the column's
  bool is_strict = false;            // > or <: met by the bound itself all the same, which is to be told
  Target target;                     // its text is the cell's, as written
  std::string unit;                  // the column's; where it says none, the cell's
  bool has_other_unit = false;       // the cell's unit cannot be converted into the column's: there is no number then
  std::optional<Date> deadline;      // of kDeadline, in the year; its last day for "12月底前"
};

// `sign` and `unit` are the columns beside it (指标方向 or 计算符号, 计量单位), empty where there are none. `sign` is
// what ReadSign reads.
WrittenTarget ReadWrittenTarget(absl::string_view text, absl::string_view sign, absl::string_view unit,
                                int fiscal_year);

struct WrittenSign {
  Direction direction = Direction::kAtLeast;
  bool is_strict = false;
};
// As ParseDirection, and besides ">" "<" 大于 大于等于 小于 小于等于 等于 不低于 不高于. Empty for anything else.
std::optional<WrittenSign> ReadSign(absl::string_view text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_WRITTEN_TARGET_H_
