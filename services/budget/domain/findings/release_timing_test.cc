#include "services/budget/domain/findings/release_timing.h"

#include <gtest/gtest.h>

#include <string>

#include "services/budget/domain/findings/finding_fixture.h"

namespace zhengping::budget {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

SpecialFund Fund(std::string id, int64_t fen, std::optional<Date> expected) {
  SpecialFund fund;
  fund.id = id;
  fund.display_name = "专项" + id;
  fund.amount = Money::Fen(fen);
  fund.expected_release_date = expected;
  return fund;
}

// 1,000 promised: on time 400; late 300, of it 200 released 100 days late and 100 never; undated 300.
LedgerBuilder PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.AddFund(Fund("good", 400, Day(3, 31)));
  ledger.AddFund(Fund("late", 300, Day(6, 30)));
  ledger.AddFund(Fund("undated", 300, std::nullopt));
  ledger.Post(1, 10, {For("good", Of("q", EntryKind::kInitial, 400))});
  ledger.Post(10, 8, {For("late", Of("q", EntryKind::kSupplement, 200))});
  ledger.Post(11, 1, {For("undated", Of("q", EntryKind::kSupplement, 300))});
  return ledger;
}

TEST(ReleaseTiming, OfALedgerOnPaper) {
  const LedgerYear year = PaperLedger().Build();
  const Finding finding = MeasuredYear{year}.With(MeasureReleaseTiming);
  ASSERT_TRUE(finding.applies);
  EXPECT_EQ(finding.figures[0].name, "untimely_share");
  EXPECT_EQ(ValueOf(finding, "untimely_share"), "3/5");  // 300 undated + 300 late of 1,000
  EXPECT_EQ(finding.severity, FindingSeverity::kGrave);
  EXPECT_EQ(ValueOf(finding, "undated_funds"), "1");
  EXPECT_EQ(ValueOf(finding, "undated_amount"), "300 fen");
  EXPECT_EQ(ValueOf(finding, "late_funds"), "1");
  EXPECT_EQ(ValueOf(finding, "late_amount"), "300 fen");
  // 200 by 100 days and 100 from 30 June to 31 December, 184 days: 38,400 / 300.
  EXPECT_EQ(ValueOf(finding, "late_days"), "128");
  EXPECT_EQ(ValueOf(finding, "most_late_days"), "184");
  EXPECT_EQ(ValueOf(finding, "q4_share"), "5/9");  // 500 of 900
  EXPECT_EQ(ValueOf(finding, "funds"), "3");
  EXPECT_EQ(ValueOf(finding, "promised"), "1000 fen");
  EXPECT_EQ(ValueOf(finding, "released"), "900 fen");
  EXPECT_EQ(ValueOf(finding, "outstanding"), "100 fen");
  ASSERT_EQ(finding.details.size(), 2u) << "what came in time is no detail";
  EXPECT_EQ(finding.details[0].subject, "late");
  EXPECT_EQ(finding.details[0].text,
            "总额3.00元，应于2023年6月30日前下达；2023年10月8日下达2.00元，晚100天；尚有1.00元未下达");
  EXPECT_EQ(finding.summary.find("全年专项资金3项、"), 0u) << finding.summary;
  EXPECT_EQ(finding.figure("late_funds")->definition,
            "有资金晚于应下达日期下达或至今未下达的项数（未设预算批准日期，未明确下达时间的不适用参照期限，不计逾期）");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(ReleaseTiming, TextsPrintMoneyInWanyuan) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.AddFund(Fund("f", 690'600'000, Day(6, 30)));
  ledger.Post(10, 8, {For("f", Of("q", EntryKind::kSupplement, 600'000'000))});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureReleaseTiming);
  EXPECT_EQ(finding.details.at(0).text,
            "总额690.60万元，应于2023年6月30日前下达；2023年10月8日下达600.00万元，晚100天；尚有90.60万元未下达");
  EXPECT_NE(finding.recommendation->text.find("对逾期的690.60万元按"), std::string::npos)
      << finding.recommendation->text;
}

