// A load: what one source says about a department-year, whole. It is declarative: after it the source's plan,
// observations and checks are what the load says; what other sources said stays. Two pure functions decide it:
// CheckLoad finds everything that is wrong, Compare says what the load changes.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_LOAD_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_LOAD_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/year_content.h"

namespace zhengping::indicator {

// Everything that is wrong with `load` beside what `others` (all other sources) said. `framework` may be null: then the
// plan is not held against slots. `fact_names` are facts that checks may use beside the dictionary's.
// Issue::place.field is spelled as the contract spells it: "plan_rows[3].weight", "observations[7].percent",
// "checks[1].expression"; "plan_rows" for what no single row of the load is to blame for. The rows of each project are
// a plan of their own. Reasons: those of PlacePlan, CheckObservations and ValidateChecks, and
//   CHECK_NAME_UNKNOWN    a name that is neither an observation nor a fact (in place of FACT_UNKNOWN)
//   CHECK_NAME_AMBIGUOUS  a name that several observations have (warning: the check cannot be computed)
//   OBSERVATION_UNIT_DIFFERS          the unit is not its row's, or just one of the two is % (warning: not scored)
//   OBSERVATION_UNIT_CONVERTED        万元 in a row of 元 (note)
//   OBSERVATION_PERCENT_OUTSIDE_TIER  the tier of its row does not hold this percent (warning: waits for judgement)
//   OBSERVATION_CONTRADICTED          another source says something else of the same path and day (warning, with both)
//   CHECK_DIFFERS         a check that needs no fact does not hold (warning)
//   GOAL_DUPLICATE        two goals of one project
std::vector<Issue> CheckLoad(const YearContent& load, const YearContent& others, const CompiledFramework* framework,
                             const std::vector<std::string>& fact_names);

// What one source says of a year.
struct SourcedObservations {
  std::string source;
  std::vector<Observation> observations;
};
// Warnings OBSERVATION_CONTRADICTED: two sources that say different things of one path and day.
std::vector<Issue> FindContradictions(const std::vector<SourcedObservations>& sources);

// How a table of the load differs from what the source said before.
struct TableChanges {
  int added = 0;
  int unchanged = 0;
  int changed = 0;
  int vanished = 0;  // was there and is not in the load

  friend bool operator==(const TableChanges&, const TableChanges&) = default;
};

struct LoadDifference {
  TableChanges plan;
  TableChanges observations;
  TableChanges checks;
  bool plan_differs = false;  // also when only the order or the framework does
  bool checks_differ = false;
  bool goals_differ = false;
  std::vector<Observation> new_observations;   // added and changed, in the order of the load
  std::vector<Observation> gone_observations;  // as they stood, in their order

  bool empty() const {
    return !plan_differs && !checks_differ && !goals_differ && new_observations.empty() && gone_observations.empty();
  }
};

// `stored` is what the same source says so far, one observation a path and day; of two in the load the later counts.
LoadDifference Compare(const YearContent& load, const YearContent& stored);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_LOAD_H_
