#include <map>
#include <set>

#include "services/budget/rpc/service_fixture.h"
#include "services/budget/rpc/value_messages.h"

namespace zhengping::budget {
namespace {

// An entry as this test posted it. The reads are compared with sums over these, made without any of the service's code.
struct Logged {
  int64_t revision;
  int month;
  int day;
  const char* quota;  // external code
  v1::EntryKind kind;
  int64_t fen;  // negative in a reversing transaction
  bool is_of_fund = false;
};

// What was posted, revision by revision:
//   1–4   quotas, funds, statement, reported facts         5–9    five records
//   10    the refund r5 is reversed, on its day            11     a newer version of payment r3, on a later day
//   12    a payment dated back to February                 13     a supplement; Q2 becomes project spending
//   14    the fund's amount                                15     the statement
//   16    the reported facts                               17–18  a load that no longer has that payment, and a changed
//   r2
const std::vector<Logged>& Log() {
  static const auto* const log = new std::vector<Logged>{
      {5, 1, 5, "Q1", v1::ENTRY_KIND_INITIAL, 100000},
      {6, 6, 1, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 50000, true},
      {7, 7, 1, "Q1", v1::ENTRY_KIND_PAYMENT, 40000},
      {8, 11, 1, "Q2", v1::ENTRY_KIND_PAYMENT, 50000},
      {9, 12, 1, "Q1", v1::ENTRY_KIND_REFUND, 1000},
      {10, 12, 1, "Q1", v1::ENTRY_KIND_REFUND, -1000},
      {11, 7, 1, "Q1", v1::ENTRY_KIND_PAYMENT, -40000},
      {11, 7, 15, "Q1", v1::ENTRY_KIND_PAYMENT, 45000},
      {12, 2, 1, "Q1", v1::ENTRY_KIND_PAYMENT, 2000},
      {13, 8, 1, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 3000},
      {17, 2, 1, "Q1", v1::ENTRY_KIND_PAYMENT, -2000},
      {18, 6, 1, "Q2", v1::ENTRY_KIND_SUPPLEMENT, -50000, true},
      {18, 6, 1, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 60000, true},
  };
  return *log;
}
constexpr int64_t kLastRevision = 18;

struct Day {
  int month;
  int day;
};
// Around every day of the log, and both ends of the year.
constexpr Day kDays[] = {{1, 1},  {1, 5},  {1, 31}, {2, 1},   {2, 2},  {5, 31}, {6, 1},  {6, 30}, {7, 1},  {7, 14},
                         {7, 15}, {7, 31}, {8, 1},  {10, 31}, {11, 1}, {11, 2}, {12, 1}, {12, 2}, {12, 31}};

struct Sums {
  int64_t initial = 0, supplements = 0, paid = 0, released = 0;
  int64_t transactions = 0;
  int64_t balance() const { return initial + supplements - paid; }
};

Sums SumOf(int64_t revision, Day until, const std::string& quota) {
  Sums sums;
  for (const Logged& entry : Log()) {
    const bool is_in = entry.revision <= revision &&
                       (entry.month < until.month || (entry.month == until.month && entry.day <= until.day));
    if (!is_in || (!quota.empty() && quota != entry.quota)) continue;
    ++sums.transactions;  // each transaction of the log has one entry
    if (entry.kind == v1::ENTRY_KIND_INITIAL) sums.initial += entry.fen;
    if (entry.kind == v1::ENTRY_KIND_SUPPLEMENT) sums.supplements += entry.fen;
    if (entry.kind == v1::ENTRY_KIND_PAYMENT) sums.paid += entry.fen;
    if (entry.kind == v1::ENTRY_KIND_REFUND) sums.paid -= entry.fen;
    if (entry.is_of_fund) sums.released += entry.fen;
  }
  return sums;
}

class BitemporalReads : public ServiceFixture {
 protected:
  void SetUp() override {
    LoadYear();
    v1::ReverseTransactionRequest reverse;
    reverse.set_name("divisions/430503000/departments/403/transactions/2023-9");
    v1::Transaction transaction;
    ASSERT_THAT(Call(&Stub::ReverseTransaction, reverse, transaction), IsOk());
    v1::Transaction newer = TransactionOf("r3", 7, 15, "Q1", v1::ENTRY_KIND_PAYMENT, 45000);
    newer.set_record_version(2);
    ASSERT_THAT(Post(newer), IsOk());
    ASSERT_THAT(Post(TransactionOf("p1", 2, 1, "Q1", v1::ENTRY_KIND_PAYMENT, 2000)), IsOk());
    v1::PostTransactionRequest post = PostOf(Supplement());
    *post.add_quotas() = QuotaOf("Q2", "2120501");
    post.mutable_quotas(0)->mutable_classification()->set_outlay(v1::OUTLAY_PROJECT);
    ASSERT_THAT(Call(&Stub::PostTransaction, post, transaction), IsOk());
    ChangeFilings();
    LoadAgain();
    v1::GetDepartmentYearRequest get;
    get.set_name(kCuiyuan2023);
    v1::DepartmentYear year;
    ASSERT_THAT(Call(&Stub::GetDepartmentYear, get, year), IsOk());
    ASSERT_EQ(year.revision(), kLastRevision);
  }

