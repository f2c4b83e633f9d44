#include "services/budget/domain/findings/mid_year_additions.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/finding_fixture.h"

namespace zhengping::budget {
namespace {

Classification Of(std::string function, std::string project) {
  return {.outlay = Outlay::kProject,
          .fund_type = "111",
          .function_code = std::move(function),
          .department_economic_code = "30227",
          .project = std::move(project)};
}

// Initial 1,200, 100 a month by the plan of January. Supplements 360 = 30%:
//   known 60 (own); new project of a known function 100 (superior); new function and project 150 (policy), of a quota
//   that got 30 more without origin; 20 (emergency) on a known one
LedgerBuilder PaperLedger(int year = 2023) {
  LedgerBuilder ledger(year);
  ledger.AddQuota("known", Of("2120501", "p1"));
  ledger.AddQuota("project", Of("2120501", "p2"));
  ledger.AddQuota("function", Of("2240106", "p3"));
  ledger.AddQuota("plain", {.outlay = Outlay::kBasic, .function_code = "2010301", .department_economic_code = "30201"});
  ledger.Post(1, 1, {Of("known", EntryKind::kInitial, 800), Of("plain", EntryKind::kInitial, 400)}, "文1");
  ledger.Post(4, 1, {From(Origin::kOwn, Of("known", EntryKind::kSupplement, 60))}, "文2");
  ledger.Post(5, 1, {From(Origin::kSuperior, Of("project", EntryKind::kSupplement, 100))}, "文3");
  ledger.Post(10, 1, {From(Origin::kPolicy, Of("function", EntryKind::kSupplement, 150))}, "文3");
  ledger.Post(11, 1, {Of("function", EntryKind::kSupplement, 30)}, "文4");
  ledger.Post(12, 1, {From(Origin::kEmergency, Of("plain", EntryKind::kSupplement, 20))});
  return ledger;
}

TEST(MidYearAdditions, ScaleAndScopeOfALedgerOnPaper) {
  const LedgerYear year = PaperLedger().Build();
  const Finding finding = MeasuredYear{year}.With(MeasureMidYearAdditions);
  ASSERT_TRUE(finding.applies);
  EXPECT_EQ(finding.figures[0].name, "addition_rate");
  EXPECT_EQ(ValueOf(finding, "addition_rate"), "3/10");
  EXPECT_EQ(finding.severity, FindingSeverity::kGrave);
  EXPECT_EQ(ValueOf(finding, "supplements"), "360 fen");
  EXPECT_EQ(ValueOf(finding, "supplement_documents"), "3");
  EXPECT_EQ(ValueOf(finding, "predictability"), "10/13");    // 1,200 of 1,560
  EXPECT_EQ(ValueOf(finding, "additions_q4_share"), "5/9");  // 150 + 30 + 20
  EXPECT_EQ(ValueOf(finding, "additions_superior"), "100 fen");
  EXPECT_EQ(ValueOf(finding, "additions_policy"), "150 fen");
  EXPECT_EQ(ValueOf(finding, "additions_emergency"), "20 fen");
  EXPECT_EQ(ValueOf(finding, "additions_own"), "60 fen");
  EXPECT_EQ(ValueOf(finding, "additions_unstated"), "30 fen");
  EXPECT_EQ(ValueOf(finding, "discretionary_rate"), "3/40");  // 90 of 1,200
  EXPECT_EQ(ValueOf(finding, "new_functions"), "1");
  EXPECT_EQ(ValueOf(finding, "new_projects"), "2");
  EXPECT_EQ(ValueOf(finding, "new_scope_amount"), "280 fen");  // 100 + 150 + 30, each once
  EXPECT_EQ(ValueOf(finding, "new_scope_share"), "7/9");
  for (const char* name : {"recurring_amount", "recurring_share", "avoidable_amount", "avoidable_share",
                           "flag_disagreements", "flag_disagreement_amount"}) {
    EXPECT_EQ(ValueOf(finding, name), "missing") << "no earlier year is at hand: not zero";
  }
  EXPECT_EQ(ValueOf(finding, "foreseeable_amount"), "0 fen");
  ASSERT_EQ(finding.details.size(), 4u);
  EXPECT_EQ(finding.details[0].subject, "function");
  EXPECT_EQ(finding.details[0].text, "年初预算0.00万元，年中追加1.80元，年初未安排");
  EXPECT_EQ(finding.details[0].display_name, "指标function");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(MidYearAdditions, AdjustmentIsGrossAndTheFairRateSetsAsideWhatTheRuleDoes) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", Of("2120501", "p1"));
  ledger.AddQuota("b", Of("2120501", "p2"));
  ledger.Post(1, 1, {Of("a", EntryKind::kInitial, 1000)});
  ledger.Post(3, 1, {Of("b", EntryKind::kCarryover, 300)});
  ledger.Post(4, 1,
              {From(Origin::kSuperior, Of("a", EntryKind::kSupplement, 200)),
               From(Origin::kOwn, Of("a", EntryKind::kSupplement, 50))});
  ledger.Post(5, 1, {From(Origin::kOwn, Of("a", EntryKind::kReduction, 40))});
  ledger.Post(5, 2, {From(Origin::kPolicy, Of("a", EntryKind::kReduction, 60))});
  ledger.Post(6, 1,
              {From(Origin::kOwn, Of("a", EntryKind::kTransferOut, 70)),
               From(Origin::kOwn, Of("b", EntryKind::kTransferIn, 70))});
  ledger.Post(6, 2, {Of("a", EntryKind::kTransferOut, 30), Of("b", EntryKind::kTransferIn, 30)});
  ledger.Post(12, 31, {Of("b", EntryKind::kRecall, 20)});
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureMidYearAdditions);
  EXPECT_EQ(ValueOf(finding, "adjustment_rate"), "9/20");         // 250 + 100 + 100 of 1,000
  EXPECT_EQ(ValueOf(finding, "fair_adjustment_rate"), "19/100");  // 50 + 40 + 70 + 30
  EXPECT_EQ(ValueOf(finding, "discretionary_rate"), "1/20");      // 50
  EXPECT_EQ(ValueOf(finding, "predictability"), "20/23");         // 1,000 of 1,000 + 250 − 100
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(MidYearAdditions, PredictabilityOfAYearThatWasCutToNothing) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 100)});
  ledger.Post(2, 1, {Of("q", EntryKind::kReduction, 20)});
  EXPECT_EQ(ValueOf(MeasuredYear{ledger.Build()}.With(MeasureMidYearAdditions), "predictability"), "5/4");
  ledger.Post(3, 1, {Of("q", EntryKind::kReduction, 80)});
  EXPECT_EQ(ValueOf(MeasuredYear{ledger.Build()}.With(MeasureMidYearAdditions), "predictability"), "missing");
}

