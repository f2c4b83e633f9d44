// Observations as rows: only ever added. Which of them stand follows from source, path, day and revision.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_OBSERVATION_ROWS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_OBSERVATION_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/store/columns.h"

namespace zhengping::indicator {

struct StoredObservation {
  std::string source;  // who loads
  bool is_withdrawn = false;
  Observation observation;  // of a withdrawal: key and date only
  int64_t revision = 0;     // that stored it; 0: none has yet
};

// Whether an observation counts for its path and day, and if not, why.
enum class Standing {
  kCounts,
  kCorrected,   // its source said something else later
  kWithdrawn,   // its source withdrew it
  kOutweighed,  // another source said something later
};

struct RecordedObservation {
  Observation observation;
  int64_t revision = 0;
  std::string filed_by;  // the source
  Standing standing = Standing::kCounts;
};

// All up to and with `revision`, by revision and position.
absl::StatusOr<std::vector<StoredObservation>> SelectObservations(storage::Connection& connection, const YearKey& key,
                                                                  int64_t revision);

absl::Status InsertObservations(storage::Connection& connection, const YearKey& key, int64_t revision,
                                const std::vector<StoredObservation>& observations);

// Of the rows of each source, path and day the last, unless it is a withdrawal; in the order of `rows`.
std::vector<StoredObservation> StandingBySource(std::vector<StoredObservation> rows);
// Of what stands, the last of each path and day whatever its source; in order.
std::vector<Observation> StandingOfAll(const std::vector<StoredObservation>& standing_by_source);

// Every observation that was ever stored, with what became of it; in the order of `rows`.
std::vector<RecordedObservation> RecordsOf(const std::vector<StoredObservation>& rows);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_OBSERVATION_ROWS_H_
