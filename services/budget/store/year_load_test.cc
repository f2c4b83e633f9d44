#include "services/budget/store/year_load.h"

#include <algorithm>

#include "services/budget/domain/facts.h"
#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class YearLoadTest : public LedgerStoreFixture {
 protected:
  // Two quotas, a fund, a statement, a reported fact, four records.
  LoadRequest LoadOf() {
    LoadRequest request;
    request.key = Year();
    request.source = "case";
    request.stamp = Stamp();
    request.quotas = {QuotaOf("q1"), QuotaOf("q2", "2120501")};
    SpecialFundRow fund;
    fund.external_code = "ZX01";
    fund.fund.id = "2023-zx01";
    fund.fund.display_name = "老旧小区改造专项";
    fund.fund.amount = Money::Fen(50000);
    fund.fund.needs = {{.needed_date = *Date::FromYmd(2023, 3, 1), .amount = Money::Fen(20000)},
                       {.needed_date = *Date::FromYmd(2023, 6, 1), .amount = Money::Fen(30000)}};
    request.special_funds = std::vector<SpecialFundRow>{fund};
    FiledStatement filed;
    StatementRow row;
    row.item = "authorized_headcount";
    row.cell(StatementColumn::kActual) = {.state = CellState::kValue, .value = int64_t{46}, .source = "statement.csv"};
    filed.statement.rows = {row};
    filed.economy_measures = "严控公务接待。";
    request.statement = filed;
    request.reported_facts = std::vector<ReportedFact>{
        {.name = "balance.prior", .state = CellState::kValue, .value = Money::Fen(700), .source = "决算"}};
    LedgerEntry release = Of("2023-q2", EntryKind::kSupplement, 50000);
    release.special_fund = "2023-zx01";
    request.transactions = {TransactionOf("r1", 1, 5, {Of("2023-q1", EntryKind::kInitial, 100000)}),
                            TransactionOf("r2", 4, 1, {release}),
                            TransactionOf("r3", 5, 1, {Of("2023-q1", EntryKind::kPayment, 40000)}),
                            TransactionOf("r4", 6, 1, {Of("2023-q2", EntryKind::kPayment, 50000)})};
    return request;
  }

  absl::StatusOr<LoadAnswer> Load(LoadRequest request) {
    return Await<LoadAnswer>([&](auto done) { ledger().Load(std::move(request), std::move(done)); });
  }
};
INSTANTIATE_TEST_SUITE_P(Backends, YearLoadTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

std::vector<std::string> ReasonsOf(const std::vector<Issue>& issues) {
  std::vector<std::string> reasons;
  for (const Issue& issue : issues) reasons.push_back(issue.place.field + " " + issue.reason);
  return reasons;
}

TEST_P(YearLoadTest, EverythingIsReadBackAsItWasSent) {
  const LoadRequest request = LoadOf();
  const absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(answer->issues, IsEmpty());
  EXPECT_EQ(answer->added, 4);
  EXPECT_EQ(answer->added_quotas, 2);
  // Quotas, funds, statement and facts are a revision each, and so is each record.
  EXPECT_EQ(answer->revision, 8);
  const YearSnapshot year = ReadYear();
  EXPECT_EQ(year.head.digest, answer->digest);
  ASSERT_THAT(year.special_funds.funds, SizeIs(1));
  EXPECT_EQ(year.special_funds.funds[0].fund, (*request.special_funds)[0].fund);
  EXPECT_EQ(year.special_funds.funds[0].external_code, "ZX01");
  EXPECT_EQ(year.statement.statement, request.statement->statement);
  EXPECT_EQ(year.statement.economy_measures, "严控公务接待。");
  EXPECT_EQ(year.reported_facts.facts, *request.reported_facts);
  EXPECT_EQ(year.head.fold, Fold(year.ledger, EntryScope()));
  EXPECT_EQ(year.head.transaction_count, 4);
}

TEST_P(YearLoadTest, LoadingTheSameAgainChangesNothing) {
  ASSERT_THAT(Load(LoadOf()), IsOk());
  const YearSnapshot before = ReadYear();
  const absl::StatusOr<LoadAnswer> again = Load(LoadOf());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->unchanged, 4);
  EXPECT_EQ(again->added + again->changed + again->vanished, 0);
  EXPECT_THAT(again->differences, IsEmpty());
  EXPECT_EQ(again->revision, before.head.revision);
  EXPECT_EQ(again->digest, before.head.digest);
  ExpectUntouched(before);
}