TEST(MidYearAdditions, AReversedSupplementIsGone) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Reverse("2023-4");  // the 150 of 文3, which stays a document by its other entry
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureMidYearAdditions);
  EXPECT_EQ(ValueOf(finding, "supplements"), "210 fen");
  EXPECT_EQ(ValueOf(finding, "supplement_documents"), "3");
  EXPECT_EQ(ValueOf(finding, "additions_policy"), "0 fen");
  EXPECT_EQ(ValueOf(finding, "new_functions"), "1");
  EXPECT_EQ(WrongSelectors(finding, year), "");
  ledger.Reverse("2023-5");  // all of 文4
  const LedgerYear later = ledger.Build();
  EXPECT_EQ(ValueOf(MeasuredYear{later}.With(MeasureMidYearAdditions), "supplement_documents"), "2");
  EXPECT_EQ(ValueOf(MeasuredYear{later}.With(MeasureMidYearAdditions), "new_functions"), "0");
}

TEST(MidYearAdditions, PaceIsTheLargestDistanceFromTheJanuaryPlan) {
  // Plan: 100 a month. Paid 50 by the end of March (250 behind), 700 by June (100 ahead), 1,560 by December (360
  // ahead).
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(3, 31, {Of("known", EntryKind::kPayment, 50)});
  ledger.Post(6, 30, {Of("known", EntryKind::kPayment, 660)});
  ledger.Post(6, 30, {Of("known", EntryKind::kRefund, 10)});
  ledger.Post(12, 30,
              {Of("plain", EntryKind::kPayment, 420), Of("known", EntryKind::kPayment, 160),
               Of("project", EntryKind::kPayment, 100), Of("function", EntryKind::kPayment, 180)});
  struct Case {
    const char* what;
    std::optional<Date> as_of;
    const char* distance;
    const char* month;
  };
  // By May 450 behind: 50 paid of 500.
  const Case cases[] = {
      {"whole year: end of November, 400 behind; May, 450 behind", std::nullopt, "3/8", "5"},
      {"March is over", Date::FromYmd(2023, 3, 31), "5/24", "3"},
      {"March is not", Date::FromYmd(2023, 3, 30), "1/6", "2"},
      {"no month is over", Date::FromYmd(2023, 1, 30), "missing", "missing"},
      {"a later year", Date::FromYmd(2024, 2, 1), "3/8", "5"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const LedgerYear year = ledger.Build();
    const Finding finding = MeasuredYear{.year = year, .scope = {.as_of = c.as_of}}.With(MeasureMidYearAdditions);
    EXPECT_EQ(ValueOf(finding, "pace_distance"), c.distance);
    EXPECT_EQ(ValueOf(finding, "pace_month"), c.month);
  }
}

TEST(MidYearAdditions, MoneyAuthorisedBesidesTheInitialBudgetHasAPaceToo) {
  // Net of the initial budget of 1,200 and of last year's money: 300 by March, 200 by April, −400 by May, −450 at the
  // end.
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", {});
  ledger.AddQuota("b", {});
  ledger.Post(1, 1, {Of("a", EntryKind::kInitial, 1200), Of("a", EntryKind::kCarryover, 900)});
  ledger.Post(3, 1, {Of("a", EntryKind::kSupplement, 300)});
  ledger.Post(4, 30, {Of("a", EntryKind::kReduction, 100)});
  ledger.Post(4, 30, {Of("a", EntryKind::kTransferOut, 77), Of("b", EntryKind::kTransferIn, 77)});
  ledger.Post(5, 31, {Of("a", EntryKind::kReduction, 600)});
  ledger.Post(12, 31, {Of("a", EntryKind::kRecall, 50)});
  const LedgerYear year = ledger.Build();
  struct Case {
    const char* what;
    std::optional<Date> as_of;
    const char* distance;
    const char* month;
  };
  const Case cases[] = {
      {"450 of 1,200 at the end", std::nullopt, "3/8", "12"},
      {"400 by May", Date::FromYmd(2023, 11, 30), "1/3", "5"},
      {"300 by March, which April does not exceed", Date::FromYmd(2023, 5, 30), "1/4", "3"},
      {"nothing by February", Date::FromYmd(2023, 3, 30), "0", "missing"},
      {"no month is over", Date::FromYmd(2023, 1, 30), "missing", "missing"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const Finding finding = MeasuredYear{.year = year, .scope = {.as_of = c.as_of}}.With(MeasureMidYearAdditions);
    EXPECT_EQ(ValueOf(finding, "authorized_pace_distance"), c.distance);
    EXPECT_EQ(ValueOf(finding, "authorized_pace_month"), c.month);
    EXPECT_EQ(ValueOf(finding, "additions_q4_share"), c.as_of ? "missing" : "0");
  }
}

TEST(MidYearAdditions, RecurringIsWhatEarlierYearsAddedToo) {
  LedgerBuilder before(2022);
  before.AddQuota("a", Of("2120501", "p2"));
  before.AddQuota("b", {.outlay = Outlay::kBasic, .function_code = "2010301", .department_economic_code = "30201"});
  before.AddQuota("c", Of("2240106", "p9"));
  before.AddQuota("d", Of("2120501", "p1"));
  before.Post(1, 1, {Of("d", EntryKind::kInitial, 1)});
  before.Post(
      6, 1,
      {Of("a", EntryKind::kSupplement, 90), Of("b", EntryKind::kSupplement, 20), Of("c", EntryKind::kSupplement, 150)});
  const LedgerYear year = PaperLedger().Build();
  MeasuredYear measured = {year, {before.Build()}};
  Finding finding = measured.With(MeasureMidYearAdditions);
  // p2 by project (100), "plain" by its codes (20); p1 was in last year's initial budget only, p3 is new.
  EXPECT_EQ(ValueOf(finding, "recurring_amount"), "120 fen");
  EXPECT_EQ(ValueOf(finding, "recurring_share"), "1/3");
  EXPECT_EQ(ValueOf(finding, "avoidable_amount"), "120 fen") << "no note tells more";
  EXPECT_EQ(WrongSelectors(finding, year), "");
  // With 120 in the initial budget: 240 of 1,320.
  EXPECT_NE(finding.recommendation->text.find("追加率可由30.00%降至18.18%"), std::string::npos)
      << finding.recommendation->text;

  measured.settings.lookback_years.value = int64_t{0};
  finding = measured.With(MeasureMidYearAdditions);
  EXPECT_EQ(ValueOf(finding, "recurring_amount"), "missing") << "last year is beyond the years looked back";

  const MeasuredYear itself = {year, {year}};
  EXPECT_EQ(ValueOf(itself.With(MeasureMidYearAdditions), "recurring_amount"), "missing")
      << "a year is not before itself";

  LedgerBuilder long_ago(2020);
  long_ago.AddQuota("a", Of("2120501", "p2"));
  long_ago.Post(6, 1, {Of("a", EntryKind::kSupplement, 7)});
  const MeasuredYear far = {year, {long_ago.Build()}};
  EXPECT_EQ(ValueOf(far.With(MeasureMidYearAdditions), "recurring_amount"), "missing");
}

// 2022 had 100 for p1. In 2023: 110 for p1, marked not recurring (wrong); 40 for p2, marked recurring (wrong), with a
// note that makes it foreseeable; 60 for p3 with such a note and no mark; 90 for p3 with neither.
TEST(MidYearAdditions, TheLedgerWinsOverTheMarkAndNotesAddWhatCouldBeForeseen) {
  LedgerBuilder before(2022);
  before.AddQuota("a", Of("2120501", "p1"));
  before.Post(6, 1, {Of("a", EntryKind::kSupplement, 100)});
  LedgerBuilder ledger(2023);
  for (const char* id : {"1", "2", "3"}) ledger.AddQuota(absl::StrCat("q", id), Of("2120501", absl::StrCat("p", id)));
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, 1000)});
  ledger.Post(6, 1,
              {Flagged(Recurring::kNo, Of("q1", EntryKind::kSupplement, 110)),
               Flagged(Recurring::kYes, Noted("保洁合同差额", Of("q2", EntryKind::kSupplement, 40)))});
  ledger.Post(7, 1, {Noted("走访慰问", Of("q3", EntryKind::kSupplement, 60)), Of("q3", EntryKind::kSupplement, 90)});
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year, {before.Build()}}.With(MeasureMidYearAdditions);
  EXPECT_EQ(ValueOf(finding, "recurring_amount"), "110 fen");
  EXPECT_EQ(ValueOf(finding, "foreseeable_amount"), "100 fen");
  EXPECT_EQ(ValueOf(finding, "foreseeable_share"), "1/3");
  EXPECT_EQ(ValueOf(finding, "avoidable_amount"), "210 fen");
  EXPECT_EQ(ValueOf(finding, "avoidable_share"), "7/10");
  EXPECT_EQ(ValueOf(finding, "flag_disagreements"), "2");
  EXPECT_EQ(ValueOf(finding, "flag_disagreement_amount"), "150 fen");
  EXPECT_EQ(WrongSelectors(finding, year), "");
  ASSERT_EQ(finding.details.size(), 3u);
  EXPECT_EQ(finding.details[0].text, "年初预算0.00万元，年中追加1.50元，年初未安排，备注有“慰问”，可预见");
  EXPECT_EQ(finding.details[1].text,
            "年初预算10.00元，年中追加1.10元，以前年度也有同类追加，台账标注为非经常性而以前年度账面有同类追加");
  EXPECT_EQ(finding.details[2].text,
            "年初预算0.00万元，年中追加0.40元，年初未安排，备注有“合同”，可预见，"
            "台账标注为经常性而以前年度账面没有同类追加");
  // 300 of 1,000 before, 90 of 1,210 after.
  EXPECT_NE(finding.recommendation->text.find("追加率可由30.00%降至7.44%"), std::string::npos)
      << finding.recommendation->text;
  EXPECT_NE(
      finding.figure("recurring_amount")->definition.find("（经常性追加金额允许偏差30.00%：本系统默认值，无文件依据）"),
      std::string::npos)
      << finding.figure("recurring_amount")->definition;
}

TEST(MidYearAdditions, FromABaseOfZeroThereIsNoRate) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(5, 1, {Of("q", EntryKind::kSupplement, 11'000'000)});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureMidYearAdditions);
  EXPECT_FALSE(finding.applies);
  EXPECT_EQ(finding.why_not, "年初预算为0.00万元，年中追加11.00万元，基数为0，追加率无法计算");
}

TEST(MidYearAdditions, WithoutSupplementsNothingFires) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 1200)});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureMidYearAdditions);
  EXPECT_EQ(finding.severity, FindingSeverity::kNone);
  EXPECT_FALSE(finding.recommendation.has_value());
  EXPECT_EQ(ValueOf(finding, "addition_rate"), "0");
  EXPECT_EQ(ValueOf(finding, "new_scope_share"), "missing") << "a share of nothing";
  EXPECT_EQ(ValueOf(finding, "pace_distance"), "1") << "nothing paid of a whole budget";
}

}  // namespace
}  // namespace zhengping::budget
