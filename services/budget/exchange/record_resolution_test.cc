#include "services/budget/exchange/record_resolution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/budget/exchange/exchange_testing.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

KnownQuota QuotaOf(const std::string& code, const std::string& fund, const std::string& economic,
                   const std::string& project = "") {
  KnownQuota quota;
  quota.record = {.id = QuotaIdOf(2023, code), .external_code = code, .classification = {}};
  quota.record.classification.fund_type = fund;
  quota.record.classification.department_economic_code = economic;
  quota.record.classification.project_display_name = project;
  quota.record.classification.outlay = Outlay::kBasic;
  return quota;
}

struct Resolution {
  std::vector<ResolvedRecord> records;
  ExchangeReading reading;  // its issues are those of the resolution
};

Resolution Resolve(const KnownYear& known, const std::string& title, const std::string& csv,
                   const ReadingOptions& options = DaxiangOptions()) {
  Resolution resolution{.records = {}, .reading = MapCsv(title, csv, {}, options)};
  EXPECT_THAT(IssuesOf(resolution.reading, Severity::kError), IsEmpty());
  resolution.reading.issues.clear();
  std::vector<const ExchangeRecord*> records;
  for (const ExchangeRecord& record : resolution.reading.records) records.push_back(&record);
  std::vector<const BalanceCheck*> checks;
  for (const BalanceCheck& check : resolution.reading.checks) checks.push_back(&check);
  resolution.records = ResolveRecords(known, records, checks, resolution.reading.issues);
  return resolution;
}

constexpr char kSheet[] = "支付凭证号,部门代码,资金性质,部门支出经济分类,预算项目,实际支付金额,支付日期\n";

TEST(RecordResolution, APaymentWithoutANumberGoesToTheOneQuotaThatAgrees) {
  const KnownYear known{.quotas = {QuotaOf("Q1", "111", "30201"), QuotaOf("Q2", "111", "30217"),
                                   QuotaOf("Q3", "121", "30217", "老旧小区"), QuotaOf("Q4", "121", "30217", "防汛")}};
  const Resolution found = Resolve(known, "PAY_VOUCHER_BILL",
                                   std::string(kSheet) +
                                       "1,403,111-一般公共预算资金,30217-公务接待费,,10,2023-03-01\n"
                                       "2,403,121,,老旧小区,20,2023-03-01\n");
  ASSERT_EQ(found.records.size(), 2u);
  EXPECT_EQ(found.records[0].transaction.entries[0].quota, "2023-q2");
  EXPECT_EQ(found.records[1].transaction.entries[0].quota, "2023-q3");
  EXPECT_THAT(found.records[0].quotas, IsEmpty());
  EXPECT_THAT(IssuesOf(found.reading), IsEmpty());

  const Resolution not_found = Resolve(known, "PAY_VOUCHER_BILL",
                                       std::string(kSheet) + "1,403,111,,,10,2023-03-01\n2,403,112,,,10,2023-03-01\n");
  EXPECT_THAT(not_found.records, IsEmpty());
  EXPECT_THAT(IssuesOf(not_found.reading), ElementsAre("QUOTA_AMBIGUOUS 2 bgt_id", "QUOTA_NOT_MATCHED 3 bgt_id"));
  EXPECT_EQ(not_found.reading.issues[0].found, "Q1、Q2");
}

TEST(RecordResolution, AQuotaKeepsWhatTheFileHasNoColumnFor) {
  const KnownYear known{.quotas = {QuotaOf("Q1", "111", "30201", "旧名")}};
  const Resolution found =
      Resolve(known, "BA_BGT_INFO",
              "bgt_id,dept_code,fiscal_year,source_type_name,amount,doc_date,fund_type_code,pro_name\n"
              "Q1,403,2023,追加,10,2023-03-01,121,新名\n");
  ASSERT_EQ(found.records.size(), 1u);
  ASSERT_EQ(found.records[0].quotas.size(), 1u);
  const Classification& purpose = found.records[0].quotas[0].record.classification;
  EXPECT_EQ(purpose.fund_type, "121");
  EXPECT_EQ(purpose.project_display_name, "新名");
  EXPECT_EQ(purpose.department_economic_code, "30201");
  EXPECT_EQ(purpose.outlay, Outlay::kBasic);
}

TEST(RecordResolution, AnEntryDeclaresAQuotaThatNobodyDeclared) {
  const Resolution found = Resolve({}, "PAY_VOUCHER_BILL",
                                   "pay_cert_id,dept_code,bgt_id,fund_type_code,xpay_amt,xpay_date\n"
                                   "P1,403,Q9,111,1,2023-03-01\nP2,403,Q9,111,1,2023-03-01\n");
  ASSERT_EQ(found.records.size(), 2u);
  ASSERT_EQ(found.records[0].quotas.size(), 1u);
  EXPECT_EQ(found.records[0].quotas[0].record.id, "2023-q9");
  EXPECT_EQ(found.records[0].quotas[0].record.classification.fund_type, "111");
  EXPECT_THAT(found.records[1].quotas, IsEmpty());
  EXPECT_THAT(IssuesOf(found.reading), ElementsAre("QUOTA_FROM_ENTRY 2 bgt_id"));
}

