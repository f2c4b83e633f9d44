// Lights of the year's watch (双监控), and the thresholds that decide them: data, each with its source.
//
//   expected   序时进度: month ÷ 12 at a month's end; within a month the days of it that have gone by count:
//              (month − 1 + day ÷ days of the month) ÷ 12. 15 March is (2 + 15/31) ÷ 12
//   ahead      what is done less what is expected; below zero: behind
//   light      ahead ≥ 0 normal; behind by at most the limit: behind; by more: far behind
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_LIGHT_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_LIGHT_H_

#include <string>

#include "absl/status/status.h"
#include "common/date/date.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

enum class Light {
  kNormal,     // 正常
  kBehind,     // 滞后
  kFarBehind,  // 严重滞后
  kUnknown,    // a figure is missing, or a lower bound does not decide it
};

struct Threshold {
  Rational limit;      // a share: 8 points are 8/100. Behind by exactly so much is not yet far behind
  std::string source;  // in Chinese; a house default says that it is one
};

struct MonitoringThresholds {
  Threshold execution;  // money that is to be spent
  Threshold ceiling;    // money of which less is better (三公经费): above the expected share is what counts
  Threshold target;     // targets that add up in the year, and levels that are to be reached
  Threshold fund;       // special funds: no limit, the days decide
};

// 0 to 8 points behind is behind, more is far behind: what a provincial platform's monitoring page shows
// (ThreeGuaranteesSummary.js: 序时进度 month/12). No national threshold is known; the other three are house defaults.
MonitoringThresholds DefaultThresholds();

// Empty `source` of what the user sets is refused: a threshold without a source is nobody's.
//   THRESHOLD_OUT_OF_RANGE  the limit is not within 0 to 100 points
//   THRESHOLD_SOURCE_MISSING
absl::Status CheckThreshold(const Threshold& threshold);

// `day` lies in its fiscal year.
Rational ElapsedShare(Date day);

// `ahead` below zero is behind.
Light LightOf(const Rational& ahead, const Threshold& threshold);

// "正常", "滞后", "严重滞后", "不能判断".
std::string LightText(Light light);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_LIGHT_H_
