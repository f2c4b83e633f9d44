// Correction without editing: a wrong transaction is reversed by one that repeats its entries. They count negatively
// under the same kind on the original's day, so that a reversed supplement lowers `supplements` and raises nothing
// else. A newer version of a record is the reversal of the older one and then the newer one.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_REVERSAL_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_REVERSAL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

// The transaction that takes `original` back: same source, year, document number, day and entries; its own record_id
// "reversal-of-<id>", version 1.
Transaction ReversalOf(const PostedTransaction& original);

// Whether `reversal` may take `original` back. Refused, field "reverses" unless said:
//   ALREADY_REVERSED      it has been taken back before
//   REVERSES_A_REVERSAL   a reversal is not reversed: post the original again
//   REVERSAL_DIFFERS      document number, day, year or entries are not the original's; field names what differs
absl::Status CheckReversal(const Transaction& reversal, const PostedTransaction& original);

enum class VersionChange {
  kUnchanged,  // says the same: nothing to do
  kNewer,      // reverse the stored one and post this one
  kOlder,      // the stored one is newer: ignore this one
};

// `sent` against the stored transaction in force with the same source and record_id. Same content → unchanged, whatever
// the versions. Other content: a higher version is newer, a lower one older; the same version is newer too (a changed
// row on loading again), and then `sent` must be given version stored + 1.
VersionChange CompareVersions(const Transaction& stored, const Transaction& sent);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_REVERSAL_H_
