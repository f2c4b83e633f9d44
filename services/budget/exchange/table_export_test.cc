#include "services/budget/exchange/table_export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/budget/exchange/exchange_testing.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;

PostedTransaction Posted(int64_t revision, const std::string& record_id, int month, std::vector<LedgerEntry> entries) {
  PostedTransaction posted{.id = absl::StrCat("2023-", revision), .revision = revision};
  posted.transaction = {.source = "case", .record_id = record_id, .record_version = 1, .fiscal_year = 2023};
  posted.transaction.effective_date = *Date::FromYmd(2023, month, 1);
  posted.transaction.entries = std::move(entries);
  return posted;
}

LedgerEntry EntryOf(const std::string& quota, EntryKind kind, int64_t fen) {
  return {.quota = "2023-" + quota, .entry = {kind, Money::Fen(fen)}};
}

ExportedYear YearOfAllShapes() {
  ExportedYear year{.department = {"430503000", "403"}, .department_code = "403", .department_name = "翠园街道办事处"};
  year.fiscal_year = 2023;
  for (const char* code : {"q1", "q2", "q3"}) {
    KnownQuota quota;
    quota.record = {.id = absl::StrCat("2023-", code), .external_code = code, .classification = {}};
    quota.record.classification = {
        .outlay = Outlay::kProject, .fund_type = "111", .function_code = "2010301", .budget_unit = "403001"};
    year.quotas.push_back(std::move(quota));
  }
  LedgerEntry supplement = EntryOf("q1", EntryKind::kSupplement, 2000);
  supplement.origin = Origin::kSuperior;
  supplement.recurring = Recurring::kYes;
  supplement.note = "追加, \"加急\"";
  year.in_force = {
      Posted(1, "2023/ledger.csv:2", 1, {EntryOf("q1", EntryKind::kInitial, 10000)}),
      Posted(2, "r2", 2, {EntryOf("q2", EntryKind::kInitial, 500), EntryOf("q3", EntryKind::kInitial, 700)}),
      Posted(3, "r3", 3, {supplement}),
      Posted(4, "r4", 4, {EntryOf("q1", EntryKind::kTransferOut, 100), EntryOf("q2", EntryKind::kTransferIn, 100)}),
      Posted(5, "pay_cert_no:V1", 5, {EntryOf("q1", EntryKind::kPayment, 300)}),
      Posted(6, "r6", 6, {EntryOf("q1", EntryKind::kPayment, 40), EntryOf("q2", EntryKind::kPayment, 50)}),
      Posted(7, "r7", 7, {EntryOf("q1", EntryKind::kRefund, 10)}),
      Posted(8, "r8", 12, {EntryOf("q3", EntryKind::kRecall, 700)}),
  };
  year.in_force[0].transaction.document_number = "大财预〔2023〕1号";
  year.in_force[4].transaction.record_version = 20230501093000123;
  return year;
}

// Every record in force is in one table, and reads back as it was.
TEST(TableExport, WhatWasWrittenReadsBackAsTheSameRecords) {
  const ExportedYear year = YearOfAllShapes();
  for (const ExchangeFormat format : {ExchangeFormat::kCsv, ExchangeFormat::kXlsx, ExchangeFormat::kJson}) {
    std::map<std::string, Transaction> read;
    std::map<std::string, Classification> purposes;
    for (const char* name : {"BA_BGT_INFO", "BA_BGT_ADJSUB", "PAY_VOUCHER_BILL"}) {
      const FieldTable& table = *ExportedTable(name);
      const absl::StatusOr<std::string> bytes = FormatExport(table, RowsOf(table, year), format);
      ASSERT_TRUE(bytes.ok()) << bytes.status();
      std::vector<Issue> issues;
      const auto tables = ReadExchangeFile("export", *bytes, format, ShippedTables(), {}, issues);
      ASSERT_TRUE(tables.has_value()) << issues[0].reason;
      ReadingOptions options = DaxiangOptions();
      options.source = "case";
      ExchangeReading reading = MapTables(ShippedTables(), *tables, {}, options);
      EXPECT_THAT(IssuesOf(reading, Severity::kWarning), ElementsAre()) << name;
      std::vector<const ExchangeRecord*> records;
      for (const ExchangeRecord& record : reading.records) records.push_back(&record);
      KnownYear known{.quotas = year.quotas, .in_force = {}};
      for (const ResolvedRecord& resolved : ResolveRecords(known, records, {}, reading.issues)) {
        if (!resolved.transaction.record_id.empty()) read[resolved.transaction.record_id] = resolved.transaction;
        for (const KnownQuota& quota : resolved.quotas) purposes[quota.record.id] = quota.record.classification;
      }
    }
    EXPECT_EQ(read.size(), year.in_force.size());
    for (const PostedTransaction& posted : year.in_force) {
      Transaction expected = posted.transaction;
      if (expected.record_version == 1)
        expected.record_version = 0;  // a counter: the next one, so that it changes nothing
      EXPECT_EQ(read[expected.record_id], expected) << expected.record_id;
    }
    ASSERT_EQ(purposes.size(), 3u);
    for (const KnownQuota& quota : year.quotas) EXPECT_EQ(purposes[quota.record.id], quota.record.classification);
  }
}

TEST(TableExport, AQuotaThatNoRecordOpensAloneIsThereWithoutMoney) {
  const FieldTable& table = *ExportedTable("ba_bgt_info");
  const Table rows = RowsOf(table, YearOfAllShapes());
  ASSERT_EQ(rows.rows.size(), 3u);
  EXPECT_EQ(rows.rows[0].cells[*rows.ColumnOf("amount")], "100.00");
  EXPECT_EQ(rows.rows[1].cells[*rows.ColumnOf("amount")], "0.00");  // q2 began in a record of two quotas
  EXPECT_EQ(rows.rows[0].cells[*rows.ColumnOf("source_type_name")], "年初预算");
}

TEST(TableExport, BalancesAreSumsOfTheEntries) {
  const Table rows = RowsOf(*ExportedTable("BA_BGT_BALANCE"), YearOfAllShapes());
  // q1: 10000 + 2000 - 100 - 300 - 40 + 10; q2: 500 + 100 - 50; q3: 700 - 700.
  EXPECT_EQ(rows.rows[0].cells[*rows.ColumnOf("balance")], "115.70");
  EXPECT_EQ(rows.rows[1].cells[*rows.ColumnOf("balance")], "5.50");
  EXPECT_EQ(rows.rows[2].cells[*rows.ColumnOf("balance")], "0.00");
}

TEST(TableExport, OnlySomeTablesAreWritten) {
  EXPECT_EQ(ExportedTable("PAY_VOUCHER"), nullptr);
  EXPECT_EQ(ExportedTable("X"), nullptr);
  const FieldTable& table = *ExportedTable("PAY_VOUCHER_BILL");
  const absl::StatusOr<std::string> empty = FormatExport(table, RowsOf(table, {}), ExchangeFormat::kCsv);
  ASSERT_TRUE(empty.ok());
  EXPECT_NE(empty->find("xpay_amt"), std::string::npos);
  EXPECT_EQ(empty->find("payee"), std::string::npos);
}

}  // namespace
}  // namespace zhengping::budget
