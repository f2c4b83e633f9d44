// Two evaluations figure by figure: what a re-evaluation changed, what a correction corrects, how two years differ.
//
// Figures are named "<kind>:<name>": fact, finding, score, weight, target, actual, adjustment, total, and "framework".
// Values stand as documents print them, money in yuan; a figure that is absent on one side is empty there, one without
// a value is 缺失 or 不适用. Equal figures are left out: equal are exact values, not their printed forms, so that two
// that print alike may still differ.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_COMPARISON_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_COMPARISON_H_

#include <string>
#include <vector>

#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

struct FigureDifference {
  std::string figure;        // "fact:final_budget", "score:产出指标/数量指标/新增就业人数"
  std::string display_name;  // 全年预算数
  std::string before;
  std::string after;

  friend bool operator==(const FigureDifference&, const FigureDifference&) = default;
};

// Sorted by figure.
std::vector<FigureDifference> Compare(const Evaluation& before, const Evaluation& after);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_COMPARISON_H_
