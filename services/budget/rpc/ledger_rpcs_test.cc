#include <functional>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

class LedgerRpcs : public ServiceFixture {
 protected:
  v1::DepartmentYear Year() {
    v1::GetDepartmentYearRequest request;
    request.set_name(kCuiyuan2023);
    v1::DepartmentYear year;
    EXPECT_THAT(Call(&Stub::GetDepartmentYear, request, year), IsOk());
    return year;
  }
};

v1::Transaction Payment(int64_t fen) {
  v1::Transaction transaction;
  transaction.set_source("case");
  transaction.set_record_id("p1");
  transaction.set_fiscal_year(2023);
  transaction.mutable_effective_date()->set_year(2023);
  transaction.mutable_effective_date()->set_month(2);
  transaction.mutable_effective_date()->set_day(1);
  v1::Entry& entry = *transaction.add_entries();
  entry.set_quota("divisions/430503000/departments/403/quotas/2023-q1");
  entry.set_kind(v1::ENTRY_KIND_PAYMENT);
  entry.set_amount_fen(fen);
  return transaction;
}

TEST_F(LedgerRpcs, PostedTransactionIsAnsweredAndReadBack) {
  PostInitial();
  v1::PostTransactionRequest request = PostOf(Payment(40000));
  request.mutable_transaction()->set_document_number("邵大财预[2023]12号");
  v1::Transaction posted;
  ASSERT_THAT(Call(&Stub::PostTransaction, request, posted), IsOk());
  EXPECT_EQ(posted.name(), "divisions/430503000/departments/403/transactions/2023-2");
  EXPECT_EQ(posted.record_version(), 1);
  EXPECT_EQ(posted.document_number(), "邵大财预〔2023〕12号");
  EXPECT_EQ(posted.digest(), Year().digest());
  v1::GetTransactionRequest get;
  get.set_name(posted.name());
  v1::Transaction read;
  ASSERT_THAT(Call(&Stub::GetTransaction, get, read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), posted.SerializeAsString());

  v1::GetQuotaRequest quota;
  quota.set_name("divisions/430503000/departments/403/quotas/2023-q1");
  v1::Quota answer;
  ASSERT_THAT(Call(&Stub::GetQuota, quota, answer), IsOk());
  EXPECT_EQ(answer.external_code(), "Q1");
  EXPECT_EQ(answer.sums().final_budget_fen(), 100000);
  EXPECT_EQ(answer.sums().payments_fen(), 40000);
  EXPECT_EQ(answer.sums().balance_fen(), 60000);
  EXPECT_EQ(answer.income_nature(), v1::INCOME_NATURE_GENERAL_PUBLIC);
  // As known before the payment, and on a day before it.
  quota.set_revision(1);
  ASSERT_THAT(Call(&Stub::GetQuota, quota, answer), IsOk());
  EXPECT_EQ(answer.sums().balance_fen(), 100000);
  quota.set_revision(0);
  SetDate(2023, 1, 31, *quota.mutable_as_of());
  ASSERT_THAT(Call(&Stub::GetQuota, quota, answer), IsOk());
  EXPECT_EQ(answer.sums().balance_fen(), 100000);
}

// One thing spoilt in a posting that is otherwise right.
struct Spoilt {
  const char* reason;
  const char* field;
  std::function<void(v1::PostTransactionRequest&)> spoil;
};

v1::Entry& EntryOf(v1::PostTransactionRequest& request) { return *request.mutable_transaction()->mutable_entries(0); }

class RefusedPostings : public LedgerRpcs {
 protected:
  // Each is refused with its reason and field and leaves no trace; the posting itself is right.
  void Expect(const std::vector<Spoilt>& cases) {
    PostInitial();
    const std::string before = Year().SerializeAsString();
    for (const Spoilt& c : cases) {
      SCOPED_TRACE(absl::StrCat(c.reason, " at ", c.field));
      v1::PostTransactionRequest request = PostOf(Payment(100));
      c.spoil(request);
      v1::Transaction response;
      EXPECT_THAT(Call(&Stub::PostTransaction, request, response), IsRefusal(c.reason, c.field));
      EXPECT_EQ(Year().SerializeAsString(), before);
    }
    EXPECT_THAT(Post(Payment(100000)), IsOk());
  }
};

