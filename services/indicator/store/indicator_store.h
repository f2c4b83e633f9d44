// Plans, observations and checks of department-years: every SQL text of this service stands in this folder.
//
//   store.Load(load, [reactor](absl::StatusOr<Loaded> loaded) { … });              // after the commit, on the writing
//   thread ZP_ASSIGN_OR_RETURN(const StoredYear year, store.ReadYear(key, revision));     // blocks: worker threads
//   only
//
// One load is one revision, however many tables it changes; a load that changes nothing leaves revision and digest
// alone. A refused write leaves no trace. Thread-safe.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_INDICATOR_STORE_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_INDICATOR_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/database.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/load.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/framework_store.h"
#include "services/indicator/store/request_rows.h"
#include "services/indicator/store/year_head.h"

namespace zhengping::indicator {

struct YearLoad {
  YearKey key;
  std::string source;  // who loads; not empty
  YearContent content;
  std::shared_ptr<const CompiledFramework> framework;  // null: the plan is not held against one
  std::vector<std::string> fact_names;                 // as CheckLoad takes them
};

struct Loaded {
  std::vector<Issue> issues;
  TableChanges plan;
  TableChanges observations;
  TableChanges checks;
  YearMark mark;  // after it
};

// A department-year at a revision.
struct StoredYear {
  YearMark mark;
  YearContent content;  // of all sources: rows of the plan by source, observations by revision
};

class IndicatorStore {
 public:
  explicit IndicatorStore(storage::Database& database) : database_(database), frameworks_(database) {}

  // The frameworks in the same database.
  FrameworkStore& frameworks() { return frameworks_; }

  // Makes what the source says about the department-year what the load says. Refused:
  //   LOAD_HAS_ERRORS    CheckLoad found errors; the message holds the first ones, the field the place of the first
  //   REQUEST_ID_REUSED  the stamp's id stands for another load
  void Load(const YearLoad& load, const RequestStamp& stamp, std::function<void(absl::StatusOr<Loaded>)> done);
  // What Load would answer, errors among the issues; changes nothing. The mark is the one that the load would lead to,
  // and the one that stands when there are errors.
  void PreviewLoad(const YearLoad& load, std::function<void(absl::StatusOr<Loaded>)> done);

  // Adds observations under the source "": those of a path and day that has one are corrections. One that says what
  // stands already is not added. Refused: OBSERVATION_INVALID with the place of the first error, REQUEST_ID_REUSED.
  void AddObservations(const YearKey& key, const std::vector<Observation>& observations, const RequestStamp& stamp,
                       std::function<void(absl::StatusOr<YearMark>)> done);

  // At `revision`; 0: the latest. A year that holds nothing is empty, at revision 0. Refused: REVISION_NOT_FOUND.
  void ReadYear(const YearKey& key, int64_t revision, std::function<void(absl::StatusOr<StoredYear>)> done);

 private:
  storage::Database& database_;
  FrameworkStore frameworks_;
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_INDICATOR_STORE_H_
