// Correction without editing: a wrong transaction is reversed by one that repeats its entries. They count negatively
// under the same kind on the original's day, so that a reversed supplement lowers `supplements` and raises nothing
// else. A newer version of a record is the reversal of the older one and then the newer one.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_REVERSAL_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_REVERSAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

enum class OnVanished {
  kKeep,     // records that the load does not name stay in force
  kReverse,  // they are reversed (load --replace)
};

// One step of a load, one revision: the reversal of a record's stored version, its newer version, or both.
struct LoadStep {
  std::optional<Transaction> reversal;
  std::optional<Transaction> posting;
  size_t sent = 0;  // index of `posting` in what was sent
};

// What a declarative load of one department-year and source has to post.
struct LoadPlan {
  std::vector<LoadStep> steps;  // in order of (day, record_id) of the posting, or of the reversal alone
  int64_t added = 0;
  int64_t changed = 0;
  int64_t unchanged = 0;
  int64_t ignored = 0;   // older than what is stored
  int64_t vanished = 0;  // stored, not sent; reversed with kReverse
};

// `stored`: every transaction of the department-year, of any source, in revision order; those of other sources,
// reversed ones and reversals are passed over, but a version number once used is not used again: a new posting of a
// record known before gets the highest stored version + 1 where its own is not higher. `sent`: the load's transactions,
// one a record. Loading the same again plans nothing.
LoadPlan PlanLoad(const std::vector<PostedTransaction>& stored, const std::vector<Transaction>& sent,
                  absl::string_view source, OnVanished on_vanished);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_REVERSAL_H_
