#include "services/budget/domain/vocabulary.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace zhengping::budget {
namespace {

TEST(Vocabulary, EachNameReadsBackAsItsKind) {
  std::set<std::string> names;
  for (const EntryKind kind : kEntryKinds) {
    EXPECT_EQ(ParseEntryKind(NameOf(kind)), kind);
    EXPECT_EQ(ParseEntryKind(ChineseNameOf(kind)), kind);
    names.insert(std::string(NameOf(kind)));
  }
  EXPECT_EQ(names.size(), kEntryKinds.size());
  for (const Outlay outlay : kOutlays) EXPECT_EQ(ParseOutlay(NameOf(outlay)), outlay);
  for (const Origin origin : kOrigins) EXPECT_EQ(ParseOrigin(ChineseNameOf(origin)), origin);
  EXPECT_EQ(ParseEntryKind("调剂"), std::nullopt);  // a row of a file, two entries of a transaction
  EXPECT_EQ(ParseEntryKind(""), std::nullopt);
}

// domain.md §2: 11… .general_public, 12… .government_fund, 2… .special_account, everything else .other.
TEST(Vocabulary, FundTypeTellsTheIncomeNature) {
  struct Case {
    const char* fund_type;
    IncomeNature nature;
  };
  const Case cases[] = {
      {"111", IncomeNature::kGeneralPublic},
      {"11", IncomeNature::kGeneralPublic},
      {"121", IncomeNature::kGovernmentFund},
      {"12", IncomeNature::kGovernmentFund},
      {"131", IncomeNature::kOther},
      {"2", IncomeNature::kSpecialAccount},
      {"21", IncomeNature::kSpecialAccount},
      {"31", IncomeNature::kOther},
      {"1", IncomeNature::kOther},
      {"", IncomeNature::kOther},
  };
  for (const Case& c : cases) EXPECT_EQ(IncomeNatureOf(c.fund_type), c.nature) << c.fund_type;
}

TEST(Vocabulary, DirectionIsThatOfTheBalance) {
  int raising = 0;
  for (const EntryKind kind : kEntryKinds) raising += DirectionOf(kind) > 0 ? 1 : 0;
  EXPECT_EQ(raising, 5);
  EXPECT_EQ(DirectionOf(EntryKind::kRefund), 1);
  EXPECT_EQ(DirectionOf(EntryKind::kPayment), -1);
  EXPECT_EQ(DirectionOf(EntryKind::kRecall), -1);
}

}  // namespace
}  // namespace zhengping::budget