TEST(ReleaseTiming, TheYardstickMeasuresUndatedFunds) {
  const LedgerYear year = PaperLedger().Build();
  MeasuredYear measured = {.year = year};
  measured.settings.budget_approval_date = Day(1, 19);  // + 60 days: 20 March
  const Finding finding = measured.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(finding, "late_funds"), "2");
  EXPECT_EQ(ValueOf(finding, "late_amount"), "600 fen");
  EXPECT_EQ(ValueOf(finding, "untimely_share"), "3/5") << "an undated fund counts once";
  EXPECT_EQ(finding.figure("late_funds")->definition,
            "有资金晚于应下达日期（未明确的以预算批准后60日为参照）下达或至今未下达的项数");
  // 38,400 + 300 × 226 (20 March to 1 November) = 106,200; / 600 = 177
  EXPECT_EQ(ValueOf(finding, "late_days"), "177");
  measured.settings.budget_approval_date = Date::FromYmd(2199, 12, 31);
  EXPECT_EQ(ValueOf(measured.With(MeasureReleaseTiming), "late_funds"), "1")
      << "a day past the calendar is no yardstick";
  measured.settings.budget_approval_date = Day(1, 19);
  measured.settings.release_deadline_days.value = int64_t{286};  // to 1 November
  const Finding lenient = measured.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(lenient, "late_funds"), "1");
  EXPECT_NE(lenient.figure("late_funds")->definition.find("以预算批准后286日为参照"), std::string::npos);
}

TEST(ReleaseTiming, AsOfADay) {
  const LedgerYear year = PaperLedger().Build();
  const auto at = [&year](Date day) {
    return MeasuredYear{.year = year, .scope = {.as_of = day}}.With(MeasureReleaseTiming);
  };
  EXPECT_EQ(ValueOf(at(Day(6, 30)), "late_amount"), "0 fen");
  EXPECT_EQ(ValueOf(at(Day(6, 30)), "late_days"), "missing") << "nothing is late, so there is no mean";
  EXPECT_EQ(ValueOf(at(Day(7, 1)), "late_amount"), "300 fen");
  EXPECT_EQ(ValueOf(at(Day(7, 1)), "late_days"), "1");
  EXPECT_EQ(ValueOf(at(Day(1, 9)), "q4_share"), "missing");
  EXPECT_EQ(at(Day(6, 30)).summary.find("截至2023年6月30日，专项资金3项、"), 0u) << at(Day(6, 30)).summary;
  EXPECT_EQ(at(Day(12, 31)).summary.find("全年专项资金3项、"), 0u) << "the year is over";
}

// Spring Festival 2023: 22 January. Promised 1,000: "a" 400, released 100 on 21 January, 100 on the 22nd, 250 (more
// than promised) on 30 June; "b" 600, released 300 on 1 July.
LedgerYear YueyangLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.AddFund(Fund("a", 400, std::nullopt));
  ledger.AddFund(Fund("b", 600, std::nullopt));
  ledger.Post(1, 21, {For("a", Of("q", EntryKind::kInitial, 100)), Of("q", EntryKind::kInitial, 77)});
  ledger.Post(1, 22, {For("a", Of("q", EntryKind::kSupplement, 100))});
  ledger.Post(6, 30, {For("a", Of("q", EntryKind::kSupplement, 250))});
  ledger.Post(7, 1, {For("b", Of("q", EntryKind::kSupplement, 300))});
  return ledger.Build();
}

