// A declarative load of one department-year and source: what was sent is what shall be in force. Two pure decisions:
// whether what was sent is right, and which transactions bring the ledger there.
//
//   const LoadPlan plan = PlanLoad(stored, sent, "case", OnVanished::kKeep);
//   const std::vector<Issue> issues = CheckLoad(2023, sent, staying, funds);   // staying: in force after the plan,
//   sent ones left out
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_LOAD_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_LOAD_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/record_import.h"
#include "services/budget/domain/reversal.h"
#include "services/budget/domain/transaction.h"

namespace zhengping::budget {

struct LoadRules {
  // kRecord: an overdraft is the warning QUOTA_OVERDRAWN, one for each time that a quota is overdrawn, and nothing else
  // is told less strictly.
  OnViolation on_violation = OnViolation::kReject;
  // Further faulty transactions by their index: what could not be read whole.
  std::set<size_t> unread;
  // Quotas that the load leaves as they are: an overdraft that was recorded before is not its fault.
  std::set<std::string> untouched;
};

// The decision of a load, which is atomic: only the state after all of it must keep the rules. `staying` holds every
// quota of the year, those sent with the load too, with the entries that the load leaves in force. All issues, with
// paths "transactions[3].entries[0].amount_fen". Besides those above:
//   RECORD_REPEATED          two transactions with one record_id and version
//   SPECIAL_FUND_NOT_FOUND   an entry names a fund that is not in `special_funds`
//   YEAR_DISAGREES           a transaction of another fiscal year than the load's
//   YEAR_FULL                with what stays there are more entries than limits.h allows
//
// Balances are judged of every quota that no faulty transaction touches: of the others a balance would only echo the
// fault. A faulty entry that names no quota could be any quota's, so that no balance is judged.
std::vector<Issue> CheckLoad(int fiscal_year, const std::vector<Transaction>& transactions,
                             const QuotaHistories& staying, const std::set<std::string>& special_funds,
                             const LoadRules& rules = {});

// The index of the transaction that an issue's path names; empty when it names none.
std::optional<size_t> TransactionOf(const Issue& issue);

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

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LOAD_H_
