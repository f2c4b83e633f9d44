// The year so far (双监控): how far money and targets have come by a day, against elapsed time. Plain values;
// execution.h, target_progress.h, fund_watch.h and forecast.h make them, Watch puts them together.
//
// A case brings no plan of payments by month, so a department's own plan is not there to be held against: the answer
// says so.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_MONITORING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_MONITORING_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/finding.h"
#include "services/reporting/domain/monitoring/forecast.h"
#include "services/reporting/domain/monitoring/light.h"
#include "services/reporting/domain/scorecard.h"
#include "services/reporting/domain/target_direction.h"

namespace zhengping::reporting {

enum class WatchedGroup {
  kTotal,        // 全年预算
  kOutlay,       // 基本支出, 项目支出
  kEconomic,     // 公用经费, 三公经费 and its parts
  kProject,      // each project
  kSpecialFund,  // 专项资金
  kTarget,       // 绩效目标
};

// One watched line. What does not apply to its group is empty.
struct WatchedLine {
  WatchedGroup group = WatchedGroup::kTotal;
  std::string subject;               // "全年预算执行", or an indicator's path joined by "/"
  std::optional<Rational> expected;  // where it should be by the day, as a share; of a level: its target
  std::optional<Rational> actual;    // where it is, in the same measure
  bool is_share = true;              // false: expected and actual are in the target's own unit
  bool is_lower_bound = false;       // actual is that much or more
  std::optional<Rational> ahead;     // 超(短)序时进度: actual less expected
  std::optional<Money> budget;
  std::optional<Money> done;          // paid; of a special fund: released
  std::optional<Money> ahead_amount;  // 超(短)序时金额: done less budget × expected, to the fen
  std::string target_text;            // of a target: "≥7000人次"
  std::string actual_text;            // of a target: "1200人次"
  Light light = Light::kUnknown;
  std::string threshold_source;
  std::string note;     // what stands behind the light, in Chinese
  std::string measure;  // what is to be done; empty for a normal light
};

// A target of the plan.
struct WatchedTarget {
  RowKey key;
  std::string path;  // joined by "/"
  TargetDirection direction = TargetDirection::kAtLeast;
  std::optional<Rational> value;
  std::string text;  // as documents print it
  std::string unit;
};

// What is looked at.
struct WatchedYear {
  Date day;
  std::vector<ExecutionRow> execution;
  std::map<std::string, std::string> project_names;  // by resource name
  std::vector<SpecialFund> special_funds;
  std::vector<WatchedTarget> targets;
  std::vector<Observation> observations;  // up to the day
  MonitoringThresholds thresholds = DefaultThresholds();
};

// Every line: the whole, outlays, economic items, projects, special funds, targets, in this order.
std::vector<WatchedLine> Watch(const WatchedYear& year);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_MONITORING_H_
