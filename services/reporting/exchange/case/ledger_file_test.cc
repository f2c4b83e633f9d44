#include "services/reporting/exchange/case/ledger_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHeadings[] =
    "record_id,bgt_id,cor_bgt_doc_no,doc_date,entry_kind,amount,bgt_category,exp_func_code,to_bgt_id,special_fund,"
    "origin,recurring,note\n";

CaseYear YearOf(const std::string& ledger) {
  const CaseReading reading = ReadCase(SmallCase({{"ledger.csv", ledger}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  return reading.contents.years.back();
}

TEST(LedgerFile, SaysWhatIsWrongWithARowAtItsCell) {
  struct Case {
    const char* what;
    const char* row;
    const char* column;
    const char* reason;
  };
  const Case cases[] = {
      {"a whole row", "r1,q1,文1,2023-01-10,年初预算,100,基本支出,2010301,,,,,", "", ""},
      {"kinds in English", "r1,q1,文1,2023-01-10,Supplement,100,project,2010301,,,superior,yes,", "", ""},
      {"the first day of the year", "r1,q1,,2023-01-01,支付,100,,,,,,,", "", ""},
      {"the last day of the year", "r1,q1,,2023-12-31,支付,100,,,,,,,", "", ""},
      {"the day before", "r1,q1,,2022-12-31,支付,100,,,,,,,", "doc_date", "DATE_OUTSIDE_YEAR"},
      {"the day after", "r1,q1,,2024-01-01,支付,100,,,,,,,", "doc_date", "DATE_OUTSIDE_YEAR"},
      {"no day", "r1,q1,,,支付,100,,,,,,,", "doc_date", "DATE_MISSING"},
      {"no such day", "r1,q1,,2023-02-29,支付,100,,,,,,,", "doc_date", "DATE_NOT_IN_CALENDAR"},
      {"no quota", "r1,,,2023-01-10,支付,100,,,,,,,", "bgt_id", "VALUE_MISSING"},
      {"no kind", "r1,q1,,2023-01-10,,100,,,,,,,", "entry_kind", "ENTRY_KIND_MISSING"},
      {"unknown kind", "r1,q1,,2023-01-10,冻结,100,,,,,,,", "entry_kind", "ENTRY_KIND_UNKNOWN"},
      {"empty amount", "r1,q1,,2023-01-10,支付,,,,,,,,", "amount", "AMOUNT_MISSING"},
      {"amount not applicable", "r1,q1,,2023-01-10,支付,/,,,,,,,", "amount", "AMOUNT_MISSING"},
      {"one fen", "r1,q1,,2023-01-10,支付,0.01,,,,,,,", "", ""},
      {"zero", "r1,q1,,2023-01-10,支付,0,,,,,,,", "amount", "AMOUNT_NOT_POSITIVE"},
      {"below zero", "r1,q1,,2023-01-10,支付,-0.01,,,,,,,", "amount", "AMOUNT_NOT_POSITIVE"},
      {"below one fen", "r1,q1,,2023-01-10,支付,0.001,,,,,,,", "amount", "AMOUNT_TOO_PRECISE"},
      {"no number", "r1,q1,,2023-01-10,支付,约一万,,,,,,,", "amount", "AMOUNT_MALFORMED"},
      {"unknown outlay", "r1,q1,,2023-01-10,支付,1,经营支出,,,,,,", "bgt_category", "OUTLAY_UNKNOWN"},
      {"unknown origin", "r1,q1,,2023-01-10,追加,1,,,,,领导,,", "origin", "ORIGIN_UNKNOWN"},
      {"unknown recurring", "r1,q1,,2023-01-10,追加,1,,,,,,也许,", "recurring", "YES_OR_NO_UNKNOWN"},
      {"transfer to nobody", "r1,q1,,2023-01-10,调剂,1,,,,,,,", "to_bgt_id", "TRANSFER_UNBALANCED"},
      {"transfer to itself", "r1,q1,,2023-01-10,调剂,1,,,q1,,,,", "to_bgt_id", "TRANSFER_TO_ITSELF"},
      {"a receiver of a payment", "r1,q1,,2023-01-10,支付,1,,,q2,,,,", "to_bgt_id", "TO_QUOTA_UNFIT (warning)"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::vector<std::string> lines = LinesOf("ledger.csv", absl::StrCat(kHeadings, c.row, "\n"));
    if (*c.reason == '\0') {
      EXPECT_THAT(lines, IsEmpty());
    } else {
      EXPECT_THAT(lines, ElementsAre(absl::StrCat("ledger.csv:2:", c.column, ":", c.reason)));
    }
  }
}

TEST(LedgerFile, RemedyOfANegativeAmountNamesTheKindThatItMeans) {
  struct Case {
    const char* kind;
    const char* named;
  };
  for (const Case& c : {Case{"追加", "追减"}, Case{"追减", "追加"}, Case{"支付", "退回"}, Case{"退回", "支付"},
                        Case{"年初预算", "追减"}, Case{"上年结转", "收回"}}) {
    SCOPED_TRACE(c.kind);
    const CaseReading reading =
        ReadCase(SmallCase({{"ledger.csv", absl::StrCat(kHeadings, "r1,q1,,2023-01-10,", c.kind, ",-5,,,,,,,\n")}}));
    ASSERT_EQ(reading.issues.size(), 1u);
    EXPECT_THAT(reading.issues[0].remedy, testing::HasSubstr(c.named));
    EXPECT_EQ(reading.issues[0].found, "-5");
  }
}

TEST(LedgerFile, RowsOfOneRecordAreOneTransaction) {
  const CaseYear year = YearOf(absl::StrCat(kHeadings,
                                            "r1,q1,财预〔2023〕5号,2023-01-10,年初预算,100,,,,,,,\n"
                                            "r2,q1,,2023-03-01,支付,7,,,,,,,\n"
                                            "r1,q2,财预[2023]5号,2023-01-10,年初预算,50.5,,,,,,,摘要\n"));
  ASSERT_EQ(year.transactions.size(), 2u);
  const CaseTransaction& first = year.transactions[0];
  EXPECT_EQ(first.record_id, "r1");
  EXPECT_EQ(first.document_number, "财预〔2023〕5号");
  ASSERT_EQ(first.entries.size(), 2u);
  EXPECT_EQ(first.entries[1].quota, "q2");
  EXPECT_EQ(first.entries[1].amount, Money::Fen(5050));
  EXPECT_EQ(first.entries[1].note, "摘要");
  EXPECT_EQ(first.entries[1].place.row, 4);
  EXPECT_EQ(year.quotas.size(), 2u);
}

TEST(LedgerFile, RowsOfOneRecordAgreeInDocumentAndDay) {
  const std::string first = absl::StrCat(kHeadings, "r1,q1,财预1号,2023-01-10,年初预算,100,,,,,,,\n");
  EXPECT_THAT(LinesOf("ledger.csv", first + "r1,q2,财预2号,2023-01-10,年初预算,1,,,,,,,\n"),
              ElementsAre("ledger.csv:3:cor_bgt_doc_no:RECORD_ID_CONFLICT"));
  EXPECT_THAT(LinesOf("ledger.csv", first + "r1,q2,财预1号,2023-01-11,年初预算,1,,,,,,,\n"),
              ElementsAre("ledger.csv:3:doc_date:RECORD_ID_CONFLICT"));
  EXPECT_THAT(LinesOf("ledger.csv", first + "r1,q2,,2023-01-10,年初预算,1,,,,,,,\n"), IsEmpty());
}

TEST(LedgerFile, ARowWithoutRecordIsKnownByFileAndRow) {
  const CaseYear year =
      YearOf(absl::StrCat(kHeadings, ",q1,,2023-01-10,年初预算,100,,,,,,,\n", "\n,q1,,2023-01-11,支付,1,,,,,,,\n"));
  ASSERT_EQ(year.transactions.size(), 2u);
  EXPECT_EQ(year.transactions[0].record_id, "ledger.csv:2");
  EXPECT_EQ(year.transactions[1].record_id, "ledger.csv:4");
}

TEST(LedgerFile, ATransferRowIsBothHalves) {
  const CaseYear year = YearOf(absl::StrCat(kHeadings, "r1,q1,,2023-05-12,调剂,80,,,q2,,本单位,否,缺口\n"));
  ASSERT_EQ(year.transactions.size(), 1u);
  const std::vector<CaseEntry>& entries = year.transactions[0].entries;
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].kind, CaseEntryKind::kTransferOut);
  EXPECT_EQ(entries[0].quota, "q1");
  EXPECT_FALSE(entries[0].is_taking_half);
  EXPECT_EQ(entries[1].kind, CaseEntryKind::kTransferIn);
  EXPECT_EQ(entries[1].quota, "q2");
  EXPECT_TRUE(entries[1].is_taking_half);
  EXPECT_EQ(entries[1].amount, Money::Fen(8000));
  EXPECT_EQ(entries[1].origin, CaseOrigin::kOwn);
  EXPECT_EQ(entries[1].recurring, CaseRecurring::kNo);
}

TEST(LedgerFile, AttributesOfAQuotaAgreeAndFillEachOther) {
  const CaseYear year = YearOf(absl::StrCat(kHeadings, "r1,q1,,2023-01-10,年初预算,100,,2010301,,,,,\n",
                                            "r2,q1,,2023-02-10,支付,1,基本支出,,,,,,\n"));
  ASSERT_EQ(year.quotas.size(), 1u);
  EXPECT_EQ(year.quotas[0].function_code, "2010301");
  EXPECT_EQ(year.quotas[0].outlay, CaseOutlay::kBasic);

  EXPECT_THAT(LinesOf("ledger.csv", absl::StrCat(kHeadings, "r1,q1,,2023-01-10,年初预算,100,基本支出,2010301,,,,,\n",
                                                 "r2,q1,,2023-02-10,支付,1,项目支出,2010302,,,,,\n")),
              ElementsAre("ledger.csv:3:bgt_category:QUOTA_CONFLICT", "ledger.csv:3:exp_func_code:QUOTA_CONFLICT"));
}

TEST(LedgerFile, ATransactionWithABrokenRowIsLeftOutAndItsQuotasAreMarked) {
  const CaseReading reading = ReadCase(SmallCase(
      {{"ledger.csv", absl::StrCat(kHeadings, "r1,q1,,2023-01-10,年初预算,100,,,,,,,\n",
                                   "r1,q2,,2023-01-10,年初预算,一百,,,,,,,\n", "r2,q3,,2023-02-10,支付,1,,,,,,,\n")}}));
  const CaseYear& year = reading.contents.years.back();
  ASSERT_EQ(year.transactions.size(), 1u);
  EXPECT_EQ(year.transactions[0].record_id, "r2");
  EXPECT_THAT(year.partly_read_quotas, ElementsAre("q2"));
  EXPECT_EQ(year.quotas.size(), 3u);
}

TEST(LedgerFile, AFundIsNamedByCodeOrByName) {
  const CaseReading reading =
      ReadCase(SmallCase({{"special_funds.csv", "special_fund,name,amount\nzx1,防汛抗旱,100\n"},
                          {"ledger.csv", absl::StrCat(kHeadings, "r1,q1,,2023-01-10,追加,1,,,,防汛抗旱,,,\n",
                                                      "r2,q1,,2023-01-10,追加,1,,,,zx1,,,\n")}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  const CaseYear& year = reading.contents.years.back();
  ASSERT_EQ(year.transactions.size(), 2u);
  EXPECT_EQ(year.transactions[0].entries[0].special_fund, "zx1");
  EXPECT_EQ(year.transactions[1].entries[0].special_fund, "zx1");
}

TEST(LedgerFile, AmountsCountWhatTheirHeadingSays) {
  const CaseYear year =
      YearOf("bgt_id,doc_date,entry_kind,金额（万元）\nq1,20230110,年初预算,1.5\nq1,2023年2月1日,支付,30元\n");
  ASSERT_EQ(year.transactions.size(), 2u);
  EXPECT_EQ(year.transactions[0].entries[0].amount, Money::Fen(1'500'000));
  EXPECT_EQ(year.transactions[1].entries[0].amount, Money::Fen(3'000));
}

}  // namespace
}  // namespace zhengping::reporting
