// What a check needs to know of a framework: its tree with names and weights, and its tiers. Its rules are applied by
// the indicator service.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_FRAMEWORK_OUTLINE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_FRAMEWORK_OUTLINE_H_

#include <string>
#include <vector>

#include "common/rational/rational.h"

namespace zhengping::reporting {

enum class OutlineKind { kGroup, kLeaf, kSlot };

struct OutlineNode {
  OutlineKind kind = OutlineKind::kGroup;
  std::string name;
  std::vector<std::string> aliases;
  std::string path;  // "过程/预算执行/预算完成率"
  Rational weight;
  std::string formula;        // of a leaf; empty: observed
  bool is_one_value = false;  // of a leaf: its rule looks at one value, so that a stated rate decides it
};

struct OutlineTier {
  std::string name;
  Rational at_least;  // share of the weight
  Rational at_most;
};

struct FrameworkOutline {
  std::string name;  // "frameworks/self-evaluation-2020"
  std::string display_name;
  Rational full_mark = Rational(100);
  int decimals = 2;
  std::vector<OutlineTier> tiers;  // best first
  std::vector<OutlineNode> nodes;  // in print order: a node before its children
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_FRAMEWORK_OUTLINE_H_
