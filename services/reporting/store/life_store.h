// The lives of evaluations: every step is decided (domain/life.h) and stored in one database transaction, with its
// entry in the timeline, which only grows. A refused step leaves no trace; of two at once with the same etag one wins.
//
// Publishing a correction supersedes what it corrects in the same transaction. What is known of other services' heads
// says whether an evaluation is stale; nothing here asks them.
//
// Thread rule: as storage::Database; what returns a value blocks and is for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_LIFE_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_LIFE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/domain/life.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

struct LifeOrder {
  EvaluationKey key;
  std::string etag;  // as last read; empty: whatever it is
  LifeStep step;
  int64_t now_ms = 0;                     // milliseconds since 1970-01-01 UTC
  std::optional<Adjustment> adjustment;   // of kAdjust: path, score and evidence
  std::vector<GradeBand> grades;          // of kAdjust: the framework's; empty: not known
  std::vector<DepartmentYearMark> heads;  // of kPublish: what the other services say at the moment
  std::string published_file;             // of kPublish: signed, of the evaluation at `etag`
};

// The etag of an evaluation at `step`.
std::string FormatEtag(int64_t step);

struct Timeline {
  int64_t create_time_ms = 0;
  std::string creator;            // who called for the draft
  std::vector<LifeEvent> events;  // oldest first
};

class LifeStore {
 public:
  explicit LifeStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // Takes the step. Refused, with nothing stored: EVALUATION_NOT_FOUND, field "name"; ETAG_STALE, field "etag"; what
  // Decide and CheckAdjustment refuse; for kPublish besides, FAILED_PRECONDITION: EVALUATION_STALE, and STATE_FORBIDS
  // when what it corrects is not published any more.
  void Advance(LifeOrder order, Done<Evaluation> done);

  // kCorrect: takes the step on the old evaluation and stores `computed` as the draft that corrects it; answers the
  // draft.
  void Correct(LifeOrder order, Computed computed, std::string release, WriteStamp stamp, Done<Evaluation> done);

  // Whether Advance would take the step at the moment; nothing is stored. Blocks.
  absl::Status Check(const LifeOrder& order);

  // Refused: EVALUATION_NOT_FOUND, field "name".
  absl::StatusOr<Timeline> ReadTimeline(const EvaluationKey& key);

  // What another service says of its heads, and, of a feed, how far it was followed.
  void NoteHeads(std::vector<DepartmentYearMark> heads, absl::AnyInvocable<void(absl::Status)> done);
  void NoteFeed(std::string division, std::string position, std::vector<DepartmentYearMark> heads,
                absl::AnyInvocable<void(absl::Status)> done);
  // Empty: the feed was never followed.
  absl::StatusOr<std::string> ReadFeedPosition(const std::string& division);
  // The divisions that have evaluations, sorted.
  absl::StatusOr<std::vector<std::string>> Divisions();

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_LIFE_STORE_H_
