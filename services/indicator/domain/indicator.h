// An indicator (绩效指标): a node of a framework's tree. 一级, 二级, 三级 are depths of it; a tree may be of any depth.
//
//   group: has children; its weight is the sum of theirs
//   leaf:  measured by a formula, or observed under its own path, and scored by a rule
//   slot:  open for the rows of the department's plan (绩效目标), whose weights add up to the slot's
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_INDICATOR_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_INDICATOR_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

enum class IndicatorKind { kGroup, kLeaf, kSlot };

// What x/0, 0/0 and an indicator that does not apply mean for the points (domain.md Part I §3).
enum class ZeroAnswer {
  kFrameworkSetting,  // on a leaf: as the framework's settings say; not in the settings themselves
  kFull,
  kZero,
  kNotAssessable,
};
enum class NotApplicablePolicy {
  kFrameworkSetting,
  kFull,      // "没有楼堂馆所项目的部门按满分计算"
  kRescale,   // the row is dropped and the total of the others is scaled to the full mark
  kNoWeight,  // the row is dropped; the sheet's full mark shrinks
};

// How a value is written for people: 0.9275 is "92.75%" as kPercent.
enum class ValueDisplay { kNumber, kPercent, kYuan, kWanyuan };

struct Indicator {
  IndicatorKind kind = IndicatorKind::kGroup;
  std::string name;                  // 在职人员控制率; unique among its siblings
  std::vector<std::string> aliases;  // other names under which plans and observations know it: "产出" for 产出指标
  std::optional<Rational> weight;    // 分值; absent in a library of indicators without weights
  std::string definition;            // 指标解释
  std::string rule_text;             // 评分标准 as printed
  std::string source;                // where the row was read
  bool is_verified = false;          // false: the row is general knowledge, seen in no source; documents print it so
  bool is_core = false;              // 核心指标

  // Of a leaf:
  std::string formula;  // expression text; empty: observed under the indicator's own path
  ValueDisplay display = ValueDisplay::kNumber;
  Rule rule;  // of a slot: for rows that name none; used only where `has_rule`
  bool has_rule =
      false;  // a slot without: the row's direction decides (>= <= proportional, = all or nothing, 区间, 定性)
  std::string rule_name;  // a named rule of the framework instead of `rule`; empty: none
  ZeroAnswer zero_by_zero = ZeroAnswer::kFrameworkSetting;     // 0/0
  ZeroAnswer divided_by_zero = ZeroAnswer::kFrameworkSetting;  // x/0
  NotApplicablePolicy not_applicable = NotApplicablePolicy::kFrameworkSetting;

  std::vector<Indicator> children;  // of a group

  friend bool operator==(const Indicator&, const Indicator&) = default;
};

// The key of a row of plans, observations and claimed sheets: its whole path. Third names repeat in real forms.
struct RowKey {
  std::string goal;     // 绩效目标, in forms whose indicators hang under goals; mostly empty
  std::string level1;   // 一级指标
  std::string level2;   // 二级指标
  std::string level3;   // 三级指标; never empty
  std::string project;  // pro_code; empty: of the department as a whole

  friend auto operator<=>(const RowKey&, const RowKey&) = default;
  friend bool operator==(const RowKey&, const RowKey&) = default;
};

// "产出指标/数量指标/自建房排查栋数": levels that are empty are left out; with a goal before them, a project in 〔〕
// behind.
std::string FormatRowKey(const RowKey& key);

// Whether `given` may mean `row`: the last names agree and every level that `given` states is the row's.
bool CouldMean(const RowKey& given, const RowKey& row);

// Whether a value and its target cannot be held against one another: no ConversionFactor leads from one to the other.
bool UnitsDisagree(absl::string_view of_value, absl::string_view of_target);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_INDICATOR_H_
