#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

class DepartmentRpcs : public ServiceFixture {};

v1::UpdateDepartmentRequest UpdateOf(const std::string& name) {
  v1::UpdateDepartmentRequest request;
  request.mutable_department()->set_name(name);
  request.mutable_department()->set_display_name("翠园街道办事处");
  request.set_allow_missing(true);
  return request;
}

TEST_F(DepartmentRpcs, DepartmentIsCreatedReadAndChanged) {
  v1::UpdateDepartmentRequest update = UpdateOf("divisions/430503/departments/403");  // 6 digits are completed
  v1::BudgetUnit& unit = *update.mutable_department()->add_budget_units();
  unit.set_code("403001");
  unit.set_display_name("本级");
  v1::Department created;
  ASSERT_THAT(Call(&Stub::UpdateDepartment, update, created), IsOk());
  EXPECT_EQ(created.name(), kCuiyuan);
  EXPECT_GT(created.create_time().seconds(), 0);

  v1::GetDepartmentRequest get;
  get.set_name(kCuiyuan);
  v1::Department read;
  ASSERT_THAT(Call(&Stub::GetDepartment, get, read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), created.SerializeAsString());

  // A mask that names a field without a value clears it; everything else stays.
  update = UpdateOf(kCuiyuan);
  update.mutable_department()->set_etag(read.etag());
  update.mutable_update_mask()->add_paths("budget_units");
  ASSERT_THAT(Call(&Stub::UpdateDepartment, update, read), IsOk());
  EXPECT_EQ(read.budget_units_size(), 0);
  EXPECT_EQ(read.display_name(), "翠园街道办事处");
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, read), IsRefusal("ETAG_STALE", "department.etag"));
}

TEST_F(DepartmentRpcs, ReadingNamesTheFieldOfAnUnknownDepartment) {
  const auto refused = [this](auto method, const auto& request, auto response) {
    return Call(method, request, response);
  };
  const auto by_name = [&](auto method, auto request, auto response, const std::string& last_part) {
    request.set_name(absl::StrCat(kCuiyuan, last_part));
    EXPECT_THAT(refused(method, request, response), IsRefusal("DEPARTMENT_NOT_FOUND", "name")) << request.GetTypeName();
  };
  by_name(&Stub::GetDepartment, v1::GetDepartmentRequest(), v1::Department(), "");
  by_name(&Stub::GetDepartmentYear, v1::GetDepartmentYearRequest(), v1::DepartmentYear(), "/years/2023");
  by_name(&Stub::GetFacts, v1::GetFactsRequest(), v1::GetFactsResponse(), "/years/2023");
  by_name(&Stub::AnalyzeYear, v1::AnalyzeYearRequest(), v1::AnalyzeYearResponse(), "/years/2023");
  by_name(&Stub::GetStatement, v1::GetStatementRequest(), v1::Statement(), "/years/2023/statement");
  by_name(&Stub::GetQuota, v1::GetQuotaRequest(), v1::Quota(), "/quotas/2023-q1");
  by_name(&Stub::GetSpecialFund, v1::GetSpecialFundRequest(), v1::SpecialFund(), "/specialFunds/2023-zx01");
  by_name(&Stub::GetTransaction, v1::GetTransactionRequest(), v1::Transaction(), "/transactions/2023-1");
  by_name(&Stub::ReverseTransaction, v1::ReverseTransactionRequest(), v1::Transaction(), "/transactions/2023-1");

  v1::GetFactsRequest early;  // not the head's own facts
  SetDate(2023, 6, 30, *early.mutable_as_of());
  by_name(&Stub::GetFacts, early, v1::GetFactsResponse(), "/years/2023");

  const auto by_parent = [&](auto method, auto request, auto response) {
    request.set_parent(kCuiyuan);
    EXPECT_THAT(refused(method, request, response), IsRefusal("DEPARTMENT_NOT_FOUND", "parent"))
        << request.GetTypeName();
  };
  const auto of_year = [](auto request) {
    request.set_fiscal_year(2023);
    return request;
  };
  by_parent(&Stub::ListDepartmentYears, v1::ListDepartmentYearsRequest(), v1::ListDepartmentYearsResponse());
  by_parent(&Stub::ListQuotas, of_year(v1::ListQuotasRequest()), v1::ListQuotasResponse());
  by_parent(&Stub::ListSpecialFunds, of_year(v1::ListSpecialFundsRequest()), v1::ListSpecialFundsResponse());
  v1::ListTransactionsRequest transactions = of_year(v1::ListTransactionsRequest());
  by_parent(&Stub::ListTransactions, transactions, v1::ListTransactionsResponse());
  transactions.add_conditions()->set_field("entry_kind");
  transactions.mutable_conditions(0)->add_values("PAYMENT");
  by_parent(&Stub::ListTransactions, transactions, v1::ListTransactionsResponse());

  v1::ListFactEntriesRequest entries;
  entries.mutable_selector()->set_department(kCuiyuan);
  entries.mutable_selector()->set_fiscal_year(2023);
  entries.mutable_selector()->set_revision(1);
  const absl::Status status = refused(&Stub::ListFactEntries, entries, v1::ListFactEntriesResponse());
  EXPECT_THAT(status, IsRefusal("DEPARTMENT_NOT_FOUND", "selector.department"));
  EXPECT_THAT(std::string(status.message()),
              testing::HasSubstr("load a case of it, or create it with UpdateDepartment"));
}

