#include "services/budget/domain/simulation/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/testing/matchers.h"
#include "services/budget/domain/ledger_builder.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

Classification Purpose(std::string economic_code, std::string project = "") {
  return {.outlay = Outlay::kProject,
          .fund_type = "111",
          .function_code = "2010302",
          .department_economic_code = std::move(economic_code),
          .project = project,
          .project_display_name = project.empty() ? "" : "项目" + project,
          .budget_unit = "403001"};
}

// Each transaction as "2023-2 03-01 a PAYMENT 70, b PAYMENT 30".
std::vector<std::string> Lines(const LedgerYear& year) {
  std::vector<std::string> lines;
  for (const PostedTransaction& posted : year.transactions) {
    std::vector<std::string> entries;
    for (const LedgerEntry& entry : posted.transaction.entries) {
      entries.push_back(
          absl::StrCat(entry.quota, " ", std::string(NameOf(entry.entry.kind)), " ", entry.entry.amount.fen()));
    }
    lines.push_back(absl::StrCat(posted.id, " ", FormatIso(posted.transaction.effective_date).substr(5), " ",
                                 absl::StrJoin(entries, ", ")));
  }
  return lines;
}

ReplayedYear Replayed(const LedgerYear& year, const std::vector<Change>& changes) {
  absl::StatusOr<ReplayedYear> replayed = Replay(year, changes);
  EXPECT_TRUE(replayed.ok()) << replayed.status();
  return replayed.ok() ? *std::move(replayed) : ReplayedYear();
}

// Two quotas of one kind, a third beside them.
LedgerBuilder ThreeQuotas() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", Purpose("30201", "p1"));
  ledger.AddQuota("b", Purpose("30201", "p2"));
  ledger.AddQuota("c", Purpose("30226"));
  ledger.Post(1, 10, {Of("a", EntryKind::kInitial, 100), Of("b", EntryKind::kInitial, 50)});  // 2023-1
  return ledger;
}

TEST(MergeQuotas, TransfersBetweenThemFallAwayAndSplitPaymentsBecomeOne) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(3, 1, {Of("a", EntryKind::kTransferOut, 20), Of("b", EntryKind::kTransferIn, 20)});
  ledger.Post(4, 1, {Of("a", EntryKind::kPayment, 30), Of("b", EntryKind::kPayment, 60)});
  // 12 leave a and b, of which 5 come back to b: 7 leave the merged quota.
  ledger.Post(
      5, 1,
      {Of("a", EntryKind::kTransferOut, 12), Of("b", EntryKind::kTransferIn, 5), Of("c", EntryKind::kTransferIn, 7)});
  const ReplayedYear replayed = Replayed(ledger.Build(), {MergeQuotas{{"a", "b"}}});
  EXPECT_THAT(Lines(replayed.ledger), ElementsAre("2023-1 01-10 a INITIAL 150", "2023-3 04-01 a PAYMENT 90",
                                                  "2023-4 05-01 a TRANSFER_OUT 7, c TRANSFER_IN 7"));
  EXPECT_THAT(replayed.issues, IsEmpty());
  ASSERT_EQ(replayed.ledger.quotas.size(), 2u);
  EXPECT_EQ(replayed.ledger.quotas[0].id, "a");
  EXPECT_EQ(replayed.ledger.quotas[0].external_code, "a");
  EXPECT_EQ(replayed.ledger.quotas[0].classification, Purpose("30201")) << "codes agree, projects do not";
  const ReplayedYear with_c = Replayed(ledger.Build(), {MergeQuotas{{"a", "b", "c"}}});
  EXPECT_EQ(with_c.ledger.quotas[0].classification, Purpose("302")) << "30201 and 30226 have their class";
  EXPECT_EQ(replayed.ledger.revision, 4) << "what was known is as it was";
}

