// The ledger that a replay works on: the operations that changes (change.h) are made of, each over the whole year in
// one pass. Names are checked by replay.h; here every name given is known. Not thread-safe: a value.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_REPLAYED_LEDGER_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_REPLAYED_LEDGER_H_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

class ReplayedLedger {
 public:
  explicit ReplayedLedger(const LedgerYear& year);

  // The quota that `id` of the ledger read is part of.
  const QuotaRecord& quota(const std::string& id) const;

  // Joins the quotas' records at once; entries follow at FollowMerges.
  void Merge(const std::vector<std::string>& quotas);
  void FollowMerges();

  // Where some entries go.
  struct Destination {
    Date day;
    std::string suffix;       // of the id, where other entries of the transaction stay: "-initial"
    bool is_initial = false;  // the entry becomes an INITIAL one without an origin
  };
  using Pick = std::function<std::optional<Destination>(const PostedTransaction&, size_t entry)>;
  // Moves the entries that `pick` gives a destination; entries of nothing fall away.
  void MoveEntries(const Pick& pick);

  // Days by the id of the original; its reversal goes with it.
  void MoveTransactions(const std::map<std::string, Date>& days);

  void SetInitialBudget(const std::string& quota, Money initial_budget);

  // What a transfer's quota lacks of initial budget.
  struct Lack {
    std::string transaction;
    std::string quota;
    Money amount;
  };
  std::vector<Lack> MoveTransfersToInitialBudget(const std::set<std::string>& transactions);

  void ExpectRelease(const std::string& special_fund, Date day);

  // The id of the transaction that `posted` reverses, or its own.
  static const std::string& OriginalOf(const PostedTransaction& posted);
  // Kinds that release a special fund's money.
  static bool IsRelease(EntryKind kind);
  Date first_of_january() const;

  LedgerYear Take() &&;

 private:
  using EntryPlace = std::pair<size_t, size_t>;  // transaction, entry

  const std::string& RootOf(const std::string& quota) const;
  void FollowMerges(Transaction& transaction, const std::set<std::string>& merged) const;
  // INITIAL entries in force by quota, by effective day, then revision.
  using InitialPlaces = std::map<std::string, std::vector<EntryPlace>>;
  InitialPlaces InitialEntries() const;
  std::set<std::string> ReversedIds() const;
  // Lowers the initial budgets and drops the TRANSFER_OUT entries, or says what lacks and changes nothing.
  std::optional<Lack> MoveTransferToInitialBudget(PostedTransaction& posted, InitialPlaces& initial);
  LedgerEntry& EntryAt(EntryPlace place);
  std::string FreeId(std::string id);
  // Drops entries of nothing and transactions without entries.
  void DropEmpty();

  LedgerYear year_;
  std::map<std::string, size_t> quota_places_;      // ids of the ledger read
  std::map<std::string, std::string> merged_into_;  // id → id, both of the ledger read
  std::set<std::string> merged_since_follow_;       // quotas whose entries still stand on their parts
  std::set<std::string> ids_;                       // of transactions
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_REPLAYED_LEDGER_H_
