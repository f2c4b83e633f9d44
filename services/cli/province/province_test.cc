// What makes a province believable, and fit for the ledger's door.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/cli/province/case_files.h"
#include "services/cli/province/department_profile.h"
#include "services/cli/province/ledger_year.h"
#include "services/cli/province/province_messages.h"

namespace zhengping::cli {
namespace {

using budget::v1::EntryKind;

bool TakesAway(EntryKind kind) {
  return kind == budget::v1::ENTRY_KIND_PAYMENT || kind == budget::v1::ENTRY_KIND_RECALL ||
         kind == budget::v1::ENTRY_KIND_REDUCTION || kind == budget::v1::ENTRY_KIND_TRANSFER_OUT;
}

int64_t SumOf(const LedgerYear& year, EntryKind kind) {
  int64_t sum = 0;
  for (const LedgerRecord& record : year.records) {
    for (const LedgerLineEntry& entry : record.entries) sum += entry.kind == kind ? entry.amount_fen : 0;
  }
  return sum;
}

std::string TextOf(const std::vector<LedgerYear>& years, const DepartmentProfile& profile) {
  std::string text;
  for (const auto& [path, content] : CaseFilesOf(profile, years)) text += path + "\n" + content;
  return text;
}

TEST(Province, TheSameSeedMakesTheSameDepartmentAndAnotherSeedAnother) {
  const ProvinceOptions options = {.seed = 7};
  const DepartmentProfile profile = ProfileOf(options, 123);
  const std::string text = TextOf(LedgerYearsOf(profile, 2022, 2), profile);
  EXPECT_EQ(TextOf(LedgerYearsOf(ProfileOf(options, 123), 2022, 2), profile), text);
  EXPECT_NE(TextOf(LedgerYearsOf(ProfileOf({.seed = 8}, 123), 2022, 2), profile), text);
}

TEST(Province, NoQuotaIsOverdrawnInTheOrderOfTheRecords) {
  for (int64_t index = 0; index < 60; ++index) {
    SCOPED_TRACE(index);
    for (const LedgerYear& year : LedgerYearsOf(ProfileOf({.seed = 1}, index), 2021, 3)) {
      std::vector<int64_t> balance(year.lines.size());
      Date last = *Date::FromYmd(year.fiscal_year, 1, 1);
      for (const LedgerRecord& record : year.records) {
        EXPECT_GE(record.day, last);
        EXPECT_EQ(record.day.year(), year.fiscal_year);
        last = record.day;
        for (const LedgerLineEntry& entry : record.entries) {
          ASSERT_GT(entry.amount_fen, 0);
          balance[entry.line] += TakesAway(entry.kind) ? -entry.amount_fen : entry.amount_fen;
          ASSERT_GE(balance[entry.line], 0) << record.id;
        }
      }
    }
  }
}

TEST(Province, AYearCarriesOverWhatTheOneBeforeLeft) {
  const std::vector<LedgerYear> years = LedgerYearsOf(ProfileOf({.seed = 3}, 40), 2021, 3);
  for (size_t i = 1; i < years.size(); ++i) {
    int64_t left = 0;
    for (const auto& [project, amount] : years[i - 1].left_by_project) left += amount;
    EXPECT_EQ(SumOf(years[i], budget::v1::ENTRY_KIND_CARRYOVER), left);
  }
  EXPECT_EQ(SumOf(years[0], budget::v1::ENTRY_KIND_CARRYOVER), 0);
}

TEST(Province, DepartmentsHaveAboutTheEntriesThatWereAskedFor) {
  int64_t entries = 0;
  for (int64_t index = 0; index < 400; ++index) {
    entries += LedgerYearsOf(ProfileOf({.seed = 1, .entries = 667}, index), 2023, 1)[0].entries;
  }
  EXPECT_GT(entries / 400, 567);
  EXPECT_LT(entries / 400, 767);
}

// The shares of the three conducts, in thousandths, so that what findings measure differs as it should.
TEST(Province, ATroubledDepartmentAddsMoreAndPaysLaterThanAWellRunOne) {
  std::map<Conduct, int64_t> initial, added, paid, paid_late;
  for (int64_t index = 0; index < 300; ++index) {
    const DepartmentProfile profile = ProfileOf({.seed = 5}, index);
    const LedgerYear year = LedgerYearsOf(profile, 2023, 1)[0];
    initial[profile.conduct] += SumOf(year, budget::v1::ENTRY_KIND_INITIAL);
    added[profile.conduct] += SumOf(year, budget::v1::ENTRY_KIND_SUPPLEMENT);
    paid[profile.conduct] += SumOf(year, budget::v1::ENTRY_KIND_PAYMENT);
    for (const LedgerRecord& record : year.records) {
      if (record.day.month() < 10) continue;
      for (const LedgerLineEntry& entry : record.entries) {
        if (entry.kind == budget::v1::ENTRY_KIND_PAYMENT) paid_late[profile.conduct] += entry.amount_fen;
      }
    }
  }
  const auto permille = [](int64_t part, int64_t whole) { return part / (whole / 1000); };
  EXPECT_LT(permille(added[Conduct::kWellRun], initial[Conduct::kWellRun]), 250);
  EXPECT_GT(permille(added[Conduct::kTroubled], initial[Conduct::kTroubled]), 350);
  EXPECT_LT(permille(paid_late[Conduct::kWellRun], paid[Conduct::kWellRun]), 330);
  EXPECT_GT(permille(paid_late[Conduct::kTroubled], paid[Conduct::kTroubled]), 400);
}

TEST(Province, AdditionsOfATroubledDepartmentComeBackEveryYear) {
  int64_t index = 0;
  while (ProfileOf({.seed = 5}, index).conduct != Conduct::kTroubled) ++index;
  const std::vector<LedgerYear> years = LedgerYearsOf(ProfileOf({.seed = 5}, index), 2022, 2);
  std::vector<std::set<std::string>> projects(2);
  for (size_t i = 0; i < 2; ++i) {
    for (const LedgerRecord& record : years[i].records) {
      for (const LedgerLineEntry& entry : record.entries) {
        if (entry.note == "年度例行追加") projects[i].insert(years[i].lines[entry.line].project_code);
      }
    }
  }
  EXPECT_GT(projects[0].size(), 1u);
  EXPECT_EQ(projects[0], projects[1]);
}

TEST(Province, KeysAscendWithTheNumberAndNamesAreUniqueInADivision) {
  std::set<std::string> names;
  std::string last;
  for (int64_t index = 0; index < 1000; ++index) {
    const DepartmentProfile profile = ProfileOf({}, index);
    const std::string key = profile.division + "/" + profile.code;
    EXPECT_GT(key, last);
    EXPECT_TRUE(names.insert(profile.division + profile.display_name).second) << profile.display_name;
    last = key;
  }
  for (int64_t index = 0; index < DepartmentLimit({.division = "430503000"}); ++index) {
    const DepartmentProfile profile = ProfileOf({.division = "430503000"}, index);
    EXPECT_EQ(profile.code.size(), 3u);
    EXPECT_TRUE(names.insert(profile.division + profile.display_name).second) << profile.display_name;
  }
}

TEST(Province, RecordsDeclareEachQuotaOnceBeforeItIsUsed) {
  const DepartmentProfile profile = ProfileOf({.seed = 2}, 17);
  const LedgerYear year = LedgerYearsOf(profile, 2023, 1)[0];
  std::set<std::string> declared;
  int64_t entries = 0;
  for (const budget::v1::ImportRecord& record : ImportRecordMessages(profile, year)) {
    EXPECT_EQ(record.department(), "divisions/" + profile.division + "/departments/" + profile.code);
    for (const budget::v1::Quota& quota : record.quotas()) EXPECT_TRUE(declared.insert(quota.external_code()).second);
    for (const budget::v1::Entry& entry : record.transaction().entries()) {
      EXPECT_TRUE(declared.count(entry.quota_external_code())) << entry.quota_external_code();
      ++entries;
    }
  }
  EXPECT_EQ(entries, year.entries);
}

}  // namespace
}  // namespace zhengping::cli
