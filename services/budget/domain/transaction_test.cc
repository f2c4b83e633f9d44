#include "services/budget/domain/transaction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "common/testing/matchers.h"
#include "services/budget/domain/ledger_builder.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {
namespace {

Transaction Payment() {
  Transaction transaction;
  transaction.source = "case";
  transaction.record_id = "r1";
  transaction.fiscal_year = 2023;
  transaction.effective_date = *Date::FromYmd(2023, 5, 31);
  transaction.entries = {Of("q1", EntryKind::kPayment, 100)};
  return transaction;
}

struct Case {
  const char* what;
  std::function<void(Transaction&)> change;
  const char* reason;  // empty: nothing to say
  const char* field;
  Severity severity = Severity::kError;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Transaction transaction = Payment();
    c.change(transaction);
    const std::vector<Issue> issues = CheckTransaction(transaction);
    if (*c.reason == '\0') {
      EXPECT_TRUE(issues.empty()) << FormatIssue(issues[0]);
      continue;
    }
    ASSERT_EQ(issues.size(), 1u);
    EXPECT_EQ(issues[0].reason, c.reason);
    EXPECT_EQ(issues[0].place.field, c.field);
    EXPECT_EQ(issues[0].severity, c.severity);
    EXPECT_FALSE(issues[0].remedy.empty());
    if (c.severity == Severity::kError) {
      EXPECT_THAT(FirstRefusal(issues), IsRefusal(c.reason, c.field));
    } else {
      EXPECT_THAT(FirstRefusal(issues), IsOk());
    }
  }
}

TEST(Transaction, HeadAndEntriesHaveTheirShape) {
  Check({
      {"as it is", [](Transaction&) {}, "", ""},
      {"no source", [](Transaction& t) { t.source.clear(); }, "SOURCE_MISSING", "source"},
      {"no record id", [](Transaction& t) { t.record_id.clear(); }, "RECORD_ID_MISSING", "record_id"},
      {"version 0 is the next one", [](Transaction& t) { t.record_version = 0; }, "", ""},
      {"version below", [](Transaction& t) { t.record_version = -1; }, "RECORD_VERSION_NEGATIVE", "record_version"},
      {"100 characters of document", [](Transaction& t) { t.document_number.assign(100, 'x'); }, "", ""},
      {"101", [](Transaction& t) { t.document_number.assign(101, 'x'); }, "TEXT_TOO_LONG", "document_number"},
      {"broken UTF-8", [](Transaction& t) { t.entries[0].note = "\xFF"; }, "TEXT_MALFORMED", "entries[0].note"},
      {"no year", [](Transaction& t) { t.fiscal_year = 0; }, "FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"},
      {"last day", [](Transaction& t) { t.effective_date = *Date::FromYmd(2023, 12, 31); }, "", ""},
      {"a day later", [](Transaction& t) { t.effective_date = *Date::FromYmd(2024, 1, 1); }, "DATE_OUTSIDE_YEAR",
       "effective_date"},
      {"a day before", [](Transaction& t) { t.effective_date = *Date::FromYmd(2022, 12, 31); }, "DATE_OUTSIDE_YEAR",
       "effective_date"},
      {"no entries", [](Transaction& t) { t.entries.clear(); }, "ENTRIES_MISSING", "entries"},
      {"500 entries", [](Transaction& t) { t.entries.resize(500, t.entries[0]); }, "", ""},
      {"501 entries", [](Transaction& t) { t.entries.resize(501, t.entries[0]); }, "TOO_MANY_ENTRIES", "entries"},
      {"no quota", [](Transaction& t) { t.entries[0].quota.clear(); }, "QUOTA_MISSING", "entries[0].quota"},
      {"zero", [](Transaction& t) { t.entries[0].entry.amount = Money(); }, "AMOUNT_NOT_POSITIVE",
       "entries[0].amount_fen"},
      {"a sign", [](Transaction& t) { t.entries[0].entry.amount = Money::Fen(-1); }, "AMOUNT_NOT_POSITIVE",
       "entries[0].amount_fen"},
      {"1,000亿元", [](Transaction& t) { t.entries[0].entry.amount = Money::Fen(kMaxAmountFen); }, "", ""},
      {"a fen more", [](Transaction& t) { t.entries[0].entry.amount = Money::Fen(kMaxAmountFen + 1); },
       "AMOUNT_OUT_OF_RANGE", "entries[0].amount_fen"},
  });
}