TEST(ReleaseTiming, HalfBeforeTheSpringFestivalAndAllByTheEndOfJune) {
  struct Case {
    const char* what;
    std::optional<Date> as_of;
    const char* festival;
    const char* by_june;
    const char* unfinished;
  };
  const Case cases[] = {
      // 100 before 22 January; by 30 June 400 of "a" (450 capped) and none of "b".
      {"whole year", std::nullopt, "1/10", "2/5", "1"},
      {"the day before the festival", Day(1, 21), "1/10", "missing", "missing"},
      {"two days before it", Day(1, 20), "missing", "missing", "missing"},
      {"30 June", Day(6, 30), "1/10", "2/5", "1"},
      {"29 June", Day(6, 29), "1/10", "missing", "missing"},
  };
  const LedgerYear year = YueyangLedger();
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const Finding finding = MeasuredYear{.year = year, .scope = {.as_of = c.as_of}}.With(MeasureReleaseTiming);
    EXPECT_EQ(ValueOf(finding, "festival_release_share"), c.festival);
    EXPECT_EQ(ValueOf(finding, "full_release_share"), c.by_june);
    EXPECT_EQ(ValueOf(finding, "funds_not_fully_released"), c.unfinished);
  }
  MeasuredYear measured = {year};
  const Finding finding = measured.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(finding, "festival_release_amount"), "100 fen");
  EXPECT_EQ(ValueOf(finding, "full_release_amount"), "400 fen");
  EXPECT_EQ(WrongSelectors(finding, year), "");
  EXPECT_NE(finding.figure("festival_release_share")->definition.find("（春节前应下达比例50.00%：参照岳阳市"),
            std::string::npos)
      << finding.figure("festival_release_share")->definition;
  measured.settings.full_release_month.value = int64_t{12};  // 400 + 300
  EXPECT_EQ(ValueOf(measured.With(MeasureReleaseTiming), "full_release_share"), "7/10");
  measured.settings.full_release_month.value = int64_t{1};  // 200
  EXPECT_EQ(ValueOf(measured.With(MeasureReleaseTiming), "full_release_share"), "1/5");
  EXPECT_EQ(ValueOf(measured.With(MeasureReleaseTiming), "funds_not_fully_released"), "2");
}

TEST(ReleaseTiming, TheSpringFestivalIsKnownUpTo2050) {
  LedgerBuilder ledger(2051);
  ledger.AddQuota("q", {});
  ledger.AddFund(Fund("f", 100, std::nullopt));
  ledger.Post(1, 1, {For("f", Of("q", EntryKind::kInitial, 100))});
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureReleaseTiming);
  EXPECT_EQ(finding.figure("festival_release_share")->why_missing, "春节日期表只有1990年至2050年");
  EXPECT_EQ(ValueOf(finding, "full_release_share"), "1");
}

TEST(ReleaseTiming, TheRunningGapIsWhatWasNeededAndNotThere) {
  // "late" needs 300 from 1 June and gets 200 on 8 October (129 days), 100 never (31 December: 85 days);
  // "good" needs 400 from 1 March, released in January; "undated" says nothing of its needs.
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  SpecialFund good = Fund("good", 400, Day(3, 31));
  good.needs = {{Day(3, 1), Money::Fen(400)}};
  SpecialFund late = Fund("late", 300, Day(10, 31));
  late.needs = {{Day(6, 1), Money::Fen(300)}};
  ledger.AddFund(good);
  ledger.AddFund(late);
  ledger.AddFund(Fund("undated", 300, std::nullopt));
  ledger.Post(1, 10, {For("good", Of("q", EntryKind::kInitial, 400))});
  ledger.Post(10, 8, {For("late", Of("q", EntryKind::kSupplement, 200))});
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(finding, "peak_gap"), "300 fen");
  EXPECT_EQ(finding.figure("peak_gap_date")->value, Quantity(Day(6, 1)));
  EXPECT_EQ(ValueOf(finding, "gap_days"), "214");  // 129 + 85
  // 300 × 129 + 100 × 85 = 47,200 fen·days; 1,000,000 fen are one 万元.
  EXPECT_EQ(ValueOf(finding, "gap_money_days"), "59/1250");
  EXPECT_NE(finding.summary.find("有214天存在资金缺口，2023年6月1日最大，为3.00元"), std::string::npos)
      << finding.summary;
  ASSERT_EQ(finding.details.size(), 2u);
  EXPECT_EQ(finding.details[1].text,
            "总额3.00元，应于2023年10月31日前下达；2023年10月8日下达2.00元；尚有1.00元未下达"
            "；按用款需求有214天存在缺口，2023年6月1日最大，为3.00元");
  EXPECT_EQ(WrongSelectors(finding, year), "");
  const Finding by_may = MeasuredYear{.year = year, .scope = {.as_of = Day(5, 31)}}.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(by_may, "peak_gap"), "0 fen");
  EXPECT_EQ(ValueOf(by_may, "peak_gap_date"), "missing");
  EXPECT_EQ(ValueOf(MeasuredYear{PaperLedger().Build()}.With(MeasureReleaseTiming), "peak_gap"), "missing")
      << "nobody said what is needed: not zero";
}

