#include "services/budget/domain/simulation/merged_code.h"

#include <gtest/gtest.h>

namespace zhengping::budget {
namespace {

TEST(MergedCode, IsWhatBothHave) {
  struct Case {
    const char* what;
    const char* a;
    const char* b;
    const char* merged;
  };
  const Case cases[] = {
      {"the same", "30201", "30201", "30201"},
      {"one class", "30201", "30226", "302"},
      {"a class and its item", "302", "30226", "302"},
      {"two classes", "30201", "31002", ""},
      {"one unstated", "30201", "", ""},
      {"none stated", "", "", ""},
      {"the same three public", "30217", "30217", "30217"},
      {"one of them", "30217", "30201", ""},
      {"two of them", "30217", "30231", ""},
      {"one of them and its class", "302", "30217", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(MergedCode(c.a, c.b), c.merged) << c.what;
    EXPECT_EQ(MergedCode(c.b, c.a), c.merged) << c.what;
  }
}

}  // namespace
}  // namespace zhengping::budget
