// What every replay keeps, on random ledgers: nothing is lost, nothing is made, and without a change all is the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/budget/domain/facts.h"
#include "services/budget/domain/findings/year_analysis.h"
#include "services/budget/domain/ledger_builder.h"
#include "services/budget/domain/overdraft.h"
#include "services/budget/domain/simulation/replay.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr uint32_t kSeeds = 20;
constexpr int kTransactions = 120;

// Made once: making one takes longer than replaying it.
const LedgerYear& LedgerOf(uint32_t seed) {
  static const std::vector<LedgerYear>* const ledgers = [] {
    auto* made = new std::vector<LedgerYear>;
    for (uint32_t each = 0; each < kSeeds; ++each) made->push_back(RandomLedger(each, kTransactions));
    return made;
  }();
  return (*ledgers)[seed];
}

ReplayedYear Replayed(const LedgerYear& year, const std::vector<Change>& changes) {
  absl::StatusOr<ReplayedYear> replayed = Replay(year, changes);
  EXPECT_TRUE(replayed.ok()) << replayed.status();
  return replayed.ok() ? *std::move(replayed) : ReplayedYear();
}

bool Same(const PostedTransaction& a, const PostedTransaction& b) {
  return a.id == b.id && a.revision == b.revision && a.digest == b.digest && a.is_reversed == b.is_reversed &&
         a.transaction == b.transaction;
}

bool Same(const LedgerYear& a, const LedgerYear& b) {
  return a.department == b.department && a.fiscal_year == b.fiscal_year && a.revision == b.revision &&
         a.quotas == b.quotas && a.special_funds == b.special_funds &&
         std::equal(a.transactions.begin(), a.transactions.end(), b.transactions.begin(), b.transactions.end(),
                    [](const PostedTransaction& x, const PostedTransaction& y) { return Same(x, y); });
}

// Net sums by kind.
std::map<EntryKind, int64_t> Totals(const LedgerYear& year) {
  std::map<EntryKind, int64_t> totals;
  for (const EntryKind kind : kEntryKinds) totals[kind] = 0;
  for (const EntryView& view : EntriesOf(year, {})) totals[view.kind()] += view.amount().fen();
  return totals;
}

// Net balance of the year at the end of each day on which something happened, all quotas together.
std::map<Date, int64_t> BalanceByDay(const LedgerYear& year) {
  std::map<Date, int64_t> by_day;
  for (const EntryView& view : EntriesOf(year, {})) {
    by_day[view.transaction->effective_date] += view.amount().fen() * DirectionOf(view.kind());
  }
  for (auto day = by_day.begin(); day != by_day.end();) day = day->second == 0 ? by_day.erase(day) : std::next(day);
  return by_day;
}

YearAnalysis AnalysisOf(const LedgerYear& year) {
  const FindingSettings settings = DefaultFindingSettings();
  return Analyze({.year = year, .earlier = {}, .statement = {}, .reported = {}, .settings = settings, .scope = {}});
}

// The quotas that may be merged, those of a kind together.
std::vector<Change> MergesOf(const LedgerYear& year) {
  std::map<std::string, std::vector<std::string>> kinds;
  for (const QuotaRecord& quota : year.quotas) {
    const Classification& purpose = quota.classification;
    kinds[purpose.fund_type + "/" + purpose.function_code + "/" + std::string(NameOf(purpose.outlay))].push_back(
        quota.id);
  }
  std::vector<Change> merges;
  for (const auto& [kind, quotas] : kinds) {
    if (quotas.size() > 1) merges.push_back(MergeQuotas{quotas});
  }
  return merges;
}

// The random ledger with its quotas made to be of two kinds, so that there is something to merge.
LedgerYear OfTwoKinds(uint32_t seed) {
  LedgerYear year = LedgerOf(seed);
  for (size_t i = 0; i < year.quotas.size(); ++i) {
    Classification& purpose = year.quotas[i].classification;
    purpose.fund_type = "111";
    purpose.function_code = i % 3 == 0 ? "2010301" : "2120501";
    purpose.outlay = Outlay::kProject;
  }
  return year;
}

TEST(ReplayProperties, WithoutAChangeLedgerFactsAndFindingsAreTheSame) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear& year = LedgerOf(seed);
    const ReplayedYear replayed = Replayed(year, {});
    EXPECT_TRUE(replayed.issues.empty());
    ASSERT_TRUE(Same(replayed.ledger, year)) << "seed " << seed;
    const YearAnalysis before = AnalysisOf(year);
    const YearAnalysis after = AnalysisOf(replayed.ledger);
    EXPECT_EQ(before.facts, after.facts);
    EXPECT_EQ(before.findings, after.findings);
  }
}

TEST(ReplayProperties, ChangesThatChangeNothingGiveTheSameLedger) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear& year = LedgerOf(seed);
    std::vector<Change> changes;
    for (const PostedTransaction& posted : year.transactions) {
      changes.push_back(MoveTransaction{posted.id, posted.transaction.effective_date});
    }
    EXPECT_TRUE(Same(Replayed(year, changes).ledger, year)) << "seed " << seed;
  }
}

