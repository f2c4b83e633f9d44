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

budget::v1::Transaction TransactionOf(std::vector<std::pair<budget::v1::EntryKind, int64_t>> entries) {
  budget::v1::Transaction transaction;
  transaction.mutable_effective_date()->set_year(2023);
  transaction.mutable_effective_date()->set_month(3);
  transaction.mutable_effective_date()->set_day(7);
  for (const auto& [kind, fen] : entries) {
    transaction.add_entries()->set_kind(kind);
    transaction.mutable_entries(transaction.entries_size() - 1)->set_amount_fen(fen);
  }
  return transaction;
}

TEST(BudgetLoadMessages, DifferencesAreNamedRecordByRecordWithTheirRows) {
  const Case contents = CaseOf(3);
  budget::v1::LoadDepartmentYearResponse answer;
  answer.mutable_mark()->set_department("divisions/430503000/departments/403");
  answer.mutable_mark()->set_fiscal_year(2023);
  budget::v1::OutcomeCount& count = *answer.add_outcome_counts();
  count.set_outcome(budget::v1::RECORD_OUTCOME_ADDED);
  count.set_count(30);
  budget::v1::LoadDifference& changed = *answer.add_differences();
  changed.set_outcome(budget::v1::RECORD_OUTCOME_CHANGED);
  changed.set_record_id("r1");
  *changed.mutable_stored() = TransactionOf({{budget::v1::ENTRY_KIND_PAYMENT, 12345}});
  *changed.mutable_sent() =
      TransactionOf({{budget::v1::ENTRY_KIND_TRANSFER_OUT, 500}, {budget::v1::ENTRY_KIND_TRANSFER_IN, 500}});
  changed.mutable_sent()->set_document_number("大财预〔2023〕1号");
  budget::v1::LoadDifference& vanished = *answer.add_differences();
  vanished.set_outcome(budget::v1::RECORD_OUTCOME_VANISHED);
  vanished.set_record_id("r9");
  *vanished.mutable_stored() = TransactionOf({{budget::v1::ENTRY_KIND_REFUND, 100}});
  for (int i = 0; i < 30; ++i) {
    budget::v1::LoadDifference& added = *answer.add_differences();
    added.set_outcome(budget::v1::RECORD_OUTCOME_ADDED);
    added.set_record_id("r2");
    *added.mutable_sent() = TransactionOf({{budget::v1::ENTRY_KIND_INITIAL, 100}});
  }
  const absl::StatusOr<LoadAnswer> read = FromMessage(answer, contents, contents.years[0]);
  ASSERT_THAT(read, IsOk());
  ASSERT_FALSE(read->changes.empty());
  const std::vector<RecordChange>& records = read->changes[0].records;
  ASSERT_EQ(records.size(), 20u);
  EXPECT_EQ(records[0], (RecordChange{RecordChange::Kind::kChanged, "r1", 3, "2023-03-07 支付 123.45元",
                                      "2023-03-07 调入 5.00元 调出 5.00元（2 笔分录） 大财预〔2023〕1号"}));
  EXPECT_EQ(records[1], (RecordChange{RecordChange::Kind::kVanished, "r9", 0, "2023-03-07 退回 1.00元", ""}));
  EXPECT_EQ(records[2], (RecordChange{RecordChange::Kind::kAdded, "r2", 4, "", "2023-03-07 年初预算 1.00元"}));
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
