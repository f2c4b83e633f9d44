// A department-year as the store gives it out, and how it is asked for.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_STORED_YEAR_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_STORED_YEAR_H_

#include <cstdint>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/year_head.h"

namespace zhengping::indicator {

// A department-year at a revision.
struct StoredYear {
  YearMark mark;
  YearContent content;                // of all sources: rows of the plan by source, observations by revision
  int64_t plan_revision = 0;          // the last that changed plan or goals
  std::vector<Issue> contradictions;  // what two sources say differently of one path and day: the later counts
};

// Which year is asked for; revision 0: the latest.
struct YearAtRevision {
  YearKey key;
  int64_t revision = 0;
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_STORED_YEAR_H_
