// Goal: a clerk's whole way with the platform's files on the command line: a profile is saved, files are imported as
// they really look, a file with errors changes nothing and says all of them, and what is exported reads back as the
// same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ExchangeFiles : public testing::Test {
 protected:
  // A command on this test's own data, in one process.
  Finished Run(std::vector<std::string> arguments) {
    std::vector<std::string> whole = {"--offline", "--data", absl::StrCat(folder_.path(), "/data"), "--division",
                                      "430503000"};
    whole.insert(whole.end(), arguments.begin(), arguments.end());
    return RunCli(whole);
  }
  std::string Write(const std::string& name, const std::string& bytes) {
    std::ofstream(absl::StrCat(folder_.path(), "/", name), std::ios::binary) << bytes;
    return absl::StrCat(folder_.path(), "/", name);
  }
  static std::string Messy(const std::string& name) {
    return absl::StrCat(ZP_SOURCE_DIR, "/tests/data/exchange/", name);
  }

  TempFolder folder_;
};

TEST_F(ExchangeFiles, AreImportedExportedAndImportedAgain) {
  const Finished import = Run({"import", Messy("platform-json/expdata.json"), "--source", "platform:430000"});
  ASSERT_EQ(import.status, 0) << import.err;
  // Two quotas, a transfer and the later version of a payment; the third quota was deleted before it ever came.
  EXPECT_THAT(import.out, HasSubstr("新增 4 笔"));
  EXPECT_THAT(import.out, HasSubstr("新建部门 divisions/430503000/departments/403"));
  EXPECT_THAT(import.out, HasSubstr("BA_BGT_INFO 2023 年已导入到 20230602100000000"));
  EXPECT_THAT(import.out, HasSubstr("新增 1 条")) << "the target goes to the indicator service";

  for (const char* format : {"csv", "xlsx", "json"}) {
    for (const char* table : {"BA_BGT_INFO", "BA_BGT_ADJSUB", "PAY_VOUCHER_BILL"}) {
      SCOPED_TRACE(absl::StrCat(table, ".", format));
      const std::string path = absl::StrCat(folder_.path(), "/", table, ".", format);
      const Finished written =
          Run({"export", "403", "--year", "2023", "--table", table, "--format", format, "-o", path});
      ASSERT_EQ(written.status, 0) << written.err;
      const Finished again = Run({"import", path, "--source", "platform:430000", "-o", "json"});
      ASSERT_EQ(again.status, 0) << again.err;
      for (const json& count : json::parse(again.out).value("outcomeCounts", json::array())) {
        EXPECT_EQ(count["outcome"], "RECORD_OUTCOME_UNCHANGED");
      }
    }
  }
}

TEST_F(ExchangeFiles, WithErrorsChangeNothingAndSayAllOfThem) {
  const Finished import = Run({"import", Messy("bad/no-such-day/payments.csv"), "--source", "platform"});
  EXPECT_EQ(import.status, 3);
  EXPECT_THAT(import.err, HasSubstr("第 2 行 xpay_date"));
  EXPECT_THAT(import.err, HasSubstr("第 3 行 xpay_date"));
  const Finished departments = Run({"export", "403", "--year", "2023", "--table", "PAY_VOUCHER_BILL"});
  EXPECT_EQ(departments.status, 5);  // the department was not created
}

TEST_F(ExchangeFiles, AProfileIsSavedAndUsed) {
  const std::string profile = Write("profile.json", R"({"table": "PAY_VOUCHER_BILL",
      "columns": [{"heading": "单号", "field": "pay_cert_no"}, {"heading": "付款", "field": "xpay_amt"}],
      "default_department": "403", "default_department_display_name": "翠园街道办事处"})");
  const Finished set = Run({"profiles", "set", "daily", profile});
  ASSERT_EQ(set.status, 0) << set.err;
  EXPECT_THAT(Run({"profiles", "list"}).out, HasSubstr("daily"));
  EXPECT_EQ(json::parse(Run({"profiles", "get", "daily"}).out)["columns"].size(), 2u);
  const std::string sheet = Write("今日.csv", "单号,指标编号,付款,资金性质\n7.0,Q1,12.5,111\n");
  const Finished dry =
      Run({"import", sheet, "--source", "s", "--profile", "daily", "--date", "2023-06-30", "--dry-run"});
  EXPECT_EQ(dry.status, 0) << dry.err;
  EXPECT_THAT(dry.out, HasSubstr("新增 pay_cert_no:7"));
  EXPECT_EQ(Run({"export", "403", "--year", "2023", "--table", "PAY_VOUCHER_BILL"}).status, 5);
  ASSERT_EQ(Run({"import", sheet, "--source", "s", "--profile", "daily", "--date", "2023-06-30"}).status, 0);
  EXPECT_THAT(Run({"export", "403", "--year", "2023", "--table", "PAY_VOUCHER_BILL"}).out, HasSubstr("12.50"));
  EXPECT_EQ(Run({"profiles", "get", "none"}).status, 5);
}

}  // namespace
}  // namespace zhengping
