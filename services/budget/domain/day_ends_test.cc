#include "services/budget/domain/day_ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace zhengping::budget {
namespace {

Date DayOf(int month, int day) { return *Date::FromYmd(2023, month, day); }

DatedEntry EntryOf(int month, int day, EntryKind kind, int64_t fen, bool is_reversing = false) {
  return {DayOf(month, day), {kind, Money::Fen(fen)}, is_reversing};
}

DayEnds EndsOf(const std::vector<DatedEntry>& entries) {
  DayEnds ends;
  for (const DatedEntry& entry : entries) ends.Apply(MoveOf(entry));
  return ends;
}

std::vector<DayMove> MovesOf(const std::vector<DatedEntry>& entries) {
  std::vector<DayMove> moves;
  for (const DatedEntry& entry : entries) moves.push_back(MoveOf(entry));
  return moves;
}

TEST(DayEnds, SaysWhatFurtherEntriesWouldOverdraw) {
  const DayEnds ends = EndsOf({EntryOf(1, 5, EntryKind::kInitial, 100), EntryOf(6, 1, EntryKind::kPayment, 80),
                               EntryOf(9, 1, EntryKind::kSupplement, 50)});
  struct Case {
    const char* what;
    std::vector<DatedEntry> entries;
    bool overdraws;
    Date from;
    std::optional<Date> until;
    int64_t lowest_fen;
  };
  const Case cases[] = {
      {"as much as is left", {EntryOf(6, 2, EntryKind::kPayment, 20)}, false, {}, {}, 0},
      {"one fen more, until the supplement",
       {EntryOf(6, 2, EntryKind::kPayment, 21)},
       true,
       DayOf(6, 2),
       DayOf(9, 1),
       -1},
      {"before the payment, which then lacks it",
       {EntryOf(2, 1, EntryKind::kPayment, 30)},
       true,
       DayOf(6, 1),
       DayOf(9, 1),
       -10},
      {"never mended", {EntryOf(9, 2, EntryKind::kPayment, 71)}, true, DayOf(9, 2), {}, -1},
      {"before there was any", {EntryOf(1, 4, EntryKind::kPayment, 1)}, true, DayOf(1, 4), DayOf(1, 5), -1},
      {"increases first within a day",
       {EntryOf(6, 2, EntryKind::kPayment, 30), EntryOf(6, 2, EntryKind::kSupplement, 10)},
       false,
       {},
       {},
       0},
      {"reversed payment", {EntryOf(6, 1, EntryKind::kPayment, 80, true)}, false, {}, {}, 0},
      {"reversed budget", {EntryOf(1, 5, EntryKind::kInitial, 100, true)}, true, DayOf(6, 1), {}, -80},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::optional<Overdraft> found = ends.Deepened(MovesOf(c.entries));
    ASSERT_EQ(found.has_value(), c.overdraws);
    if (!found.has_value()) continue;
    EXPECT_EQ(found->cause, OverdraftCause::kBalance);
    EXPECT_EQ(found->from, c.from);
    EXPECT_EQ(found->until, c.until);
    EXPECT_EQ(found->lowest, Money::Fen(c.lowest_fen));
  }
}

TEST(DayEnds, AnOverdraftThatStandsAlreadyIsNobodyElses) {
  const DayEnds ends = EndsOf({EntryOf(1, 5, EntryKind::kInitial, 100), EntryOf(6, 1, EntryKind::kPayment, 150)});
  EXPECT_FALSE(ends.Deepened(MovesOf({EntryOf(7, 1, EntryKind::kSupplement, 10)})).has_value());
  EXPECT_FALSE(ends.Deepened(MovesOf({EntryOf(6, 1, EntryKind::kRefund, 10)})).has_value());
  EXPECT_TRUE(ends.Deepened(MovesOf({EntryOf(7, 1, EntryKind::kPayment, 1)})).has_value());
}

TEST(DayEnds, MoreBackThanOutIsAnOverdraftOfRefunds) {
  const DayEnds ends = EndsOf({EntryOf(1, 5, EntryKind::kInitial, 100), EntryOf(6, 1, EntryKind::kPayment, 50)});
  const std::optional<Overdraft> found = ends.Deepened(MovesOf({EntryOf(7, 1, EntryKind::kRefund, 51)}));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->cause, OverdraftCause::kRefunds);
}

// Against the reading of all entries, which knows no ends.
TEST(DayEnds, SayTheSameAsAllEntriesReadAnew) {
  std::mt19937 random(20230101);
  const auto below = [&random](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  const EntryKind kinds[] = {EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kReduction, EntryKind::kPayment,
                             EntryKind::kRefund};
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<DatedEntry> kept;
    DayEnds ends;
    for (int step = 0; step < 40; ++step) {
      std::vector<DatedEntry> sent;
      for (int i = 0; i <= below(3); ++i) {
        sent.push_back(EntryOf(1 + below(3), 1 + below(5), kinds[below(5)], 1 + below(100)));
      }
      std::vector<DatedEntry> all = kept;
      all.insert(all.end(), sent.begin(), sent.end());
      const std::vector<Overdraft> expected = FindOverdrafts(all);
      const std::optional<Overdraft> found = ends.Deepened(MovesOf(sent));
      ASSERT_EQ(found.has_value(), !expected.empty());
      if (!found.has_value()) {
        kept = all;
        for (const DatedEntry& entry : sent) ends.Apply(MoveOf(entry));
        continue;
      }
      ++refused;
      EXPECT_EQ(found->from, expected.front().from);
      // Balance and refunds can fall below zero on one day; either may be named.
      EXPECT_TRUE(std::any_of(expected.begin(), expected.end(), [&found](const Overdraft& overdraft) {
        return overdraft.cause == found->cause && overdraft.from == found->from && overdraft.until == found->until &&
               overdraft.lowest == found->lowest;
      }));
    }
    EXPECT_EQ(ends, EndsOf(kept));
  }
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace zhengping::budget
