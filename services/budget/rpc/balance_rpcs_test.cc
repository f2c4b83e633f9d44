#include <functional>
#include <limits>

#include "absl/strings/str_join.h"
#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

// Balances, projects, filters and the audit of facts, on the fixture's year:
//   Q1 basic 111 2010301: initial 1,000.00; paid 400.00; back 10.00
//   Q2 basic 111 2120501, project P7: supplement 500.00 (12号, ZX01); paid 500.00
class BalanceRpcs : public ServiceFixture {
 protected:
  void SetUp() override {
    v1::LoadHead head = HeadOf();
    for (v1::Quota& quota : *head.mutable_quotas()) {
      if (quota.external_code() != "Q2") continue;
      quota.mutable_classification()->set_outlay(v1::OUTLAY_PROJECT);
      quota.mutable_classification()->set_function_code("2120501");
      quota.mutable_classification()->set_project_code("P7");
      quota.mutable_classification()->set_project_display_name("老旧小区改造");
      quota.mutable_classification()->set_budget_unit("403002");
    }
    v1::LoadDepartmentYearResponse response;
    ASSERT_THAT(Load(head, RecordsOf(), response), IsOk());
  }

  static v1::AggregateBalancesRequest BalancesBy(std::vector<v1::BalanceDimension> dimensions) {
    v1::AggregateBalancesRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    for (const v1::BalanceDimension dimension : dimensions) request.add_dimensions(dimension);
    return request;
  }

  template <typename Request>
  static Request ListOf() {
    Request request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    return request;
  }

  template <typename Request>
  static void AddCondition(Request& request, const char* field, const char* value) {
    type::EntryCondition& condition = *request.add_conditions();
    condition.set_field(field);
    condition.add_values(value);
  }

  std::string QuotasOf(const v1::ListQuotasRequest& request) {
    v1::ListQuotasResponse response;
    EXPECT_THAT(Call(&Stub::ListQuotas, request, response), IsOk());
    return absl::StrJoin(response.quotas(), " ",
                         [](std::string* out, const v1::Quota& quota) { absl::StrAppend(out, quota.external_code()); });
  }

  std::string RecordsOfList(const v1::ListTransactionsRequest& request) {
    v1::ListTransactionsResponse response;
    EXPECT_THAT(Call(&Stub::ListTransactions, request, response), IsOk());
    return absl::StrJoin(response.transactions(), " ", [](std::string* out, const v1::Transaction& transaction) {
      absl::StrAppend(out, transaction.record_id());
    });
  }
};

TEST_F(BalanceRpcs, GroupsCarryKeysSumsAndTheMark) {
  v1::AggregateBalancesRequest request =
      BalancesBy({v1::BALANCE_DIMENSION_OUTLAY, v1::BALANCE_DIMENSION_QUOTA, v1::BALANCE_DIMENSION_PROJECT});
  v1::AggregateBalancesResponse response;
  ASSERT_THAT(Call(&Stub::AggregateBalances, request, response), IsOk());
  ASSERT_EQ(response.groups_size(), 2);
  EXPECT_EQ(absl::StrJoin(response.groups(0).keys(), " "), "basic divisions/430503000/departments/403/quotas/2023-q1 ");
  EXPECT_EQ(response.groups(0).sums().final_budget_fen(), 100000);
  EXPECT_EQ(response.groups(0).sums().payments_fen(), 39000);
  EXPECT_EQ(response.groups(0).sums().balance_fen(), 61000);
  EXPECT_EQ(response.groups(0).entry_count(), 3);
  EXPECT_EQ(
      absl::StrJoin(response.groups(1).keys(), " "),
      "project divisions/430503000/departments/403/quotas/2023-q2 divisions/430503000/departments/403/projects/p7");
  EXPECT_EQ(response.groups(1).sums().supplements_fen(), 50000);
  EXPECT_EQ(response.groups(1).sums().balance_fen(), 0);
  EXPECT_EQ(response.mark().revision(), 9);

  // As of the end of June, as known when three of the five records were there, and one unit alone.
  request = BalancesBy({v1::BALANCE_DIMENSION_QUARTER});
  SetDate(2023, 6, 30, *request.mutable_as_of());
  ASSERT_THAT(Call(&Stub::AggregateBalances, request, response), IsOk());
  ASSERT_EQ(response.groups_size(), 2);
  EXPECT_EQ(response.groups(1).keys(0), "2");
  EXPECT_EQ(response.groups(1).sums().balance_fen(), 50000);
  request.clear_as_of();
  request.set_revision(7);
  AddCondition(request, "budget_unit", "");
  ASSERT_THAT(Call(&Stub::AggregateBalances, request, response), IsOk());
  ASSERT_EQ(response.groups_size(), 2);
  EXPECT_EQ(response.groups(0).sums().initial_budget_fen(), 100000);
  EXPECT_EQ(response.groups(1).keys(0), "3");
  EXPECT_EQ(response.groups(1).sums().payments_fen(), 40000);
  EXPECT_EQ(response.mark().revision(), 7);
}

