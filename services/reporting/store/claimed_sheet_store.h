// Filed sheets as cases brought them, one for each department-year. They are written with what else a case leaves here
// (NarrativeChange::claimed_sheet) and read for a check.
//
// Thread rule: as storage::Database; Read blocks and is for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_CLAIMED_SHEET_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_CLAIMED_SHEET_STORE_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

class ClaimedSheetStore {
 public:
  explicit ClaimedSheetStore(storage::Database& database) : database_(database) {}

  // Empty where no case brought one.
  absl::StatusOr<std::optional<WrittenSheet>> Read(const YearKey& key);

 private:
  storage::Database& database_;
};

// Adds a revision when the sheet differs from the one in force, inside the caller's transaction.
absl::Status KeepClaimedSheet(storage::Connection& connection, const YearKey& key, const WrittenSheet& sheet,
                              const WriteStamp& stamp);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_CLAIMED_SHEET_STORE_H_
