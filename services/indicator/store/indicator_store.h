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
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/database.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/load.h"
#include "services/indicator/domain/plan_history.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/framework_store.h"
#include "services/indicator/store/observation_rows.h"
#include "services/indicator/store/plan_update.h"
#include "services/indicator/store/platform_records.h"
#include "services/indicator/store/request_rows.h"
#include "services/indicator/store/stored_year.h"
#include "services/indicator/store/year_head.h"
#include "services/indicator/store/year_load.h"

namespace zhengping::indicator {

// A plan at a revision, with what it was before.
struct StoredPlan {
  YearMark mark;
  YearContent content;  // as of StoredYear
  int64_t plan_revision = 0;
  int64_t plan_ms = 0;                    // when that was stored
  std::vector<PlanRowHistory> histories;  // of content.plan, row by row; empty when not asked for
};

// Every observation of a department-year up to a revision.
struct RecordedYear {
  YearMark mark;
  std::vector<RecordedObservation> observations;  // in the order in which they came
  std::map<int64_t, int64_t> change_times;        // of each revision, in milliseconds since 1970-01-01 UTC
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
  // Many years in one read: `each` gets every year by its place in `years`, on a reading thread and in no fixed order;
  // what it gets is gone when it returns. `done` comes after the last. Years at their latest revision, of one division
  // and fiscal year and in the order of their departments, are read quickest.
  void ReadYears(std::vector<YearAtRevision> years,
                 std::function<void(size_t place, const absl::StatusOr<const StoredYear*>& year)> each,
                 std::function<void(absl::Status)> done);
  // The same for the plan; with the histories of its rows it reads every plan that was ever filed.
  void ReadPlan(const YearKey& key, int64_t revision, bool with_history,
                std::function<void(absl::StatusOr<StoredPlan>)> done);
  // The same, with the observations that no longer count.
  void ReadObservations(const YearKey& key, int64_t revision, std::function<void(absl::StatusOr<RecordedYear>)> done);

  // Takes records of a platform's tables in, all of them or, with an error among the issues, none (FILE_HAS_ERRORS).
  void ImportRecords(std::vector<YearImport> imports, const RequestStamp& stamp,
                     std::function<void(absl::StatusOr<std::vector<ImportedYear>>)> done);
  // What ImportRecords would answer, errors among the issues; changes nothing.
  void PreviewImport(std::vector<YearImport> imports,
                     std::function<void(absl::StatusOr<std::vector<ImportedYear>>)> done);

  // plan_update.h says what they do and refuse.
  void UpdatePlan(const PlanUpdate& update, const RequestStamp& stamp,
                  std::function<void(absl::StatusOr<YearMark>)> done);
  void PreviewUpdatePlan(const PlanUpdate& update, std::function<void(absl::StatusOr<YearContent>)> done);

 private:
  storage::Database& database_;
  FrameworkStore frameworks_;
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_INDICATOR_STORE_H_
