#include "services/budget/domain/canonical.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace zhengping::budget {
namespace {

Transaction Sample() {
  Transaction transaction;
  transaction.source = "case";
  transaction.record_id = "r1";
  transaction.record_version = 2;
  transaction.fiscal_year = 2023;
  transaction.document_number = "大财预〔2023〕12号";
  transaction.effective_date = *Date::FromYmd(2023, 5, 31);
  transaction.entries = {{.quota = "q2", .entry = {EntryKind::kTransferIn, Money::Fen(500)}},
                         {.quota = "q1",
                          .entry = {EntryKind::kTransferOut, Money::Fen(500)},
                          .origin = Origin::kOwn,
                          .recurring = Recurring::kNo,
                          .special_fund = "f1",
                          .note = "a;b\nc\\"}};
  return transaction;
}

// Written out by hand: the chain of every ledger on disk depends on each byte.
TEST(Canonical, TransactionIsSpeltExactlySo) {
  EXPECT_EQ(CanonicalText(Sample()),
            "transaction/1\n"
            "source=case\n"
            "record_id=r1\n"
            "record_version=2\n"
            "document_number=大财预〔2023〕12号\n"
            "effective_date=2023-05-31\n"
            "entry=TRANSFER_IN;q2;500\n"
            "entry=TRANSFER_OUT;q1;500;origin=OWN;recurring=NO;special_fund=f1;note=a\\;b\\nc\\\\\n");
}

TEST(Canonical, OrderOfEntriesHasNoMeaning) {
  Transaction swapped = Sample();
  std::reverse(swapped.entries.begin(), swapped.entries.end());
  EXPECT_EQ(CanonicalText(swapped), CanonicalText(Sample()));
}

TEST(Canonical, EveryFieldCounts) {
  const struct {
    const char* what;
    void (*change)(Transaction&);
  } cases[] = {
      {"source", [](Transaction& t) { t.source = "platform:430000"; }},
      {"record id", [](Transaction& t) { t.record_id = "r2"; }},
      {"version", [](Transaction& t) { t.record_version = 3; }},
      {"year", [](Transaction& t) { t.fiscal_year = 2022; }},
      {"document", [](Transaction& t) { t.document_number = ""; }},
      {"day", [](Transaction& t) { t.effective_date = t.effective_date.PlusDays(1); }},
      {"reverses", [](Transaction& t) { t.reverses = "2023-1"; }},
      {"quota", [](Transaction& t) { t.entries[0].quota = "q3"; }},
      {"kind", [](Transaction& t) { t.entries[0].entry.kind = EntryKind::kSupplement; }},
      {"amount", [](Transaction& t) { t.entries[0].entry.amount = Money::Fen(501); }},
      {"origin", [](Transaction& t) { t.entries[0].origin = Origin::kPolicy; }},
      {"recurring", [](Transaction& t) { t.entries[0].recurring = Recurring::kYes; }},
      {"fund", [](Transaction& t) { t.entries[0].special_fund = "f2"; }},
      {"note", [](Transaction& t) { t.entries[0].note = "x"; }},
      {"an entry twice", [](Transaction& t) { t.entries.push_back(t.entries[0]); }},
  };
  for (const auto& c : cases) {
    Transaction changed = Sample();
    c.change(changed);
    EXPECT_NE(CanonicalText(changed), CanonicalText(Sample())) << c.what;
  }
}

TEST(Canonical, NoTextCanPassForAnotherField) {
  Transaction smuggler = Sample();
  smuggler.record_id = "r1\nrecord_version=2";
  EXPECT_NE(CanonicalText(smuggler).find("record_id=r1\\nrecord_version=2\n"), std::string::npos);
  Transaction note = Sample();
  note.entries[1].note = ";note=";
  EXPECT_NE(CanonicalText(note).find("note=\\;note=\n"), std::string::npos);
}

TEST(Canonical, ContentLeavesOutTheVersionOnly) {
  Transaction newer = Sample();
  newer.record_version = 9;
  EXPECT_EQ(ContentText(newer), ContentText(Sample()));
  newer.entries[0].note = "x";
  EXPECT_NE(ContentText(newer), ContentText(Sample()));
}

TEST(Canonical, QuotaAndFund) {
  const QuotaRecord quota = {
      "2023-q1", "Q1", {Outlay::kProject, "111", "2120501", "50299", "30227", "p1", "环卫", "403001"}};
  EXPECT_EQ(CanonicalText(quota),
            "zhengping.quota/1\nid=2023-q1\nexternal_code=Q1\noutlay=PROJECT\nfund_type=111\nfunction_code=2120501\n"
            "government_economic_code=50299\ndepartment_economic_code=30227\nproject=p1\nproject_display_name=环卫\n"
            "budget_unit=403001\n");
  SpecialFund fund = {"2023-f1", "老旧小区改造", Money::Fen(100), Date::FromYmd(2023, 1, 2), std::nullopt, {}};
  fund.needs = {{*Date::FromYmd(2023, 3, 1), Money::Fen(60)}, {*Date::FromYmd(2023, 2, 1), Money::Fen(40)}};
  EXPECT_EQ(CanonicalText(fund),
            "zhengping.special_fund/1\nid=2023-f1\ndisplay_name=老旧小区改造\namount_fen=100\n"
            "approved_date=2023-01-02\nexpected_release_date=\n"
            "need:needed_date=2023-02-01;amount_fen=40\nneed:needed_date=2023-03-01;amount_fen=60\n");
}

}  // namespace
}  // namespace zhengping::budget
