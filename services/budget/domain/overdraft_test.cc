#include "services/budget/domain/overdraft.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "common/testing/matchers.h"

namespace zhengping::budget {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

DatedEntry Dated(int month, int day, EntryKind kind, int64_t fen, bool is_reversing = false) {
  return {Day(month, day), {kind, Money::Fen(fen)}, is_reversing};
}

TEST(Overdraft, EffectiveDateDecidesNotPostingOrder) {
  // Paid on 1 March from money of 1 April: overdrawn for a month, though posted in the other order.
  const std::vector<DatedEntry> entries = {Dated(4, 1, EntryKind::kSupplement, 500),
                                           Dated(3, 1, EntryKind::kPayment, 300)};
  const std::vector<Overdraft> found = FindOverdrafts(entries);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].cause, OverdraftCause::kBalance);
  EXPECT_EQ(found[0].from, Day(3, 1));
  EXPECT_EQ(found[0].until, Day(4, 1));
  EXPECT_EQ(found[0].lowest, Money::Fen(-300));
  EXPECT_EQ(found[0].entry, 1u);
  EXPECT_THAT(CheckNeverOverdrawn("q1", entries), IsRefusal("BALANCE_INSUFFICIENT", "amount_fen"));
}

TEST(Overdraft, IncreasesComeFirstWithinADay) {
  EXPECT_THAT(
      CheckNeverOverdrawn("q1", {Dated(3, 1, EntryKind::kPayment, 300), Dated(3, 1, EntryKind::kSupplement, 300)}),
      IsOk());
  EXPECT_THAT(
      CheckNeverOverdrawn("q1", {Dated(3, 1, EntryKind::kPayment, 301), Dated(3, 1, EntryKind::kSupplement, 300)}),
      IsRefusal("BALANCE_INSUFFICIENT"));
}

TEST(Overdraft, TheEntryToBlameIsTheLastThatLowers) {
  const std::vector<Overdraft> found =
      FindOverdrafts({Dated(3, 1, EntryKind::kPayment, 200), Dated(3, 1, EntryKind::kPayment, 300),
                      Dated(3, 1, EntryKind::kSupplement, 400), Dated(3, 2, EntryKind::kPayment, 1)});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].entry, 1u);
}

TEST(Overdraft, BackDatedEntries) {
  const std::vector<DatedEntry> year = {Dated(1, 1, EntryKind::kInitial, 1000), Dated(6, 1, EntryKind::kPayment, 800),
                                        Dated(9, 1, EntryKind::kSupplement, 500)};
  struct Case {
    const char* what;
    DatedEntry late;
    const char* reason;  // empty: let in
  };
  const Case cases[] = {
      {"payment before June leaves too little for June", Dated(2, 1, EntryKind::kPayment, 201), "BALANCE_INSUFFICIENT"},
      {"payment before June that June can bear", Dated(2, 1, EntryKind::kPayment, 200), ""},
      {"the same payment after September", Dated(9, 1, EntryKind::kPayment, 700), ""},
      {"one fen more after September", Dated(9, 1, EntryKind::kPayment, 701), "BALANCE_INSUFFICIENT"},
      {"supplement dated back", Dated(2, 1, EntryKind::kSupplement, 1), ""},
      {"initial budget reversed although spent", Dated(1, 1, EntryKind::kInitial, 1000, true), "BALANCE_INSUFFICIENT"},
      {"supplement reversed, not needed", Dated(9, 1, EntryKind::kSupplement, 500, true), ""},
      {"refund before the payment", Dated(5, 31, EntryKind::kRefund, 1), "REFUND_EXCEEDS_PAID"},
      {"refund on the payment's day", Dated(6, 1, EntryKind::kRefund, 800), ""},
      {"refund of one fen too many", Dated(6, 1, EntryKind::kRefund, 801), "REFUND_EXCEEDS_PAID"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    std::vector<DatedEntry> entries = year;
    entries.push_back(c.late);
    const absl::Status status = CheckNeverOverdrawn("q1", entries);
    if (*c.reason == '\0') {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(status, IsRefusal(c.reason));
    }
  }
}

TEST(Overdraft, TwoPeriodsAreTwoOverdrafts) {
  const std::vector<Overdraft> found = FindOverdrafts(
      {Dated(1, 5, EntryKind::kPayment, 10), Dated(1, 9, EntryKind::kInitial, 30), Dated(2, 1, EntryKind::kRecall, 25),
       Dated(2, 2, EntryKind::kPayment, 4), Dated(2, 2, EntryKind::kPayment, 6)});
  // 5 Jan −10; 9 Jan 20; 1 Feb −5; 2 Feb −15, never mended.
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].until, Day(1, 9));
  EXPECT_EQ(found[0].lowest, Money::Fen(-10));
  EXPECT_EQ(found[1].from, Day(2, 1));
  EXPECT_EQ(found[1].until, std::nullopt);
  EXPECT_EQ(found[1].lowest, Money::Fen(-15));
  EXPECT_EQ(found[1].entry, 2u);
}

TEST(Overdraft, NothingIsNotOverdrawn) { EXPECT_TRUE(FindOverdrafts({}).empty()); }

// Random histories: the answer does not depend on the order of posting, and agrees with Quota applied day by day.
TEST(Overdraft, RandomHistoriesAgreeWithTheQuota) {
  std::mt19937 random(20230501);
  const EntryKind kinds[] = {EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kReduction, EntryKind::kPayment};
  int overdrawn = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<DatedEntry> entries;
    for (int i = 0; i < 8; ++i) {
      entries.push_back(Dated(1 + static_cast<int>(random() % 3), 1, kinds[random() % 4], 1 + random() % 100));
    }
    const bool refused = !CheckNeverOverdrawn("q", entries).ok();
    std::vector<DatedEntry> sorted = entries;
    std::stable_sort(sorted.begin(), sorted.end(), [](const DatedEntry& a, const DatedEntry& b) {
      const bool a_lowers = a.entry.kind == EntryKind::kReduction || a.entry.kind == EntryKind::kPayment;
      const bool b_lowers = b.entry.kind == EntryKind::kReduction || b.entry.kind == EntryKind::kPayment;
      return a.date != b.date ? a.date < b.date : a_lowers < b_lowers;
    });
    Quota quota("q");
    bool quota_refused = false;
    for (const DatedEntry& entry : sorted) quota_refused |= !quota_refused && !quota.Apply(entry.entry).ok();
    EXPECT_EQ(refused, quota_refused) << "round " << round;
    std::shuffle(entries.begin(), entries.end(), random);
    EXPECT_EQ(!CheckNeverOverdrawn("q", entries).ok(), refused);
    overdrawn += refused ? 1 : 0;
  }
  EXPECT_GT(overdrawn, 50);
  EXPECT_LT(overdrawn, 450);
}

}  // namespace
}  // namespace zhengping::budget