TEST(MergeQuotas, EntriesThatDifferBesidesTheQuotaStayApart) {
  LedgerBuilder ledger = ThreeQuotas();
  LedgerEntry noted = From(Origin::kOwn, Of("a", EntryKind::kSupplement, 1));
  noted.note = "防汛";
  LedgerEntry other_note = From(Origin::kOwn, Of("b", EntryKind::kSupplement, 2));
  other_note.note = "抗旱";
  ledger.Post(2, 1,
              {noted, other_note, From(Origin::kSuperior, Of("b", EntryKind::kSupplement, 4)),
               For("f", From(Origin::kOwn, Of("b", EntryKind::kSupplement, 8)))});
  const ReplayedYear replayed = Replayed(ledger.Build(), {MergeQuotas{{"b", "a"}}});
  EXPECT_THAT(Lines(replayed.ledger),
              ElementsAre("2023-1 01-10 b INITIAL 150", "2023-2 02-01 b SUPPLEMENT 3, b SUPPLEMENT 4, b SUPPLEMENT 8"));
  EXPECT_EQ(replayed.ledger.transactions[1].transaction.entries[0].note, "防汛；抗旱");
}

TEST(MergeQuotas, AReversedTransferFallsAwayWithItsReversal) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Reverse(ledger.Post(3, 1, {Of("a", EntryKind::kTransferOut, 20), Of("b", EntryKind::kTransferIn, 20)}));
  const ReplayedYear replayed = Replayed(ledger.Build(), {MergeQuotas{{"a", "b"}}});
  EXPECT_THAT(Lines(replayed.ledger), ElementsAre("2023-1 01-10 a INITIAL 150"));
}

TEST(MergeQuotas, GroupsThatOverlapAreOne) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(4, 1,
              {Of("a", EntryKind::kPayment, 1), Of("b", EntryKind::kPayment, 2), Of("c", EntryKind::kSupplement, 4)});
  const ReplayedYear replayed = Replayed(ledger.Build(), {MergeQuotas{{"a", "b"}}, MergeQuotas{{"c", "b"}}});
  EXPECT_THAT(Lines(replayed.ledger),
              ElementsAre("2023-1 01-10 c INITIAL 150", "2023-2 04-01 c PAYMENT 3, c SUPPLEMENT 4"));
  EXPECT_EQ(replayed.ledger.quotas.size(), 1u);
}

// Overspent apart, not overspent together: what was an overdraft before is none after.
TEST(MergeQuotas, WhatOneLackedTheOtherHas) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(2, 1, {Of("b", EntryKind::kPayment, 70)});
  EXPECT_THAT(Replayed(ledger.Build(), {MergeQuotas{{"b", "a"}}}).issues, IsEmpty());
}

TEST(MoveTransaction, CountsForAnotherDayAtTheSameRevision) {
  LedgerBuilder ledger = ThreeQuotas();
  const std::string paid = ledger.Post(3, 1, {Of("a", EntryKind::kPayment, 30)});
  ledger.Post(4, 1, {Of("a", EntryKind::kPayment, 1)});
  ledger.Reverse(paid);
  for (const char* named : {"2023-2", "2023-4"}) {
    const ReplayedYear replayed = Replayed(ledger.Build(), {MoveTransaction{named, Day(12, 31)}});
    EXPECT_THAT(Lines(replayed.ledger),
                ElementsAre("2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 12-31 a PAYMENT 30",
                            "2023-3 04-01 a PAYMENT 1", "2023-4 12-31 a PAYMENT 30"))
        << "a reversal goes with what it reverses, whichever is named: " << named;
  }
}

TEST(MoveTransaction, WhatTheQuotaCouldNotBearIsToldWithDayAndLack) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(2, 1, {Of("a", EntryKind::kPayment, 30)});
  ledger.Post(6, 1, {Of("a", EntryKind::kSupplement, 15)});
  const ReplayedYear late = Replayed(ledger.Build(), {MoveTransaction{"2023-1", Day(7, 1)}});
  ASSERT_EQ(late.issues.size(), 1u);
  EXPECT_EQ(late.issues[0].reason, "REPLAY_OVERDRAWN");
  EXPECT_EQ(late.issues[0].severity, Severity::kWarning);
  EXPECT_EQ(late.issues[0].place.field, "quotas/a");
  EXPECT_EQ(late.issues[0].found, "-0.30元");
  EXPECT_THAT(late.issues[0].remedy,
              HasSubstr("指标a自2023-02-01至2023-07-01前余额不足，最多缺0.30元，由业务2023-2引起"));
}

