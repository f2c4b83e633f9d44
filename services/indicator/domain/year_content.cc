#include "services/indicator/domain/year_content.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace zhengping::indicator {

std::vector<PlanRow> PlanOf(const YearContent& content, const std::string& project) {
  std::vector<PlanRow> rows;
  std::copy_if(content.plan.begin(), content.plan.end(), std::back_inserter(rows),
               [&project](const PlanRow& row) { return row.key.project == project; });
  return rows;
}

std::vector<Observation> ByPathAndDay(std::vector<Observation> observations) {
  std::sort(observations.begin(), observations.end(), [](const Observation& a, const Observation& b) {
    return std::tie(a.key, a.date) < std::tie(b.key, b.date);
  });
  return observations;
}

std::vector<Observation> CountingOn(Date day, const std::vector<Observation>& observations) {
  const ObservationsOf on_the_day(observations, day);
  std::vector<Observation> counting;
  for (const Observation& observation : observations) {
    if (on_the_day.FindRow(observation.key).observation == &observation) counting.push_back(observation);
  }
  return ByPathAndDay(std::move(counting));
}

}  // namespace zhengping::indicator
