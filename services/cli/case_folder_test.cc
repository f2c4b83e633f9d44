#include "services/cli/case_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace zhengping::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Key;

TEST(CaseFolder, HoldsItsFilesAndThoseOfEarlierYears) {
  TempFolder folder;
  folder.Write("case.json", "{}");
  folder.Write("ledger.csv", "a,b\n");
  folder.Write("2022/ledger.csv", "c\n");
  folder.Write("notes/old.csv", "x\n");
  folder.Write(".hidden", "x\n");
  const auto files = ReadCaseFolder(folder.path());
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(*files, ElementsAre(Key("2022/ledger.csv"), Key("case.json"), Key("ledger.csv")));
  EXPECT_EQ(files->at("ledger.csv"), "a,b\n");
}

TEST(CaseFolder, AFolderOfCasesIsLoadedCaseByCase) {
  TempFolder folder;
  folder.Write("b/case.json", "{}");
  folder.Write("a/case.json", "{}");
  folder.Write("c/readme.txt", "no case");
  EXPECT_THAT(FindCases(folder.path()), ElementsAre(folder.path() + "/a", folder.path() + "/b"));
  EXPECT_THAT(FindCases(folder.path() + "/a"), ElementsAre(folder.path() + "/a"));
  EXPECT_THAT(FindCases(folder.path() + "/c"), IsEmpty());
}

TEST(CaseFolder, AWorkbookIsACase) {
  TempFolder folder;
  folder.Write("案卷.xlsx", "x");
  folder.Write("b/case.json", "{}");
  folder.Write("notes.txt", "x");
  const std::string workbook = folder.path() + "/案卷.xlsx";
  EXPECT_THAT(FindCases(workbook), ElementsAre(workbook));
  EXPECT_THAT(FindCases(folder.path()), ElementsAre(folder.path() + "/b", workbook));
  EXPECT_THAT(FindCases(folder.path() + "/notes.txt"), IsEmpty());
  EXPECT_THAT(*ReadCaseFolder(workbook), ElementsAre(std::pair(std::string("案卷.xlsx"), std::string("x"))));
}

TEST(CaseFolder, AFolderThatIsNotThereIsRefused) {
  EXPECT_THAT(ReadCaseFolder("/no/such/folder").status(), IsRefusal("CASE_PATH_UNREADABLE", "PATH"));
}

}  // namespace
}  // namespace zhengping::cli
