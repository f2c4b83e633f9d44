#include "services/reporting/domain/case_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;

// Two rows of each list, with headings in Chinese for some columns.
Case SampleCase() {
  Case contents;
  contents.fiscal_year = 2023;
  contents.department.place = {"department.csv", 2};
  contents.files = {{"case.json", "case.json"},
                    {"department.csv", "department.csv"},
                    {"2022/ledger.csv", "2022/指标账.csv"},
                    {"special_funds.csv", "special_funds.csv"},
                    {"ledger.csv", "ledger.csv"},
                    {"plan.csv", "plan.csv"}};
  contents.headings["2022/指标账.csv"] = {
      {"amount", "金额（万元）"}, {"bgt_id", "指标编号"}, {"exp_func_code", "功能科目"}};
  CaseYear earlier{.fiscal_year = 2022, .folder = "2022/"};
  CaseTransaction transaction{.record_id = "r1", .place = {"2022/指标账.csv", 5}};
  transaction.entries = {{.quota = "q1", .place = {"2022/指标账.csv", 5}},
                         {.quota = "q2", .is_taking_half = true, .place = {"2022/指标账.csv", 5}},
                         {.quota = "q1", .place = {"2022/指标账.csv", 9}}};
  earlier.transactions = {transaction};
  earlier.quotas = {{.external_code = "q1", .place = {"2022/指标账.csv", 3}}};
  CaseYear own{.fiscal_year = 2023};
  own.special_funds = {{.external_code = "zx1",
                        .needs = {{.place = {"special_funds.csv", 2}}, {.place = {"special_funds.csv", 3}}},
                        .place = {"special_funds.csv", 2}},
                       {.external_code = "zx2",
                        .needs = {{.is_monthly = true, .place = {"special_funds.csv", 4}}},
                        .place = {"special_funds.csv", 4}}};
  own.statement = {{.item = "procurement", .place = {"statement.csv", 7}}};
  own.reported_facts = {{.name = "payments", .place = {"facts.csv", 2}}};
  contents.years = {earlier, own};
  contents.plan = {{.place = {"plan.csv", 2}}, {.place = {"plan.csv", 3}}};
  contents.observations = {{.place = {"observations.csv", 8}}};
  contents.checks = {{.place = {"checks.csv", 4}}};
  return contents;
}

std::string Told(const Place& place) { return absl::StrCat(place.file, ":", place.row, ":", place.column); }

TEST(CasePlaces, EveryFieldOfBudgetsLoadIsACellOrATable) {
  const Case contents = SampleCase();
  struct Row {
    int year;
    const char* field;
    const char* place;
  };
  const Row rows[] = {
      {2022, "transactions[0].entries[0].amount_fen", "2022/指标账.csv:5:金额（万元）"},
      {2022, "transactions[0].entries[2].amount_fen", "2022/指标账.csv:9:金额（万元）"},
      {2022, "transactions[0].entries[2].quota", "2022/指标账.csv:9:指标编号"},
      {2022, "transactions[0].entries[1].quota_external_code", "2022/指标账.csv:5:to_bgt_id"},
      {2022, "transactions[0].effective_date", "2022/指标账.csv:5:doc_date"},
      {2022, "transactions[0].record_id", "2022/指标账.csv:5:record_id"},
      {2022, "transactions[0].entries", "2022/指标账.csv:5:金额（万元）"},
      {2022, "transactions[1].entries[0].amount_fen", "2022/指标账.csv:0:"},
      {2022, "batch.transactions", "2022/指标账.csv:0:"},
      {2022, "quotas[0].classification.function_code", "2022/指标账.csv:3:功能科目"},
      {2022, "quotas[0]", "2022/指标账.csv:3:指标编号"},
      {2022, "quotas", "2022/指标账.csv:0:指标编号"},
      {2023, "special_funds[0].amount_fen", "special_funds.csv:2:amount"},
      {2023, "special_funds[0].needs[1].amount_fen", "special_funds.csv:3:needed_amount"},
      {2023, "special_funds[0].needs[1].needed_date", "special_funds.csv:3:needed_date"},
      {2023, "special_funds[1].needs[0].amount_fen", "special_funds.csv:4:monthly_need"},
      {2023, "special_funds[1].needs", "special_funds.csv:4:monthly_need"},
      {2023, "special_funds", "special_funds.csv:0:"},
      {2023, "statement.rows[0].budget", "statement.csv:7:budget"},
      {2023, "statement.rows[0].budget.value", "statement.csv:7:budget"},
      {2023, "statement.rows", "statement.csv:0:"},
      {2023, "reported_facts[0].name", "facts.csv:2:fact"},
      {2023, "department.display_name", "department.csv:2:agency_name"},
      {2023, "head.parent", "department.csv:2:"},
      {2023, "head.fiscal_year", "case.json:0:"},
      {2023, "", "case.json:0:"},
      {2023, "transactions[99999999999999999999].x", "ledger.csv:0:"},
  };
  for (const Row& row : rows) {
    const Place place = PlaceOfBudgetField(contents, *contents.FindYear(row.year), row.field);
    EXPECT_EQ(Told(place), row.place) << row.field;
    EXPECT_EQ(place.field, row.field);
  }
}