TEST_F(BalanceRpcs, RefusedBalancesNameReasonAndField) {
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(v1::AggregateBalancesRequest&)> spoil;
  };
  const Case cases[] = {
      {"RESOURCE_NAME_MALFORMED", "parent", [](auto& r) { r.set_parent("403"); }},
      {"DEPARTMENT_NOT_FOUND", "parent", [](auto& r) { r.set_parent("divisions/430503000/departments/404"); }},
      {"FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year", [](auto& r) { r.clear_fiscal_year(); }},
      {"REVISION_NOT_FOUND", "revision", [](auto& r) { r.set_revision(99); }},
      {"REVISION_NOT_FOUND", "revision", [](auto& r) { r.set_revision(-1); }},
      {"DIMENSION_MISSING", "dimensions", [](auto& r) { r.clear_dimensions(); }},
      {"DIMENSION_MISSING", "dimensions[1]", [](auto& r) { r.add_dimensions(v1::BALANCE_DIMENSION_UNSPECIFIED); }},
      {"DIMENSION_REPEATED", "dimensions[1]", [](auto& r) { r.add_dimensions(v1::BALANCE_DIMENSION_OUTLAY); }},
      {"TOO_MANY_DIMENSIONS", "dimensions",
       [](auto& r) {
         for (int i = 0; i < 4; ++i) r.add_dimensions(v1::BALANCE_DIMENSION_QUOTA);
       }},
      {"ENUM_UNKNOWN", "dimensions[1]", [](auto& r) { r.add_dimensions(static_cast<v1::BalanceDimension>(99)); }},
      {"CONDITION_FIELD_UNKNOWN", "conditions[0].field", [](auto& r) { AddCondition(r, "colour", "red"); }},
      {"TOO_MANY_CONDITIONS", "conditions",
       [](auto& r) {
         for (int i = 0; i < 21; ++i) AddCondition(r, "quota", "*");
       }},
      {"TOO_MANY_CONDITIONS", "conditions",
       [](auto& r) {
         AddCondition(r, "quota", "*");
         for (int i = 0; i < 1000; ++i) r.mutable_conditions(0)->add_values("q");
       }},
      {"DATE_NOT_IN_CALENDAR", "as_of", [](auto& r) { SetDate(2023, 2, 30, *r.mutable_as_of()); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(absl::StrCat(c.reason, " at ", c.field));
    v1::AggregateBalancesRequest request = BalancesBy({v1::BALANCE_DIMENSION_OUTLAY});
    c.spoil(request);
    v1::AggregateBalancesResponse response;
    EXPECT_THAT(Call(&Stub::AggregateBalances, request, response), IsRefusal(c.reason, c.field));
  }
}

// 5,001 quotas with an entry in each quarter are 20,004 groups.
TEST_F(BalanceRpcs, AnswerHasABound) {
  v1::LoadHead head;
  head.set_parent(kCuiyuan);
  head.set_fiscal_year(2022);
  head.set_source("case");
  std::vector<v1::Transaction> records;
  for (int quarter = 0; quarter < 4; ++quarter) {
    for (int i = 0; i <= 5000; ++i) {
      const std::string code = absl::StrCat("q", i);
      if (quarter == 0) *head.add_quotas() = QuotaOf(code, "2010301");
      v1::Transaction one =
          TransactionOf(absl::StrCat(quarter, "-", i), 1 + 3 * quarter, 1, code, v1::ENTRY_KIND_SUPPLEMENT, 1);
      one.set_fiscal_year(2022);
      one.mutable_effective_date()->set_year(2022);
      if (i % 500 == 0) {
        records.push_back(one);
      } else {
        *records.back().add_entries() = one.entries(0);
      }
    }
  }
  v1::LoadDepartmentYearResponse loaded;
  ASSERT_THAT(Load(head, records, loaded), IsOk());
  v1::AggregateBalancesRequest request = BalancesBy({v1::BALANCE_DIMENSION_QUOTA, v1::BALANCE_DIMENSION_QUARTER});
  request.set_fiscal_year(2022);
  v1::AggregateBalancesResponse response;
  EXPECT_THAT(Call(&Stub::AggregateBalances, request, response), IsRefusal("TOO_MANY_GROUPS", "dimensions"));
  AddCondition(request, "quarter", "4");
  ASSERT_THAT(Call(&Stub::AggregateBalances, request, response), IsOk());
  EXPECT_EQ(response.groups_size(), 5001);
}

TEST_F(BalanceRpcs, ListsTakeEveryFilter) {
  struct Case {
    const char* what;
    std::function<void(v1::ListTransactionsRequest&)> of_transactions;
    const char* records;
    std::function<void(v1::ListQuotasRequest&)> of_quotas;
    const char* quotas;
  };
  const auto both = [](const char* what, auto set, const char* records, const char* quotas) {
    return Case{what, set, records, set, quotas};
  };
  const Case cases[] = {
      both(
          "nothing", [](auto&) {}, "r1 r2 r3 r4 r5", "Q1 Q2"),
      both(
          "fund type", [](auto& r) { AddCondition(r, "fund_type", "111"); }, "r1 r2 r3 r4 r5", "Q1 Q2"),
      both(
          "function prefix", [](auto& r) { AddCondition(r, "function_code", "212*"); }, "r2 r4", "Q2"),
      both(
          "project", [](auto& r) { AddCondition(r, "project", "p7"); }, "r2 r4", "Q2"),
      both(
          "budget unit", [](auto& r) { AddCondition(r, "budget_unit", "403002"); }, "r2 r4", "Q2"),
      both(
          "outlay", [](auto& r) { AddCondition(r, "outlay", "BASIC"); }, "r1 r3 r5", "Q1"),
      // As the platform spells the number, whatever its brackets.
      both(
          "document", [](auto& r) { AddCondition(r, "document_number", "邵大财预[2023]12号"); }, "r2", "Q2"),
      both(
          "kind", [](auto& r) { AddCondition(r, "entry_kind", "REFUND"); }, "r5", "Q1"),
      both(
          "text", [](auto& r) { r.set_text("q2"); }, "r2 r4", "Q2"),
      both(
          "text in the project's name", [](auto& r) { r.set_text("老旧"); }, "r2 r4", "Q2"),
      // Entries of 500.00 and more; quotas with a final budget of 500.01 and more.
      both(
          "at least", [](auto& r) { r.set_min_amount_fen(50000); }, "r1 r2 r4", "Q1 Q2"),
      both(
          "within",
          [](auto& r) {
            r.set_min_amount_fen(1000);
            r.set_max_amount_fen(50000);
          },
          "r2 r3 r4 r5", "Q2"),
      both(
          "nothing meets it", [](auto& r) { AddCondition(r, "project", "p8"); }, "", ""),
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    v1::ListTransactionsRequest transactions = ListOf<v1::ListTransactionsRequest>();
    c.of_transactions(transactions);
    EXPECT_EQ(RecordsOfList(transactions), c.records);
    v1::ListQuotasRequest quotas = ListOf<v1::ListQuotasRequest>();
    c.of_quotas(quotas);
    EXPECT_EQ(QuotasOf(quotas), c.quotas);
  }
}

// The same refusals from both lists.
template <typename Request>
std::vector<std::pair<const char*, std::function<void(Request&)>>> SpoiltFilters() {
  return {
      {"CONDITION_FIELD_UNKNOWN", [](Request& r) { r.add_conditions()->set_field("colour"); }},
      {"TOO_MANY_CONDITIONS",
       [](Request& r) {
         for (int i = 0; i < 21; ++i) r.add_conditions()->set_field("quota");
       }},
      {"AMOUNT_RANGE_EMPTY",
       [](Request& r) {
         r.set_min_amount_fen(2);
         r.set_max_amount_fen(1);
       }},
      {"AMOUNT_OUT_OF_RANGE", [](Request& r) { r.set_min_amount_fen(std::numeric_limits<int64_t>::min()); }},
      {"TEXT_TOO_LONG", [](Request& r) { r.set_text(std::string(101, 'x')); }},
      {"TEXT_MALFORMED", [](Request& r) { r.set_text("a\x01"); }},
      {"DATE_NOT_IN_CALENDAR", [](Request& r) { r.mutable_as_of()->set_year(2023); }},
      {"PAGE_SIZE_NEGATIVE", [](Request& r) { r.set_page_size(-1); }},
      {"PAGE_TOKEN_MALFORMED", [](Request& r) { r.set_page_token("x"); }},
      {"REVISION_NOT_FOUND", [](Request& r) { r.set_revision(99); }},
      {"FISCAL_YEAR_OUT_OF_RANGE", [](Request& r) { r.set_fiscal_year(1); }},
      {"DEPARTMENT_NOT_FOUND", [](Request& r) { r.set_parent("divisions/430503000/departments/404"); }},
  };
}

TEST_F(BalanceRpcs, RefusedFiltersNameTheirReason) {
  for (const auto& [reason, spoil] : SpoiltFilters<v1::ListTransactionsRequest>()) {
    v1::ListTransactionsRequest request = ListOf<v1::ListTransactionsRequest>();
    spoil(request);
    v1::ListTransactionsResponse response;
    EXPECT_THAT(Call(&Stub::ListTransactions, request, response), IsRefusal(reason));
  }
  for (const auto& [reason, spoil] : SpoiltFilters<v1::ListQuotasRequest>()) {
    v1::ListQuotasRequest request = ListOf<v1::ListQuotasRequest>();
    spoil(request);
    v1::ListQuotasResponse response;
    EXPECT_THAT(Call(&Stub::ListQuotas, request, response), IsRefusal(reason));
  }
}

// Goal: a filtered list goes on where it stood, whatever is posted between its pages, and a token belongs to its
// filter.
TEST_F(BalanceRpcs, PagesOfAFilteredListAreStableWhileOthersWrite) {
  v1::ListTransactionsRequest list = ListOf<v1::ListTransactionsRequest>();
  AddCondition(list, "quota", "2023-q1");
  list.set_page_size(1);
  std::string records;
  v1::ListTransactionsResponse page;
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
    ASSERT_EQ(page.transactions_size(), 1);
    records += page.transactions(0).record_id() + " ";
    EXPECT_EQ(page.mark().revision(), 9);
    list.set_page_token(page.next_page_token());
    ASSERT_THAT(Post(TransactionOf(absl::StrCat("between", i), 2, 1, "Q1", v1::ENTRY_KIND_PAYMENT, 1)), IsOk());
  }
  EXPECT_EQ(records, "r1 r3 r5 ");
  EXPECT_EQ(page.next_page_token(), "");

  list.clear_page_token();
  ASSERT_THAT(Call(&Stub::ListTransactions, list, page), IsOk());
  list.set_page_token(page.next_page_token());
  const std::function<void(v1::ListTransactionsRequest&)> other[] = {
      [](auto& r) { r.mutable_conditions(0)->set_values(0, "2023-q2"); },
      [](auto& r) { r.clear_conditions(); },
      [](auto& r) { r.set_text("x"); },
      [](auto& r) { r.set_min_amount_fen(0); },
      [](auto& r) { r.set_max_amount_fen(0); },
      [](auto& r) { r.set_revision(9); },
      [](auto& r) { SetDate(2023, 1, 1, *r.mutable_as_of()); },
      [](auto& r) { r.set_fiscal_year(2022); },
  };
  for (const auto& change : other) {
    v1::ListTransactionsRequest request = list;
    change(request);
    EXPECT_THAT(Call(&Stub::ListTransactions, request, page), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"))
        << request.ShortDebugString();
  }
}

TEST_F(BalanceRpcs, ProjectsAreListedOverTheYears) {
  v1::PostTransactionRequest post = PostOf(TransactionOf("old", 1, 5, "Q9", v1::ENTRY_KIND_INITIAL, 700));
  post.mutable_transaction()->set_fiscal_year(2022);
  post.mutable_transaction()->mutable_effective_date()->set_year(2022);
  v1::Quota& quota = *post.add_quotas() = QuotaOf("Q9", "2010301");
  quota.mutable_classification()->set_project_code("p7");
  quota.mutable_classification()->set_project_display_name("小区改造");
  v1::Transaction posted;
  ASSERT_THAT(Call(&Stub::PostTransaction, post, posted), IsOk());
  post.mutable_transaction()->set_record_id("other");
  post.mutable_transaction()->mutable_entries(0)->set_quota_external_code("Q8");
  quota.set_external_code("Q8");
  quota.mutable_classification()->set_project_code("A1");
  quota.mutable_classification()->set_project_display_name("安置房");
  ASSERT_THAT(Call(&Stub::PostTransaction, post, posted), IsOk());

  v1::ListProjectsRequest list;
  list.set_parent(kCuiyuan);
  list.set_page_size(1);
  v1::ListProjectsResponse page;
  ASSERT_THAT(Call(&Stub::ListProjects, list, page), IsOk());
  ASSERT_EQ(page.projects_size(), 1);
  EXPECT_EQ(page.projects(0).name(), "divisions/430503000/departments/403/projects/a1");
  EXPECT_EQ(page.projects(0).external_code(), "A1");
  list.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(&Stub::ListProjects, list, page), IsOk());
  ASSERT_EQ(page.projects_size(), 1);
  EXPECT_EQ(page.projects(0).external_code(), "P7");
  EXPECT_EQ(page.projects(0).display_name(), "老旧小区改造") << "the later year's name";
  EXPECT_EQ(absl::StrJoin(page.projects(0).fiscal_years(), " "), "2022 2023");
  EXPECT_EQ(page.next_page_token(), "");

  list.set_page_token("x");
  EXPECT_THAT(Call(&Stub::ListProjects, list, page), IsRefusal("PAGE_TOKEN_MALFORMED", "page_token"));
  list.clear_page_token();
  list.set_page_size(-1);
  EXPECT_THAT(Call(&Stub::ListProjects, list, page), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
  list.clear_page_size();
  ASSERT_THAT(Call(&Stub::ListProjects, list, page), IsOk());
  EXPECT_EQ(page.projects_size(), 2);
  list.set_parent("divisions/430503000/departments/404");
  EXPECT_THAT(Call(&Stub::ListProjects, list, page), IsRefusal("DEPARTMENT_NOT_FOUND", "parent"));
}

TEST_F(BalanceRpcs, AuditFindsNoDifferenceInWhatTheWritesKept) {
  ASSERT_THAT(Post(TransactionOf("p1", 2, 1, "Q1", v1::ENTRY_KIND_PAYMENT, 5)), IsOk());
  v1::AuditFactsRequest request;
  request.set_name(kCuiyuan2023);
  v1::AuditFactsResponse response;
  ASSERT_THAT(Call(&Stub::AuditFacts, request, response), IsOk());
  EXPECT_EQ(response.differences_size(), 0);
  // Ten sums in eight splits, eight quarters, five origins, three counts, three sums by code.
  EXPECT_EQ(response.fact_count(), 10 * 8 + 8 + 5 + 3 + 3);
  EXPECT_EQ(response.mark().revision(), 10);
  request.set_name("divisions/430503000/departments/404/years/2023");
  EXPECT_THAT(Call(&Stub::AuditFacts, request, response), IsRefusal("DEPARTMENT_NOT_FOUND", "name"));
  request.set_name("403");
  EXPECT_THAT(Call(&Stub::AuditFacts, request, response), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
}

}  // namespace
}  // namespace zhengping::budget
