// What is held about a department-year, source by source, as it stood at a revision.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_BY_SOURCE_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_BY_SOURCE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/observation_rows.h"

namespace zhengping::indicator {

struct YearBySource {
  std::map<std::string, YearContent> filed;     // plan, checks and goals; observations stand below
  std::vector<StoredObservation> observations;  // that stand, by revision
  std::string framework;                        // of the plan that was filed last
  int64_t plan_revision = 0;                    // the last that filed a plan or goals
};

absl::StatusOr<YearBySource> SelectYear(storage::Connection& connection, const YearKey& key, int64_t revision);

// Of all sources but `excluded`; null: of all.
YearContent Together(const YearBySource& year, const std::string* excluded);
YearContent OfSource(const YearBySource& year, const std::string& source);

// What two sources say differently, unless somebody settled it by hand (the source "").
std::vector<Issue> ContradictionsIn(const YearBySource& year);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_BY_SOURCE_H_
