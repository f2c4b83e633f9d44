#include "services/budget/exchange/record_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/budget/exchange/exchange_testing.h"

namespace zhengping::budget {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kQuotaHead[] =
    "bgt_id,dept_code,dept_name,fiscal_year,source_type_name,bgt_type_name,amount,doc_date,cor_bgt_doc_no\n";

ExchangeReading MapQuotas(const std::string& rows) { return MapCsv("BA_BGT_INFO", kQuotaHead + rows); }

TEST(RecordMapping, QuotasComeByTheirSourceAndType) {
  const ExchangeReading reading = MapQuotas(
      "Q1,403,翠园街道办事处,2023,年初批复,当年预算,1000.00,2023-01-05,大财预[2023]1号\n"
      "Q2,403,翠园街道办事处,2023,追加,当年预算,200,2023-06-01,\n"
      "Q3,403,翠园街道办事处,2023,上级补助,,300,20230701,\n"
      "Q4,403,翠园街道办事处,2023,年初批复,上年结转,50,2023-01-01,\n"
      "Q5,403,翠园街道办事处,2023,上年结转,,60,2023-01-01,\n"
      "Q6,403,翠园街道办事处,2023,追加,,-70,2023-09-01,\n");
  EXPECT_THAT(IssuesOf(reading), IsEmpty());
  EXPECT_THAT(TextsOf(reading),
              ElementsAre("bgt_id:Q1 2023-01-05 INITIAL Q1 100000", "bgt_id:Q2 2023-06-01 SUPPLEMENT Q2 20000",
                          "bgt_id:Q3 2023-07-01 SUPPLEMENT Q3 30000", "bgt_id:Q4 2023-01-01 CARRYOVER Q4 5000",
                          "bgt_id:Q5 2023-01-01 CARRYOVER Q5 6000", "bgt_id:Q6 2023-09-01 REDUCTION Q6 7000"));
  EXPECT_EQ(reading.records[0].transaction.document_number, "大财预〔2023〕1号");
  EXPECT_EQ(reading.records[0].transaction.source, "platform:430000");
  EXPECT_TRUE(reading.records[0].declares_quotas);
  EXPECT_EQ(reading.records[2].transaction.entries[0].origin, Origin::kSuperior);
  const auto department = reading.departments.at({"430503000", "403"});
  EXPECT_EQ(department.display_name, "翠园街道办事处");
  EXPECT_EQ(reading.rows, (RowCounts{.read = 6, .records = 6, .left_out = 0}));
}

TEST(RecordMapping, AnUnknownCodeIsAnIssueUntilTheProfileKnowsIt) {
  const std::string csv =
      "bgt_id,dept_code,fiscal_year,source_type_code,bgt_type_code,amount,doc_date\n"
      "Q1,403,2023,12212,111,100,2023-03-01\nQ2,403,2023,,,100,2023-03-01\nQ3,403,2023,,999,100,2023-03-01\n";
  EXPECT_THAT(IssuesOf(MapCsv("BA_BGT_INFO", csv), Severity::kError),
              ElementsAre("VALUE_UNKNOWN 2 source_type_code", "ENTRY_KIND_UNKNOWN 3 source_type_code",
                          "VALUE_UNKNOWN 4 bgt_type_code"));
  const ImportProfile profile{
      .values = {{"source_type_code", "12212", "SUPPLEMENT SUPERIOR"}, {"bgt_type_code", "999", "CARRYOVER"}}};
  const ExchangeReading reading = MapCsv("BA_BGT_INFO", csv, profile);
  EXPECT_THAT(IssuesOf(reading, Severity::kError), ElementsAre("ENTRY_KIND_UNKNOWN 3 source_type_code"));
  EXPECT_THAT(TextsOf(reading),
              ElementsAre("bgt_id:Q1 2023-03-01 SUPPLEMENT Q1 10000", "bgt_id:Q3 2023-03-01 CARRYOVER Q3 10000"));
  EXPECT_EQ(reading.records[0].transaction.entries[0].origin, Origin::kSuperior);
}

TEST(RecordMapping, AdjustmentsAddTakeAndMove) {
  const ExchangeReading reading = MapCsv("BA_BGT_ADJSUB",
                                         "adj_sub_id,bgt_id,ori_bgt_id,dept_code,fiscal_year,add_amount,adj_date,"
                                         "source_type_name\n"
                                         "A1,Q1,,403,2023,100,2023-05-01,\n"
                                         "A2,Q1,,403,2023,-40,2023-05-02,\n"
                                         "A3,Q1,Q2,403,2023,30,2023-05-03,\n"
                                         "A4,Q1,Q2,403,2023,-20,2023-05-04,\n"
                                         "A5,Q1,Q1,403,2023,10,2023-05-05,\n"
                                         "A6,Q1,,403,2023,5,2023-05-06,追减\n"
                                         "A7,Q1,,403,2023,5,2023-05-07,调剂\n"
                                         "A8,Q1,,403,2023,5,2023-12-31,收回\n");
  EXPECT_THAT(TextsOf(reading),
              ElementsAre("adj_sub_id:A1 2023-05-01 SUPPLEMENT Q1 10000", "adj_sub_id:A2 2023-05-02 REDUCTION Q1 4000",
                          "adj_sub_id:A3 2023-05-03 TRANSFER_IN Q1 3000 TRANSFER_OUT Q2 3000",
                          "adj_sub_id:A4 2023-05-04 TRANSFER_OUT Q1 2000 TRANSFER_IN Q2 2000",
                          "adj_sub_id:A5 2023-05-05 SUPPLEMENT Q1 1000", "adj_sub_id:A6 2023-05-06 REDUCTION Q1 500",
                          "adj_sub_id:A8 2023-12-31 RECALL Q1 500"));
  EXPECT_THAT(IssuesOf(reading, Severity::kError), ElementsAre("SOURCE_QUOTA_MISSING 8 ori_bgt_id"));
  EXPECT_FALSE(reading.records[0].declares_quotas);
}

TEST(RecordMapping, PaymentsCountByTheirStateAndSign) {
  const ExchangeReading reading =
      MapCsv("PAY_VOUCHER_BILL",
             "状态,支付凭证号,预算单位,指标编号,申请金额,实际支付金额,支付日期,收款人账号,用途\n"
             "已支付,123.0,403001-翠园街道办事处,Q1,10,10.50,2023-03-01,6222021901234567890,"
             "付款6222021901234567890\n"
             "已审未支付,124.0,403001,Q1,10,0,,,\n"
             "已支付,125,403001,Q1,10,-3,2023-04-01,,\n"
             "已作废,126,403001,Q1,10,10,2023-04-02,,\n"
             "合计,,,,30,20.5,,,\n"
             ",,,,30,20.5,,,\n"
             "待领导签字,127,403001,Q1,1,1,2023-04-03,,\n");
  EXPECT_THAT(TextsOf(reading), ElementsAre("pay_cert_no:123 2023-03-01 PAYMENT Q1 1050",
                                            "pay_cert_no:125 2023-04-01 REFUND Q1 300", "pay_cert_no:126 DELETED"));
  EXPECT_THAT(IssuesOf(reading, Severity::kError), ElementsAre("VALUE_UNKNOWN 8 状态"));
  EXPECT_THAT(IssuesOf(reading), Contains("ROWS_WAITING 0 "));
  EXPECT_THAT(IssuesOf(reading), Contains("ROWS_OF_TOTALS 0 "));
  EXPECT_EQ(reading.records[0].transaction.entries[0].note, "付款（号码略）");
  EXPECT_EQ(reading.records[0].quotas[0].record.classification.budget_unit, "403001");
  EXPECT_EQ(reading.rows, (RowCounts{.read = 7, .records = 3, .left_out = 3}));
}

// Nothing about a person gets anywhere, not even into what is said about the file.
TEST(RecordMapping, NumbersOfPersonsAreNeverRead) {
  const ExchangeReading reading =
      MapCsv("PAY_VOUCHER_BILL",
             "pay_cert_id,dept_code,bgt_id,xpay_amt,xpay_date,iden_no,payee_acct_no,payee_acct_name,abstract\n"
             "P1,403,Q1,x,2023-03-01,430503198001011234,6222021901234567890,张三,慰问 430503198001011234\n"
             "P2,403,Q1,1,2023-03-01,430503198001011234,6222021901234567890,张三,慰问 430503198001011234\n");
  for (const Issue& issue : reading.issues) {
    EXPECT_EQ(FormatIssue(issue).find("4305031980"), std::string::npos) << FormatIssue(issue);
    EXPECT_EQ(FormatIssue(issue).find("张三"), std::string::npos);
  }
  ASSERT_EQ(reading.records.size(), 1u);
  EXPECT_EQ(reading.records[0].transaction.entries[0].note, "慰问 （号码略）");
}

TEST(RecordMapping, TheLatestOfSeveralRowsCounts) {
  const std::string head = "pay_cert_id,dept_code,bgt_id,xpay_amt,xpay_date,update_time,is_deleted\n";
  const ExchangeReading reading = MapCsv("PAY_VOUCHER_BILL", head +
                                                                 "P1,403,Q1,10,2023-03-01,20230301100000000,2\n"
                                                                 "P1,403,Q1,12,2023-03-01,2023-03-02 10:00:00,2\n"
                                                                 "P2,403,Q1,5,2023-03-01,20230303100000000,2\n"
                                                                 "P2,403,Q1,4,2023-03-01,20230302100000000,2\n"
                                                                 "P3,403,Q1,7,2023-03-01,20230302100000000,2\n"
                                                                 "P3,403,Q1,7,2023-03-01,20230302100000000,0\n"
                                                                 "P4,403,Q1,7,2023-03-01,20230302100000000,1\n");
  EXPECT_THAT(TextsOf(reading),
              ElementsAre("pay_cert_id:P1 2023-03-01 PAYMENT Q1 1200", "pay_cert_id:P2 2023-03-01 PAYMENT Q1 500",
                          "pay_cert_id:P3 2023-03-01 PAYMENT Q1 700", "pay_cert_id:P4 DELETED"));
  EXPECT_EQ(reading.records[0].transaction.record_version, 20230302100000000);
  EXPECT_THAT(IssuesOf(reading), ElementsAre("RECORD_SUPERSEDED 3 pay_cert_id", "RECORD_SUPERSEDED 5 pay_cert_id",
                                             "RECORD_REPEATED 7 pay_cert_id", "DEPARTMENT_NAME_MISSING 2 dept_code"));
  EXPECT_THAT(reading.moments, ElementsAre(TableMoment{"PAY_VOUCHER_BILL", 2023, 20230303100000000}));
  const ExchangeReading conflict = MapCsv("PAY_VOUCHER_BILL", head +
                                                                  "P1,403,Q1,10,2023-03-01,20230301100000000,2\n"
                                                                  "P1,403,Q1,12,2023-03-01,20230301100000000,2\n");
  EXPECT_THAT(IssuesOf(conflict, Severity::kError), ElementsAre("RECORD_CONFLICT 3 pay_cert_id"));
}

TEST(RecordMapping, ABudgetLineIsCheckedAndCountedOnce) {
  const std::string annual =
      "bgt_pman_id,dept_code,fiscal_year,reply_amt,adj_amt,dis_amt,cur_amt\n"
      "L1,403,2023,100,20,-5,115\nL2,403,2023,200,0,0,201\nL3,403,2023,300,,,\n";
  const ExchangeReading alone = MapCsv("BGT_PM_ANNUAL", annual);
  EXPECT_THAT(TextsOf(alone),
              ElementsAre("bgt_pman_id:L1 2023-01-01 INITIAL L1 10000", "bgt_pman_id:L2 2023-01-01 INITIAL L2 20000",
                          "bgt_pman_id:L3 2023-01-01 INITIAL L3 30000"));
  EXPECT_THAT(IssuesOf(alone, Severity::kWarning), ElementsAre("ANNUAL_SUM_DIFFERS 3 cur_amt"));

  const std::string quotas =
      "bgt_id,dept_code,fiscal_year,source_type_name,amount,doc_date,bgt_pman_id\n"
      "Q1,403,2023,年初批复,60,2023-01-05,L1\nQ2,403,2023,年初批复,40,2023-01-05,L1\nQ3,403,2023,年初批复,250,2023-01-"
      "05,L3\n";
  const ExchangeReading both = MapTables(
      ShippedTables(), {SourceOf("BGT_PM_ANNUAL", annual), SourceOf("BA_BGT_INFO", quotas)}, {}, DaxiangOptions());
  EXPECT_THAT(TextsOf(both),
              ElementsAre("bgt_pman_id:L2 2023-01-01 INITIAL L2 20000", "bgt_id:Q1 2023-01-05 INITIAL Q1 6000",
                          "bgt_id:Q2 2023-01-05 INITIAL Q2 4000", "bgt_id:Q3 2023-01-05 INITIAL Q3 25000"));
  EXPECT_THAT(IssuesOf(both, Severity::kWarning),
              ElementsAre("ANNUAL_SUM_DIFFERS 3 cur_amt", "ANNUAL_IN_QUOTAS 4 reply_amt"));  // 300 against 250
}

TEST(RecordMapping, CarryoversAndBalances) {
  const ExchangeReading reading = MapTables(
      ShippedTables(),
      {SourceOf("BA_BGT_CARRYOVERS", "carryovers_bgt_id,dept_code,fiscal_year,carryovers_amt\nC1,403,2023,88\n"),
       SourceOf("BA_BGT_BALANCE", "ori_bgt_id,dept_code,fiscal_year,balance\nQ1,403,2023,12.34\n")},
      {}, DaxiangOptions());
  EXPECT_THAT(TextsOf(reading), ElementsAre("carryovers_bgt_id:C1 2023-01-01 CARRYOVER C1 8800"));
  ASSERT_EQ(reading.checks.size(), 1u);
  EXPECT_EQ(reading.checks[0].quota, "Q1");
  EXPECT_EQ(reading.checks[0].balance, Money::Fen(1234));
}

TEST(RecordMapping, DaysOutsideTheYear) {
  const ExchangeReading quotas =
      MapQuotas("Q1,403,,2023,年初批复,,100,2022-12-20,\nQ2,403,,2023,追加,,100,2021-12-20,\n");
  EXPECT_THAT(TextsOf(quotas), ElementsAre("bgt_id:Q1 2023-01-01 INITIAL Q1 10000"));
  EXPECT_THAT(IssuesOf(quotas, Severity::kWarning),
              ElementsAre("DATE_BEFORE_YEAR 2 doc_date", "DATE_OUTSIDE_YEAR 3 doc_date"));
  const ExchangeReading payments =
      MapCsv("PAY_VOUCHER_BILL",
             "pay_cert_id,dept_code,fiscal_year,bgt_id,xpay_amt,xpay_date\n"
             "P1,403,2023,Q1,1,2022-12-31\nP2,403,2023,Q1,1,2023-02-29\nP3,403,2023,Q1,1,\n");
  EXPECT_THAT(TextsOf(payments), IsEmpty());
  EXPECT_THAT(
      IssuesOf(payments, Severity::kError),
      ElementsAre("DATE_OUTSIDE_YEAR 2 xpay_date", "DATE_NOT_IN_CALENDAR 3 xpay_date", "DATE_MISSING 4 xpay_date"));
}

TEST(RecordMapping, ADayOfTheFileStandsInForPaymentsWithoutOne) {
  ReadingOptions options = DaxiangOptions();
  options.default_date = Date::FromYmd(2023, 6, 30);
  options.fiscal_year = 2023;
  const ExchangeReading reading =
      MapCsv("已支付", "状态,支付凭证号,预算单位,指标编号,实际支付金额\n已支付,1,403001,Q1,10\n", {}, options);
  EXPECT_THAT(TextsOf(reading), ElementsAre("pay_cert_no:1 2023-06-30 PAYMENT Q1 1000"));
  EXPECT_TRUE(reading.records[0].has_default_day);
}

TEST(RecordMapping, LostZerosComeBack) {
  const ExchangeReading reading = MapCsv("PAY_VOUCHER_BILL",
                                         "pay_cert_id,agency_code,bgt_id,xpay_amt,xpay_date\n"
                                         "P1,49002,7.0,1,2023-03-01\n",
                                         {.widths = {{"bgt_id", 4}}});
  ASSERT_EQ(reading.records.size(), 1u);
  EXPECT_EQ(reading.records[0].department.department, "049");
  EXPECT_EQ(reading.records[0].quotas[0].record.classification.budget_unit, "049002");
  EXPECT_EQ(reading.records[0].transaction.entries[0].quota, "0007");
  EXPECT_THAT(IssuesOf(reading, Severity::kWarning), ElementsAre("CODE_ZEROS_RESTORED 2 agency_code"));
}

TEST(RecordMapping, UnitsOfAmountsComeFromHeadingProfileOrSheet) {
  const auto fen = [](const std::string& heading, const ImportProfile& profile, int64_t sheet_fen,
                      int64_t heading_fen = 0) {
    SourceTable source = SourceOf("PAY_VOUCHER_BILL",
                                  "支付凭证号,部门代码,指标编号," + heading + ",支付日期\n1,403,Q1,1.5,2023-03-01\n");
    source.unit_fen = sheet_fen;
    source.column_unit_fen = {0, 0, 0, heading_fen};
    const ExchangeReading reading = MapTables(ShippedTables(), {source}, profile, DaxiangOptions());
    return reading.records.at(0).transaction.entries.at(0).entry.amount.fen();
  };
  EXPECT_EQ(fen("实际支付金额", {}, 0), 150);
  EXPECT_EQ(fen("实际支付金额", {}, 1'000'000), 1'500'000);
  EXPECT_EQ(fen("实际支付金额", {.amount_unit_fen = 100}, 1'000'000), 150);
  EXPECT_EQ(fen("实际支付金额（万元）", {.amount_unit_fen = 100}, 100, 1'000'000), 1'500'000);
}

TEST(RecordMapping, ASheetIsKnownByItsColumns) {
  const auto table = [](const std::string& csv) {
    const ExchangeReading reading = MapCsv("Sheet1", csv);
    return reading.records.empty() ? reading.issues.at(0).reason : reading.records[0].table;
  };
  EXPECT_EQ(table("状态,支付凭证号,部门代码,实际支付金额,支付日期\n已支付,1,403,1,2023-03-01\n"), "PAY_VOUCHER_BILL");
  EXPECT_EQ(table("指标编号,指标文号,部门代码,年度,指标来源,指标金额,发文日期\nQ1,,403,2023,追加,1,2023-03-01\n"),
            "BA_BGT_INFO");
  EXPECT_EQ(table("姓名,电话\n张三,123\n"), "TABLE_UNKNOWN");
}

// A province's own alias and code are a line of a table's text; no .cc knows them.
TEST(RecordMapping, AProvincesWordsAreReadAfterALineInTheTable) {
  const std::string csv = "额度编号,部门代码,年度,指标来源,指标金额,发文日期\nQ1,403,2023,12212,7,2023-03-01\n";
  EXPECT_THAT(MapCsv("BA_BGT_INFO", csv).records, IsEmpty());
  std::vector<std::string> texts = ShippedTableTexts();
  for (std::string& text : texts) {
    if (text.find("table BA_BGT_INFO ") == std::string::npos) continue;
    text += "\nvalue kind 12212 SUPPLEMENT SUPERIOR\n";
    text.insert(text.find(" 指标编码"), " 额度编号");
  }
  const absl::StatusOr<std::vector<FieldTable>> tables = ParseFieldTables(texts);
  ASSERT_TRUE(tables.ok()) << tables.status();
  const ExchangeReading reading = MapTables(*tables, {SourceOf("BA_BGT_INFO", csv)}, {}, DaxiangOptions());
  EXPECT_THAT(TextsOf(reading), ElementsAre("bgt_id:Q1 2023-03-01 SUPPLEMENT Q1 700"));
}

TEST(RecordMapping, AProfileNamesHeadingsAndTheDepartment) {
  const ImportProfile profile{.table = "PAY_VOUCHER_BILL",
                              .columns = {{"单号", "pay_cert_no"}, {"额度号", "bgt_id"}, {"付了多少", "xpay_amt"}},
                              .default_department = "403",
                              .default_department_name = "翠园街道办事处"};
  const ExchangeReading reading =
      MapCsv("日报", "单号,额度号,付了多少,支付日期,备注二\n1,Q1,10,2023-03-01,x\n", profile);
  EXPECT_THAT(TextsOf(reading), ElementsAre("pay_cert_no:1 2023-03-01 PAYMENT Q1 1000"));
  EXPECT_THAT(IssuesOf(reading), ElementsAre("COLUMN_UNKNOWN 1 备注二"));
  EXPECT_EQ(reading.departments.at({"430503000", "403"}).display_name, "翠园街道办事处");
}

TEST(RecordMapping, WhatIsMissingOrForeignIsSaidAtItsCell) {
  EXPECT_THAT(IssuesOf(MapCsv("BA_BGT_INFO", "bgt_id,dept_code\nQ1,403\n"), Severity::kError),
              ElementsAre("COLUMN_MISSING 1 amount"));
  const ExchangeReading reading = MapCsv("PAY_VOUCHER_BILL",
                                         "pay_cert_id,mof_div_code,dept_code,fiscal_year,bgt_id,xpay_amt,xpay_date\n"
                                         ",430503,403,2023,Q1,1,2023-03-01\n"
                                         "P2,430502,403,2023,Q1,1,2023-03-01\n"
                                         "P3,430503,,2023,Q1,1,2023-03-01\n"
                                         "P4,430503,403,1802,Q1,1,2023-03-01\n"
                                         "P5,430503,403,2023,Q1,,2023-03-01\n"
                                         "P6,430503,403,2023,1.2E+18,99999999999999999999,2023-03-01\n");
  EXPECT_THAT(reading.records, IsEmpty());
  EXPECT_THAT(IssuesOf(reading, Severity::kError),
              ElementsAre("RECORD_ID_MISSING 2 pay_cert_id", "DIVISION_DISAGREES 3 mof_div_code",
                          "DEPARTMENT_MISSING 4 dept_code", "FISCAL_YEAR_OUT_OF_RANGE 5 fiscal_year",
                          "VALUE_MISSING 6 xpay_amt", "CODE_ROUNDED 7 bgt_id", "AMOUNT_OUT_OF_RANGE 7 xpay_amt"));
}

TEST(RecordMapping, UnitsDoNotStandAboveThemselves) {
  const std::string head = "pay_cert_id,dept_code,agency_code,superior_agency_code,bgt_id,xpay_amt,xpay_date\n";
  const ExchangeReading fine = MapCsv("PAY_VOUCHER_BILL", head +
                                                              "P1,403,403001,403,Q1,1,2023-03-01\n"
                                                              "P2,403,403001001,403001,Q1,1,2023-03-01\n");
  EXPECT_THAT(IssuesOf(fine, Severity::kError), IsEmpty());
  const ExchangeReading cyclic = MapCsv("PAY_VOUCHER_BILL", head +
                                                                "P1,403,403001,403002,Q1,1,2023-03-01\n"
                                                                "P2,403,403002,403003,Q1,1,2023-03-01\n"
                                                                "P3,403,403003,403001,Q1,1,2023-03-01\n");
  EXPECT_THAT(IssuesOf(cyclic, Severity::kError),
              ElementsAre("UNITS_CYCLIC 2 agency_code", "UNITS_CYCLIC 3 agency_code", "UNITS_CYCLIC 4 agency_code"));
}

TEST(RecordMapping, AnEmptyTableIsNoFault) {
  const SourceTable empty{.title = "BA_BGT_INFO", .table = {.name = "f.json[BA_BGT_INFO]", .heading_row = 0}};
  const ExchangeReading reading = MapTables(ShippedTables(), {empty}, {}, DaxiangOptions());
  EXPECT_THAT(IssuesOf(reading), IsEmpty());
}

TEST(RecordMapping, ASumOfQuotasIsNoQuota) {
  const ExchangeReading reading =
      MapCsv("BA_BGT_INFO",
             "bgt_id,dept_code,fiscal_year,source_type_name,amount,doc_date,bgt_exe_flag\n"
             "Q0,403,2023,年初批复,100,2023-01-05,2\nQ1,403,2023,年初批复,100,2023-01-05,1\n");
  EXPECT_THAT(TextsOf(reading), ElementsAre("bgt_id:Q1 2023-01-05 INITIAL Q1 10000"));
  EXPECT_THAT(IssuesOf(reading), Contains("QUOTA_IS_SUM 2 bgt_exe_flag"));
}

TEST(RecordMapping, RowsOfOneGroupAreOneTransaction) {
  const ExchangeReading reading =
      MapCsv("BA_BGT_ADJSUB",
             "adj_sub_id,bgt_id,dept_code,fiscal_year,add_amount,adj_date,zp_record_id,zp_entry_kind,zp_source\n"
             "r1-1,Q1,403,2023,30,2023-05-03,r1,TRANSFER_OUT,platform:430000\n"
             "r1-2,Q2,403,2023,30,2023-05-03,r1,TRANSFER_IN,platform:430000\n"
             "r2,Q2,403,2023,30,2023-05-03,r2,SUPPLEMENT,case\n");
  EXPECT_THAT(TextsOf(reading), ElementsAre("r1 2023-05-03 TRANSFER_OUT Q1 3000 TRANSFER_IN Q2 3000"));
  EXPECT_THAT(IssuesOf(reading, Severity::kError), ElementsAre("RECORD_OF_OTHER_SOURCE 4 zp_source"));
}

}  // namespace
}  // namespace zhengping::budget
