#include "services/reporting/clients/budget_load_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/reporting/clients/load_refusal.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::reporting {
namespace {

Case CaseOf(size_t transactions, size_t note_bytes = 0) {
  Case contents;
  contents.fiscal_year = 2023;
  contents.department = {
      .name = {.division = "430503000", .department = "403"}, .agency_code = "403", .display_name = "翠园街道办事处"};
  CaseYear year{.fiscal_year = 2023, .source = "测试"};
  for (size_t i = 0; i < transactions; ++i) {
    const RowPlace place = {"ledger.csv", static_cast<int>(i) + 2};
    year.transactions.push_back(
        {.record_id = absl::StrCat("r", i),
         .effective_date = *Date::FromYmd(2023, 1, 10),
         .entries = {{.quota = "q1", .amount = Money::Fen(100), .note = std::string(note_bytes, 'x'), .place = place}},
         .place = place});
  }
  contents.years = {year};
  return contents;
}

TEST(BudgetLoadMessages, BatchesKeepTheOrderAndTheLimits) {
  struct Row {
    size_t transactions;
    size_t messages;
  };
  for (const Row& row : {Row{0, 1}, Row{1, 2}, Row{2000, 2}, Row{2001, 3}, Row{4001, 4}}) {
    SCOPED_TRACE(row.transactions);
    const Case contents = CaseOf(row.transactions);
    const auto messages = BudgetLoadMessages(contents, contents.years[0], {});
    ASSERT_EQ(messages.size(), row.messages);
    EXPECT_TRUE(messages[0].has_head());
    size_t next = 0;
    for (size_t i = 1; i < messages.size(); ++i) {
      EXPECT_LE(messages[i].batch().transactions_size(), 2000);
      for (const auto& transaction : messages[i].batch().transactions()) {
        EXPECT_EQ(transaction.record_id(), absl::StrCat("r", next++));
      }
    }
    EXPECT_EQ(next, row.transactions);
  }
}

TEST(BudgetLoadMessages, ABatchStaysBelowAMessagesLimit) {
  const Case contents = CaseOf(100, 100'000);
  const auto messages = BudgetLoadMessages(contents, contents.years[0], {});
  EXPECT_GT(messages.size(), 10u);
  for (const auto& message : messages) EXPECT_LT(message.ByteSizeLong(), size_t{2} << 20);
}

TEST(BudgetLoadMessages, TheHeadSaysWhoseAndHow) {
  Case contents = CaseOf(1);
  contents.years[0].statement = {{.item = "procurement",
                                  .display_name = "政府采购金额",
                                  .cells = {CaseFigure{FactState::kReported, Quantity(Money::Fen(500))}, CaseFigure{},
                                            CaseFigure{FactState::kNotApplicable, std::nullopt}, CaseFigure{}},
                                  .place = {"statement.csv", 4}}};
  const std::string id = "3f2b0c1e-8a4d-4c6f-9b1e-2d7a5c3e1f00";
  const auto messages =
      BudgetLoadMessages(contents, contents.years[0], {.on_vanished = OnVanished::kReverse, .request_id = id});
  const budget::v1::LoadHead& head = messages[0].head();
  EXPECT_EQ(head.parent(), "divisions/430503000/departments/403");
  EXPECT_EQ(head.source(), "case");
  EXPECT_EQ(head.on_violation(), budget::v1::ON_VIOLATION_REJECT);
  EXPECT_TRUE(head.replace());
  EXPECT_FALSE(head.validate_only());
  EXPECT_EQ(head.request_id(), StepRequestId(id, "budget/2023"));
  const budget::v1::StatementRow& row = head.statement().rows(0);
  EXPECT_EQ(row.prior_actual().value().amount_fen(), 500);
  EXPECT_EQ(row.prior_actual().source(), "statement.csv 第 4 行");
  EXPECT_FALSE(row.has_prior_budget());
  EXPECT_EQ(row.budget().state(), type::FACT_STATE_NOT_APPLICABLE);
  EXPECT_FALSE(row.budget().has_value());

  const auto dry =
      BudgetLoadMessages(contents, contents.years[0], {.mode = ImportMode::kValidateOnly, .request_id = id});
  EXPECT_TRUE(dry[0].head().validate_only());
  EXPECT_EQ(dry[0].head().request_id(), "");
}

TEST(BudgetLoadMessages, AnAnswerAboutSomethingElseBreaksTheContract) {
  const Case contents = CaseOf(1);
  budget::v1::LoadDepartmentYearResponse answer;
  answer.mutable_mark()->set_department("divisions/430503000/departments/403");
  answer.mutable_mark()->set_fiscal_year(2023);
  EXPECT_THAT(FromMessage(answer, contents, contents.years[0]), IsOk());
  answer.mutable_mark()->set_fiscal_year(2022);
  EXPECT_THAT(FromMessage(answer, contents, contents.years[0]), IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"));
}

TEST(LoadRefusal, OnlyWhatIsAboutTheContentIsAnIssue) {
  const std::optional<Issue> issue =
      IssueOf(Invalid({"TOO_MANY_TRANSACTIONS", "batch.transactions", "budget"}, "fewer"));
  ASSERT_TRUE(issue.has_value());
  EXPECT_EQ(issue->reason, "TOO_MANY_TRANSACTIONS");
  EXPECT_EQ(issue->place.field, "batch.transactions");
  EXPECT_EQ(issue->severity, Severity::kError);
  EXPECT_TRUE(IssueOf(Absent({"FRAMEWORK_NOT_FOUND", "framework", "indicator"}, "known")).has_value());
  EXPECT_FALSE(IssueOf(Unreachable({"SERVICE_UNREACHABLE", "", "budget"}, "later")).has_value());
  EXPECT_FALSE(IssueOf(TooLate({"DEADLINE_EXCEEDED", "", "budget"}, "later")).has_value());
  EXPECT_FALSE(IssueOf(absl::InternalError("bug")).has_value());
}

}  // namespace
}  // namespace zhengping::reporting