TEST(CasePlaces, EveryFieldOfIndicatorsLoadIsACellOrATable) {
  const Case contents = SampleCase();
  struct Row {
    const char* field;
    const char* place;
  };
  const Row rows[] = {
      {"plan_rows[1].weight", "plan.csv:3:weight"},
      {"plan_rows[1].key.level1", "plan.csv:3:kpi_lv1"},
      {"plan_rows[1].key", "plan.csv:3:kpi_lv3"},
      {"plan_rows[1].target.value", "plan.csv:3:kpi_val"},
      {"plan_rows[1].rule", "plan.csv:3:rule"},
      {"plan_rows", "plan.csv:0:"},
      {"observations[0].value", "observations.csv:8:value"},
      {"observations[0].state", "observations.csv:8:status"},
      {"observations[0].key.level3", "observations.csv:8:kpi_lv3"},
      {"observations[0].parts[2].value", "observations.csv:8:value"},
      {"observations[7].value", "observations.csv:0:"},
      {"checks[0].expression", "checks.csv:4:expression"},
      {"checks[0].display_name", "checks.csv:4:name"},
      {"framework", "case.json:0:framework"},
      {"fiscal_year", "case.json:0:"},
  };
  for (const Row& row : rows) EXPECT_EQ(Told(PlaceOfIndicatorField(contents, row.field)), row.place) << row.field;
}

Issue At(const char* field, const char* reason) { return {.place = {.field = field}, .reason = reason}; }

std::vector<std::string> Reasons(const std::vector<Issue>& issues) {
  std::vector<std::string> reasons;
  for (const Issue& issue : issues) reasons.push_back(issue.reason);
  return reasons;
}

TEST(CasePlaces, WhatOnlyFollowsFromAnUnreadRowIsNotTold) {
  Case contents = SampleCase();
  const std::vector<Issue> said = {At("transactions[0].entries[0].amount_fen", "BALANCE_INSUFFICIENT"),
                                   At("transactions[0].entries[1].amount_fen", "BALANCE_INSUFFICIENT"),
                                   At("transactions[0].entries[0].special_fund", "SPECIAL_FUND_NOT_FOUND")};
  EXPECT_EQ(PlaceBudgetIssues(contents, contents.years[0], said).size(), 3u);
  contents.years[0].partly_read_quotas = {"q1"};
  contents.unread_tables = {"2022/special_funds.csv"};
  const std::vector<Issue> told = PlaceBudgetIssues(contents, contents.years[0], said);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].place.field, "transactions[0].entries[1].amount_fen");

  const std::vector<Issue> scored = {At("plan_rows", "PLAN_SLOT_EMPTY"),
                                     At("checks[0].expression", "CHECK_NAME_UNKNOWN"),
                                     At("plan_rows[1].weight", "PLAN_WEIGHT_SUM")};
  EXPECT_EQ(PlaceIndicatorIssues(contents, scored).size(), 3u);
  EXPECT_EQ(PlaceIndicatorIssues(contents, scored)[2].place.row, 0);
  contents.unread_tables = {"plan.csv", "observations.csv"};
  EXPECT_THAT(Reasons(PlaceIndicatorIssues(contents, scored)), ElementsAre("PLAN_WEIGHT_SUM"));
}

TEST(CasePlaces, ARecordThatTheCaseLacksIsToldOfItsLedger) {
  const Case contents = SampleCase();
  const std::vector<Issue> told = PlaceBudgetIssues(contents, contents.years[0], {At("", "RECORD_VANISHED")});
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(Told(told[0].place), "2022/指标账.csv:0:");
}

TEST(CasePlaces, OneErrorACellInTheOrderOfFilesAndRows) {
  const Case contents = SampleCase();
  std::vector<Issue> issues = {
      {.place = {.file = "ledger.csv", .row = 4, .column = "amount"}, .reason = "AMOUNT_MALFORMED"},
      {.severity = Severity::kWarning, .place = {.file = "plan.csv", .row = 2, .column = "unit"}, .reason = "W"}};
  MergeIssues(contents,
              {{.place = {.file = "plan.csv", .row = 2, .column = "unit"}, .reason = "UNIT"},
               {.place = {.file = "elsewhere.csv", .row = 1}, .reason = "LAST"},
               {.place = {.file = "ledger.csv", .row = 4, .column = "amount"}, .reason = "FOLLOWS"},
               {.place = {.file = "ledger.csv", .row = 4, .column = "doc_date"}, .reason = "DATE"},
               {.place = {.file = "ledger.csv", .row = 3, .column = "amount"}, .reason = "FIRST"},
               {.place = {.file = "2022/指标账.csv", .row = 9}, .reason = "EARLIER"}},
              issues);
  EXPECT_THAT(Reasons(issues), ElementsAre("EARLIER", "FIRST", "AMOUNT_MALFORMED", "DATE", "W", "UNIT", "LAST"));
}

}  // namespace
}  // namespace zhengping::reporting
