// Which evaluation of each department counts in its division's year: of those of the whole year and of the department
// as a whole, the published one, else the latest. One that a correction has superseded counts no more.
//
// Thread rule: as storage::Database; it blocks and is for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_STANDING_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_STANDING_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

// The content under a key never changes; what a reviewer adjusted goes with the step.
struct StandingKey {
  EvaluationKey evaluation;
  int64_t step = 0;

  friend auto operator<=>(const StandingKey&, const StandingKey&) = default;
};

class StandingStore {
 public:
  explicit StandingStore(storage::Database& database) : database_(database) {}

  // By department. `framework` empty: under any.
  absl::StatusOr<std::vector<StandingKey>> Counting(const std::string& division, int fiscal_year,
                                                    const std::string& framework);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_STANDING_STORE_H_
