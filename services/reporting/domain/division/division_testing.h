// Standings of small made-up departments, for the suites of this folder.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_TESTING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_TESTING_H_

#include <string>
#include <utility>
#include <vector>

#include "services/reporting/domain/division/standing.h"

namespace zhengping::reporting {

inline Rational Points(const std::string& text) { return *ParseNumber(text); }

// A leaf of 10 points.
inline LeafStanding Leaf(std::string path, const std::string& score, bool is_plan_row = false) {
  LeafStanding leaf;
  leaf.group = path.substr(0, path.rfind('/'));
  leaf.path = std::move(path);
  leaf.is_plan_row = is_plan_row;
  leaf.weight = Rational(10);
  if (!score.empty()) leaf.score = Points(score);
  return leaf;
}

// "甲局" with a code and the leaves that its total is the sum of.
inline Standing Department(const std::string& code, const std::string& name, const std::string& grade,
                           std::vector<LeafStanding> leaves) {
  Standing standing;
  standing.department = {"430503000", code};
  standing.department_display_name = name;
  standing.evaluation_id = "2023-1";
  standing.framework = "frameworks/self-evaluation-2020";
  standing.grade = grade;
  for (const LeafStanding& leaf : leaves) standing.total += leaf.score.value_or(Rational());
  standing.computed = standing.low = standing.high = standing.total;
  for (const LeafStanding& leaf : leaves) {
    if (!leaf.score.has_value()) standing.high += leaf.weight;
  }
  standing.leaves = std::move(leaves);
  return standing;
}

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_TESTING_H_
