// What reporting keeps of a department-year itself: the narrative, the case's head and the department's name, under one
// revision that moves on when any of the three differs, and not otherwise.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_NARRATIVE_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_NARRATIVE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

enum class OnMissing { kRefuse, kCreate };

// What to change; what is empty stays as it is.
struct NarrativeChange {
  YearKey key;
  std::optional<std::string> narrative;  // at most kMostNarrativeBytes, checked by the caller
  std::optional<CaseHead> case_head;
  std::optional<std::string> department_display_name;
  std::optional<WrittenSheet> claimed_sheet;  // kept beside, under a revision of its own (claimed_sheet_store.h)
  std::optional<int64_t> expected_revision;   // of KeptYear; ETAG_STALE when it is another
  OnMissing on_missing = OnMissing::kCreate;
};

class NarrativeStore {
 public:
  explicit NarrativeStore(storage::Database& database) : database_(database) {}

  using Done = absl::AnyInvocable<void(absl::StatusOr<KeptYear>)>;

  // Revision 0 where nothing is kept.
  void Get(YearKey key, Done done);
  // The same, blocking: for worker threads.
  absl::StatusOr<KeptYear> Read(const YearKey& key);

  // Answers what is kept afterwards. Refused, with nothing changed: ETAG_STALE, field "narrative.etag";
  // NARRATIVE_NOT_FOUND for kRefuse where there is no prose, field "narrative.name".
  void Change(NarrativeChange change, WriteStamp stamp, Done done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_NARRATIVE_STORE_H_
