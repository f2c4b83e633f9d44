// Facts from the ledger, folded entry by entry.
//
//   final_budget = initial_budget + carryover_in + supplements + transfers_in − reductions − transfers_out − recalls
//   payments     = 支付 − 退回
//   balance      = final_budget − payments
//
// each also `.basic .project .unstated` (outlay) and `.general_public .government_fund .special_account .other` (income
// nature), so that parts always add up; `payments.q1…q4` and `supplements.q1…q4`, both cumulative from January;
// `supplements.superior .policy .emergency .own .unstated` (origin; supplements on quotas without outlay are
// `supplements.outlay_unstated`, the one name that would stand twice); the counts `supplement_documents quotas
// special_funds`; `transfers_between_codes`; and two sums by economic code that cross-check the statement:
// `three_public_expenses.by_economic_code` (30212 30217 30231 31013 30913), `operating_expenses.by_economic_code`
// (302xx of basic outlay). The last two are MISSING while payments without a department economic code exist.
//
// A FactFold is incremental: the writes keep one for the head of each department-year and store its blob, so that
// reading the head does not scan the ledger. Any other day, revision or part is folded again from the entries (Fold).
// Not thread-safe: a value.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FACTS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FACTS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/budget/domain/fact.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

// A running sum of signed amounts, and how many entries went into it.
struct Tally {
  Money sum;
  int64_t entries = 0;

  void Add(Money amount) {
    sum += amount;
    ++entries;
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

// How many live entries each document, quota and special fund has: an entry that is reversed is not live. What a fold
// counts distinct is read off here; it grows with the ledger's quotas and documents, a fold does not. Order does not
// matter.
class LiveKeys {
 public:
  void Add(const EntryView& view);
  void Add(const Transaction& transaction);

  int64_t documents() const { return static_cast<int64_t>(documents_.size()); }  // of supplements
  int64_t quotas() const { return static_cast<int64_t>(quotas_.size()); }
  int64_t special_funds() const { return static_cast<int64_t>(special_funds_.size()); }
  friend bool operator==(const LiveKeys&, const LiveKeys&) = default;

 private:
  using Counts = absl::flat_hash_map<std::string, int64_t>;
  static void Count(Counts& counts, absl::string_view key, bool is_reversing);
  void AddEntry(const LedgerEntry& entry, const Transaction& transaction);

  Counts documents_;
  Counts quotas_;
  Counts special_funds_;
};

class FactFold {
 public:
  // Adds entries under their kinds, negatively if they reverse, all or none; `live` is that of all entries so far.
  // Order does not matter. Refused, and then nothing is changed: YEAR_FULL (limits.h), AMOUNT_OUT_OF_RANGE (limits.h).
  absl::Status Apply(absl::Span<const EntryView> views, LiveKeys& live);
  // The entries of one transaction; `quotas` are those that its entries name, in their order.
  absl::Status Apply(const Transaction& transaction, absl::Span<const QuotaRecord* const> quotas, LiveKeys& live);

  // The head row's blob: a version byte, then varints; 150 to 700 bytes however long the ledger. Equal folds have equal
  // blobs.
  std::string Serialize() const;
  // Refused: FACT_BLOB_MALFORMED. Never crashes, whatever the bytes.
  static absl::StatusOr<FactFold> Parse(absl::string_view blob);

  int64_t entries() const { return entries_; }
  friend bool operator==(const FactFold&, const FactFold&) = default;

 private:
  friend class LedgerFacts;

  static constexpr size_t kKinds = 9, kOutlayCount = 3, kNatureCount = 4, kOriginCount = 5, kQuarters = 4;
  void Count(const EntryView& view);
  bool SumsFit() const;
  // Calls `visit` with every tally and count, in the order of the blob.
  template <typename Fold, typename Visit>
  static void ForEachPart(Fold& fold, Visit visit);

  int64_t entries_ = 0;
  std::array<std::array<std::array<Tally, kNatureCount>, kOutlayCount>, kKinds> cells_;
  std::array<Tally, kQuarters> paid_by_quarter_;  // PAYMENT and REFUND, net
  std::array<Tally, kQuarters> supplements_by_quarter_;
  std::array<Tally, kOriginCount> supplements_by_origin_;
  Tally documented_;         // SUPPLEMENT with a document number
  Tally named_funds_;        // entries that name a special fund, as they move the balance
  Tally code_transfers_;     // TRANSFER_IN between codes
  Tally three_public_paid_;  // payments net, by department economic code
  Tally operating_paid_;
  Tally paid_without_code_;
  int64_t supplement_documents_ = 0;  // with live entries, as are the next two
  int64_t quotas_ = 0;
  int64_t special_funds_ = 0;
};

// Which department-year a fold is of: goes into the facts' selectors.
struct FactScope {
  DepartmentName department;
  int fiscal_year = 0;
  int64_t revision = 0;
  EntryScope scope;  // what the fold was restricted to
};

// The ledger's facts in the order of the dictionary, all DERIVED, but for quarters that begin after `as_of` and the
// cross-checks said above, which are MISSING. A fold without entries gives none at all: a department-year without a
// ledger has no zeros.
std::vector<Fact> FactsOf(const FactFold& fold, const FactScope& scope);

// Folds the entries of `year` within `scope`. Total: a ledger that was let in keeps limits.h.
FactFold Fold(const LedgerYear& year, const EntryScope& scope);
std::vector<Fact> LedgerFactsOf(const LedgerYear& year, const EntryScope& scope);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FACTS_H_
