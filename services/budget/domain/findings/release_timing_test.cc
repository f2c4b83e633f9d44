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
