// Goal: a county's reviewer types one command and reads what is wrong in a filed sheet; a script tells by the exit
// status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;
using testing::Not;

// 贵池区棠溪镇 2022: the total row left at 0/0/0 over 90/89.974/89.974.
constexpr char kSheet[] =
    "行类型,项目,三级指标,年初预算数(万元),全年预算数(万元),全年执行数(万元),分值,执行率,得分\n"
    "资金,年度资金总额,,0,0,0,10,0,0\n"
    "资金,本年财政拨款,,90,89.974,89.974,,,\n";

std::string Case(const TempFolder& folder, const std::string& sheet) {
  folder.Write("case/case.json",
               "{\"framework\": \"self-evaluation-2020\", \"fiscal_year\": 2022, \"source\": \"测试\"}");
  folder.Write("case/department.csv", "mof_div_code,agency_code,agency_name\n341702000,001,棠溪镇人民政府\n");
  folder.Write("case/claimed.csv", sheet);
  return folder.path() + "/case";
}

TEST(Check, PrintsTheTotalsAndEachPlaceAndEndsWithThree) {
  const TempFolder folder;
  const Finished finished = RunCli({"--offline", "check", Case(folder, kSheet)});
  EXPECT_EQ(finished.status, 3) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("表上总分 （未写）    各行之和 0    按规则 10"));
  EXPECT_THAT(finished.out, HasSubstr("不符之处 5 处：错误 5，须说明 0"));
  EXPECT_THAT(finished.out, HasSubstr("第 2 行  全年执行数(万元)  0 → 89.974   2 合计为零"));
  EXPECT_THAT(finished.out, HasSubstr("第 2 行  得分              0 → 10"));
}

TEST(Check, PrintsTheProtosJsonAndEndsWithZeroWhereNothingIsWrong) {
  const TempFolder folder;
  const std::string right = absl::StrReplaceAll(kSheet, {{"0,0,0,10,0,0", "90,89.974,89.974,10,100%,10"}});
  const Finished finished = RunCli({"--offline", "check", Case(folder, right), "-o", "json"});
  EXPECT_EQ(finished.status, 0) << finished.out << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("\"ruleTotalFrom\": \"10\""));
  EXPECT_THAT(finished.out, Not(HasSubstr("discrepancies")));
}

// A case that cannot be evaluated still has a sheet to check.
TEST(Check, ASheetAloneIsEnough) {
  const TempFolder folder;
  const std::string path = Case(folder, kSheet);
  folder.Write("case/ledger.csv", "bgt_id,doc_date,entry_kind,amount\nA,2022-13-01,支付,1\n");
  const Finished finished = RunCli({"--offline", "check", path});
  EXPECT_EQ(finished.status, 3) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("不符之处 5 处"));
  EXPECT_THAT(finished.err, HasSubstr("只核对自评表本身"));
}

TEST(Check, ACaseWithoutASheetIsToldSo) {
  const TempFolder folder;
  folder.Write("case/case.json", "{\"fiscal_year\": 2022}");
  const Finished finished = RunCli({"--offline", "check", folder.path() + "/case"});
  EXPECT_EQ(finished.status, 5);
  EXPECT_THAT(finished.err, HasSubstr("CLAIMED_SHEET_NOT_FOUND"));
}

}  // namespace
}  // namespace zhengping
