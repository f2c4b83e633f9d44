#include "services/budget/store/ledger_store.h"

#include <latch>
#include <map>
#include <thread>

#include "services/budget/domain/canonical.h"
#include "services/budget/domain/facts.h"
#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

using testing::SizeIs;

class LedgerStoreTest : public LedgerStoreFixture {};
INSTANTIATE_TEST_SUITE_P(Backends, LedgerStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

LedgerEntry Pay(int64_t fen) { return Of("2023-q1", EntryKind::kPayment, fen); }

int64_t BalanceOf(const YearSnapshot& year, const std::string& quota) {
  Quota sums(quota);
  for (const PostedTransaction& posted : year.ledger.transactions) {
    if (posted.is_reversed || !posted.transaction.reverses.empty()) continue;
    for (const LedgerEntry& entry : posted.transaction.entries) {
      if (entry.quota == quota) {
        EXPECT_THAT(sums.Apply(entry.entry), IsOk());
      }
    }
  }
  return sums.balance().fen();
}

TEST_P(LedgerStoreTest, PostedTransactionIsReadBackAsItWasSent) {
  Transaction sent = TransactionOf("r1", 1, 5, {Of("2023-q1", EntryKind::kInitial, 100000)});
  sent.document_number = "邵大财预〔2023〕1号";
  sent.entries[0].note = "年初下达";
  const absl::StatusOr<StoredTransaction> posted = Post(PostOf(sent, {QuotaOf("q1")}));
  ASSERT_THAT(posted, IsOk());
  EXPECT_EQ(posted->posted.id, "2023-1");
  EXPECT_EQ(posted->posted.revision, 1);
  sent.record_version = 1;
  EXPECT_EQ(posted->posted.transaction, sent);

  const absl::StatusOr<StoredTransaction> read = Await<StoredTransaction>(
      [&](auto done) { ledger().GetTransaction({.parent = kCuiyuan, .id = "2023-1"}, std::move(done)); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->posted.transaction, sent);
  EXPECT_EQ(read->posted.digest, ReadYear().head.digest);
  EXPECT_EQ(ReadYear().ledger.quotas, std::vector<QuotaRecord>{QuotaOf("q1").record});
}

TEST_P(LedgerStoreTest, RefusedPostingLeavesNoTrace) {
  struct Case {
    const char* what;
    Transaction transaction;
    std::vector<QuotaRow> quotas;
    const char* reason;
    const char* field;
  };
  LedgerEntry of_fund = Pay(1);
  of_fund.special_fund = "2023-zx9";
  QuotaRow collides = QuotaOf("q1");
  collides.record.external_code = "Q1";
  const Case cases[] = {
      {"one fen more than is left",
       TransactionOf("r", 2, 1, {Pay(100001)}),
       {},
       "BALANCE_INSUFFICIENT",
       "entries[0].amount_fen"},
      {"before the money came",
       TransactionOf("r", 1, 4, {Pay(1)}),
       {},
       "BALANCE_INSUFFICIENT",
       "entries[0].amount_fen"},
      {"more back than out",
       TransactionOf("r", 2, 1, {Of("2023-q1", EntryKind::kRefund, 1)}),
       {},
       "REFUND_EXCEEDS_PAID",
       "entries[0].amount_fen"},
      {"unknown quota",
       TransactionOf("r", 2, 1, {Of("2023-q9", EntryKind::kPayment, 1)}),
       {},
       "QUOTA_NOT_FOUND",
       "entries[0].quota"},
      {"unknown special fund",
       TransactionOf("r", 2, 1, {of_fund}),
       {},
       "SPECIAL_FUND_NOT_FOUND",
       "entries[0].special_fund"},
      {"half a transfer",
       TransactionOf("r", 2, 1, {Of("2023-q1", EntryKind::kTransferOut, 500)}),
       {},
       "TRANSFER_UNBALANCED",
       "entries"},
      {"a code that differs by case only",
       TransactionOf("r", 2, 1, {Pay(1)}),
       {collides},
       "QUOTA_CODE_COLLIDES",
       "quotas[0].external_code"},
  };
  PostInitial();
  const YearSnapshot before = ReadYear();
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(Post(PostOf(c.transaction, c.quotas)), IsRefusal(c.reason, c.field));
    ExpectUntouched(before);
  }
  // The other side of the limit.
  EXPECT_THAT(Post(PostOf(TransactionOf("r", 1, 5, {Pay(100000)}))), IsOk());
  EXPECT_EQ(BalanceOf(ReadYear(), "2023-q1"), 0);
}

TEST_P(LedgerStoreTest, LatePaymentOnAnEarlierDayMayNotOverdrawThatDay) {
  PostInitial();
  ASSERT_THAT(Post(PostOf(TransactionOf("p1", 6, 1, {Pay(60000)}))), IsOk());
  ASSERT_THAT(Post(PostOf(TransactionOf("s1", 9, 1, {Of("2023-q1", EntryKind::kSupplement, 50000)}))), IsOk());
  // On 1 July 400.00 are left, whatever September brings.
  EXPECT_THAT(Post(PostOf(TransactionOf("p2", 7, 1, {Pay(40001)}))), IsRefusal("BALANCE_INSUFFICIENT"));
  EXPECT_THAT(Post(PostOf(TransactionOf("p2", 7, 1, {Pay(40000)}))), IsOk());
}

TEST_P(LedgerStoreTest, UnknownDepartmentIsNotFound) {
  PostRequest request = PostOf(TransactionOf("r1", 1, 5, {Of("2023-q1", EntryKind::kInitial, 1)}), {QuotaOf("q1")});
  request.department.department = "404";
  EXPECT_THAT(Post(std::move(request)), IsRefusal("DEPARTMENT_NOT_FOUND"));
}

TEST_P(LedgerStoreTest, SameRequestIdAndContentGivesTheFirstAnswer) {
  PostInitial();
  const std::string id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  PostRequest request = PostOf(TransactionOf("p1", 2, 1, {Pay(100)}));
  request.stamp = Stamp(id, "a");
  const absl::StatusOr<StoredTransaction> first = Post(request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Post(PostOf(TransactionOf("p2", 2, 2, {Pay(100)}))), IsOk());

  request.stamp = Stamp(id, "a");
  const absl::StatusOr<StoredTransaction> again = Post(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->posted.id, first->posted.id);
  EXPECT_EQ(ReadYear().head.revision, 3);

  request.stamp = Stamp(id, "b");
  EXPECT_THAT(Post(request), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  EXPECT_EQ(ReadYear().head.revision, 3);

  // Somebody else's id of the same text is another id.
  PostRequest others = PostOf(TransactionOf("p3", 2, 3, {Pay(100)}));
  others.stamp = Stamp(id, "b");
  others.stamp.caller = "another";
  EXPECT_THAT(Post(others), IsOk());
}

TEST_P(LedgerStoreTest, RequestAnsweredByAStoredRecordKeepsItsId) {
  PostInitial();
  const Transaction stored = TransactionOf("p1", 2, 1, {Pay(100)});
  ASSERT_THAT(Post(PostOf(stored)), IsOk());
  const std::string id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  PostRequest request = PostOf(stored);
  request.stamp = Stamp(id, "a");
  const absl::StatusOr<StoredTransaction> first = Post(request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->posted.id, "2023-2");
  PostRequest other = PostOf(TransactionOf("p2", 2, 2, {Pay(100)}));
  other.stamp = Stamp(id, "b");
  EXPECT_THAT(Post(other), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  const absl::StatusOr<StoredTransaction> again = Post(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->posted.id, "2023-2");
  EXPECT_EQ(ReadYear().head.revision, 2);

  // Only a write takes its id.
  request.stamp = Stamp("0f8fad5b-d9cb-469f-a165-70867728950e", "a");
  request.mode = Mode::kValidateOnly;
  EXPECT_THAT(Post(request), IsOk());
  other.stamp = Stamp("0f8fad5b-d9cb-469f-a165-70867728950e", "b");
  EXPECT_THAT(Post(other), IsOk());
}

TEST_P(LedgerStoreTest, SameRecordIsAnsweredOtherContentIsRefused) {
  PostInitial();
  Transaction record = TransactionOf("p1", 2, 1, {Pay(100)});
  record.record_version = 1;
  ASSERT_THAT(Post(PostOf(record)), IsOk());
  const YearSnapshot before = ReadYear();
  EXPECT_THAT(Post(PostOf(record)), IsOk());
  ExpectUntouched(before);
  record.entries[0].entry.amount = Money::Fen(200);
  EXPECT_THAT(Post(PostOf(record)), IsRefusal("RECORD_EXISTS", "record_id"));
  ExpectUntouched(before);
}

TEST_P(LedgerStoreTest, NewerVersionReversesTheStoredOneInOneRevision) {
  PostInitial();
  Transaction record = TransactionOf("p1", 2, 1, {Pay(60000)});
  record.record_version = 20230201;
  ASSERT_THAT(Post(PostOf(record)), IsOk());
  // 900.00 fit only because the 600.00 go.
  record.record_version = 20230301;
  record.entries[0].entry.amount = Money::Fen(90000);
  const absl::StatusOr<StoredTransaction> newer = Post(PostOf(record));
  ASSERT_THAT(newer, IsOk());
  EXPECT_EQ(newer->posted.id, "2023-3");
  const YearSnapshot year = ReadYear();
  ASSERT_THAT(year.ledger.transactions, SizeIs(4));
  EXPECT_TRUE(year.ledger.transactions[1].is_reversed);
  EXPECT_EQ(year.ledger.transactions[2].id, "2023-3-reversal");
  EXPECT_EQ(year.ledger.transactions[2].transaction.reverses, "2023-2");
  EXPECT_EQ(BalanceOf(year, "2023-q1"), 10000);
  // As known before: not reversed yet.
  EXPECT_FALSE(ReadYear(2).ledger.transactions[1].is_reversed);

  record.record_version = 20230215;
  record.entries[0].entry.amount = Money::Fen(1);
  EXPECT_THAT(Post(PostOf(record)), IsRefusal("RECORD_VERSION_OUTDATED", "record_version"));
}

TEST_P(LedgerStoreTest, NewerVersionMayNotTakeAwayWhatLaterEntriesRestOn) {
  // The money moves from q1 to q2 by a newer version of its record, and q1 has paid from it.
  PostInitial();
  ASSERT_THAT(Post(PostOf(TransactionOf("p1", 2, 1, {Pay(60000)}))), IsOk());
  const YearSnapshot before = ReadYear();
  Transaction moved = TransactionOf("initial", 1, 5, {Of("2023-q2", EntryKind::kInitial, 100000)});
  moved.record_version = 2;
  EXPECT_THAT(Post(PostOf(moved, {QuotaOf("q2")})), IsRefusal("BALANCE_INSUFFICIENT"));
  ExpectUntouched(before);
}

TEST_P(LedgerStoreTest, StaleRevisionIsRefused) {
  PostInitial();
  PostRequest request = PostOf(TransactionOf("p1", 2, 1, {Pay(1)}));
  request.expected_revision = 2;
  EXPECT_THAT(Post(request), IsRefusal("REVISION_STALE", "expected_revision"));
  request.expected_revision = 1;
  EXPECT_THAT(Post(request), IsOk());
}

TEST_P(LedgerStoreTest, ReversalCountsNegativelyUnderTheSameKind) {
  PostInitial();
  ASSERT_THAT(Post(PostOf(TransactionOf("s1", 5, 1, {Of("2023-q1", EntryKind::kSupplement, 30000)}))), IsOk());
  const absl::StatusOr<StoredTransaction> reversal = Reverse("2023-2");
  ASSERT_THAT(reversal, IsOk());
  EXPECT_EQ(reversal->posted.transaction.reverses, "2023-2");
  EXPECT_EQ(reversal->posted.transaction.effective_date, *Date::FromYmd(2023, 5, 1));
  EXPECT_EQ(reversal->reason, "登记错误");
  const YearSnapshot year = ReadYear();
  std::map<std::string, int64_t> facts;
  for (const Fact& fact : LedgerFactsOf(year.ledger, EntryScope())) {
    if (fact.value && std::holds_alternative<Money>(*fact.value)) facts[fact.name] = std::get<Money>(*fact.value).fen();
  }
  EXPECT_EQ(facts.at("supplements"), 0);
  EXPECT_EQ(facts.at("reductions"), 0);
  EXPECT_EQ(facts.at("final_budget"), 100000);
  EXPECT_THAT(Reverse("2023-2"), IsRefusal("ALREADY_REVERSED"));
  EXPECT_THAT(Reverse("2023-3"), IsRefusal("REVERSES_A_REVERSAL"));
  EXPECT_THAT(Reverse("2023-9"), IsRefusal("TRANSACTION_NOT_FOUND", "name"));
  EXPECT_THAT(Reverse("nonsense"), IsRefusal("TRANSACTION_NOT_FOUND", "name"));
}

TEST_P(LedgerStoreTest, ReversalIsRefusedWhereLaterEntriesRestOnIt) {
  PostInitial();
  ASSERT_THAT(Post(PostOf(TransactionOf("p1", 2, 1, {Pay(1)}))), IsOk());
  const YearSnapshot before = ReadYear();
  EXPECT_THAT(Reverse("2023-1"), IsRefusal("BALANCE_INSUFFICIENT"));
  ExpectUntouched(before);
}

TEST_P(LedgerStoreTest, ValidateOnlyAnswersAndStoresNothing) {
  PostInitial();
  const YearSnapshot before = ReadYear();
  PostRequest request = PostOf(TransactionOf("p1", 2, 1, {Pay(1)}));
  request.mode = Mode::kValidateOnly;
  const absl::StatusOr<StoredTransaction> answer = Post(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->posted.transaction.record_version, 1);
  EXPECT_EQ(answer->posted.id, "");
  request.transaction.entries = {Pay(100001)};
  EXPECT_THAT(Post(request), IsRefusal("BALANCE_INSUFFICIENT"));
  ExpectUntouched(before);
}

TEST_P(LedgerStoreTest, PastRevisionsAreReadAsTheyWereKnown) {
  PostInitial();
  ASSERT_THAT(Post(PostOf(TransactionOf("p1", 2, 1, {Pay(1)}))), IsOk());
  const YearSnapshot past = ReadYear(1);
  EXPECT_EQ(past.ledger.revision, 1);
  EXPECT_THAT(past.ledger.transactions, SizeIs(1));
  EXPECT_EQ(past.digest, past.ledger.transactions[0].digest);
  EXPECT_THAT(Await<YearSnapshot>([&](auto done) { ledger().ReadYear(Year(), 3, std::move(done)); }),
              IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_P(LedgerStoreTest, ListGoesOnAfterAPlaceUpToADay) {
  PostInitial();
  for (int day = 1; day <= 5; ++day) {
    ASSERT_THAT(Post(PostOf(TransactionOf(absl::StrCat("p", day), 2, day, {Pay(day)}))), IsOk());
  }
  const auto list = [&](TransactionRange range) {
    return *Await<LedgerStore::TransactionPage>(
        [&](auto done) { ledger().ListTransactions(Year(), range, std::move(done)); });
  };
  const LedgerStore::TransactionPage first = list({.revision = 0, .as_of = {}, .after = {}, .limit = 2});
  EXPECT_EQ(first.revision, 6);
  ASSERT_THAT(first.transactions, SizeIs(2));
  const LedgerStore::TransactionPage next =
      list({.revision = 6, .as_of = Date::FromYmd(2023, 2, 3), .after = first.transactions[1].place, .limit = 10});
  ASSERT_THAT(next.transactions, SizeIs(2));
  EXPECT_EQ(next.transactions[0].posted.transaction.record_id, "p2");
  EXPECT_EQ(next.transactions[1].posted.transaction.entries[0].entry.amount, Money::Fen(3));
}

TEST_P(LedgerStoreTest, ConcurrentPaymentsNeverOverdrawAQuota) {
  // Goal: 8 threads ask for 40 payments of 40.00 each on 1,000.00; whatever the order, 25 go through and no more.
  PostInitial();
  constexpr int kThreads = 8, kEach = 5;
  std::atomic<int> accepted = 0, refused = 0;
  std::latch all(kThreads * kEach);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        PostRequest request;
        request.department = kCuiyuan;
        request.transaction = TransactionOf(absl::StrCat("p", t, "-", i), 3, 1, {Pay(4000)});
        request.stamp = {.caller = "local-operator", .now_ms = 1, .request_id = "", .content_digest = ""};
        ledger().Post(request, [&](absl::StatusOr<StoredTransaction> posted) {
          ++(posted.ok() ? accepted : refused);
          all.count_down();
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  all.wait();
  EXPECT_EQ(accepted, 25);
  EXPECT_EQ(refused, 15);
  EXPECT_EQ(BalanceOf(ReadYear(), "2023-q1"), 0);
  EXPECT_EQ(ReadYear().head.revision, 26);
}

// The chain computed anew from what is read back, revision by revision.
std::string DigestFromRows(const YearSnapshot& year) {
  std::string digest;
  for (int64_t revision = 1; revision <= year.ledger.revision; ++revision) {
    for (const QuotaRow& row : year.quotas) {
      if (row.revision == revision) digest = ChainDigest(digest, CanonicalText(row.record));
    }
    for (const StoredTransaction& stored : year.stored) {
      if (stored.place.revision == revision) digest = ChainDigest(digest, CanonicalText(stored.posted.transaction));
    }
  }
  return digest;
}

TEST_P(LedgerStoreTest, RandomLedgerKeepsChainAndFoldedFacts) {
  // Goal: a ledger with every kind of entry and reversals, posted one by one, has the head that its entries give.
  for (const uint32_t seed : {1u, 2u, 3u}) {
    SCOPED_TRACE(seed);
    const LedgerYear source = RandomLedger(seed, 60);
    YearKey key = {.department = {.division = "430503000", .department = absl::StrCat("9", seed)}, .fiscal_year = 2023};
    DepartmentUpdate update;
    update.change.name = key.department;
    update.change.display_name = "随机";
    update.on_missing = OnMissing::kCreate;
    ASSERT_THAT(Await<DepartmentRow>([&](auto done) { departments().Update(update, std::move(done)); }), IsOk());
    LoadRequest funds;
    funds.key = {.department = key.department, .fiscal_year = source.fiscal_year};
    funds.source = "test";
    funds.special_funds.emplace();
    for (const char* id : {"f0", "f1", "f2"}) {
      SpecialFundRow row;
      row.fund.id = id;
      row.fund.display_name = id;
      funds.special_funds->push_back(row);
    }
    funds.stamp = Stamp();
    key = funds.key;
    for (const QuotaRecord& quota : source.quotas) {
      QuotaRow row;
      row.record = quota;
      funds.quotas.push_back(row);
    }
    ASSERT_THAT(Await<LoadAnswer>([&](auto done) { ledger().Load(funds, std::move(done)); }), IsOk());

    std::map<std::string, std::string> ids;  // of the source → as posted
    for (const PostedTransaction& posted : source.transactions) {
      absl::StatusOr<StoredTransaction> stored;
      if (posted.transaction.reverses.empty()) {
        PostRequest request;
        request.department = key.department;
        request.transaction = posted.transaction;
        request.transaction.record_id = absl::StrCat("r", posted.revision);
        request.stamp = Stamp();
        stored = Post(std::move(request));
      } else {
        ReverseRequest request;
        request.transaction = {.parent = key.department, .id = ids.at(posted.transaction.reverses)};
        request.stamp = Stamp();
        stored = Await<StoredTransaction>([&](auto done) { ledger().Reverse(std::move(request), std::move(done)); });
      }
      ASSERT_THAT(stored, IsOk());
      ids[posted.id] = stored->posted.id;
    }
    absl::StatusOr<YearSnapshot> year =
        Await<YearSnapshot>([&](auto done) { ledger().ReadYear(key, 0, std::move(done)); });
    ASSERT_THAT(year, IsOk());
    EXPECT_EQ(year->head.fold, Fold(year->ledger, EntryScope()));
    EXPECT_EQ(year->head.fold, Fold(source, EntryScope()));
    EXPECT_EQ(year->head.entry_count, year->head.fold.entries());
    EXPECT_EQ(year->stored.size(), source.transactions.size());
  }
}

TEST_P(LedgerStoreTest, DigestOfTheHeadIsTheChainOverItsRows) {
  PostInitial();
  ASSERT_THAT(Post(PostOf(TransactionOf("p1", 2, 1, {Pay(100)}), {QuotaOf("q2")})), IsOk());
  Transaction newer = TransactionOf("p1", 2, 1, {Pay(200)});
  newer.record_version = 2;
  ASSERT_THAT(Post(PostOf(newer)), IsOk());
  ASSERT_THAT(Reverse("2023-3"), IsOk());
  const YearSnapshot year = ReadYear();
  EXPECT_EQ(year.head.digest, DigestFromRows(year));
  // A changed byte is seen.
  YearSnapshot changed = year;
  changed.stored[1].posted.transaction.entries[0].entry.amount = Money::Fen(101);
  EXPECT_NE(year.head.digest, DigestFromRows(changed));
}

TEST_P(LedgerStoreTest, ChangedPurposeOfAQuotaMovesItsMoneyFromThenOn) {
  PostInitial();
  QuotaRow project = QuotaOf("q1");
  project.record.classification.outlay = Outlay::kProject;
  ASSERT_THAT(Post(PostOf(TransactionOf("p1", 2, 1, {Pay(100)}), {project})), IsOk());
  const YearSnapshot year = ReadYear();
  EXPECT_EQ(year.ledger.quotas[0].classification.outlay, Outlay::kProject);
  EXPECT_EQ(ReadYear(1).ledger.quotas[0].classification.outlay, Outlay::kBasic);
  EXPECT_EQ(year.head.fold, Fold(year.ledger, EntryScope()));
}

}  // namespace
}  // namespace zhengping::budget