TEST(SetInitialBudget, TheFirstEntryInForceHasTheAmount) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Reverse(ledger.Post(1, 2, {Of("a", EntryKind::kInitial, 7)}));  // 2023-2, 2023-3: not in force
  ledger.Post(1, 5, {Of("a", EntryKind::kInitial, 9)});                  // 2023-4: earlier than 2023-1
  struct Case {
    const char* what;
    SetInitialBudget change;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"more",
       {"a", Money::Fen(300)},
       {"2023-1 01-10 b INITIAL 50", "2023-2 01-02 a INITIAL 7", "2023-3 01-02 a INITIAL 7",
        "2023-4 01-05 a INITIAL 300"}},
      {"nothing",
       {"a", Money()},
       {"2023-1 01-10 b INITIAL 50", "2023-2 01-02 a INITIAL 7", "2023-3 01-02 a INITIAL 7"}},
      {"none before",
       {"c", Money::Fen(5)},
       {"simulated-c 01-01 c INITIAL 5", "2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 01-02 a INITIAL 7",
        "2023-3 01-02 a INITIAL 7", "2023-4 01-05 a INITIAL 9"}},
      {"none before and none after",
       {"c", Money()},
       {"2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 01-02 a INITIAL 7", "2023-3 01-02 a INITIAL 7",
        "2023-4 01-05 a INITIAL 9"}},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(Lines(Replayed(ledger.Build(), {c.change}).ledger), ::testing::ElementsAreArray(c.lines)) << c.what;
  }
}

TEST(SetInitialBudget, LessThanWasSpentIsTold) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(3, 1, {Of("a", EntryKind::kPayment, 80)});
  EXPECT_THAT(Replayed(ledger.Build(), {SetInitialBudget{"a", Money::Fen(80)}}).issues, IsEmpty());
  const ReplayedYear replayed = Replayed(ledger.Build(), {SetInitialBudget{"a", Money::Fen(79)}});
  ASSERT_EQ(replayed.issues.size(), 1u);
  EXPECT_THAT(replayed.issues[0].remedy, HasSubstr("自2023-03-01起至年末余额不足，最多缺0.01元"));
}

TEST(MoveToInitialBudget, SupplementsStandThereOnTheFirstOfJanuary) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(6, 1, {From(Origin::kOwn, Of("a", EntryKind::kSupplement, 10))}, "大财预〔2023〕9号");
  ledger.Post(7, 1,
              {From(Origin::kOwn, Of("a", EntryKind::kSupplement, 20)), Of("b", EntryKind::kReduction, 5),
               Of("c", EntryKind::kSupplement, 40)});
  const ReplayedYear all =
      Replayed(ledger.Build(), {MoveToInitialBudget{{{.transaction = "2023-2"}, {.transaction = "2023-3"}}}});
  EXPECT_THAT(Lines(all.ledger),
              ElementsAre("2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 01-01 a INITIAL 10",
                          "2023-3 07-01 b REDUCTION 5", "2023-3-initial 01-01 a INITIAL 20, c INITIAL 40"));
  EXPECT_EQ(all.ledger.transactions[1].transaction.document_number, "大财预〔2023〕9号");
  EXPECT_EQ(all.ledger.transactions[1].transaction.entries[0].origin, Origin::kUnstated);
  EXPECT_EQ(all.ledger.transactions[3].revision, 3);

  const ReplayedYear one = Replayed(ledger.Build(), {MoveToInitialBudget{{{.transaction = "2023-3", .entry = 2}}}});
  EXPECT_THAT(Lines(one.ledger),
              ElementsAre("2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 06-01 a SUPPLEMENT 10",
                          "2023-3 07-01 a SUPPLEMENT 20, b REDUCTION 5", "2023-3-initial 01-01 c INITIAL 40"));
}

TEST(MoveToInitialBudget, AReversalMovesWithIt) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Reverse(ledger.Post(7, 1, {Of("a", EntryKind::kSupplement, 20), Of("b", EntryKind::kReduction, 5)}));
  const ReplayedYear replayed = Replayed(ledger.Build(), {MoveToInitialBudget{{{.transaction = "2023-2"}}}});
  EXPECT_THAT(Lines(replayed.ledger), ElementsAre("2023-1 01-10 a INITIAL 100, b INITIAL 50",
                                                  "2023-2 07-01 b REDUCTION 5", "2023-2-initial 01-01 a INITIAL 20",
                                                  "2023-3 07-01 b REDUCTION 5", "2023-3-initial 01-01 a INITIAL 20"));
  EXPECT_EQ(replayed.ledger.transactions[3].transaction.reverses, "2023-2");
  EXPECT_EQ(replayed.ledger.transactions[4].transaction.reverses, "2023-2-initial");
}

