// A case into both services: what one of them refuses at writing, and what is too large to be sent.
#include "services/reporting/clients/case_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/testing/matchers.h"
#include "services/reporting/clients/budget_client.h"
#include "services/reporting/clients/downstream_testing.h"
#include "services/reporting/clients/indicator_client.h"

namespace zhengping::reporting {
namespace {

using ::testing::HasSubstr;

Case OneLedger() {
  Case contents;
  contents.fiscal_year = 2023;
  contents.department = {
      .name = {.division = "430503000", .department = "403"}, .agency_code = "403", .display_name = "翠园街道办事处"};
  CaseYear year{.fiscal_year = 2023, .source = "测试"};
  year.transactions = {{.record_id = "r0",
                        .effective_date = *Date::FromYmd(2023, 1, 10),
                        .entries = {{.quota = "q1", .amount = Money::Fen(100), .place = {"ledger.csv", 2}}},
                        .place = {"ledger.csv", 2}}};
  contents.years = {year};
  contents.files = {{"ledger.csv", "指标账.csv"}};
  return contents;
}

class CaseImportTest : public testing::Test {
 protected:
  FakeBudget budget_;
  FakeIndicator indicator_;
  ServerFixture budget_server_{{&budget_}};
  ServerFixture indicator_server_{{&indicator_}};
  BudgetLoad budget_load_{client::NewChannel(BudgetChannel(budget_server_.server().address())),
                          std::chrono::seconds(20)};
  IndicatorLoad indicator_load_{client::NewChannel(IndicatorChannel(indicator_server_.server().address())),
                                std::chrono::seconds(20)};
};

TEST_F(CaseImportTest, WhatAServiceRefusesAtWritingNamesItAndThePlace) {
  budget_.refusal_of_writing = Invalid({"LOAD_HAS_ERRORS", "transactions[0].entries[0].amount_fen"}, "too much");
  const Case contents = OneLedger();
  ImportOutcome outcome;
  ASSERT_THAT(ValidateWithServices(contents, {}, budget_load_, indicator_load_, {}, outcome), IsOk());
  EXPECT_FALSE(HasErrors(outcome.issues));
  const absl::Status status = WriteToServices(contents, {}, budget_load_, indicator_load_, {}, outcome);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(status, IsRefusal("CASE_REFUSED_AT_WRITING", ""));
  EXPECT_EQ(RefusalOf(status)->service, "budget");
  EXPECT_THAT(std::string(status.message()), HasSubstr("ledger.csv")) << "the place in the case, not in budget's load";
  EXPECT_THAT(std::string(status.message()), HasSubstr("too much"));

  budget_.refusal_of_writing = Unreachable({"SERVICE_UNREACHABLE"}, "gone");
  EXPECT_THAT(WriteToServices(contents, {}, budget_load_, indicator_load_, {}, outcome),
              IsRefusal("SERVICE_UNREACHABLE"))
      << "no word about the content";
}

// indicator takes a year in one message.
TEST_F(CaseImportTest, ResultsThatFillAMessageAreAnIssueBeforeTheyAreSent) {
  Case contents = OneLedger();
  contents.files.emplace_back("observations.csv", "指标完成情况.csv");
  CaseObservation row{.place = {"指标完成情况.csv", 2}};
  row.observation.text = std::string(size_t{5} << 20, 'x');
  contents.observations = {row};
  const absl::StatusOr<LoadAnswer> answer = indicator_load_.Load(contents, {}, {}, {});
  ASSERT_THAT(answer, IsOk());
  ASSERT_EQ(answer->issues.size(), 1u);
  EXPECT_EQ(answer->issues[0].severity, Severity::kError);
  EXPECT_EQ(answer->issues[0].reason, "CASE_TOO_LARGE");
  EXPECT_EQ(answer->issues[0].place.file, "指标完成情况.csv");
}

}  // namespace
}  // namespace zhengping::reporting