TEST(Transaction, TransfersSumToZeroAndMoveMoney) {
  const auto transfer = [](std::vector<LedgerEntry> entries) {
    return [entries = std::move(entries)](Transaction& t) { t.entries = entries; };
  };
  Check({
      {"a pair", transfer({Of("q1", EntryKind::kTransferOut, 5), Of("q2", EntryKind::kTransferIn, 5)}), "", ""},
      {"one into two",
       transfer({Of("q1", EntryKind::kTransferOut, 5), Of("q2", EntryKind::kTransferIn, 2),
                 Of("q3", EntryKind::kTransferIn, 3)}),
       "", ""},
      {"half a pair", transfer({Of("q1", EntryKind::kTransferOut, 5)}), "TRANSFER_UNBALANCED", "entries"},
      {"a fen too many", transfer({Of("q1", EntryKind::kTransferOut, 4), Of("q2", EntryKind::kTransferIn, 5)}),
       "TRANSFER_UNBALANCED", "entries"},
      {"a fen lost", transfer({Of("q1", EntryKind::kTransferOut, 5), Of("q2", EntryKind::kTransferIn, 4)}),
       "TRANSFER_UNBALANCED", "entries"},
      {"to itself", transfer({Of("q1", EntryKind::kTransferOut, 5), Of("q1", EntryKind::kTransferIn, 5)}),
       "TRANSFER_TO_ITSELF", "entries[1].quota"},
  });
}

TEST(Transaction, OddButAllowedIsAWarning) {
  const auto on = [](int month, int day, std::vector<LedgerEntry> entries) {
    return [=](Transaction& t) {
      t.effective_date = *Date::FromYmd(2023, month, day);
      t.entries = entries;
    };
  };
  Check({
      {"origin of a payment", [](Transaction& t) { t.entries[0].origin = Origin::kPolicy; }, "ORIGIN_NOT_APPLICABLE",
       "entries[0].origin", Severity::kWarning},
      {"origin of a supplement", on(5, 1, {From(Origin::kPolicy, Of("q1", EntryKind::kSupplement, 5))}), "", ""},
      {"initial by the end of June", on(6, 30, {Of("q1", EntryKind::kInitial, 5)}), "", ""},
      {"initial in July", on(7, 1, {Of("q1", EntryKind::kInitial, 5)}), "INITIAL_AFTER_MID_YEAR", "entries[0].kind",
       Severity::kWarning},
      {"two kinds of money on one quota",
       on(1, 1, {Of("q1", EntryKind::kCarryover, 5), Of("q1", EntryKind::kInitial, 5)}), "CARRYOVER_WITH_INITIAL",
       "entries[1].quota", Severity::kWarning},
  });
}

TEST(Transaction, AllIssuesAtOnce) {
  Transaction transaction = Payment();
  transaction.source.clear();
  transaction.fiscal_year = 2022;
  transaction.entries.push_back(Of("", EntryKind::kPayment, 0));
  std::vector<std::string> reasons;
  for (const Issue& issue : CheckTransaction(transaction)) reasons.push_back(issue.reason);
  EXPECT_EQ(reasons,
            (std::vector<std::string>{"SOURCE_MISSING", "DATE_OUTSIDE_YEAR", "QUOTA_MISSING", "AMOUNT_NOT_POSITIVE"}));
}

