#include "services/indicator/exchange/perf_table.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping::indicator {
namespace {

TEST(PerfTables, TheShippedOnesAreWellFormed) {
  EXPECT_EQ(ShippedPerfTables().size(), 8u);
  const PerfTable* indicators = FindPerfTable("bgt_perf_indicator");
  ASSERT_NE(indicators, nullptr);
  EXPECT_EQ(indicators->yield, Yield::kPlan);
  EXPECT_EQ(indicators->FieldOfHeading("指标值")->role, "target");
  EXPECT_EQ(indicators->FieldOfHeading("KPI_VAL")->most_characters, 60u);
  EXPECT_EQ(indicators->FieldOfHeading("评（扣）分标准")->role, "standard");
  EXPECT_EQ(indicators->FieldOfHeading("没有这一列"), nullptr);
  EXPECT_EQ(indicators->FieldOfHeading("财政区划")->role, "division") << "columns that all tables have";
  EXPECT_EQ(FindPerfTable("BA_BGT_INFO"), nullptr);
}

TEST(PerfTables, ATemplateIsKnownByTheNameThatThePlatformGivesIt) {
  const PerfTable* form = FindPerfTable(kTemplateTable);
  ASSERT_NE(form, nullptr);
  EXPECT_TRUE(form->IsCalled("部门整体绩效自评指标完成情况导入模板20240315.xlsx"));
  EXPECT_TRUE(form->IsCalled("项目支出绩效自评指标完成情况导入模板.xls"));
  EXPECT_FALSE(form->IsCalled("绩效指标.xlsx"));
}

TEST(PerfTables, WhatIsWrongIsSaidWithItsLine) {
  struct Case {
    const char* text;
    const char* told;
  };
  const Case cases[] = {
      {"table T\nfield a ten record\n", "T line 2: a field has a name, a length, a role or -, and headings"},
      {"table T\nfield a 10 nobody\n", "T line 2: no such role: nobody"},
      {"table T\nmakes coffee\n", "T line 2: no such line"},
      {"table T\nrequire b\nfield a 10 record\n", "T line 0: b is no field"},
      {"table T\nfield a 10 record 甲\nfield b 10 note 甲\n", "T line 0: two fields are called 甲"},
      {"table\n", " line 1: a line has a word and what it says"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto tables = ParsePerfTables({c.text});
    ASSERT_THAT(tables, IsRefusal("FIELD_TABLE_MALFORMED"));
    EXPECT_EQ(tables.status().message(), c.told);
  }
}

}  // namespace
}  // namespace zhengping::indicator