TEST_F(RefusedPostings, HeadOfTheTransaction) {
  Expect({
      {"RESOURCE_NAME_MALFORMED", "parent", [](auto& r) { r.set_parent("403"); }},
      {"DEPARTMENT_NOT_FOUND", "parent",
       [](auto& r) {
         r.set_parent("divisions/430503000/departments/404");
         r.mutable_transaction()->mutable_entries(0)->clear_quota();
         r.mutable_transaction()->mutable_entries(0)->set_quota_external_code("Q1");
       }},
      {"FISCAL_YEAR_OUT_OF_RANGE", "transaction.fiscal_year",
       [](auto& r) { r.mutable_transaction()->clear_fiscal_year(); }},
      {"SOURCE_MISSING", "transaction.source", [](auto& r) { r.mutable_transaction()->clear_source(); }},
      {"RECORD_ID_MISSING", "transaction.record_id", [](auto& r) { r.mutable_transaction()->clear_record_id(); }},
      {"RECORD_ID_RESERVED", "transaction.record_id",
       [](auto& r) { r.mutable_transaction()->set_record_id("reversal-of-2023-1"); }},
      {"RECORD_VERSION_NEGATIVE", "transaction.record_version",
       [](auto& r) { r.mutable_transaction()->set_record_version(-1); }},
      {"DATE_MISSING", "transaction.effective_date", [](auto& r) { r.mutable_transaction()->clear_effective_date(); }},
      {"DATE_NOT_IN_CALENDAR", "transaction.effective_date",
       [](auto& r) { r.mutable_transaction()->mutable_effective_date()->set_day(30); }},
      {"DATE_OUTSIDE_YEAR", "transaction.effective_date",
       [](auto& r) { r.mutable_transaction()->mutable_effective_date()->set_year(2022); }},
      {"REQUEST_ID_MALFORMED", "request_id", [](auto& r) { r.set_request_id("17"); }},
      {"REVISION_STALE", "expected_revision", [](auto& r) { r.set_expected_revision(5); }},
      {"FUNCTION_CODE_MALFORMED", "quotas[0].classification.function_code",
       [](auto& r) {
         r.add_quotas()->set_external_code("Q2");
         r.mutable_quotas(0)->mutable_classification()->set_function_code("20x");
       }},
      {"QUOTA_CODE_COLLIDES", "quotas[0].external_code", [](auto& r) { r.add_quotas()->set_external_code("q1"); }},
      {"FIELD_MISSING", "quotas[0].external_code", [](auto& r) { r.add_quotas(); }},
      {"CODE_NOT_AN_ID", "quotas[0].external_code", [](auto& r) { r.add_quotas()->set_external_code("--"); }},
  });
}

TEST_F(RefusedPostings, EntriesOfTheTransaction) {
  Expect({
      {"ENTRIES_MISSING", "transaction.entries", [](auto& r) { r.mutable_transaction()->clear_entries(); }},
      {"TOO_MANY_ENTRIES", "transaction.entries",
       [](auto& r) {
         const v1::Entry first = EntryOf(r);
         for (int i = 0; i < 500; ++i) *r.mutable_transaction()->add_entries() = first;
       }},
      {"ENTRY_KIND_MISSING", "transaction.entries[0].kind", [](auto& r) { EntryOf(r).clear_kind(); }},
      {"ENUM_UNKNOWN", "transaction.entries[0].kind",
       [](auto& r) { EntryOf(r).set_kind(static_cast<v1::EntryKind>(77)); }},
      {"QUOTA_MISSING", "transaction.entries[0].quota", [](auto& r) { EntryOf(r).clear_quota(); }},
      {"QUOTA_NOT_FOUND", "transaction.entries[0].quota",
       [](auto& r) { EntryOf(r).set_quota("divisions/430503000/departments/403/quotas/2023-q9"); }},
      {"QUOTA_CODES_DISAGREE", "transaction.entries[0].quota_external_code",
       [](auto& r) { EntryOf(r).set_quota_external_code("Q9"); }},
      {"NAME_DISAGREES", "transaction.entries[0].quota",
       [](auto& r) { EntryOf(r).set_quota("divisions/430503000/departments/404/quotas/2023-q1"); }},
      {"AMOUNT_NOT_POSITIVE", "transaction.entries[0].amount_fen", [](auto& r) { EntryOf(r).set_amount_fen(0); }},
      {"AMOUNT_OUT_OF_RANGE", "transaction.entries[0].amount_fen",
       [](auto& r) { EntryOf(r).set_amount_fen(std::numeric_limits<int64_t>::min()); }},
      {"AMOUNT_OUT_OF_RANGE", "transaction.entries[0].amount_fen",
       [](auto& r) { EntryOf(r).set_amount_fen(10'000'000'000'001); }},
      {"TRANSFER_UNBALANCED", "transaction.entries", [](auto& r) { EntryOf(r).set_kind(v1::ENTRY_KIND_TRANSFER_OUT); }},
      {"BALANCE_INSUFFICIENT", "transaction.entries[0].amount_fen", [](auto& r) { EntryOf(r).set_amount_fen(100001); }},
      {"REFUND_EXCEEDS_PAID", "transaction.entries[0].amount_fen",
       [](auto& r) { EntryOf(r).set_kind(v1::ENTRY_KIND_REFUND); }},
      {"SPECIAL_FUND_NOT_FOUND", "transaction.entries[0].special_fund",
       [](auto& r) { EntryOf(r).set_special_fund_external_code("ZX9"); }},
      {"TEXT_TOO_LONG", "transaction.entries[0].note", [](auto& r) { EntryOf(r).set_note(std::string(301, 'x')); }},
  });
}

