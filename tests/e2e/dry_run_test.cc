// Goal: who is about to load a case again sees before, record by record, what that would change, and the seeing changes
// nothing. Method: three rows of the demo's ledger are changed, left out and added by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;
using testing::Not;

// Rows 484 and 485 of the file, and one that it lacks.
constexpr char kLeftOut[] =
    "2023-0325,403001,403001-23-0089,,2023-12-26,支付,440000.00,基本支出,111,2010301,50101,30103,43050321R000000000070,"
    "文明单位奖补,,,,,12月文明单位奖补\n";
constexpr char kChanged[] = "2023-0326,403001,403001-23-0090,,2023-12-27,支付,16000.00,";
constexpr char kChangedTo[] = "2023-0326,403001,403001-23-0090,,2023-12-27,支付,15999.00,";
constexpr char kAdded[] =
    "2023-9001,403001,403001-23-0089,,2023-12-29,支付,1.00,基本支出,111,2010301,50101,30103,43050321R000000000070,"
    "文明单位奖补,,,,,补付\n";

class DryRun : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Load(CasePath("cuiyuan-2023")).status, 0); }

  Finished Load(const std::string& path, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"--offline", "--data", folder_.path(), "load", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunCli(arguments);
  }

  // The demo's case with `text`, which is there, replaced in its ledger.
  static std::string Edited(const std::string& path, const std::string& text, const std::string& replacement) {
    const std::string file = absl::StrCat(path, "/ledger.csv");
    std::string bytes = ReadFile(file);
    const size_t at = bytes.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    if (at != std::string::npos) bytes.replace(at, text.size(), replacement);
    std::ofstream(file, std::ios::binary) << bytes;
    return path;
  }

  const TempFolder folder_;
};

TEST_F(DryRun, NamesEachRecordThatWouldChangeAndChangesNothing) {
  const TempFolder copies;
  const std::string path = CopiedCase(copies, "cuiyuan-2023", "ledger.csv", kChanged, kChangedTo);
  Edited(path, kLeftOut, "");
  std::ofstream(absl::StrCat(path, "/ledger.csv"), std::ios::app) << kAdded;
  for (int round = 0; round < 2; ++round) {  // the second shows that the first has written nothing
    const Finished shown = Load(path, {"--dry-run", "--replace"});
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_THAT(shown.out, HasSubstr("只检查，未写入"));
    EXPECT_THAT(shown.out, HasSubstr("变更 ledger.csv 第 484 行 2023-0326：原 2023-12-27 支付 16,000.00元；"
                                     "现 2023-12-27 支付 15,999.00元\n"));
    EXPECT_THAT(shown.out, HasSubstr("新增 ledger.csv 第 491 行 2023-9001：2023-12-29 支付 1.00元\n"));
    EXPECT_THAT(shown.out, HasSubstr("消失 ledger.csv 2023-0325：2023-12-26 支付 440,000.00元\n"));
    EXPECT_THAT(shown.out, Not(HasSubstr("另有")));
  }
  const Finished loaded = Load(path, {"--replace"});
  EXPECT_EQ(loaded.status, 0) << loaded.err;
  const Finished again = Load(path, {"--dry-run", "--replace"});
  EXPECT_THAT(again.out, Not(HasSubstr("行 2023-0326")));
  EXPECT_THAT(again.out, Not(HasSubstr("2023-0325")));
}

TEST(DryRunOfANewCase, ShowsTheFirstTwentyAndCountsTheRest) {
  const TempFolder folder;
  const Finished shown = RunCli({"--offline", "--data", folder.path(), "load", CasePath("cuiyuan-2023"), "--dry-run"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("新增 ledger.csv 第 2 行 2023-0001：2023-01-10 年初预算 "));
  int lines = 0;
  for (size_t at = 0; (at = shown.out.find("新增 ledger.csv 第 ", at)) != std::string::npos; ++at) ++lines;
  EXPECT_EQ(lines, 20);
  EXPECT_THAT(shown.out, HasSubstr("另有 "));
}

}  // namespace
}  // namespace zhengping
