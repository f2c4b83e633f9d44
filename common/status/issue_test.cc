#include "common/status/issue.h"

#include <gtest/gtest.h>

namespace zhengping {
namespace {

TEST(Issue, OnlyAnErrorIsAnError) {
  Issue note;
  note.severity = Severity::kNote;
  Issue warning;
  warning.severity = Severity::kWarning;
  EXPECT_FALSE(HasErrors({}));
  EXPECT_FALSE(HasErrors({note, warning}));
  EXPECT_TRUE(HasErrors({note, warning, Issue{}}));
}

TEST(Issue, PrintsItsPlaceWhatWasFoundAndTheRemedy) {
  Issue issue;
  issue.place = {.file = "2023/ledger.csv", .row = 12, .column = "金额", .field = ""};
  issue.found = "-5";
  issue.remedy = "金额应大于零";
  EXPECT_EQ(FormatIssue(issue), "2023/ledger.csv 第 12 行 金额: 「-5」 金额应大于零");
}

TEST(Issue, PrintsOnlyThePartsThatItHas) {
  Issue issue;
  issue.remedy = "合计应为 100";
  EXPECT_EQ(FormatIssue(issue), "合计应为 100");
  issue.place.field = "plan.rows[3].weight";
  EXPECT_EQ(FormatIssue(issue), "plan.rows[3].weight: 合计应为 100");
}

}  // namespace
}  // namespace zhengping