  static v1::Transaction Supplement() { return TransactionOf("s2", 8, 1, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 3000); }

  void ChangeFilings() {
    v1::UpdateSpecialFundRequest fund;
    fund.mutable_special_fund()->set_name("divisions/430503000/departments/403/specialFunds/2023-zx01");
    fund.mutable_special_fund()->set_amount_fen(70000);
    v1::SpecialFund changed_fund;
    ASSERT_THAT(Call(&Stub::UpdateSpecialFund, fund, changed_fund), IsOk());
    v1::UpdateStatementRequest statement;
    *statement.mutable_statement() = HeadOf().statement();
    statement.mutable_statement()->set_name(absl::StrCat(kCuiyuan2023, "/statement"));
    statement.mutable_statement()->mutable_rows(0)->mutable_actual()->mutable_value()->set_count(47);
    v1::Statement changed_statement;
    ASSERT_THAT(Call(&Stub::UpdateStatement, statement, changed_statement), IsOk());
    v1::UpdateReportedFactsRequest facts;
    facts.mutable_reported_facts()->set_name(absl::StrCat(kCuiyuan2023, "/reportedFacts"));
    *facts.mutable_reported_facts()->mutable_facts() = HeadOf().reported_facts();
    facts.mutable_reported_facts()->mutable_facts(0)->mutable_value()->set_amount_fen(800);
    v1::ReportedFacts changed_facts;
    ASSERT_THAT(Call(&Stub::UpdateReportedFacts, facts, changed_facts), IsOk());
  }

  // Without the payment p1, with more money in r2.
  void LoadAgain() {
    v1::LoadHead head;
    head.set_parent(kCuiyuan);
    head.set_fiscal_year(2023);
    head.set_source("case");
    head.set_replace(true);
    std::vector<v1::Transaction> records = RecordsOf();
    records[1].mutable_entries(0)->set_amount_fen(60000);
    records[2] = TransactionOf("r3", 7, 15, "Q1", v1::ENTRY_KIND_PAYMENT, 45000);
    records[4] = Supplement();
    v1::LoadDepartmentYearResponse response;
    ASSERT_THAT(Load(head, records, response), IsOk());
  }

  template <typename Request>
  static void SetPoint(int64_t revision, Day day, Request& request) {
    request.set_revision(revision);
    SetDate(2023, day.month, day.day, *request.mutable_as_of());
  }

