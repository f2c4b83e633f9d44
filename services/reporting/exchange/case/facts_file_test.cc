#include "services/reporting/exchange/case/facts_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHeadings[] = "fact,value,unit,source\n";

TEST(FactsFile, ANameIsTheDictionarysOrTheChineseOne) {
  struct Case {
    const char* row;
    const char* name;
    Quantity value;
  };
  const Case cases[] = {
      {"payments,1802.5,万元,决算表", "payments", Money::Fen(1'802'500'000)},
      {"全年执行数,100,,", "payments", Money::Fen(10'000)},
      {"全年预算数（基本支出）,100,元,", "final_budget.basic", Money::Fen(10'000)},
      {"年中追加（上级）,100,元,", "supplements.superior", Money::Fen(10'000)},
      {"公务接待,5,元,", "three_public_expenses.reception.actual", Money::Fen(500)},
      {"三公经费（上年决算数）,5,元,", "three_public_expenses.prior_actual", Money::Fen(500)},
      {"编制数,46,人,", "authorized_headcount", int64_t{46}},
      {"固定资产,5,元,", "fixed_assets.total", Money::Fen(500)},
      {"重点项目支出,5,元,", "priority_projects.payments", Money::Fen(500)},
      {"supplement_documents,25,份,", "supplement_documents", int64_t{25}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.row);
    const CaseReading reading = ReadCase(SmallCase({{"facts.csv", absl::StrCat(kHeadings, c.row, "\n")}}));
    EXPECT_THAT(Lines(reading.issues), IsEmpty());
    const CaseReportedFact& fact = reading.contents.years.back().reported_facts.at(0);
    EXPECT_EQ(fact.name, c.name);
    EXPECT_EQ(fact.figure.value, c.value);
  }
}

TEST(FactsFile, MissingAndNotApplicableAreNoZero) {
  const CaseReading reading =
      ReadCase(SmallCase({{"facts.csv", absl::StrCat(kHeadings, "payments,,,\nbalance,/,,\n")}}));
  const std::vector<CaseReportedFact>& facts = reading.contents.years.back().reported_facts;
  EXPECT_EQ(facts.at(0).figure.state, FactState::kMissing);
  EXPECT_EQ(facts.at(1).figure.state, FactState::kNotApplicable);
}

TEST(FactsFile, SaysWhatIsWrongAtItsCell) {
  EXPECT_THAT(LinesOf("facts.csv", absl::StrCat(kHeadings, ",1,,\n")), ElementsAre("facts.csv:2:fact:VALUE_MISSING"));
  EXPECT_THAT(LinesOf("facts.csv", absl::StrCat(kHeadings, "payments,约一千,元,\n")),
              ElementsAre("facts.csv:2:value:AMOUNT_MALFORMED"));
  EXPECT_THAT(LinesOf("facts.csv", absl::StrCat(kHeadings, "payments,1,人,\n")),
              ElementsAre("facts.csv:2:unit:STATEMENT_UNIT_DIFFERS"));
}

}  // namespace
}  // namespace zhengping::reporting
