#include "services/budget/domain/findings/funding_gap.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace zhengping::budget {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

struct DayAmount {
  Date day;
  int64_t fen;
};

struct Fund {
  std::vector<DayAmount> needs;
  std::vector<DayAmount> releases;
};

FundingGap GapOf(const std::vector<Fund>& funds, Date last = Day(12, 31)) {
  std::vector<SpecialFund> registered(funds.size());
  std::vector<FundStanding> standings(funds.size());
  std::vector<NeededFund> needed;
  for (size_t i = 0; i < funds.size(); ++i) {
    for (const DayAmount& need : funds[i].needs) registered[i].needs.push_back({need.day, Money::Fen(need.fen)});
    for (const DayAmount& release : funds[i].releases) {
      standings[i].releases.push_back({release.day, Money::Fen(release.fen)});
    }
    needed.push_back({&registered[i], &standings[i]});
  }
  return FundingGapOf(needed, Day(1, 1), last);
}

TEST(FundingGap, OfFundsOnPaper) {
  struct Case {
    const char* what;
    std::vector<Fund> funds;
    int64_t peak;
    std::optional<Date> peak_date;
    int days;
    int64_t fen_days;
  };
  const Case cases[] = {
      {"no need", {{{}, {{Day(3, 1), 5}}}}, 0, std::nullopt, 0, 0},
      {"released on the day", {{{{Day(3, 1), 100}}, {{Day(3, 1), 100}}}}, 0, std::nullopt, 0, 0},
      {"released before", {{{{Day(3, 1), 100}}, {{Day(1, 1), 100}}}}, 0, std::nullopt, 0, 0},
      // 1 to 10 March.
      {"ten days late", {{{{Day(3, 1), 100}}, {{Day(3, 11), 100}}}}, 100, Day(3, 1), 10, 1'000},
      // 100 for 10 days, 40 for 20 (11 to 30 March), then enough.
      {"in parts", {{{{Day(3, 1), 100}}, {{Day(3, 11), 60}, {Day(3, 31), 40}}}}, 100, Day(3, 1), 30, 1'000 + 800},
      // Up to 31 December: 31 days.
      {"never", {{{{Day(12, 1), 7}}, {}}}, 7, Day(12, 1), 31, 217},
      // 50 from 1 January, 150 from 1 February (28 days to the end of February), nothing after 1 March: 50 × 31 + 150
      // × 28.
      {"needs add up", {{{{Day(1, 1), 50}, {Day(2, 1), 100}}, {{Day(3, 1), 200}}}}, 150, Day(2, 1), 59, 5'750},
      // One fund's 500 in January do not help the other, which lacks 100 for 10 days; on 6 March the first lacks 30,
      // too.
      {"money of one fund does not help another",
       {{{{Day(3, 6), 530}}, {{Day(1, 1), 500}, {Day(3, 8), 30}}}, {{{Day(3, 1), 100}}, {{Day(3, 11), 100}}}},
       130,
       Day(3, 6),
       10,
       1'060},
      {"two gaps, the first as high as the second: the first day",
       {{{{Day(2, 1), 10}, {Day(4, 1), 10}}, {{Day(2, 2), 10}, {Day(4, 3), 10}}}},
       10,
       Day(2, 1),
       3,
       30},
      {"a need of last year counts from January",
       {{{{*Date::FromYmd(2022, 12, 1), 5}}, {{Day(1, 4), 5}}}},
       5,
       Day(1, 1),
       3,
       15},
      {"a need of next year does not", {{{{*Date::FromYmd(2024, 1, 1), 5}}, {}}}, 0, std::nullopt, 0, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(GapOf(c.funds), (FundingGap{Money::Fen(c.peak), c.peak_date, c.days, Rational(c.fen_days)}));
  }
}

TEST(FundingGap, EndsOnTheDayLookedAt) {
  // 1 to 5 March within, the release of 11 March not known.
  const std::vector<Fund> funds = {{{{Day(3, 1), 100}}, {{Day(3, 11), 100}}}};
  EXPECT_EQ(GapOf(funds, Day(3, 5)), (FundingGap{Money::Fen(100), Day(3, 1), 5, Rational(500)}));
  EXPECT_EQ(GapOf(funds, Day(2, 28)), FundingGap{});
}

}  // namespace
}  // namespace zhengping::budget
