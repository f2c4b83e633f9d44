#include "services/reporting/exchange/case/department_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHeadings[] = "mof_div_code,agency_code,agency_name,superior_agency_code,unit_kind\n";

TEST(DepartmentFile, NamesTheDepartment) {
  const CaseReading reading =
      ReadCase(SmallCase({{"department.csv", absl::StrCat(kHeadings, "430503,403,翠园街道办事处,400,行政单位\n")}}));
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  const CaseDepartment& department = reading.contents.department;
  EXPECT_EQ(FormatName(department.name), "divisions/430503000/departments/403");
  EXPECT_EQ(department.display_name, "翠园街道办事处");
  EXPECT_EQ(department.superior_agency_code, "400");
  EXPECT_EQ(department.unit_kind, "行政单位");
  EXPECT_EQ(department.place.row, 2);
}

TEST(DepartmentFile, SaysWhatIsWrongAtItsCell) {
  struct Case {
    const char* rows;
    const char* line;
  };
  for (const Case& c :
       {Case{"4305,403,甲,,\n", "2:mof_div_code:DIVISION_CODE_MALFORMED"},
        Case{"430503000,1234567890123456789012,甲,,\n", "2:agency_code:AGENCY_CODE_MALFORMED"},
        Case{",403,甲,,\n", "2:mof_div_code:VALUE_MISSING"}, Case{"430503000,403,,,\n", "2:agency_name:VALUE_MISSING"},
        Case{"", "0::DEPARTMENT_ROWS"}, Case{"430503000,403,甲,,\n430503000,404,乙,,\n", "3::DEPARTMENT_ROWS"}}) {
    SCOPED_TRACE(c.rows);
    EXPECT_THAT(LinesOf("department.csv", absl::StrCat(kHeadings, c.rows)),
                ElementsAre(absl::StrCat("department.csv:", c.line)));
  }
}

}  // namespace
}  // namespace zhengping::reporting