TEST_F(DepartmentRpcs, EachReasonIsGivenWithItsField) {
  v1::Department response;
  v1::GetDepartmentRequest get;
  get.set_name(kCuiyuan);
  EXPECT_THAT(Call(&Stub::GetDepartment, get, response), IsRefusal("DEPARTMENT_NOT_FOUND", "name"));
  get.set_name("departments/403");
  EXPECT_THAT(Call(&Stub::GetDepartment, get, response), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));

  v1::UpdateDepartmentRequest update = UpdateOf(kCuiyuan);
  update.set_allow_missing(false);
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response), IsRefusal("DEPARTMENT_NOT_FOUND", "department.name"));
  update = UpdateOf(kCuiyuan);
  update.mutable_department()->clear_display_name();
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response),
              IsRefusal("DISPLAY_NAME_MISSING", "department.display_name"));
  update = UpdateOf(kCuiyuan);
  update.mutable_department()->set_display_name(std::string(181, 'x'));
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response), IsRefusal("TEXT_TOO_LONG", "department.display_name"));
  update.mutable_department()->set_display_name("\x01");
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response), IsRefusal("TEXT_MALFORMED", "department.display_name"));
  update = UpdateOf(kCuiyuan);
  update.mutable_update_mask()->add_paths("create_time");
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response), IsRefusal("UPDATE_MASK_UNKNOWN_FIELD", "update_mask"));
  update = UpdateOf(kCuiyuan);
  update.mutable_department()->add_budget_units();
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response),
              IsRefusal("FIELD_MISSING", "department.budget_units[0].code"));
  update = UpdateOf(kCuiyuan);
  for (int i = 0; i <= 500; ++i) update.mutable_department()->add_budget_units()->set_code("403001");
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response),
              IsRefusal("TOO_MANY_BUDGET_UNITS", "department.budget_units"));
}

TEST_F(DepartmentRpcs, ListIsPaged) {
  v1::Department department;
  for (const char* code : {"403", "404", "405"}) {
    v1::UpdateDepartmentRequest update = UpdateOf(absl::StrCat("divisions/430503000/departments/", code));
    ASSERT_THAT(Call(&Stub::UpdateDepartment, update, department), IsOk());
  }
  v1::ListDepartmentsRequest list;
  list.set_parent("divisions/430503000");
  list.set_page_size(2);
  v1::ListDepartmentsResponse page;
  ASSERT_THAT(Call(&Stub::ListDepartments, list, page), IsOk());
  ASSERT_EQ(page.departments_size(), 2);
  ASSERT_NE(page.next_page_token(), "");
  list.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(&Stub::ListDepartments, list, page), IsOk());
  ASSERT_EQ(page.departments_size(), 1);
  EXPECT_EQ(page.departments(0).name(), "divisions/430503000/departments/405");
  EXPECT_EQ(page.next_page_token(), "");

  list.set_display_name("另一个");
  EXPECT_THAT(Call(&Stub::ListDepartments, list, page), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
  list.set_page_token("nonsense");
  EXPECT_THAT(Call(&Stub::ListDepartments, list, page), IsRefusal("PAGE_TOKEN_MALFORMED", "page_token"));
  list.clear_page_token();
  list.set_page_size(-1);
  EXPECT_THAT(Call(&Stub::ListDepartments, list, page), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
}

TEST_F(DepartmentRpcs, YearsTellRevisionAndDigest) {
  LoadYear();
  v1::GetDepartmentYearRequest get;
  get.set_name(kCuiyuan2023);
  v1::DepartmentYear year;
  ASSERT_THAT(Call(&Stub::GetDepartmentYear, get, year), IsOk());
  EXPECT_EQ(year.revision(), 9);  // quotas, funds, statement, facts, five records
  EXPECT_EQ(year.transaction_count(), 5);
  EXPECT_EQ(year.digest().size(), 64u);
  EXPECT_EQ(year.digest_algorithm(), "sm3");
  get.set_name("divisions/430503000/departments/403/years/2022");
  ASSERT_THAT(Call(&Stub::GetDepartmentYear, get, year), IsOk());
  EXPECT_EQ(year.revision(), 0);
  get.set_name("divisions/430503000/departments/403/years/23");
  EXPECT_THAT(Call(&Stub::GetDepartmentYear, get, year), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "name"));

  v1::ListDepartmentYearsRequest list;
  list.set_parent(kCuiyuan);
  v1::ListDepartmentYearsResponse years;
  ASSERT_THAT(Call(&Stub::ListDepartmentYears, list, years), IsOk());
  ASSERT_EQ(years.department_years_size(), 1);
  EXPECT_EQ(years.department_years(0).name(), kCuiyuan2023);
}

}  // namespace
}  // namespace zhengping::budget