TEST(ReplayProperties, MergingKeepsTotalsAndFindsNoLack) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear year = OfTwoKinds(seed);
    const std::vector<Change> merges = MergesOf(year);
    ASSERT_FALSE(merges.empty());
    const ReplayedYear replayed = Replayed(year, merges);
    std::map<EntryKind, int64_t> before = Totals(year);
    std::map<EntryKind, int64_t> after = Totals(replayed.ledger);
    EXPECT_LE(after[EntryKind::kTransferIn], before[EntryKind::kTransferIn]);
    EXPECT_EQ(after[EntryKind::kTransferIn], after[EntryKind::kTransferOut]) << "transfers stay balanced";
    for (const EntryKind transfer : {EntryKind::kTransferIn, EntryKind::kTransferOut}) {
      before.erase(transfer);
      after.erase(transfer);
    }
    EXPECT_EQ(before, after) << "seed " << seed;
    EXPECT_EQ(BalanceByDay(year), BalanceByDay(replayed.ledger)) << "seed " << seed;
    EXPECT_TRUE(replayed.issues.empty()) << "what its parts bore, the merged quota bears; seed " << seed;
    EXPECT_EQ(replayed.ledger.quotas.size(), merges.size());
  }
}

TEST(ReplayProperties, MergingTwiceIsMergingOnce) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear year = OfTwoKinds(seed);
    const std::vector<Change> merges = MergesOf(year);
    std::vector<Change> pairwise;
    for (const Change& merge : merges) {
      const std::vector<std::string>& quotas = std::get<MergeQuotas>(merge).quotas;
      for (size_t i = 1; i < quotas.size(); ++i) pairwise.push_back(MergeQuotas{{quotas[0], quotas[i]}});
    }
    EXPECT_TRUE(Same(Replayed(year, merges).ledger, Replayed(year, pairwise).ledger)) << "seed " << seed;
  }
}

TEST(ReplayProperties, SupplementsInTheInitialBudgetKeepFinalBudgetAndPayments) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear& year = LedgerOf(seed);
    MoveToInitialBudget change;
    for (const PostedTransaction& posted : year.transactions) change.additions.push_back({.transaction = posted.id});
    const ReplayedYear replayed = Replayed(year, {change});
    std::map<EntryKind, int64_t> before = Totals(year);
    std::map<EntryKind, int64_t> after = Totals(replayed.ledger);
    EXPECT_EQ(after[EntryKind::kSupplement], 0) << "seed " << seed;
    EXPECT_EQ(after[EntryKind::kInitial], before[EntryKind::kInitial] + before[EntryKind::kSupplement]);
    for (const EntryKind kind : kEntryKinds) {
      if (kind == EntryKind::kInitial || kind == EntryKind::kSupplement) continue;
      EXPECT_EQ(after[kind], before[kind]);
    }
    EXPECT_TRUE(replayed.issues.empty()) << "money that comes earlier lacks nowhere";
  }
}

TEST(ReplayProperties, MovedReleasesKeepEveryAmount) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear& year = LedgerOf(seed);
    std::vector<Change> changes;
    for (const char* fund : {"f0", "f1", "f2"}) {
      if (Replay(year, {ReleaseSpecialFund{fund, *Date::FromYmd(2023, 1, 1)}}).ok()) {
        changes.push_back(ReleaseSpecialFund{fund, *Date::FromYmd(2023, 1, 1)});
      }
    }
    const ReplayedYear replayed = Replayed(year, changes);
    EXPECT_EQ(Totals(replayed.ledger), Totals(year)) << "seed " << seed;
    EXPECT_TRUE(replayed.issues.empty()) << "seed " << seed;
    for (const EntryView& view : EntriesOf(replayed.ledger, {})) {
      if (view.entry->special_fund.empty() || DirectionOf(view.kind()) < 0) continue;
      if (view.kind() == EntryKind::kRefund) continue;
      EXPECT_EQ(view.transaction->effective_date, *Date::FromYmd(2023, 1, 1));
    }
  }
}

TEST(ReplayProperties, TransfersInTheInitialBudgetKeepEveryQuotasFinalBudget) {
  int moved = 0;
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    const LedgerYear& year = LedgerOf(seed);
    MoveTransfersToInitialBudget change;
    for (const PostedTransaction& posted : year.transactions) change.transactions.push_back(posted.id);
    const ReplayedYear replayed = Replayed(year, {change});
    const auto final_budgets = [](const LedgerYear& ledger) {
      std::map<std::string, int64_t> by_quota;
      for (const EntryView& view : EntriesOf(ledger, {})) {
        if (view.kind() == EntryKind::kPayment || view.kind() == EntryKind::kRefund) continue;
        by_quota[view.quota->id] += view.amount().fen() * DirectionOf(view.kind());
      }
      for (auto sum = by_quota.begin(); sum != by_quota.end();) {
        sum = sum->second == 0 ? by_quota.erase(sum) : std::next(sum);
      }
      return by_quota;
    };
    EXPECT_EQ(final_budgets(replayed.ledger), final_budgets(year)) << "seed " << seed;
    const std::map<EntryKind, int64_t> before = Totals(year);
    const std::map<EntryKind, int64_t> after = Totals(replayed.ledger);
    EXPECT_EQ(after.at(EntryKind::kInitial), before.at(EntryKind::kInitial)) << "the money was there before";
    if (after.at(EntryKind::kTransferIn) < before.at(EntryKind::kTransferIn)) ++moved;
  }
  EXPECT_GT(moved, 5) << "ledgers with such a transfer";
}

}  // namespace
}  // namespace zhengping::budget