TEST_F(LedgerRpcs, TransferMovesMoneyBetweenTwoQuotas) {
  LoadYear();
  v1::Transaction transfer = TransactionOf("t1", 8, 1, "Q1", v1::ENTRY_KIND_TRANSFER_OUT, 20000);
  *transfer.add_entries() = TransactionOf("", 8, 1, "Q2", v1::ENTRY_KIND_TRANSFER_IN, 20000).entries(0);
  ASSERT_THAT(Post(transfer), IsOk());
  transfer.set_record_id("t2");
  transfer.mutable_entries(1)->set_quota_external_code("Q1");
  EXPECT_THAT(Post(transfer), IsRefusal("TRANSFER_TO_ITSELF"));
  v1::ListQuotasRequest list;
  list.set_parent(kCuiyuan);
  list.set_fiscal_year(2023);
  list.set_page_size(1);
  v1::ListQuotasResponse page;
  ASSERT_THAT(Call(&Stub::ListQuotas, list, page), IsOk());
  ASSERT_EQ(page.quotas_size(), 1);
  EXPECT_EQ(page.quotas(0).sums().transfers_out_fen(), 20000);
  EXPECT_EQ(page.mark().revision(), 10);
  // The next page is read at the revision of the first one, whatever comes in between.
  ASSERT_THAT(Post(TransactionOf("p9", 9, 1, "Q2", v1::ENTRY_KIND_PAYMENT, 1)), IsOk());
  list.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(&Stub::ListQuotas, list, page), IsOk());
  ASSERT_EQ(page.quotas_size(), 1);
  EXPECT_EQ(page.quotas(0).sums().transfers_in_fen(), 20000);
  EXPECT_EQ(page.quotas(0).sums().payments_fen(), 50000);
  EXPECT_EQ(page.mark().revision(), 10);
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(LedgerRpcs, RequestIdTakesTheRecordIdsPlaceAndMakesARetrySafe) {
  PostInitial();
  v1::PostTransactionRequest request = PostOf(Payment(100));
  request.mutable_transaction()->clear_record_id();
  request.set_request_id("0F8FAD5B-D9CB-469F-A165-70867728950E");
  v1::Transaction first, again;
  ASSERT_THAT(Call(&Stub::PostTransaction, request, first), IsOk());
  EXPECT_EQ(first.record_id(), "0f8fad5b-d9cb-469f-a165-70867728950e");
  ASSERT_THAT(Call(&Stub::PostTransaction, request, again), IsOk());
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(Year().revision(), 2);
  request.mutable_transaction()->mutable_entries(0)->set_amount_fen(101);
  EXPECT_THAT(Call(&Stub::PostTransaction, request, again), IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

TEST_F(LedgerRpcs, RecordVersionsAreKept) {
  PostInitial();
  v1::Transaction record = Payment(100);
  record.set_record_version(5);
  ASSERT_THAT(Post(record), IsOk());
  record.mutable_entries(0)->set_amount_fen(200);
  EXPECT_THAT(Post(record), IsRefusal("RECORD_EXISTS", "transaction.record_id"));
  record.set_record_version(4);
  EXPECT_THAT(Post(record), IsRefusal("RECORD_VERSION_OUTDATED", "transaction.record_version"));
  record.set_record_version(6);
  EXPECT_THAT(Post(record), IsOk());
}

TEST_F(LedgerRpcs, ReversalIsATransactionOfItsOwn) {
  PostInitial();
  ASSERT_THAT(Post(Payment(100)), IsOk());
  v1::ReverseTransactionRequest request;
  request.set_name("divisions/430503000/departments/403/transactions/2023-2");
  request.set_reason("重复登记");
  request.set_validate_only(true);
  v1::Transaction reversal;
  ASSERT_THAT(Call(&Stub::ReverseTransaction, request, reversal), IsOk());
  EXPECT_EQ(reversal.name(), "");
  request.set_validate_only(false);
  ASSERT_THAT(Call(&Stub::ReverseTransaction, request, reversal), IsOk());
  EXPECT_EQ(reversal.reverses(), "divisions/430503000/departments/403/transactions/2023-2");
  EXPECT_EQ(reversal.reversal_reason(), "重复登记");
  v1::GetTransactionRequest get;
  get.set_name("divisions/430503000/departments/403/transactions/2023-2");
  v1::Transaction original;
  ASSERT_THAT(Call(&Stub::GetTransaction, get, original), IsOk());
  EXPECT_TRUE(original.is_reversed());

  EXPECT_THAT(Call(&Stub::ReverseTransaction, request, reversal), IsRefusal("ALREADY_REVERSED"));
  request.set_name("divisions/430503000/departments/403/transactions/2023-3");
  EXPECT_THAT(Call(&Stub::ReverseTransaction, request, reversal), IsRefusal("REVERSES_A_REVERSAL"));
  request.set_name("divisions/430503000/departments/403/transactions/2023-9");
  EXPECT_THAT(Call(&Stub::ReverseTransaction, request, reversal), IsRefusal("TRANSACTION_NOT_FOUND", "name"));
  EXPECT_THAT(Call(&Stub::GetTransaction, get, original), IsOk());
}

TEST_F(LedgerRpcs, TransactionsAreListedByPageDayAndCondition) {
  LoadYear();
  v1::ListTransactionsRequest list;
  list.set_parent(kCuiyuan);
  list.set_fiscal_year(2023);
  list.set_page_size(3);
  v1::ListTransactionsResponse page;
  ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
  ASSERT_EQ(page.transactions_size(), 3);
  EXPECT_EQ(page.transactions(0).record_id(), "r1");
  list.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
  ASSERT_EQ(page.transactions_size(), 2);
  EXPECT_EQ(page.transactions(1).record_id(), "r5");
  EXPECT_EQ(page.next_page_token(), "");

  list.clear_page_token();
  list.set_page_size(1);
  type::EntryCondition& condition = *list.add_conditions();
  condition.set_field("entry_kind");
  condition.add_values("PAYMENT");
  ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
  ASSERT_EQ(page.transactions_size(), 1);
  EXPECT_EQ(page.transactions(0).record_id(), "r3");
  list.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
  EXPECT_EQ(page.transactions(0).record_id(), "r4");
  EXPECT_EQ(page.next_page_token(), "");
  list.clear_page_token();
  SetDate(2023, 8, 1, *list.mutable_as_of());
  ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
  EXPECT_EQ(page.transactions_size(), 1);

  condition.set_field("colour");
  EXPECT_THAT(Call(&Stub::ListTransactions, list, page), IsRefusal("CONDITION_FIELD_UNKNOWN", "conditions[0].field"));
  list.clear_conditions();
  list.set_revision(77);
  EXPECT_THAT(Call(&Stub::ListTransactions, list, page), IsRefusal("REVISION_NOT_FOUND", "revision"));
  list.set_revision(-1);
  EXPECT_THAT(Call(&Stub::ListTransactions, list, page), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_F(LedgerRpcs, UnknownNamesAreNotFound) {
  PostInitial();
  v1::GetQuotaRequest quota;
  v1::Quota answer;
  for (const char* id : {"2023-q9", "q1", "2022-q1"}) {
    quota.set_name(absl::StrCat(kCuiyuan, "/quotas/", id));
    EXPECT_THAT(Call(&Stub::GetQuota, quota, answer), IsRefusal("QUOTA_NOT_FOUND", "name"));
  }
  v1::GetSpecialFundRequest fund;
  fund.set_name(absl::StrCat(kCuiyuan, "/specialFunds/2023-zx01"));
  v1::SpecialFund response;
  EXPECT_THAT(Call(&Stub::GetSpecialFund, fund, response), IsRefusal("SPECIAL_FUND_NOT_FOUND", "name"));
}

}  // namespace
}  // namespace zhengping::budget
