#include "services/reporting/exchange/case/special_funds_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kFile[] = "special_funds.csv";
constexpr char kHeadings[] =
    "special_fund,name,amount,approved_date,expected_release_date,monthly_need,needed_date,needed_amount\n";

TEST(SpecialFundsFile, SaysWhatIsWrongAtItsCell) {
  struct Case {
    const char* what;
    const char* rows;
    const char* line;  // behind the file's name; empty: nothing is wrong
  };
  const Case cases[] = {
      {"dates may be empty", "zx1,防汛,100,,,,,", ""},
      {"an amount of zero", "zx1,防汛,0,,,,,", ""},
      {"below zero", "zx1,防汛,-1,,,,,", ":2:amount:AMOUNT_NEGATIVE"},
      {"no amount", "zx1,防汛,,,,,,", ":2:amount:AMOUNT_MISSING"},
      {"no code", ",防汛,1,,,,,", ":2:special_fund:VALUE_MISSING"},
      {"no name", "zx1,,1,,,,,", ":2:name:VALUE_MISSING"},
      {"two needs", "zx1,防汛,100,,,,2023-06-15,60\nzx1,防汛,100,,,,2023-09-15,40", ""},
      {"later rows may leave out what the first says", "zx1,防汛,100,,,,2023-06-15,60\nzx1,,,,,,2023-09-15,40", ""},
      {"another amount", "zx1,防汛,100,,,,2023-06-15,60\nzx1,防汛,101,,,,2023-09-15,40",
       ":3:amount:SPECIAL_FUND_CONFLICT"},
      {"another name", "zx1,防汛,100,,,,2023-06-15,60\nzx1,抗旱,100,,,,2023-09-15,40", ":3:name:SPECIAL_FUND_CONFLICT"},
      {"a day without amount", "zx1,防汛,100,,,,2023-06-15,", ":2:needed_amount:NEED_INCOMPLETE"},
      {"an amount without day", "zx1,防汛,100,,,,,60", ":2:needed_date:NEED_INCOMPLETE"},
      {"a need of nothing", "zx1,防汛,100,,,,2023-06-15,0", ":2:needed_amount:AMOUNT_NOT_POSITIVE"},
      {"a monthly need of nothing", "zx1,防汛,100,,,0,,", ":2:monthly_need:AMOUNT_NOT_POSITIVE"},
      {"monthly and dated", "zx1,防汛,100,,,5,2023-06-15,60", ":2:needed_date:NEEDS_DISAGREE"},
      {"dated and monthly", "zx1,防汛,100,,,,2023-06-15,60\nzx1,防汛,100,,,5,,", ":3:monthly_need:NEEDS_DISAGREE"},
      {"no such day", "zx1,防汛,100,2023-04-31,,,,", ":2:approved_date:DATE_NOT_IN_CALENDAR"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::vector<std::string> lines = LinesOf(kFile, absl::StrCat(kHeadings, c.rows, "\n"));
    if (*c.line == '\0') {
      EXPECT_THAT(lines, IsEmpty());
    } else {
      EXPECT_THAT(lines, ElementsAre(absl::StrCat(kFile, c.line)));
    }
  }
}

TEST(SpecialFundsFile, AMonthlyNeedIsTwelveNeeds) {
  const CaseReading reading =
      ReadCase(SmallCase({{kFile, absl::StrCat(kHeadings, "zx1,社区服务,600000,2023-01-30,2023-03-31,50000,,\n")}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  ASSERT_EQ(reading.contents.years.back().special_funds.size(), 1u);
  const CaseFund& fund = reading.contents.years.back().special_funds[0];
  EXPECT_EQ(fund.amount, Money::Fen(60'000'000));
  EXPECT_EQ(fund.expected_release_date, Date::FromYmd(2023, 3, 31));
  ASSERT_EQ(fund.needs.size(), 12u);
  EXPECT_EQ(fund.needs[0].needed_date, Date::FromYmd(2023, 1, 1));
  EXPECT_EQ(fund.needs[11].needed_date, Date::FromYmd(2023, 12, 1));
  EXPECT_EQ(fund.needs[11].amount, Money::Fen(5'000'000));
}

TEST(SpecialFundsFile, NamesAreKnownToOtherTablesEvenWhenAColumnIsMissing) {
  const std::vector<std::string> lines = Lines(ReadCase(SmallCase({{kFile, "special_fund,name\nzx1,防汛抗旱\n"},
                                                                   {"statement.csv", "item,actual\n防汛抗旱,5\n"}}))
                                                   .issues);
  EXPECT_THAT(lines, ElementsAre("special_funds.csv:1:amount:COLUMN_MISSING"));
}

}  // namespace
}  // namespace zhengping::reporting
