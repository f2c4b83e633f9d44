// For tests: small ledgers written down entry by entry, and random ones that keep the rules.
//
//   LedgerBuilder ledger(2023);
//   ledger.AddQuota("q1", {.outlay = Outlay::kBasic, .fund_type = "111"});
//   ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, 1000)});
//   const LedgerYear year = ledger.Build();
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_BUILDER_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_BUILDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

// An entry of `fen` on a quota.
LedgerEntry Of(std::string quota, EntryKind kind, int64_t fen);
// The same with an origin, and with the special fund it belongs to.
LedgerEntry From(Origin origin, LedgerEntry entry);
LedgerEntry For(std::string special_fund, LedgerEntry entry);

class LedgerBuilder {
 public:
  explicit LedgerBuilder(int fiscal_year);

  void AddQuota(std::string id, Classification classification);
  void AddFund(SpecialFund fund);
  // Posts one transaction; gives its id back. Nothing is checked.
  std::string Post(int month, int day, std::vector<LedgerEntry> entries, std::string document_number = "");
  // Posts the reversal of `id`.
  void Reverse(const std::string& id);
  LedgerYear Build() const { return year_; }

 private:
  LedgerYear year_;
};

// A ledger of some ten quotas and about `transactions` transactions with every entry kind, outlay, income nature,
// origin and several documents, among them some reversals. Every transaction passes DecidePost or CheckReversal, so
// that the ledger is one that could have been posted. The same seed gives the same ledger.
LedgerYear RandomLedger(uint32_t seed, int transactions);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_BUILDER_H_
