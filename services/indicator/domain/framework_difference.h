// How two frameworks differ, indicator by indicator, in words that a person reads: what a reviewer of the next version
// of a county's table asks first.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_DIFFERENCE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_DIFFERENCE_H_

#include <string>
#include <vector>

#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

struct FrameworkDifference {
  std::vector<std::string> path;  // of the indicator; empty: of the whole
  std::string aspect;             // "weight", "rule", "moved"; framework_requests.proto lists them
  std::string before;
  std::string after;

  friend bool operator==(const FrameworkDifference&, const FrameworkDifference&) = default;
};

// First what belongs to the whole, then the indicators in the order of the first framework, additions last. An
// indicator is known by its path; one whose path is new and whose name, found once on either side, stood elsewhere has
// moved and is compared with itself there. The names of the frameworks are not compared. Empty: they score alike and
// say the same.
std::vector<FrameworkDifference> FindDifferences(const Framework& before, const Framework& after);

// "产出指标/数量指标 分值 50 → 40", for messages.
std::string FormatDifference(const FrameworkDifference& difference);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_DIFFERENCE_H_
