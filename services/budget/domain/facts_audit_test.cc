#include "services/budget/domain/facts_audit.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/testing/matchers.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

// What the writes keep: each transaction's entries added as it is posted.
FactFold KeptFold(const LedgerYear& year) {
  FactFold fold;
  LiveKeys live;
  const QuotaIndex quotas = IndexOf(year.quotas);
  for (const PostedTransaction& posted : year.transactions) {
    EXPECT_THAT(fold.Apply(ViewsOf(posted.transaction, posted.id, posted.revision, quotas), live), IsOk());
  }
  return fold;
}

std::set<std::string> NamesOf(const FactsAudit& audit) {
  std::set<std::string> names;
  for (const FactDifference& difference : audit.differences) names.insert(difference.name);
  return names;
}

TEST(FactsAudit, KeptFactsOfRandomLedgersAreTheRecomputedOnes) {
  for (uint32_t seed = 1; seed <= 80; ++seed) {
    SCOPED_TRACE(seed);
    const LedgerYear year = RandomLedger(seed, 60);
    const FactsAudit audit = AuditFacts(KeptFold(year), year);
    EXPECT_EQ(NamesOf(audit), std::set<std::string>());
    EXPECT_EQ(audit.compared, FactsOf(KeptFold(year), {year.department, 2023, year.revision, {}}).size());
    EXPECT_GT(audit.compared, 80u);
  }
}

TEST(FactsAudit, AnyOneEntryThatIsChangedOrLostIsSeen) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const LedgerYear year = RandomLedger(seed, 30);
    const FactFold kept = KeptFold(year);
    for (size_t i = 0; i < year.transactions.size(); ++i) {
      SCOPED_TRACE(testing::Message() << "seed " << seed << " transaction " << i);
      LedgerYear damaged = year;
      damaged.transactions[i].transaction.entries[0].entry.amount += Money::Fen(1);
      EXPECT_FALSE(AuditFacts(kept, damaged).differences.empty());
      damaged = year;
      damaged.transactions.erase(damaged.transactions.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_FALSE(AuditFacts(kept, damaged).differences.empty());
    }
  }
}

TEST(FactsAudit, ADifferenceHasBothValues) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {.outlay = Outlay::kBasic, .fund_type = "111", .department_economic_code = "30201"});
  ledger.Post(1, 10, {Of("q1", EntryKind::kInitial, 1000)});
  const FactFold kept = KeptFold(ledger.Build());
  ledger.Post(2, 1, {Of("q1", EntryKind::kInitial, 50)});
  const FactsAudit audit = AuditFacts(kept, ledger.Build());
  // Every one through which an initial budget of basic, general public money goes; `quotas` has one more entry behind
  // it.
  EXPECT_EQ(NamesOf(audit),
            (std::set<std::string>{"initial_budget", "initial_budget.basic", "initial_budget.general_public",
                                   "final_budget", "final_budget.basic", "final_budget.general_public", "balance",
                                   "balance.basic", "balance.general_public", "quotas"}));
  ASSERT_FALSE(audit.differences.empty());
  EXPECT_EQ(audit.differences[0].name, "initial_budget");
  EXPECT_EQ(std::get<Money>(*audit.differences[0].kept->value), Money::Fen(1000));
  EXPECT_EQ(std::get<Money>(*audit.differences[0].recomputed->value), Money::Fen(1050));
}

TEST(FactsAudit, ALedgerThatIsGoneHasNothingRecomputed) {
  const FactsAudit audit = AuditFacts(KeptFold(RandomLedger(3, 10)), LedgerBuilder(2023).Build());
  ASSERT_FALSE(audit.differences.empty());
  EXPECT_EQ(audit.differences.size(), audit.compared);
  EXPECT_TRUE(audit.differences[0].kept.has_value());
  EXPECT_FALSE(audit.differences[0].recomputed.has_value());
  EXPECT_EQ(AuditFacts(FactFold(), LedgerBuilder(2023).Build()).compared, 0u);
}

}  // namespace
}  // namespace zhengping::budget