Transaction StoredPayment(Date day, int64_t fen) {
  Transaction stored{
      .source = "platform:430000", .record_id = "pay_cert_no:1", .record_version = 1, .fiscal_year = 2023};
  stored.effective_date = day;
  stored.entries.push_back({.quota = "2023-q1", .entry = {EntryKind::kPayment, Money::Fen(fen)}});
  return stored;
}

TEST(RecordResolution, AStoredPaymentKeepsItsDayWhenTheSheetHasNone) {
  ReadingOptions options = DaxiangOptions();
  options.default_date = Date::FromYmd(2023, 7, 1);
  const std::string csv = "支付凭证号,部门代码,指标编号,实际支付金额\n1,403,Q1,10\n";
  const Date june = *Date::FromYmd(2023, 6, 30);
  const auto day = [&](int64_t stored_fen) {
    const KnownYear known{.quotas = {QuotaOf("Q1", "111", "30201")}, .in_force = {StoredPayment(june, stored_fen)}};
    return Resolve(known, "PAY_VOUCHER_BILL", csv, options).records.at(0).transaction.effective_date;
  };
  EXPECT_EQ(day(1000), june);
  EXPECT_EQ(day(900), *Date::FromYmd(2023, 7, 1));  // another amount: the record is another version anyway
}

TEST(RecordResolution, WhatIsNotStoredIsNotTakenBack) {
  const std::string csv = "pay_cert_no,dept_code,bgt_id,xpay_amt,xpay_date,is_deleted\n1,403,Q1,10,2023-06-30,1\n";
  EXPECT_THAT(Resolve({}, "PAY_VOUCHER_BILL", csv).records, IsEmpty());
  const KnownYear known{.in_force = {StoredPayment(*Date::FromYmd(2023, 6, 30), 1000)}};
  const Resolution found = Resolve(known, "PAY_VOUCHER_BILL", csv);
  ASSERT_EQ(found.records.size(), 1u);
  EXPECT_TRUE(found.records[0].is_deleted);
}

TEST(RecordResolution, AQuotaWithoutMoneyIsDeclaredAlone) {
  const Resolution found = Resolve({}, "BA_BGT_INFO",
                                   "bgt_id,dept_code,fiscal_year,source_type_name,amount,doc_date,fund_type_code\n"
                                   "Q1,403,2023,年初批复,0,2023-01-05,111\n");
  ASSERT_EQ(found.records.size(), 1u);
  EXPECT_EQ(found.records[0].transaction.record_id, "");
  EXPECT_THAT(found.records[0].transaction.entries, IsEmpty());
  EXPECT_EQ(found.records[0].quotas[0].record.external_code, "Q1");
}

TEST(RecordResolution, BalancesAreComparedWithTheEntriesAfterTheImport) {
  const std::string head = "bgt_id,dept_code,fiscal_year,source_type_name,amount,cur_amt,doc_date\n";
  KnownYear known{.quotas = {QuotaOf("Q1", "111", "30201")},
                  .in_force = {StoredPayment(*Date::FromYmd(2023, 6, 30), 1000)}};
  // 100 issued, 10 paid: 90 are left.
  EXPECT_THAT(IssuesOf(Resolve(known, "BA_BGT_INFO", head + "Q1,403,2023,年初批复,100,90,2023-01-05\n").reading),
              IsEmpty());
  const Resolution differs = Resolve(known, "BA_BGT_INFO", head + "Q1,403,2023,年初批复,100,91,2023-01-05\n");
  EXPECT_THAT(IssuesOf(differs.reading), ElementsAre("BALANCE_DIFFERS 2 cur_amt"));
  EXPECT_NE(differs.reading.issues[0].remedy.find("90.00"), std::string::npos);
}

TEST(RecordResolution, ABudgetThatComesTwiceIsSaid) {
  Transaction annual = StoredPayment(*Date::FromYmd(2023, 1, 1), 100);
  annual.record_id = "bgt_pman_id:L1";
  annual.entries[0].entry.kind = EntryKind::kInitial;
  const Resolution found = Resolve({.quotas = {}, .in_force = {annual}}, "BA_BGT_INFO",
                                   "bgt_id,dept_code,fiscal_year,source_type_name,amount,doc_date\n"
                                   "Q1,403,2023,年初批复,10,2023-01-05\n");
  EXPECT_THAT(IssuesOf(found.reading), ElementsAre("INITIAL_TWICE 2 bgt_id"));
}

TEST(RecordResolution, AnIssueOfTheRulesStandsAtItsRow) {
  const ExchangeReading reading =
      MapCsv("PAY_VOUCHER_BILL", "支付凭证号,部门代码,指标编号,实付金额,支付日期\n1,403,Q1,10,2023-03-01\n");
  const Issue issue = AtItsRow({Severity::kError, {.field = "entries[0].amount_fen"}, "BALANCE_INSUFFICIENT", "", ""},
                               reading.records.at(0));
  EXPECT_EQ(issue.place.row, 2);
  EXPECT_EQ(issue.place.column, "实付金额");
  EXPECT_EQ(issue.place.field, "");
}

}  // namespace
}  // namespace zhengping::budget