LedgerBuilder FundLedger() {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.AddFund({.id = "f", .display_name = "防汛", .amount = Money::Fen(100)});
  ledger.Post(3, 1, {For("f", Of("a", EntryKind::kSupplement, 30))});
  ledger.Post(11, 1, {For("f", Of("a", EntryKind::kSupplement, 70)), Of("b", EntryKind::kSupplement, 9)});
  ledger.Post(11, 5, {For("f", Of("a", EntryKind::kPayment, 90))});
  return ledger;
}

TEST(ReleaseSpecialFund, AllReleasesComeOnOneDayUnderTheirKinds) {
  const ReplayedYear replayed = Replayed(FundLedger().Build(), {ReleaseSpecialFund{"f", Day(6, 30)}});
  EXPECT_THAT(Lines(replayed.ledger),
              ElementsAre("2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 06-30 a SUPPLEMENT 30",
                          "2023-3 11-01 b SUPPLEMENT 9", "2023-3-released-f 06-30 a SUPPLEMENT 70",
                          "2023-4 11-05 a PAYMENT 90"));
  EXPECT_FALSE(replayed.ledger.special_funds[0].expected_release_date.has_value());
}

TEST(ReleaseSpecialFund, OnlyLaterOnesMoveWhereAskedFor) {
  const ReplayedYear replayed =
      Replayed(FundLedger().Build(),
               {ExpectRelease{"f", Day(6, 30)}, ReleaseSpecialFund{"f", Day(6, 30), ReleasesMoved::kLaterOnes}});
  EXPECT_THAT(Lines(replayed.ledger),
              ElementsAre("2023-1 01-10 a INITIAL 100, b INITIAL 50", "2023-2 03-01 a SUPPLEMENT 30",
                          "2023-3 11-01 b SUPPLEMENT 9", "2023-3-released-f 06-30 a SUPPLEMENT 70",
                          "2023-4 11-05 a PAYMENT 90"));
  EXPECT_EQ(replayed.ledger.special_funds[0].expected_release_date, Day(6, 30));
}

TEST(MoveTransfersToInitialBudget, MoneyStandsWhereItWentFromTheStart) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(1, 20, {Of("a", EntryKind::kInitial, 30)});                                          // 2023-2
  ledger.Post(5, 1, {Of("a", EntryKind::kTransferOut, 40), Of("c", EntryKind::kTransferIn, 40)});  // 2023-3
  ledger.Post(6, 1, {Of("c", EntryKind::kTransferOut, 15), Of("b", EntryKind::kTransferIn, 15)});  // 2023-4
  const ReplayedYear replayed = Replayed(ledger.Build(), {MoveTransfersToInitialBudget{{"2023-3", "2023-4"}}});
  EXPECT_THAT(Lines(replayed.ledger), ElementsAre("2023-1 01-10 a INITIAL 90, b INITIAL 50",
                                                  "2023-3 01-01 c INITIAL 25", "2023-4 01-01 b INITIAL 15"))
      << "30 of a's last initial entry and 10 of its first; c hands on what it got";
  EXPECT_THAT(replayed.issues, IsEmpty());
}

TEST(MoveTransfersToInitialBudget, WithoutSoMuchInitialBudgetItStaysATransfer) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(4, 1, {Of("b", EntryKind::kSupplement, 30)});
  ledger.Post(5, 1, {Of("b", EntryKind::kTransferOut, 51), Of("c", EntryKind::kTransferIn, 51)});
  const ReplayedYear replayed = Replayed(ledger.Build(), {MoveTransfersToInitialBudget{{"2023-3"}}});
  EXPECT_EQ(Lines(replayed.ledger), Lines(ledger.Build()));
  ASSERT_EQ(replayed.issues.size(), 1u);
  EXPECT_EQ(replayed.issues[0].reason, "INITIAL_BUDGET_INSUFFICIENT");
  EXPECT_EQ(replayed.issues[0].place.field, "transactions/2023-3");
  EXPECT_THAT(replayed.issues[0].remedy, HasSubstr("业务2023-3：指标b的年初预算缺0.01元"));
}

