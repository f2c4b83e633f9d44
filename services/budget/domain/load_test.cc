#include "services/budget/domain/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "services/budget/domain/ledger_builder.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {
namespace {

Transaction Sent(std::string record_id, int month, std::vector<LedgerEntry> entries) {
  Transaction transaction;
  transaction.source = "case";
  transaction.record_id = std::move(record_id);
  transaction.fiscal_year = 2023;
  transaction.effective_date = *Date::FromYmd(2023, month, 1);
  transaction.entries = std::move(entries);
  return transaction;
}

QuotaHistories Empty(std::vector<std::string> quotas) {
  QuotaHistories histories;
  for (const std::string& quota : quotas) histories[quota];
  return histories;
}

std::string Describe(const std::vector<Issue>& issues) {
  std::string text;
  for (const Issue& issue : issues) text += issue.reason + " " + issue.place.field + "\n";
  return text;
}

TEST(CheckLoad, OnlyTheWholeMustKeepTheRules) {
  // The payment stands before its money in the file, and in March the quota lives on the supplement.
  const std::vector<Transaction> sent = {Sent("r1", 3, {Of("q1", EntryKind::kPayment, 150)}),
                                         Sent("r2", 1, {Of("q1", EntryKind::kInitial, 100)}),
                                         Sent("r3", 2, {Of("q1", EntryKind::kSupplement, 50)})};
  EXPECT_EQ(Describe(CheckLoad(2023, sent, Empty({"q1"}), {})), "");
}

TEST(CheckLoad, NamesThePlaceOfEveryIssue) {
  Transaction other_year = Sent("r2", 1, {Of("q1", EntryKind::kInitial, 100)});
  other_year.fiscal_year = 2022;
  other_year.effective_date = *Date::FromYmd(2022, 1, 1);
  const std::vector<Transaction> sent = {
      Sent("r1", 1, {Of("q1", EntryKind::kInitial, 0), For("f9", Of("q9", EntryKind::kInitial, 1))}), other_year,
      Sent("r1", 2, {Of("q1", EntryKind::kPayment, 1)})};
  EXPECT_EQ(Describe(CheckLoad(2023, sent, Empty({"q1"}), {"f1"})),
            "AMOUNT_NOT_POSITIVE transactions[0].entries[0].amount_fen\n"
            "YEAR_DISAGREES transactions[1].fiscal_year\n"
            "RECORD_REPEATED transactions[2].record_id\n"
            "QUOTA_NOT_FOUND transactions[0].entries[1].quota\n"
            "SPECIAL_FUND_NOT_FOUND transactions[0].entries[1].special_fund\n");
}

TEST(CheckLoad, NamesTheEntryThatOverdraws) {
  const std::vector<Transaction> sent = {
      Sent("r1", 1, {Of("q1", EntryKind::kInitial, 100), Of("q2", EntryKind::kInitial, 10)}),
      Sent("r2", 4, {Of("q1", EntryKind::kPayment, 60)}),
      Sent("r3", 6, {Of("q2", EntryKind::kPayment, 10), Of("q1", EntryKind::kPayment, 41)}),
      Sent("r4", 8, {Of("q1", EntryKind::kSupplement, 1)})};
  const std::vector<Issue> issues = CheckLoad(2023, sent, Empty({"q1", "q2"}), {});
  ASSERT_EQ(Describe(issues), "BALANCE_INSUFFICIENT transactions[2].entries[1].amount_fen\n");
  EXPECT_EQ(issues[0].remedy.find("指标q1自2023-06-01至2023-08-01前，最多差0.01元"), 0u) << issues[0].remedy;
}

TEST(CheckLoad, BalancesOfQuotasWithoutAFaultAreJudgedBesideOtherErrors) {
  const std::vector<Transaction> overspent = {Sent("r1", 1, {Of("q1", EntryKind::kInitial, 10)}),
                                              Sent("r2", 2, {Of("q1", EntryKind::kPayment, 11)}),
                                              Sent("r3", 2, {Of("q2", EntryKind::kPayment, 5)})};
  const char* q1 = "BALANCE_INSUFFICIENT transactions[1].entries[0].amount_fen\n";
  const char* q2 = "BALANCE_INSUFFICIENT transactions[2].entries[0].amount_fen\n";
  const auto describe = [&](Transaction faulty, const std::set<size_t>& unread) {
    std::vector<Transaction> sent = overspent;
    sent.push_back(std::move(faulty));
    return Describe(CheckLoad(2023, sent, Empty({"q1", "q2"}), {}, {.unread = unread}));
  };
  const char* zero = "AMOUNT_NOT_POSITIVE transactions[3].entries[0].amount_fen\n";
  EXPECT_EQ(describe(Sent("r4", 1, {Of("q2", EntryKind::kInitial, 5)}), {}), q1) << "q2 has its money";
  EXPECT_EQ(describe(Sent("r4", 1, {Of("q2", EntryKind::kInitial, 0)}), {}), std::string(zero) + q1)
      << "q2 may lack what the faulty row would bring";
  EXPECT_EQ(describe(Sent("r4", 1, {Of("q9", EntryKind::kInitial, 5)}), {}),
            std::string("QUOTA_NOT_FOUND transactions[3].entries[0].quota\n") + q1 + q2);
  EXPECT_EQ(describe(Sent("r4", 1, {Of("q2", EntryKind::kInitial, 1)}), {3}), q1) << "not read whole";
  const std::string nameless = describe(Sent("r4", 1, {Of("", EntryKind::kInitial, 5)}), {});
  EXPECT_EQ(nameless.find("BALANCE_INSUFFICIENT"), std::string::npos) << "its money may be any quota's: " << nameless;
  EXPECT_NE(nameless, "");
}

TEST(CheckLoad, RecordedOverdraftsAreWarningsWithTheirDays) {
  const std::vector<Transaction> sent = {
      Sent("r1", 1, {Of("q1", EntryKind::kInitial, 100)}), Sent("r2", 3, {Of("q1", EntryKind::kPayment, 130)}),
      Sent("r3", 4, {Of("q1", EntryKind::kSupplement, 40)}), Sent("r4", 9, {Of("q1", EntryKind::kPayment, 15)}),
      Sent("r5", 9, {Of("q2", EntryKind::kInitial, 0)})};
  const std::vector<Issue> issues =
      CheckLoad(2023, sent, Empty({"q1", "q2"}), {}, {.on_violation = OnViolation::kRecord});
  ASSERT_EQ(Describe(issues),
            "AMOUNT_NOT_POSITIVE transactions[4].entries[0].amount_fen\n"
            "QUOTA_OVERDRAWN transactions[1].entries[0].amount_fen\n"
            "QUOTA_OVERDRAWN transactions[3].entries[0].amount_fen\n");
  EXPECT_EQ(issues[0].severity, Severity::kError) << "everything else is as strict as ever";
  EXPECT_EQ(issues[1].severity, Severity::kWarning);
  EXPECT_EQ(issues[1].remedy.find("指标q1自2023-03-01至2023-04-01前，最多差0.30元"), 0u) << issues[1].remedy;
  EXPECT_EQ(issues[2].remedy.find("指标q1自2023-09-01起，最多差0.05元"), 0u) << issues[2].remedy;
}

TEST(CheckLoad, AnOverdraftOfAnUntouchedQuotaIsNotTheLoadsFault) {
  QuotaHistories staying = Empty({"q1", "q2"});
  staying["q1"].entries = {{*Date::FromYmd(2023, 2, 1), {EntryKind::kPayment, Money::Fen(70)}}};
  const std::vector<Transaction> sent = {Sent("r1", 1, {Of("q2", EntryKind::kInitial, 5)})};
  EXPECT_EQ(Describe(CheckLoad(2023, sent, staying, {}, {.untouched = {"q1"}})), "");
  EXPECT_EQ(Describe(CheckLoad(2023, sent, staying, {})), "BALANCE_INSUFFICIENT \n");
}

TEST(CheckLoad, AYearHasItsLimit) {
  QuotaHistories staying = Empty({"q1"});
  const DatedEntry largest = {*Date::FromYmd(2023, 1, 1), {EntryKind::kInitial, Money::Fen(kMaxAmountFen)}};
  staying["q1"].entries.assign(static_cast<size_t>(kMaxEntriesPerYear) - 1, largest);
  const Transaction one = Sent("r1", 1, {Of("q1", EntryKind::kInitial, kMaxAmountFen)});
  const Transaction two = Sent("r2", 1, {Of("q1", EntryKind::kInitial, kMaxAmountFen)});
  EXPECT_EQ(Describe(CheckLoad(2023, {one}, staying, {})), "") << "full to the last entry, and every sum fits";
  EXPECT_EQ(Describe(CheckLoad(2023, {one, two}, staying, {})), "YEAR_FULL transactions\n");
}

TEST(CheckLoad, WhatStaysInTheLedgerCounts) {
  QuotaHistories staying = Empty({"q1"});
  staying["q1"].entries = {{*Date::FromYmd(2023, 2, 1), {EntryKind::kPayment, Money::Fen(70)}}};
  EXPECT_EQ(Describe(CheckLoad(2023, {Sent("r1", 1, {Of("q1", EntryKind::kInitial, 70)})}, staying, {})), "");
  // The stored payment is the one that overdraws; the load's own entry on the quota is what to look at.
  EXPECT_EQ(Describe(CheckLoad(2023, {Sent("r1", 1, {Of("q1", EntryKind::kInitial, 69)})}, staying, {})),
            "BALANCE_INSUFFICIENT transactions[0].entries[0].amount_fen\n");
  EXPECT_EQ(Describe(CheckLoad(2023, {}, staying, {})), "BALANCE_INSUFFICIENT \n");
}

// Applies a plan as the store does: a step one revision.
void Apply(const LoadPlan& plan, std::vector<PostedTransaction>& stored) {
  int64_t revision = stored.empty() ? 0 : stored.back().revision;
  for (const LoadStep& step : plan.steps) {
    ++revision;
    if (step.reversal) {
      const auto original = std::find_if(stored.begin(), stored.end(),
                                         [&step](const auto& posted) { return posted.id == step.reversal->reverses; });
      original->is_reversed = true;
      PostedTransaction reversal;
      reversal.id = "2023-" + std::to_string(revision) + "-reversal";
      reversal.revision = revision;
      reversal.transaction = *step.reversal;
      stored.push_back(reversal);
    }
    if (step.posting) {
      PostedTransaction posting;
      posting.id = "2023-" + std::to_string(revision);
      posting.revision = revision;
      posting.transaction = *step.posting;
      stored.push_back(posting);
    }
  }
}

TEST(PlanLoad, AddsChangesAndLeavesAlone) {
  std::vector<PostedTransaction> stored;
  const Transaction r1 = Sent("r1", 1, {Of("q1", EntryKind::kInitial, 100)});
  const Transaction r2 = Sent("r2", 2, {Of("q1", EntryKind::kPayment, 10)});
  const Transaction r3 = Sent("r3", 3, {Of("q1", EntryKind::kPayment, 20)});
  LoadPlan plan = PlanLoad(stored, {r2, r1, r3}, "case", OnVanished::kKeep);
  EXPECT_EQ(plan.added, 3);
  ASSERT_EQ(plan.steps.size(), 3u);
  EXPECT_EQ(plan.steps[0].posting->record_id, "r1") << "by day, not as sent";
  EXPECT_EQ(plan.steps[0].sent, 1u);
  Apply(plan, stored);

  plan = PlanLoad(stored, {r1, r2, r3}, "case", OnVanished::kReverse);
  EXPECT_EQ(plan.unchanged, 3);
  EXPECT_TRUE(plan.steps.empty());

  Transaction changed = r2;
  changed.entries[0].entry.amount = Money::Fen(11);
  plan = PlanLoad(stored, {r1, changed}, "case", OnVanished::kKeep);
  EXPECT_EQ(plan.changed, 1);
  EXPECT_EQ(plan.vanished, 1);
  ASSERT_EQ(plan.steps.size(), 1u) << "what is not sent stays with kKeep";
  EXPECT_EQ(plan.steps[0].reversal->reverses, "2023-2");
  EXPECT_EQ(plan.steps[0].posting->record_version, 2);
  Apply(plan, stored);

  Transaction older = r2;  // version 1 again, and says something else than version 2
  plan = PlanLoad(stored, {r1, older, r3}, "case", OnVanished::kKeep);
  EXPECT_EQ(plan.ignored, 1);
  EXPECT_EQ(plan.unchanged, 2);
}

TEST(PlanLoad, ReplaceReversesWhatVanishedAndItCanComeBack) {
  std::vector<PostedTransaction> stored;
  const Transaction r1 = Sent("r1", 1, {Of("q1", EntryKind::kInitial, 100)});
  const Transaction r2 = Sent("r2", 2, {Of("q1", EntryKind::kPayment, 10)});
  Apply(PlanLoad(stored, {r1, r2}, "case", OnVanished::kKeep), stored);
  LoadPlan plan = PlanLoad(stored, {r1}, "case", OnVanished::kReverse);
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.vanished, 1);
  EXPECT_FALSE(plan.steps[0].posting.has_value());
  Apply(plan, stored);
  EXPECT_TRUE(PlanLoad(stored, {r1}, "case", OnVanished::kReverse).steps.empty());
  plan = PlanLoad(stored, {r1, r2}, "case", OnVanished::kReverse);
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].posting->record_version, 2) << "(source, record_id, version) is used once";
}

TEST(PlanLoad, OtherSourcesAreNotTouched) {
  std::vector<PostedTransaction> stored;
  Transaction platform = Sent("r1", 1, {Of("q1", EntryKind::kInitial, 100)});
  platform.source = "platform:430000";
  Apply(PlanLoad(stored, {platform}, "platform:430000", OnVanished::kKeep), stored);
  const LoadPlan plan = PlanLoad(stored, {}, "case", OnVanished::kReverse);
  EXPECT_EQ(plan.vanished, 0);
  EXPECT_TRUE(plan.steps.empty());
}

}  // namespace
}  // namespace zhengping::budget