TEST(Quotas, CodesHaveTheirLengths) {
  struct CodeCase {
    const char* what;
    std::function<void(QuotaRecord&)> change;
    const char* reason;
    const char* field;
  };
  const CodeCase cases[] = {
      {"as it is", [](QuotaRecord&) {}, "", ""},
      {"class only", [](QuotaRecord& q) { q.classification.function_code = "201"; }, "", ""},
      {"item cut short", [](QuotaRecord& q) { q.classification.function_code = "201030"; }, "FUNCTION_CODE_MALFORMED",
       "classification.function_code"},
      {"letters", [](QuotaRecord& q) { q.classification.function_code = "20103AB"; }, "FUNCTION_CODE_MALFORMED",
       "classification.function_code"},
      {"economic class", [](QuotaRecord& q) { q.classification.department_economic_code = "302"; }, "", ""},
      {"four digits", [](QuotaRecord& q) { q.classification.department_economic_code = "3021"; },
       "ECONOMIC_CODE_MALFORMED", "classification.department_economic_code"},
      {"seven digits", [](QuotaRecord& q) { q.classification.government_economic_code = "5020101"; },
       "ECONOMIC_CODE_MALFORMED", "classification.government_economic_code"},
      {"fund type of one", [](QuotaRecord& q) { q.classification.fund_type = "2"; }, "", ""},
      {"fund type of five", [](QuotaRecord& q) { q.classification.fund_type = "11111"; }, "FUND_TYPE_MALFORMED",
       "classification.fund_type"},
      {"nothing stated", [](QuotaRecord& q) { q.classification = {}; }, "", ""},
      {"capital id", [](QuotaRecord& q) { q.id = "Q1"; }, "QUOTA_ID_MALFORMED", "id"},
      {"no id", [](QuotaRecord& q) { q.id.clear(); }, "QUOTA_ID_MALFORMED", "id"},
      {"capital project", [](QuotaRecord& q) { q.classification.project = "P1"; }, "PROJECT_CODE_MALFORMED",
       "classification.project_code"},
      {"unit too long", [](QuotaRecord& q) { q.classification.budget_unit.assign(22, '4'); }, "BUDGET_UNIT_MALFORMED",
       "classification.budget_unit"},
  };
  for (const CodeCase& c : cases) {
    SCOPED_TRACE(c.what);
    QuotaRecord quota = {
        "2023-q1", "Q1", {Outlay::kProject, "111", "2120501", "50299", "30227", "p1", "环卫", "403001"}};
    c.change(quota);
    const std::vector<Issue> issues = CheckQuota(quota);
    ASSERT_EQ(issues.size(), *c.reason == '\0' ? 0u : 1u);
    if (issues.empty()) continue;
    EXPECT_EQ(issues[0].reason, c.reason);
    EXPECT_EQ(issues[0].place.field, c.field);
  }
}

QuotaHistories TwoQuotas() {
  const Date january = *Date::FromYmd(2023, 1, 1);
  QuotaHistories touched;
  touched["q1"].entries = {{january, {EntryKind::kInitial, Money::Fen(100)}}};
  touched["q2"].entries = {{january, {EntryKind::kInitial, Money::Fen(50)}}};
  return touched;
}

TEST(DecidePost, AnswersByTheLedger) {
  Transaction transaction = Payment();
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), IsOk());
  transaction.entries = {Of("q2", EntryKind::kPayment, 50), Of("q1", EntryKind::kPayment, 101)};
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), IsRefusal("BALANCE_INSUFFICIENT", "entries[1].amount_fen"));
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), StatusIs(absl::StatusCode::kFailedPrecondition));
  transaction.entries = {Of("q2", EntryKind::kRefund, 1)};
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), IsRefusal("REFUND_EXCEEDS_PAID", "entries[0].amount_fen"));
  transaction.entries = {Of("q2", EntryKind::kPayment, 1), Of("q9", EntryKind::kPayment, 1)};
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), IsRefusal("QUOTA_NOT_FOUND", "entries[1].quota"));
  transaction.entries = {Of("q2", EntryKind::kPayment, 0)};
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(DecidePost, OneTransactionDrawsOnWhatItBrings) {
  Transaction transaction = Payment();
  transaction.entries = {Of("q1", EntryKind::kTransferOut, 100), Of("q2", EntryKind::kTransferIn, 100),
                         Of("q2", EntryKind::kPayment, 150)};
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), IsOk());
  transaction.entries.push_back(Of("q1", EntryKind::kPayment, 1));
  EXPECT_THAT(DecidePost(transaction, TwoQuotas()), IsRefusal("BALANCE_INSUFFICIENT", "entries[0].amount_fen"));
}

// Every random ledger is built of transactions that DecidePost let in: no quota of it is ever overdrawn.
TEST(DecidePost, LetsNoQuotaBeOverdrawn) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const LedgerYear year = RandomLedger(seed, 60);
    EXPECT_GT(year.transactions.size(), 20u);
    std::map<std::string, std::vector<DatedEntry>> all;
    for (const PostedTransaction& posted : year.transactions) {
      for (const auto& [quota, entries] : DatedEntriesOf(posted.transaction)) {
        all[quota].insert(all[quota].end(), entries.begin(), entries.end());
      }
    }
    for (const auto& [quota, entries] : all) EXPECT_TRUE(FindOverdrafts(entries).empty()) << seed << " " << quota;
  }
}

}  // namespace
}  // namespace zhengping::budget
