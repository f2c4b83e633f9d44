// What is held about a department-year: its plan, observations and checks.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_YEAR_CONTENT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_YEAR_CONTENT_H_

#include <string>
#include <vector>

#include "common/date/date.h"
#include "services/indicator/domain/consistency.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

// Of one source, or of all together.
struct YearContent {
  std::string framework;  // id of the framework whose slots the plan fits; empty: none was named
  std::vector<PlanRow> plan;
  std::vector<Observation> observations;
  std::vector<CheckRow> checks;

  friend bool operator==(const YearContent&, const YearContent&) = default;
};

// The sheet of one project, or of the department as a whole (empty): each is a plan of its own.
std::vector<PlanRow> PlanOf(const YearContent& content, const std::string& project);

std::vector<Observation> ByPathAndDay(std::vector<Observation> observations);

// Those that count on a day, as ObservationsOf finds them by their own keys; by path and day.
std::vector<Observation> CountingOn(Date day, const std::vector<Observation>& observations);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_YEAR_CONTENT_H_
