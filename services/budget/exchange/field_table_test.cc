#include "services/budget/exchange/field_table.h"

#include <gtest/gtest.h>

#include "common/status/refusal.h"

namespace zhengping::budget {
namespace {

std::string ReasonOf(const absl::Status& status) { return RefusalOf(status).value_or(Refusal{"READ"}).reason; }

TEST(FieldTable, ShippedTablesAreWhole) {
  for (const char* name : {"BA_BGT_INFO", "BA_BGT_ADJSUB", "BA_BGT_CARRYOVERS", "BA_BGT_BALANCE", "BGT_PM_ANNUAL",
                           "PAY_VOUCHER", "PAY_VOUCHER_BILL", "PAY_ALLOCATION_CERT", "INC_CERT"}) {
    SCOPED_TRACE(name);
    const FieldTable* table = FindTable(ShippedTables(), name);
    ASSERT_NE(table, nullptr);
    EXPECT_FALSE(table->titles.empty());
    EXPECT_FALSE(table->required.empty());
    for (const char* shared : {"mof_div_code", "fiscal_year", "update_time", "is_deleted", "agency_code"}) {
      EXPECT_NE(table->FindField(shared), nullptr) << shared;
    }
  }
  EXPECT_EQ(FindTable(ShippedTables(), "ba_bgt_info")->name, "BA_BGT_INFO");
  EXPECT_EQ(FindTable(ShippedTables(), "PAY_DETAIL"), nullptr);
}

TEST(FieldTable, HeadingsAreFoundHoweverTheyAreWritten) {
  const FieldTable& table = *FindTable(ShippedTables(), "BA_BGT_INFO");
  for (const char* heading : {"bgt_id", "BGT_ID", "指标编号", " 指标 编号 ", "指标ID", "指标ｉｄ", "bgt_id指标编号"}) {
    SCOPED_TRACE(heading);
    ASSERT_NE(table.FieldOfHeading(heading), nullptr);
    EXPECT_EQ(table.FieldOfHeading(heading)->name, "bgt_id");
  }
  EXPECT_EQ(table.FieldOfHeading("资金性质")->name, "fund_type_code");
  EXPECT_EQ(table.FieldOfHeading("备用一"), nullptr);
}

TEST(FieldTable, ValuesSayWhatTheyMean) {
  const FieldTable& table = *FindTable(ShippedTables(), "BA_BGT_INFO");
  EXPECT_EQ(table.MeaningOf(Role::kKind, "上级补助")->meaning, "SUPPLEMENT");
  EXPECT_EQ(table.MeaningOf(Role::kKind, "上级补助")->addition, "SUPERIOR");
  EXPECT_EQ(table.MeaningOf(Role::kBudgetKind, "上年结转")->meaning, "CARRYOVER");
  EXPECT_EQ(table.MeaningOf(Role::kOutlay, "基本支出")->meaning, "BASIC");
  EXPECT_EQ(table.MeaningOf(Role::kKind, "12212"), nullptr);  // code lists differ by province: no guess
}

// A further alias, a further column and a further code are a line of text each.
TEST(FieldTable, ATableGrowsByItsTextAlone) {
  std::vector<std::string> texts = ShippedTableTexts();
  for (std::string& text : texts) {
    if (text.find("table BA_BGT_INFO ") == std::string::npos) continue;
    text += "\nfield quota_serial text(60) note 额度流水\nvalue kind 12212 SUPPLEMENT SUPERIOR\n";
    const size_t alias = text.find(" 指标编码");
    ASSERT_NE(alias, std::string::npos);
    text.insert(alias, " 额度编号");
  }
  const absl::StatusOr<std::vector<FieldTable>> tables = ParseFieldTables(texts);
  ASSERT_TRUE(tables.ok()) << tables.status();
  const FieldTable& table = *FindTable(*tables, "BA_BGT_INFO");
  EXPECT_EQ(table.FieldOfHeading("额度编号")->name, "bgt_id");
  EXPECT_EQ(table.FieldOfHeading("额度流水")->name, "quota_serial");
  EXPECT_EQ(table.MeaningOf(Role::kKind, "12212")->addition, "SUPERIOR");
  EXPECT_EQ(FindTable(ShippedTables(), "BA_BGT_INFO")->FieldOfHeading("额度编号"), nullptr);
}

TEST(FieldTable, ColumnsAboutPersonsAreMarked) {
  for (const char* name : {"PAY_VOUCHER", "PAY_VOUCHER_BILL", "PAY_ALLOCATION_CERT", "INC_CERT"}) {
    const FieldTable& table = *FindTable(ShippedTables(), name);
    for (const char* field : {"iden_no", "payee_acct_no", "payee_acct_name"}) {
      SCOPED_TRACE(field);
      ASSERT_NE(table.FindField(field), nullptr);
      EXPECT_TRUE(table.FindField(field)->Is(Role::kPrivate));
      EXPECT_EQ(table.FindField(field)->roles.size(), 1u);
    }
  }
}

TEST(FieldTable, AMalformedTextIsRefusedWithItsLine) {
  const char* const texts[] = {
      "table T\nmakes magic\n",
      "table T\nmakes entry\n",
      "table T\nmakes issue INITIAL\n",
      "table T\nday 13-01\n",
      "table T\nfield a number -\n",
      "table T\nfield a text(x) -\n",
      "table T\nfield a text(3) chief\n",
      "table T\nfield a text(3) -\nfield b text(3) - A\n",
      "table T\nrequire b\nfield a text(3) -\n",
      "table T\nvalue kind\n",
      "table T\nrow a\n",
  };
  for (const char* text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(ReasonOf(ParseFieldTables({text}).status()), "FIELD_TABLE_MALFORMED");
  }
  EXPECT_TRUE(ParseFieldTables({"table T\n# a comment\nfield a text(3) - 甲 # another\n"}).ok());
}

}  // namespace
}  // namespace zhengping::budget
