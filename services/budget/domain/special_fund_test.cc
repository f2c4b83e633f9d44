#include "services/budget/domain/special_fund.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

SpecialFund Fund(std::string id, int64_t fen, std::optional<Date> expected) {
  SpecialFund fund;
  fund.id = id;
  fund.display_name = "专项" + id;
  fund.amount = Money::Fen(fen);
  fund.approved_date = Day(1, 31);
  fund.expected_release_date = expected;
  return fund;
}

FundStanding Standing(const LedgerYear& year, std::optional<Date> yardstick = std::nullopt, Date until = Day(12, 31)) {
  return StandingsOf(year.special_funds, EntriesOf(year, {}), yardstick, until).at(0);
}

LedgerBuilder WithFund(SpecialFund fund) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {});
  ledger.AddFund(std::move(fund));
  return ledger;
}

TEST(FundStanding, DaysLateOfEachRelease) {
  LedgerBuilder ledger = WithFund(Fund("f1", 1000, Day(6, 30)));
  ledger.Post(6, 30, {For("f1", Of("q1", EntryKind::kInitial, 200))});      // on the day: not late
  ledger.Post(7, 1, {For("f1", Of("q1", EntryKind::kSupplement, 300))});    // 1 day
  ledger.Post(11, 27, {For("f1", Of("q1", EntryKind::kSupplement, 100))});  // 150 days
  ledger.Post(12, 1, {For("f1", Of("q1", EntryKind::kPayment, 500))});      // spending is no release
  const FundStanding standing = Standing(ledger.Build());
  EXPECT_EQ(standing.due_basis, DueBasis::kExpectedDate);
  EXPECT_EQ(standing.released, Money::Fen(600));
  EXPECT_EQ(standing.outstanding, Money::Fen(400));
  ASSERT_EQ(standing.releases.size(), 3u);
  EXPECT_EQ(standing.releases[0].late_days, 0);
  EXPECT_EQ(standing.releases[1].late_days, 1);
  EXPECT_EQ(standing.releases[2].late_days, 150);
  // What never came is late from 30 June to 31 December: 184 days.
  EXPECT_EQ(standing.late_amount, Money::Fen(800));
  EXPECT_EQ(standing.most_late_days, 184);
  EXPECT_EQ(standing.late_fen_days, Rational(300 * 1 + 100 * 150 + 400 * 184));
}

TEST(FundStanding, AFundReleasedInTimeIsNotLate) {
  LedgerBuilder ledger = WithFund(Fund("f1", 1000, Day(6, 30)));
  ledger.Post(3, 1, {For("f1", Of("q1", EntryKind::kCarryover, 400)), For("f1", Of("q1", EntryKind::kInitial, 600))});
  const FundStanding standing = Standing(ledger.Build());
  EXPECT_EQ(standing.late_amount, Money());
  EXPECT_EQ(standing.outstanding, Money());
  ASSERT_EQ(standing.releases.size(), 1u) << "one day, one release";
  EXPECT_EQ(standing.releases[0].amount, Money::Fen(1000));
}

TEST(FundStanding, UndatedFundsAreMeasuredByTheYardstickIfThereIsOne) {
  LedgerBuilder ledger = WithFund(Fund("f1", 500, std::nullopt));
  ledger.Post(5, 1, {For("f1", Of("q1", EntryKind::kSupplement, 500))});
  const FundStanding without = Standing(ledger.Build());
  EXPECT_EQ(without.due_basis, DueBasis::kNone);
  EXPECT_FALSE(without.is_dated);
  EXPECT_EQ(without.late_amount, Money());
  const FundStanding with = Standing(ledger.Build(), Day(3, 20));
  EXPECT_EQ(with.due_basis, DueBasis::kYardstick);
  EXPECT_EQ(with.due, Day(3, 20));
  EXPECT_EQ(with.releases[0].late_days, 42);  // 11 + 30 + 1
  EXPECT_EQ(with.late_amount, Money::Fen(500));
}

TEST(FundStanding, ReversedReleasesAreGone) {
  LedgerBuilder ledger = WithFund(Fund("f1", 500, Day(3, 1)));
  const std::string wrong = ledger.Post(5, 1, {For("f1", Of("q1", EntryKind::kSupplement, 500))});
  ledger.Post(2, 1, {For("f1", Of("q1", EntryKind::kSupplement, 500))});
  ledger.Reverse(wrong);
  const FundStanding standing = Standing(ledger.Build());
  EXPECT_EQ(standing.released, Money::Fen(500));
  EXPECT_EQ(standing.releases.size(), 1u);
  EXPECT_EQ(standing.late_amount, Money());
}

TEST(FundStanding, OutstandingMoneyIsNotLateBeforeItsDay) {
  const LedgerBuilder ledger = WithFund(Fund("f1", 500, Day(6, 30)));
  EXPECT_EQ(Standing(ledger.Build(), std::nullopt, Day(6, 30)).late_amount, Money());
  EXPECT_EQ(Standing(ledger.Build(), std::nullopt, Day(7, 1)).late_amount, Money::Fen(500));
}

