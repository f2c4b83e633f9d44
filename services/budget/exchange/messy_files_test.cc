// The files of tests/data/exchange against what was written by hand beside them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/budget/exchange/exchange_testing.h"
#include "services/budget/exchange/file_reading.h"

namespace zhengping::budget {
namespace {

namespace fs = std::filesystem;

struct Case {
  const char* folder;
  ReadingOptions options;
  ImportProfile profile;
};

ReadingOptions Options(int fiscal_year, std::optional<Date> default_date) {
  ReadingOptions options = DaxiangOptions();
  options.fiscal_year = fiscal_year;
  options.default_date = default_date;
  return options;
}

std::vector<Case> Cases() {
  const ImportProfile street{.default_department = "403", .default_department_name = "翠园街道办事处"};
  std::vector<Case> cases = {
      {"payments-by-state", Options(0, Date::FromYmd(2023, 6, 30)), street},
      {"quota-balance", DaxiangOptions(), {}},
      {"gb18030", DaxiangOptions(), {}},
      {"platform-json", DaxiangOptions(), {}},
      {"annual-budget", Options(2023, std::nullopt), {}},
      {"allocations", DaxiangOptions(), {}},
      {"html-as-xls", DaxiangOptions(), {}},
  };
  for (const char* bad : {"truncated", "formula", "wrong-encoding", "no-such-day", "other-year", "huge-amount",
                          "duplicates", "cyclic-units", "unclosed-quote", "cut-json"}) {
    cases.push_back({bad, DaxiangOptions(), {}});
  }
  return cases;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

ExchangeReading ReadBytes(const std::string& name, const std::string& bytes, const Case& c) {
  std::vector<Issue> issues;
  const auto tables = ReadExchangeFile(name, bytes, ExchangeFormat::kAny, ShippedTables(), c.profile, issues);
  ExchangeReading reading;
  if (tables) reading = MapTables(ShippedTables(), *tables, c.profile, c.options);
  reading.issues.insert(reading.issues.begin(), issues.begin(), issues.end());
  return reading;
}

TEST(MessyFiles, AreReadAsWrittenByHand) {
  const fs::path root = fs::path(ZP_SOURCE_DIR) / "tests/data/exchange";
  for (const Case& c : Cases()) {
    SCOPED_TRACE(c.folder);
    const fs::path folder = fs::exists(root / c.folder) ? root / c.folder : root / "bad" / c.folder;
    std::string read;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      if (name == "expected.txt") continue;
      const ExchangeReading reading = ReadBytes(name, ReadFile(entry.path()), c);
      for (const std::string& text : TextsOf(reading)) read += text + "\n";
      for (const std::string& text : IssuesOf(reading, Severity::kWarning)) read += "! " + text + "\n";
    }
    EXPECT_EQ(read, ReadFile(folder / "expected.txt"));
  }
}

TEST(MessyFiles, BalancesAndOriginsOfTheQuotaSheet) {
  const fs::path path = fs::path(ZP_SOURCE_DIR) / "tests/data/exchange/quota-balance/quota-balance.xls";
  const ExchangeReading reading = ReadBytes("quota-balance.xls", ReadFile(path), {"", DaxiangOptions(), {}});
  ASSERT_EQ(reading.records.size(), 3u);
  EXPECT_EQ(reading.records[1].transaction.document_number, "大财预〔2023〕15号");
  EXPECT_EQ(reading.records[2].transaction.entries[0].origin, Origin::kSuperior);
  const Classification& purpose = reading.records[0].quotas[0].record.classification;
  EXPECT_EQ(purpose.function_code, "2010301");
  EXPECT_EQ(purpose.fund_type, "111");
  EXPECT_EQ(purpose.budget_unit, "403001");
  ASSERT_EQ(reading.checks.size(), 3u);
  EXPECT_EQ(reading.checks[0].balance, Money::Fen(20'000'000));  // 20万元
  EXPECT_EQ(reading.checks[1].balance, Money());                 // "-"
}

// A row of a million cells is refused by its bound, in time and memory of the file.
TEST(MessyFiles, ARowOfAMillionColumnsIsRefused) {
  std::string wide = "pay_cert_id,dept_code,bgt_id,xpay_amt,xpay_date";
  for (int i = 0; i < 1'000'000; ++i) wide += ",x";
  const ExchangeReading reading = ReadBytes("宽.csv", wide + "\n", {"", DaxiangOptions(), {}});
  ASSERT_FALSE(reading.issues.empty());
  EXPECT_TRUE(reading.issues[0].reason == "TOO_MANY_COLUMNS" || reading.issues[0].reason == "ROW_TOO_LARGE")
      << reading.issues[0].reason;
  EXPECT_TRUE(reading.records.empty());
}

TEST(MessyFiles, AFormatThatTheContentContradictsIsSaid) {
  std::vector<Issue> issues;
  const std::string csv = "pay_cert_id,dept_code,bgt_id,xpay_amt,xpay_date\nP1,403,Q1,1,2023-03-01\n";
  EXPECT_FALSE(ReadExchangeFile("a.xlsx", csv, ExchangeFormat::kXlsx, ShippedTables(), {}, issues).has_value());
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].reason, "FILE_FORMAT_DIFFERS");
  issues.clear();
  EXPECT_TRUE(ReadExchangeFile("a.xlsx", csv, ExchangeFormat::kCsv, ShippedTables(), {}, issues).has_value());
  EXPECT_FALSE(ReadExchangeFile("a.csv", "甲,乙\n1,2\n", ExchangeFormat::kAny, ShippedTables(), {}, issues));
  EXPECT_EQ(issues.back().reason, "TABLE_UNKNOWN");
}

}  // namespace
}  // namespace zhengping::budget
