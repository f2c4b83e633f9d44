// Canonical texts: one spelling for one content, as the SM3 chain of a department-year digests it.
//
//   digest' = SM3(digest ‖ text)
//
// Form, version 1: UTF-8 lines, the first one type and version ("zhengping.plan/1"), then `name=value` in the order of
// the struct, every name present; elements of lists as name[0].name. In values "\" LF CR are written "\\" "\n" "\r".
// Exact numbers as fractions in lowest terms, empty when absent; days ISO; enumerations by the numbers of the
// migrations. A version, once written, is never changed: a new form gets a new number. Version 2 of a plan has content,
// scoring_standard, note and record behind the lines of those rows that have one of them, version 2 of observations
// documents; what has none of them keeps version 1.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_CANONICAL_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_CANONICAL_H_

#include <string>
#include <vector>

#include "services/indicator/domain/consistency.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/year_content.h"

namespace zhengping::indicator {

// A whole plan of a source; `framework` is the id of the one it was made for.
std::string CanonicalPlan(const std::string& source, const std::string& framework, const std::vector<PlanRow>& rows);
// What one change adds to and withdraws from the observations of a source.
std::string CanonicalObservations(const std::string& source, const std::vector<Observation>& added,
                                  const std::vector<Observation>& withdrawn);
std::string CanonicalChecks(const std::string& source, const std::vector<CheckRow>& checks);
std::string CanonicalGoals(const std::string& source, const std::vector<YearGoal>& goals);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_CANONICAL_H_
