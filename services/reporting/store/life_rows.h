// The rows of evaluations' lives, inside the body of a read or a write: timelines, and what is known of other services'
// heads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_LIFE_ROWS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_LIFE_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/reporting/domain/life.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

// Oldest first; without the making of the draft.
absl::StatusOr<std::vector<LifeEvent>> SelectEvents(storage::Connection& connection, const EvaluationKey& key);
// `step` is the evaluation's after the event.
absl::Status InsertEvent(storage::Connection& connection, const EvaluationKey& key, int64_t step,
                         const LifeEvent& event);

// Everybody who submitted, and the adjustments in force, of a timeline.
std::vector<std::string> FilersOf(const std::vector<LifeEvent>& events);
std::vector<Adjustment> AdjustmentsOf(const std::vector<LifeEvent>& events);

// Keeps the revisions of `marks` where they are newer than what is known.
absl::Status NoteMarks(storage::Connection& connection, const std::vector<DepartmentYearMark>& marks);
// Whether a newer revision is known of a department-year that `watermark` marks.
absl::StatusOr<bool> SelectIsStale(storage::Connection& connection, const Watermark& watermark);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_LIFE_ROWS_H_