TEST(Replay, ChangesAreMadeInTheirOrder) {
  LedgerBuilder ledger = ThreeQuotas();
  ledger.Post(6, 1, {Of("b", EntryKind::kSupplement, 10)});
  // b is part of a by then, and what it got stands in the initial budget before that is set.
  const ReplayedYear replayed =
      Replayed(ledger.Build(), {MoveToInitialBudget{{{.transaction = "2023-2"}}}, MergeQuotas{{"a", "b"}},
                                SetInitialBudget{"b", Money::Fen(500)}, MoveTransaction{"2023-2", Day(2, 2)}});
  EXPECT_THAT(Lines(replayed.ledger), ElementsAre("2023-2 02-02 a INITIAL 500"));
}

TEST(Replay, RefusesWithThePlace) {
  LedgerBuilder ledger = ThreeQuotas();
  Classification other = Purpose("30201");
  other.function_code = "2010301";
  ledger.AddQuota("other", other);
  const MergeQuotas fine = {{"a", "b"}};
  struct Case {
    const char* what;
    Change change;
    const char* reason;
    const char* field;
  };
  const Case cases[] = {
      {"one quota", MergeQuotas{{"a"}}, "CHANGE_MISSING", "changes[1].merge_quotas.quotas"},
      {"the same twice", MergeQuotas{{"a", "a"}}, "CHANGE_MISSING", "changes[1].merge_quotas.quotas"},
      {"unknown", MergeQuotas{{"a", "x"}}, "QUOTA_NOT_FOUND", "changes[1].merge_quotas.quotas[1]"},
      {"another function", MergeQuotas{{"a", "other"}}, "QUOTAS_NOT_OF_ONE_KIND", "changes[1].merge_quotas.quotas[1]"},
      {"unknown", MoveTransaction{"2023-9", Day(1, 1)}, "TRANSACTION_NOT_FOUND",
       "changes[1].move_transaction.transaction"},
      {"next year", MoveTransaction{"2023-1", Day(12, 31).PlusDays(1)}, "DATE_OUTSIDE_YEAR",
       "changes[1].move_transaction.effective_date"},
      {"unknown", SetInitialBudget{"x", Money()}, "QUOTA_NOT_FOUND", "changes[1].set_initial_budget.quota"},
      {"below zero", SetInitialBudget{"a", Money::Fen(-1)}, "AMOUNT_NEGATIVE",
       "changes[1].set_initial_budget.initial_budget_fen"},
      {"1,000亿元 and a fen", SetInitialBudget{"a", Money::Fen(10'000'000'000'001)}, "AMOUNT_OUT_OF_RANGE",
       "changes[1].set_initial_budget.initial_budget_fen"},
      {"nothing", MoveToInitialBudget{}, "CHANGE_MISSING", "changes[1].move_to_initial_budget.transactions"},
      {"unknown", MoveToInitialBudget{{{.transaction = "2023-1"}, {.transaction = "x"}}}, "TRANSACTION_NOT_FOUND",
       "changes[1].move_to_initial_budget.transactions[1]"},
      {"unknown", ReleaseSpecialFund{"f", Day(1, 1)}, "SPECIAL_FUND_NOT_FOUND",
       "changes[1].release_special_fund.special_fund"},
      {"no name", ReleaseSpecialFund{"", Day(1, 1)}, "SPECIAL_FUND_NOT_FOUND",
       "changes[1].release_special_fund.special_fund"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(Replay(ledger.Build(), {fine, c.change}).status(), IsRefusal(c.reason, c.field)) << c.what;
  }
  EXPECT_THAT(Replay(FundLedger().Build(), {ReleaseSpecialFund{"f", Day(1, 1).PlusDays(-1)}}).status(),
              IsRefusal("DATE_OUTSIDE_YEAR", "changes[0].release_special_fund.release_date"));
}

}  // namespace
}  // namespace zhengping::budget