TEST_P(YearLoadTest, ChangedRecordIsReversedAndPostedInOneRevision) {
  ASSERT_THAT(Load(LoadOf()), IsOk());
  LoadRequest request = LoadOf();
  request.transactions[2].entries[0].entry.amount = Money::Fen(90000);
  const absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->changed, 1);
  EXPECT_EQ(answer->unchanged, 3);
  EXPECT_EQ(answer->revision, 9);
  ASSERT_THAT(answer->differences, SizeIs(1));
  EXPECT_EQ(answer->differences[0].outcome, RecordOutcome::kChanged);
  EXPECT_EQ(answer->differences[0].stored->transaction.entries[0].entry.amount, Money::Fen(40000));
  EXPECT_EQ(answer->differences[0].sent->record_version, 2);
  const YearSnapshot year = ReadYear();
  EXPECT_EQ(year.head.fold, Fold(year.ledger, EntryScope()));
  EXPECT_EQ(year.ledger.transactions.back().id, "2023-9");
  EXPECT_EQ(year.ledger.transactions[4].id, "2023-9-reversal");
  // And that again changes nothing.
  EXPECT_EQ(Load(request)->revision, 9);
}

TEST_P(YearLoadTest, VanishedRecordIsReportedAndReversedOnlyWithReplace) {
  ASSERT_THAT(Load(LoadOf()), IsOk());
  LoadRequest request = LoadOf();
  request.transactions.pop_back();
  absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->vanished, 1);
  EXPECT_THAT(ReasonsOf(answer->issues), ElementsAre(" RECORD_VANISHED"));
  EXPECT_EQ(answer->issues[0].found, "r4");
  EXPECT_EQ(answer->revision, 8);

  request.on_vanished = OnVanished::kReverse;
  answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->revision, 9);
  const YearSnapshot year = ReadYear();
  EXPECT_TRUE(year.ledger.transactions[3].is_reversed);
  EXPECT_EQ(year.head.fold, Fold(year.ledger, EntryScope()));
  // A record that comes back is a new version, and its old number is not used again.
  answer = Load(LoadOf());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->added, 1);
  EXPECT_EQ(ReadYear().ledger.transactions.back().transaction.record_version, 2);
}

TEST_P(YearLoadTest, OtherSourcesStayUntouched) {
  ASSERT_THAT(Load(LoadOf()), IsOk());
  Transaction other = TransactionOf("r9", 7, 1, {Of("2023-q1", EntryKind::kPayment, 60000)});
  other.source = "platform:430000";
  ASSERT_THAT(Post(PostOf(other)), IsOk());
  LoadRequest request = LoadOf();
  request.on_vanished = OnVanished::kReverse;
  absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->vanished, 0);
  // What the other source paid counts: 1,000.00 − 600.00 leave 400.00.
  request.transactions[2].entries[0].entry.amount = Money::Fen(40001);
  EXPECT_THAT(Load(request), IsRefusal("LOAD_HAS_ERRORS"));
}

TEST_P(YearLoadTest, AllErrorsAreFoundAndNothingIsStored) {
  LoadRequest request = LoadOf();
  request.quotas[1].record.classification.function_code = "21x";
  (*request.special_funds)[0].fund.amount = Money::Fen(-1);
  request.statement->statement.rows[0].item = "no_such_item";
  (*request.reported_facts)[0].name = "no_such_fact";
  request.transactions[0].entries[0].entry.amount = Money();
  request.transactions[1].effective_date = *Date::FromYmd(2022, 4, 1);
  request.transactions[2].entries[0].quota = "2023-q9";
  request.transactions[3].record_id = "r1";
  request.transactions[3].record_version = 5;
  const YearSnapshot before = ReadYear();
  EXPECT_THAT(Load(request), IsRefusal("LOAD_HAS_ERRORS"));
  ExpectUntouched(before);

  request.mode = Mode::kValidateOnly;
  const absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  std::vector<std::string> errors;
  for (const Issue& issue : answer->issues) {
    if (issue.severity == Severity::kError) errors.push_back(issue.place.field + " " + issue.reason);
  }
  std::sort(errors.begin(), errors.end());
  EXPECT_THAT(errors, ElementsAre("quotas[1].classification.function_code FUNCTION_CODE_MALFORMED",
                                  "reported_facts[0].name FACT_UNKNOWN", "special_funds[0].amount_fen AMOUNT_NEGATIVE",
                                  "statement.rows[0].item STATEMENT_ITEM_UNKNOWN",
                                  "transactions[0].entries[0].amount_fen AMOUNT_NOT_POSITIVE",
                                  "transactions[1].effective_date DATE_OUTSIDE_YEAR",
                                  "transactions[2].entries[0].quota QUOTA_NOT_FOUND",
                                  "transactions[3].record_id RECORD_REPEATED"));
  ExpectUntouched(before);
}