TEST(FundStanding, AFundApprovedAfterTheDayIsNotCountedUnlessItWasReleased) {
  SpecialFund later = Fund("later", 500, Day(9, 30));
  later.approved_date = Day(7, 5);
  SpecialFund ahead = Fund("ahead", 300, Day(9, 30));  // released before it was approved
  ahead.approved_date = Day(7, 5);
  SpecialFund unapproved = Fund("unapproved", 200, Day(9, 30));
  unapproved.approved_date = std::nullopt;
  LedgerBuilder ledger = WithFund(later);
  ledger.AddFund(ahead);
  ledger.AddFund(unapproved);
  ledger.Post(6, 30, {For("ahead", Of("q1", EntryKind::kSupplement, 100))});
  const LedgerYear year = ledger.Build();
  const auto at = [&year](Date day) {
    std::string ids;
    for (const FundStanding& s : StandingsOf(year.special_funds, EntriesOf(year, {.as_of = day}), std::nullopt, day)) {
      ids += s.fund + " ";
    }
    return ids;
  };
  EXPECT_EQ(at(Day(6, 29)), "unapproved ");
  EXPECT_EQ(at(Day(6, 30)), "ahead unapproved ");
  EXPECT_EQ(at(Day(7, 4)), "ahead unapproved ");
  EXPECT_EQ(at(Day(7, 5)), "later ahead unapproved ");
}

TEST(FundStanding, MoreThanPromisedLeavesNothingOutstanding) {
  LedgerBuilder ledger = WithFund(Fund("f1", 500, Day(6, 30)));
  ledger.Post(2, 1, {For("f1", Of("q1", EntryKind::kSupplement, 700))});
  EXPECT_EQ(Standing(ledger.Build()).outstanding, Money());
}

TEST(FundStanding, FundsThatNobodyRegisteredStandAtTheEnd) {
  LedgerBuilder ledger = WithFund(Fund("f2", 500, Day(6, 30)));
  ledger.Post(2, 1, {For("f1", Of("q1", EntryKind::kSupplement, 70))});
  const LedgerYear year = ledger.Build();
  const auto standings = StandingsOf(year.special_funds, EntriesOf(year, {}), std::nullopt, Day(12, 31));
  ASSERT_EQ(standings.size(), 2u);
  EXPECT_EQ(standings[0].fund, "f2");
  EXPECT_EQ(standings[1].fund, "f1");
  EXPECT_FALSE(standings[1].is_registered);
  EXPECT_FALSE(standings[1].is_dated);
  EXPECT_EQ(standings[1].promised, Money::Fen(70));
}

TEST(SpecialFund, ChecksItsShape) {
  struct Case {
    const char* what;
    std::function<void(SpecialFund&)> change;
    const char* reason;
    const char* field;
  };
  const Case cases[] = {
      {"as it is", [](SpecialFund&) {}, "", ""},
      {"a fund of zero", [](SpecialFund& f) { f.amount = Money(); }, "", ""},
      {"below zero", [](SpecialFund& f) { f.amount = Money::Fen(-1); }, "AMOUNT_NEGATIVE", "amount_fen"},
      {"too much", [](SpecialFund& f) { f.amount = Money::Fen(10'000'000'000'001); }, "AMOUNT_OUT_OF_RANGE",
       "amount_fen"},
      {"no name", [](SpecialFund& f) { f.display_name.clear(); }, "DISPLAY_NAME_MISSING", "display_name"},
      {"capital id", [](SpecialFund& f) { f.id = "F1"; }, "SPECIAL_FUND_ID_MALFORMED", "id"},
      {"needs of just the amount",
       [](SpecialFund& f) {
         f.needs = {{Day(2, 1), Money::Fen(500)}};
       },
       "", ""},
      {"needs above it",
       [](SpecialFund& f) {
         f.needs = {{Day(2, 1), Money::Fen(501)}};
       },
       "NEEDS_EXCEED_AMOUNT", "needs"},
      {"a need of zero",
       [](SpecialFund& f) {
         f.needs = {{Day(2, 1), Money()}};
       },
       "AMOUNT_NOT_POSITIVE", "needs[0].amount_fen"},
      {"101 needs",
       [](SpecialFund& f) {
         f.needs.resize(101, {Day(2, 1), Money::Fen(1)});
       },
       "TOO_MANY_NEEDS", "needs"},
      {"due on the day of approval", [](SpecialFund& f) { f.expected_release_date = Day(1, 31); }, "", ""},
      {"due before it", [](SpecialFund& f) { f.expected_release_date = Day(1, 30); },
       "RELEASE_EXPECTED_BEFORE_APPROVAL", "expected_release_date"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    SpecialFund fund = Fund("f1", 500, Day(6, 30));
    c.change(fund);
    const std::vector<Issue> issues = CheckSpecialFund(fund);
    ASSERT_EQ(issues.size(), *c.reason == '\0' ? 0u : 1u);
    if (issues.empty()) continue;
    EXPECT_EQ(issues[0].reason, c.reason);
    EXPECT_EQ(issues[0].place.field, c.field);
  }
}

TEST(SpecialFund, AMonthlyNeedIsTwelveRows) {
  const std::vector<SpecialFundNeed> needs = UnrollMonthlyNeed(2023, Money::Fen(50));
  ASSERT_EQ(needs.size(), 12u);
  EXPECT_EQ(needs[0], (SpecialFundNeed{Day(1, 1), Money::Fen(50)}));
  EXPECT_EQ(needs[11], (SpecialFundNeed{Day(12, 1), Money::Fen(50)}));
}

}  // namespace
}  // namespace zhengping::budget
