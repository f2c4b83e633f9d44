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

TEST_F(DepartmentRpcs, EachReasonIsGivenWithItsField) {
  v1::Department response;
  v1::GetDepartmentRequest get;
  get.set_name(kCuiyuan);
  EXPECT_THAT(Call(&Stub::GetDepartment, get, response), IsRefusal("DEPARTMENT_NOT_FOUND"));
  get.set_name("departments/403");
  EXPECT_THAT(Call(&Stub::GetDepartment, get, response), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));

  v1::UpdateDepartmentRequest update = UpdateOf(kCuiyuan);
  update.set_allow_missing(false);
  EXPECT_THAT(Call(&Stub::UpdateDepartment, update, response), IsRefusal("DEPARTMENT_NOT_FOUND"));
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
