// Checks of a department-year's figures against one another (勾稽关系): "自建房排查栋数 = 经营性栋数 + 非经营性栋数".
// They are declared data, come beside the observations, and change no score.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_CONSISTENCY_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_CONSISTENCY_H_

#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/observation.h"

namespace zhengping::indicator {

struct CheckRow {
  std::string name;
  std::string expression;  // a comparison
  Rational tolerance;      // at or above zero, in the unit of the two sides
  std::string source;      // "checks.csv 第 2 行"

  friend bool operator==(const CheckRow&, const CheckRow&) = default;
};

enum class CheckState { kHolds, kDiffers, kCannotBeComputed };

struct CheckResult {
  std::string name;
  std::string expression;
  CheckState state = CheckState::kCannotBeComputed;
  Rational left;   // kHolds, kDiffers
  Rational right;  // kHolds, kDiffers
  Rational tolerance;
  std::vector<std::string> missing;  // names without a value, or with a lower bound, or ambiguous
  std::string text;                  // one sentence of Chinese; begins with the expression where that names facts

  friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

// Issue::place.field = "checks[1].expression". Reasons: CHECK_NAME (empty or used twice), CHECK_NOT_A_COMPARISON,
// CHECK_TOLERANCE (below zero), FACT_UNKNOWN, and those of expression/syntax_error.h.
std::vector<Issue> ValidateChecks(const std::vector<CheckRow>& checks);

// One result a row, in order. A row whose expression is malformed gives kCannotBeComputed.
std::vector<CheckResult> RunChecks(const std::vector<CheckRow>& checks, const std::vector<Observation>& observations,
                                   const FactSet& facts, Date as_of);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_CONSISTENCY_H_
