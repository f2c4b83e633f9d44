#include "services/budget/domain/findings/coarse_budgeting.h"

#include <gtest/gtest.h>

#include <string>

#include "services/budget/domain/findings/finding_fixture.h"

namespace zhengping::budget {
namespace {

Classification Basic(std::string function, std::string economic = "30201") {
  return {.outlay = Outlay::kBasic,
          .fund_type = "111",
          .function_code = std::move(function),
          .department_economic_code = std::move(economic)};
}

Classification Project(std::string function, std::string project, std::string economic = "30227") {
  return {.outlay = Outlay::kProject,
          .fund_type = "111",
          .function_code = std::move(function),
          .department_economic_code = std::move(economic),
          .project = std::move(project)};
}

// Initial 1,000: fine 500, no item 200 (of it 50 without project too), no project 100, other codes 200.
LedgerBuilder PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("fine", Project("2120501", "p1"));
  ledger.AddQuota("section", Basic("20103"));
  ledger.AddQuota("class", Project("212", ""));
  ledger.AddQuota("homeless", Project("2120501", ""));
  ledger.AddQuota("other", Basic("2010399"));
  ledger.AddQuota("other2", Basic("2010301", "30299"));
  ledger.Post(1, 10,
              {Of("fine", EntryKind::kInitial, 500), Of("section", EntryKind::kInitial, 150),
               Of("class", EntryKind::kInitial, 50), Of("homeless", EntryKind::kInitial, 100),
               Of("other", EntryKind::kInitial, 120), Of("other2", EntryKind::kInitial, 80)});
  return ledger;
}

TEST(CoarseBudgeting, OfALedgerOnPaper) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(5, 1, {Of("section", EntryKind::kSupplement, 1000)});  // not of the initial budget
  ledger.Post(6, 1, {Of("fine", EntryKind::kTransferOut, 40), Of("other", EntryKind::kTransferIn, 40)});
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureCoarseBudgeting);
  ASSERT_TRUE(finding.applies);
  EXPECT_EQ(finding.figures[0].name, "coarse_share");
  EXPECT_EQ(ValueOf(finding, "coarse_share"), "3/10");
  EXPECT_EQ(ValueOf(finding, "coarse_amount"), "300 fen");
  EXPECT_EQ(ValueOf(finding, "without_item_amount"), "200 fen");
  EXPECT_EQ(ValueOf(finding, "without_project_amount"), "100 fen") << "what lacks both counts once, as without item";
  EXPECT_EQ(ValueOf(finding, "other_codes_amount"), "200 fen");
  EXPECT_EQ(ValueOf(finding, "other_codes_share"), "1/5");
  EXPECT_EQ(ValueOf(finding, "transfers_between_codes"), "40 fen");
  EXPECT_EQ(ValueOf(finding, "transfers_between_codes_share"), "1/50");  // 40 of 2,000
  // By function code: 2120501 600, 20103 150, 2010399 120, 2010301 80, 212 50; of 1,000.
  EXPECT_EQ(ValueOf(finding, "largest_item_share"), "3/5");
  // 360,000 + 22,500 + 14,400 + 6,400 + 2,500 = 405,800 of 1,000,000.
  EXPECT_EQ(ValueOf(finding, "concentration_index"), "2029/5000");
  EXPECT_EQ(ValueOf(finding, "largest_quota_share"), "1/2");
  EXPECT_EQ(ValueOf(finding, "coarse_transfer_rate"), "0");
  EXPECT_EQ(ValueOf(finding, "fine_transfer_rate"), "2/35");  // 40 of 700
  EXPECT_EQ(finding.severity, FindingSeverity::kSerious) << "30% has reached 30%";
  ASSERT_TRUE(finding.recommendation.has_value());
  EXPECT_NE(finding.recommendation->text.find("3个指标、3.00元"), std::string::npos) << finding.recommendation->text;
  EXPECT_NE(finding.summary.find("30.00%"), std::string::npos) << finding.summary;
  ASSERT_EQ(finding.details.size(), 3u);
  EXPECT_EQ(finding.details[0].subject, "section") << "the largest first";
  EXPECT_EQ(finding.details[0].display_name, "指标section");
  EXPECT_EQ(finding.details[2].text, "年初预算0.50元，功能科目212未到项级，属项目支出而未列项目");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

