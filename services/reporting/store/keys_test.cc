#include "services/reporting/store/keys.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

TEST(EvaluationId, ReadsBackWhatItWrote) {
  const DepartmentName department = {"430503000", "403"};
  const EvaluationKey key = {.year = {.department = department, .fiscal_year = 2023}, .number = 12};
  EXPECT_EQ(FormatEvaluationId(key), "2023-12");
  EXPECT_EQ(ParseEvaluationId(department, "2023-12"), key);
}

TEST(EvaluationId, HasOneSpelling) {
  for (const char* other : {"", "2023", "2023-", "-1", "2023-0", "2023--1", "2023-01", "+2023-1", "2023-1 ", "x-1"}) {
    EXPECT_FALSE(ParseEvaluationId({"430503000", "403"}, other).has_value()) << other;
  }
}

}  // namespace
}  // namespace zhengping::reporting