// Final budget 1,000: 500 of January, 300 paid; "f" 400 on 30 November, 100 paid, 300 left (in time); "f" 100 on
// 1 December on a quota of its own, 40 paid, 60 left; 1 December too, 50 on the first quota, of whose 200 + 50 that are
// left 50 count.
TEST(ReleaseTiming, ExecutionIsCorrectedForMoneyThatCameTooLate) {
  LedgerBuilder ledger(2023);
  for (const char* id : {"a", "b", "c"}) ledger.AddQuota(id, {});
  ledger.AddFund(Fund("f", 550, Day(12, 31)));
  ledger.Post(1, 10, {Of("a", EntryKind::kInitial, 500)});
  ledger.Post(11, 30, {For("f", Of("b", EntryKind::kSupplement, 400))});
  ledger.Post(12, 1, {For("f", Of("c", EntryKind::kSupplement, 100)), For("f", Of("a", EntryKind::kSupplement, 50))});
  ledger.Post(12, 20, {Of("c", EntryKind::kSupplement, 7)});  // Late, but no special fund's.
  ledger.Post(12, 28,
              {Of("a", EntryKind::kPayment, 300), Of("b", EntryKind::kPayment, 100), Of("c", EntryKind::kPayment, 47)});
  ledger.Post(12, 31, {Of("a", EntryKind::kReduction, 50), Of("b", EntryKind::kRecall, 7)});
  const LedgerYear year = ledger.Build();
  MeasuredYear measured = {year};
  Finding finding = measured.With(MeasureReleaseTiming);
  // 500 + 400 + 100 + 50 + 7 − 50 − 7 = 1,000; paid 447; too late: 60 of "c", 50 of "a".
  EXPECT_EQ(ValueOf(finding, "execution_rate"), "447/1000");
  EXPECT_EQ(ValueOf(finding, "too_late_amount"), "110 fen");
  EXPECT_EQ(ValueOf(finding, "corrected_execution_rate"), "447/890");
  EXPECT_EQ(WrongSelectors(finding, year), "");
  measured.settings.too_late_days.value = int64_t{32};  // 30 November as well: 293 that are left of "b"
  EXPECT_EQ(ValueOf(measured.With(MeasureReleaseTiming), "too_late_amount"), "403 fen");
  measured.settings.too_late_days.value = int64_t{0};
  finding = measured.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(finding, "too_late_amount"), "0 fen");
  EXPECT_EQ(ValueOf(finding, "corrected_execution_rate"), "447/1000");
  measured.scope.as_of = Day(12, 30);
  for (const char* name : {"execution_rate", "too_late_amount", "corrected_execution_rate"}) {
    EXPECT_EQ(ValueOf(measured.With(MeasureReleaseTiming), name), "missing") << "the year is not over";
  }
}

TEST(ReleaseTiming, AFundApprovedLaterIsNotOfTheDay) {
  LedgerBuilder ledger(2023);
  SpecialFund fund = Fund("f", 100, std::nullopt);
  fund.approved_date = Day(7, 5);
  ledger.AddFund(fund);
  const LedgerYear year = ledger.Build();
  const Finding before = MeasuredYear{.year = year, .scope = {.as_of = Day(6, 30)}}.With(MeasureReleaseTiming);
  EXPECT_FALSE(before.applies);
  EXPECT_EQ(before.why_not, "截至2023年6月30日，本年度没有专项资金（0项）");
  EXPECT_EQ(ValueOf(MeasuredYear{year}.With(MeasureReleaseTiming), "undated_funds"), "1");
}

TEST(ReleaseTiming, AFundThatOnlyEntriesNameIsUndated) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(5, 1, {For("f", Of("q", EntryKind::kSupplement, 70))});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureReleaseTiming);
  EXPECT_EQ(ValueOf(finding, "untimely_share"), "1");
  EXPECT_EQ(ValueOf(finding, "promised"), "70 fen");
}

TEST(ReleaseTiming, WithoutSpecialFundsItDoesNotApply) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(5, 1, {Of("q", EntryKind::kSupplement, 70)});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureReleaseTiming);
  EXPECT_FALSE(finding.applies);
  EXPECT_EQ(finding.why_not, "本年度没有专项资金（0项）");
}

}  // namespace
}  // namespace zhengping::budget
