// Writing the plan of a department-year as a whole, whoever filed its rows.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_PLAN_UPDATE_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_PLAN_UPDATE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/request_rows.h"
#include "services/indicator/store/year_head.h"

namespace zhengping::indicator {

struct PlanUpdate {
  YearKey key;
  std::optional<std::vector<PlanRow>> rows;           // absent: they stay
  std::optional<std::vector<YearGoal>> goals;         // absent: they stay
  std::string framework;                              // id, of the plan as it will be; empty: none
  std::string framework_before;                       // id of the plan that was read; another one by now is ETAG_STALE
  std::shared_ptr<const CompiledFramework> compiled;  // of `framework`; null: the rows are not held against one
  std::optional<int64_t> expected_plan_revision;      // absent: whatever stands
};

// Makes rows and goals of all sources together what the update says, in one revision: a row whose key a source filed
// stays that source's, any other has the source "". Refused, with nothing changed:
//   ETAG_STALE     the plan was changed since it was read (field "plan.etag")
//   PLAN_INVALID   PlacePlan or CheckLoad found errors; the field is the place of the first, "plan.rows[3].weight"
//   REQUEST_ID_REUSED
// Answers the mark after it; the same plan again, and a request that was answered, change nothing.
absl::StatusOr<YearMark> UpdatePlanOnce(storage::Connection& connection, const PlanUpdate& update,
                                        const RequestStamp& stamp);
// What it would come to: the content afterwards. Refused as above but for REQUEST_ID_REUSED.
absl::StatusOr<YearContent> PreviewPlanUpdate(storage::Connection& connection, const PlanUpdate& update);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_PLAN_UPDATE_H_