  std::map<std::string, type::Fact> FactsAt(int64_t revision, Day day) {
    v1::GetFactsRequest request;
    request.set_name(kCuiyuan2023);
    SetPoint(revision, day, request);
    v1::GetFactsResponse response;
    EXPECT_THAT(Call(&Stub::GetFacts, request, response), IsOk());
    EXPECT_EQ(response.mark().revision(), revision);
    std::map<std::string, type::Fact> facts;
    for (const type::Fact& fact : response.facts()) facts[fact.name()] = fact;
    return facts;
  }

  // `check` at every revision and day.
  template <typename Check>
  void ForEachPoint(Check check) {
    for (int64_t revision = 1; revision <= kLastRevision; ++revision) {
      for (const Day day : kDays) {
        SCOPED_TRACE(absl::StrCat("revision ", revision, ", until ", day.month, "-", day.day));
        check(revision, day);
        if (HasFailure()) return;
      }
    }
  }
};

void ExpectSums(const v1::BalanceSums& sums, const Sums& expected) {
  EXPECT_EQ(sums.initial_budget_fen(), expected.initial);
  EXPECT_EQ(sums.supplements_fen(), expected.supplements);
  EXPECT_EQ(sums.payments_fen(), expected.paid);
  EXPECT_EQ(sums.balance_fen(), expected.balance());
}

TEST_F(BitemporalReads, QuotasOneByOneAndListed) {
  ForEachPoint([this](int64_t revision, Day day) {
    v1::ListQuotasRequest list;
    list.set_parent(kCuiyuan);
    list.set_fiscal_year(2023);
    SetPoint(revision, day, list);
    v1::ListQuotasResponse page;
    ASSERT_THAT(Call(&Stub::ListQuotas, list, page), IsOk());
    ASSERT_EQ(page.quotas_size(), 2);
    for (const v1::Quota& quota : page.quotas()) {
      ExpectSums(quota.sums(), SumOf(revision, day, quota.external_code()));
      const bool is_project = quota.external_code() == "Q2" && revision >= 13;
      EXPECT_EQ(quota.classification().outlay(), is_project ? v1::OUTLAY_PROJECT : v1::OUTLAY_BASIC);
      v1::GetQuotaRequest get;
      get.set_name(quota.name());
      SetPoint(revision, day, get);
      v1::Quota alone;
      ASSERT_THAT(Call(&Stub::GetQuota, get, alone), IsOk());
      EXPECT_EQ(alone.SerializeAsString(), quota.SerializeAsString());
    }
  });
}

TEST_F(BitemporalReads, TransactionsAndBalances) {
  ForEachPoint([this](int64_t revision, Day day) {
    v1::ListTransactionsRequest list;
    list.set_parent(kCuiyuan);
    list.set_fiscal_year(2023);
    SetPoint(revision, day, list);
    v1::ListTransactionsResponse page;
    ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
    EXPECT_EQ(page.transactions_size(), SumOf(revision, day, "").transactions);
    // Reversed are those whose reversal is known by then.
    std::set<std::string> reversed;
    for (const v1::Transaction& transaction : page.transactions()) {
      EXPECT_LE(transaction.revision(), revision);
      if (!transaction.reverses().empty()) reversed.insert(transaction.reverses());
    }
    for (const v1::Transaction& transaction : page.transactions()) {
      EXPECT_EQ(transaction.is_reversed(), reversed.count(transaction.name()) > 0) << transaction.name();
    }
    v1::AggregateBalancesRequest balances;
    balances.set_parent(kCuiyuan);
    balances.set_fiscal_year(2023);
    balances.add_dimensions(v1::BALANCE_DIMENSION_OUTLAY);
    SetPoint(revision, day, balances);
    v1::AggregateBalancesResponse groups;
    ASSERT_THAT(Call(&Stub::AggregateBalances, balances, groups), IsOk());
    for (const v1::BalanceGroup& group : groups.groups()) {
      if (revision >= 13) {
        ExpectSums(group.sums(), SumOf(revision, day, group.keys(0) == "project" ? "Q2" : "Q1"));
      } else {
        EXPECT_EQ(group.keys(0), "basic");
        ExpectSums(group.sums(), SumOf(revision, day, ""));
      }
    }
  });
}

TEST_F(BitemporalReads, FactsAndAnalysis) {
  ForEachPoint([this](int64_t revision, Day day) {
    const std::map<std::string, type::Fact> facts = FactsAt(revision, day);
    const Sums all = SumOf(revision, day, "");
    const Sums project = revision >= 13 ? SumOf(revision, day, "Q2") : Sums();
    if (all.transactions > 0) {
      EXPECT_EQ(facts.at("initial_budget").value().amount_fen(), all.initial);
      EXPECT_EQ(facts.at("supplements").value().amount_fen(), all.supplements);
      EXPECT_EQ(facts.at("payments").value().amount_fen(), all.paid);
      EXPECT_EQ(facts.at("balance").value().amount_fen(), all.balance());
      EXPECT_EQ(facts.at("payments.project").value().amount_fen(), project.paid);
    } else {
      EXPECT_EQ(facts.at("payments").state(), type::FACT_STATE_MISSING) << "no ledger has no zeros";
    }
    EXPECT_EQ(facts.at("authorized_headcount").value().count(), revision < 3 ? 0 : revision < 15 ? 46 : 47);
    EXPECT_EQ(facts.at("balance.prior").value().amount_fen(), revision < 4 ? 0 : revision < 16 ? 700 : 800);

    v1::AnalyzeYearRequest analyze;
    analyze.set_name(kCuiyuan2023);
    SetDate(2023, day.month, day.day, *analyze.mutable_as_of());
    type::DepartmentYearMark& mark = *analyze.add_marks();
    mark.set_service("budget");
    mark.set_department(kCuiyuan);
    mark.set_fiscal_year(2023);
    mark.set_revision(revision);
    v1::AnalyzeYearResponse analysis;
    ASSERT_THAT(Call(&Stub::AnalyzeYear, analyze, analysis), IsOk());
    ASSERT_GE(static_cast<size_t>(analysis.facts_size()), facts.size());
    for (const type::Fact& fact : analysis.facts()) {
      if (facts.count(fact.name()) == 0) continue;  // a finding's figure
      EXPECT_EQ(fact.SerializeAsString(), facts.at(fact.name()).SerializeAsString()) << fact.name();
    }
  });
}

TEST_F(BitemporalReads, FundsStatementAndReportedFacts) {
  ForEachPoint([this](int64_t revision, Day day) {
    v1::ListSpecialFundsRequest list;
    list.set_parent(kCuiyuan);
    list.set_fiscal_year(2023);
    SetPoint(revision, day, list);
    v1::ListSpecialFundsResponse page;
    ASSERT_THAT(Call(&Stub::ListSpecialFunds, list, page), IsOk());
    ASSERT_EQ(page.special_funds_size(), revision < 2 ? 0 : 1);
    if (page.special_funds_size() > 0) {
      EXPECT_EQ(page.special_funds(0).amount_fen(), revision < 14 ? 50000 : 70000);
      EXPECT_EQ(page.special_funds(0).released_fen(), SumOf(revision, day, "").released);
    }
    v1::GetStatementRequest statement;
    statement.set_name(absl::StrCat(kCuiyuan2023, "/statement"));
    statement.set_revision(revision);
    v1::Statement filed;
    ASSERT_THAT(Call(&Stub::GetStatement, statement, filed), IsOk());
    EXPECT_EQ(filed.revision(), revision < 3 ? 0 : revision < 15 ? 3 : 15);
    v1::GetReportedFactsRequest reported;
    reported.set_name(absl::StrCat(kCuiyuan2023, "/reportedFacts"));
    reported.set_revision(revision);
    v1::ReportedFacts facts;
    ASSERT_THAT(Call(&Stub::GetReportedFacts, reported, facts), IsOk());
    EXPECT_EQ(facts.revision(), revision < 4 ? 0 : revision < 16 ? 4 : 16);
  });
}

}  // namespace
}  // namespace zhengping::budget