TEST_P(YearLoadTest, ValidateOnlyTellsTheDifferenceAndStoresNothing) {
  LoadRequest request = LoadOf();
  request.mode = Mode::kValidateOnly;
  const absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->added, 4);
  EXPECT_THAT(answer->differences, SizeIs(4));
  EXPECT_EQ(answer->revision, 0);
  EXPECT_EQ(ReadYear().head.revision, 0);
}

TEST_P(YearLoadTest, DepartmentComesWithTheLoad) {
  LoadRequest request = LoadOf();
  request.key.department.department = "404";
  EXPECT_THAT(Load(request), IsRefusal("DEPARTMENT_NOT_FOUND"));
  request.department = DepartmentChange{.name = request.key.department};
  request.department->display_name = "火车站街道办事处";
  request.mode = Mode::kValidateOnly;
  ASSERT_THAT(Load(request), IsOk());
  request.mode = Mode::kWrite;
  const absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_TRUE(answer->department_changed);
  EXPECT_FALSE(Load(request)->department_changed);
  const absl::StatusOr<DepartmentRow> row =
      Await<DepartmentRow>([&](auto done) { departments().Get(request.key.department, std::move(done)); });
  ASSERT_THAT(row, IsOk());
  EXPECT_EQ(row->display_name, "火车站街道办事处");
  EXPECT_EQ(row->version, 1);
}

TEST_P(YearLoadTest, RetryGetsTheFirstAnswerEvenAfterOtherLoads) {
  const std::string id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  LoadRequest first = LoadOf();
  first.stamp = Stamp(id, "first");
  ASSERT_THAT(Load(first), IsOk());
  LoadRequest second = LoadOf();
  second.transactions[2].entries[0].entry.amount = Money::Fen(1);
  ASSERT_THAT(Load(second), IsOk());
  const YearSnapshot before = ReadYear();

  first.stamp = Stamp(id, "first");
  const absl::StatusOr<LoadAnswer> retried = Load(first);
  ASSERT_THAT(retried, IsOk());
  EXPECT_EQ(retried->added, 4);
  EXPECT_EQ(retried->revision, 8);
  ExpectUntouched(before);
  first.stamp = Stamp(id, "second");
  EXPECT_THAT(Load(first), IsRefusal("REQUEST_ID_REUSED"));
}

TEST_P(YearLoadTest, OutdatedRecordIsPassedOver) {
  LoadRequest request = LoadOf();
  for (Transaction& transaction : request.transactions) transaction.record_version = 20230601;
  ASSERT_THAT(Load(request), IsOk());
  request.transactions[2].record_version = 20230501;
  request.transactions[2].entries[0].entry.amount = Money::Fen(999999);
  const absl::StatusOr<LoadAnswer> answer = Load(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->outdated, 1);
  EXPECT_EQ(answer->revision, 8);
}

TEST_P(YearLoadTest, FundThatOtherSourcesUseCannotBeDropped) {
  ASSERT_THAT(Load(LoadOf()), IsOk());
  LedgerEntry entry = Of("2023-q2", EntryKind::kSupplement, 1);
  entry.special_fund = "2023-zx01";
  Transaction other = TransactionOf("x", 8, 1, {entry});
  other.source = "platform:430000";
  ASSERT_THAT(Post(PostOf(other)), IsOk());
  LoadRequest request = LoadOf();
  request.special_funds->front().fund.id = "2023-zx02";
  request.transactions[1].entries[0].special_fund = "2023-zx02";
  request.mode = Mode::kValidateOnly;
  EXPECT_THAT(ReasonsOf(Load(request)->issues), ElementsAre("special_funds SPECIAL_FUND_IN_USE"));
}

}  // namespace
}  // namespace zhengping::budget