// Coarse lines of 300 give 60 and 30 to other codes (a third transfer stays within its codes and is no price); the
// others, 700, give 7.
TEST(CoarseBudgeting, ThePriceOfCoarseLinesBesideThatOfTheOthers) {
  LedgerBuilder ledger = PaperLedger();
  ledger.AddQuota("section2", Basic("20103"));
  ledger.Post(6, 1, {Of("section", EntryKind::kTransferOut, 60), Of("other", EntryKind::kTransferIn, 60)});
  ledger.Post(6, 2, {Of("homeless", EntryKind::kTransferOut, 30), Of("other2", EntryKind::kTransferIn, 30)});
  ledger.Post(6, 3, {Of("section", EntryKind::kTransferOut, 20), Of("section2", EntryKind::kTransferIn, 20)});
  ledger.Post(6, 4, {Of("fine", EntryKind::kTransferOut, 7), Of("class", EntryKind::kTransferIn, 7)});
  ledger.Reverse(ledger.Post(6, 5, {Of("fine", EntryKind::kTransferOut, 99), Of("other", EntryKind::kTransferIn, 99)}));
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureCoarseBudgeting);
  EXPECT_EQ(ValueOf(finding, "coarse_transfer_rate"), "3/10");
  EXPECT_EQ(ValueOf(finding, "fine_transfer_rate"), "1/100");
  EXPECT_EQ(ValueOf(finding, "transfers_between_codes"), "97 fen");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(CoarseBudgeting, OneLineIsAsConcentratedAsCanBe) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", Basic("2010301"));
  ledger.Post(1, 10, {Of("q", EntryKind::kInitial, 7)});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureCoarseBudgeting);
  for (const char* name : {"largest_item_share", "concentration_index", "largest_quota_share"}) {
    EXPECT_EQ(ValueOf(finding, name), "1") << name;
  }
  EXPECT_EQ(ValueOf(finding, "coarse_transfer_rate"), "missing") << "there is no coarse line";
  EXPECT_EQ(ValueOf(finding, "fine_transfer_rate"), "0");
}

TEST(CoarseBudgeting, EachSideOfCoarse) {
  struct Case {
    const char* what;
    Classification purpose;
    bool is_coarse;
    bool is_other;
  };
  const Case cases[] = {
      {"item level", Basic("2010301"), false, false},
      {"section level", Basic("20103"), true, false},
      {"class level", Basic("201"), true, false},
      {"no code", Basic(""), true, false},
      {"basic outlay needs no project", Basic("2010301"), false, false},
      {"project outlay with project", Project("2120501", "p1"), false, false},
      {"project outlay without", Project("2120501", ""), true, false},
      {"outlay unstated without project", {.function_code = "2010301"}, false, false},
      {"item 99", Basic("2010399"), false, true},
      {"section 99", Basic("20199"), true, true},
      {"class 229", Basic("2290201"), false, true},
      {"economic 99", Basic("2010301", "30299"), false, true},
      {"99 within a code", Basic("2019901"), false, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    LedgerBuilder ledger(2023);
    ledger.AddQuota("q", c.purpose);
    ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 100)});
    const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureCoarseBudgeting);
    EXPECT_EQ(ValueOf(finding, "coarse_share"), c.is_coarse ? "1" : "0");
    EXPECT_EQ(ValueOf(finding, "other_codes_share"), c.is_other ? "1" : "0");
    EXPECT_EQ(finding.severity, c.is_coarse ? FindingSeverity::kGrave : FindingSeverity::kNone);
    EXPECT_EQ(finding.recommendation.has_value(), c.is_coarse);
  }
}

TEST(CoarseBudgeting, AReversedInitialBudgetDoesNotCount) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Reverse(ledger.Post(1, 11, {Of("section", EntryKind::kInitial, 777)}));
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureCoarseBudgeting);
  EXPECT_EQ(ValueOf(finding, "coarse_share"), "3/10");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(CoarseBudgeting, WithoutAnInitialBudgetItDoesNotApply) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(5, 1, {Of("q", EntryKind::kSupplement, 100)});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureCoarseBudgeting);
  EXPECT_FALSE(finding.applies);
  EXPECT_EQ(finding.severity, FindingSeverity::kNone);
  EXPECT_EQ(finding.why_not, "年初预算为0.00万元，无从衡量其细化程度");
  EXPECT_TRUE(finding.figures.empty());
}

}  // namespace
}  // namespace zhengping::budget
