#include "services/budget/domain/findings/scattered_quotas.h"

#include <gtest/gtest.h>

#include <string>

#include "services/budget/domain/findings/finding_fixture.h"

namespace zhengping::budget {
namespace {

constexpr int64_t kSmall = 5'000'000;  // the house's 5万元

Classification Of(std::string fund_type, std::string function, Outlay outlay) {
  return {.outlay = outlay, .fund_type = std::move(fund_type), .function_code = std::move(function)};
}

// Five quotas of size: two of exactly 5万元, one of 20万元, one of 10万元, one of 40万元. One without size.
LedgerBuilder PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("a", Of("111", "2120501", Outlay::kProject));
  ledger.AddQuota("b", Of("111", "2120104", Outlay::kProject));  // same class 212 as a
  ledger.AddQuota("c", Of("111", "2120501", Outlay::kBasic));    // another outlay
  ledger.AddQuota("d", Of("121", "2120501", Outlay::kProject));  // another fund type
  ledger.AddQuota("e", Of("111", "2080208", Outlay::kProject));  // another class
  ledger.AddQuota("empty", Of("111", "2120501", Outlay::kProject));
  ledger.Post(1, 1,
              {Of("a", EntryKind::kInitial, kSmall), Of("b", EntryKind::kInitial, 4 * kSmall),
               Of("c", EntryKind::kInitial, kSmall), Of("d", EntryKind::kInitial, 2 * kSmall),
               Of("e", EntryKind::kInitial, 8 * kSmall), Of("empty", EntryKind::kInitial, 10)});
  ledger.Post(2, 1, {Of("empty", EntryKind::kReduction, 10)});
  return ledger;
}

TEST(ScatteredQuotas, CountsAndSizes) {
  const LedgerYear year = PaperLedger().Build();
  const Finding finding = MeasuredYear{year}.With(MeasureScatteredQuotas);
  ASSERT_TRUE(finding.applies);
  EXPECT_EQ(finding.figures[0].name, "small_quota_share");
  EXPECT_EQ(ValueOf(finding, "small_quota_share"), "2/5");
  EXPECT_EQ(finding.severity, FindingSeverity::kNoted);
  EXPECT_EQ(ValueOf(finding, "quotas"), "5");
  EXPECT_EQ(ValueOf(finding, "small_quotas"), "2") << "a quota of just the limit is small";
  EXPECT_EQ(ValueOf(finding, "small_amount"), std::to_string(2 * kSmall) + " fen");
  EXPECT_EQ(ValueOf(finding, "median_size"), std::to_string(2 * kSmall));
  EXPECT_EQ(ValueOf(finding, "mean_size"), std::to_string(16 * kSmall / 5));
  EXPECT_EQ(ValueOf(finding, "transfers"), "0");
  EXPECT_EQ(finding.figure("small_quotas")->definition, "全年预算（加回收回）不超过5.00万元的指标数");
  EXPECT_NE(finding.summary.find("其中不超过5.00万元的小额指标2个，占40.00%；指标金额中位数10.00万元，平均16.00万元"),
            std::string::npos)
      << finding.summary;
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(ScatteredQuotas, MedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo) {
  LedgerBuilder ledger(2023);
  for (const char* id : {"a", "b", "c", "d"}) ledger.AddQuota(id, {});
  ledger.Post(1, 1,
              {Of("a", EntryKind::kInitial, 10), Of("b", EntryKind::kInitial, 1), Of("c", EntryKind::kInitial, 4),
               Of("d", EntryKind::kInitial, 7)});
  EXPECT_EQ(ValueOf(MeasuredYear{ledger.Build()}.With(MeasureScatteredQuotas), "median_size"), "11/2");
}

TEST(ScatteredQuotas, MoneyIsStrandedWhereItsKindRanDry) {
  LedgerBuilder ledger = PaperLedger();
  // a ran dry; of its kind b has money left. c, d and e have money left too, but nobody of their kind ran dry.
  ledger.Post(9, 1, {Of("a", EntryKind::kPayment, kSmall), Of("b", EntryKind::kPayment, 3 * kSmall)});
  LedgerYear year = ledger.Build();
  Finding finding = MeasuredYear{year}.With(MeasureScatteredQuotas);
  EXPECT_EQ(ValueOf(finding, "stranded_amount"), std::to_string(kSmall) + " fen");
  EXPECT_EQ(ValueOf(finding, "stranded_quotas"), "1");
  EXPECT_EQ(ValueOf(finding, "dry_quotas"), "1");
  EXPECT_EQ(ValueOf(finding, "stranded_share"), "1/16");
  ASSERT_FALSE(finding.details.empty());
  EXPECT_EQ(finding.details[0].subject, "b");
  EXPECT_EQ(finding.details[0].display_name, "指标b");
  EXPECT_EQ(finding.details[0].text.find("全年预算20.00万元，余5.00万元，而同类"), 0u) << finding.details[0].text;
  EXPECT_NE(finding.recommendation->text.find("可盘活沉淀资金5.00万元"), std::string::npos)
      << finding.recommendation->text;
  EXPECT_EQ(WrongSelectors(finding, year), "");

  // Recalling what was left does not unstrand it, and does not make b dry or smaller.
  ledger.Post(12, 31, {Of("b", EntryKind::kRecall, kSmall)});
  year = ledger.Build();
  finding = MeasuredYear{year}.With(MeasureScatteredQuotas);
  EXPECT_EQ(ValueOf(finding, "stranded_amount"), std::to_string(kSmall) + " fen");
  EXPECT_EQ(ValueOf(finding, "dry_quotas"), "1");
  EXPECT_EQ(ValueOf(finding, "mean_size"), std::to_string(16 * kSmall / 5));
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(ScatteredQuotas, NothingIsStrandedBeforeTheYearIsOver) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(9, 1, {Of("a", EntryKind::kPayment, kSmall)});
  const LedgerYear year = ledger.Build();
  const auto at = [&year](Date day) {
    return ValueOf(MeasuredYear{.year = year, .scope = {.as_of = day}}.With(MeasureScatteredQuotas), "stranded_amount");
  };
  EXPECT_EQ(at(*Date::FromYmd(2023, 12, 30)), "missing");
  EXPECT_EQ(at(*Date::FromYmd(2023, 12, 31)), std::to_string(4 * kSmall) + " fen");
}

TEST(ScatteredQuotas, TransfersAreCountedOnce) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(
      6, 1,
      {Of("b", EntryKind::kTransferOut, 70), Of("a", EntryKind::kTransferIn, 30), Of("c", EntryKind::kTransferIn, 40)});
  ledger.Reverse(ledger.Post(7, 1, {Of("b", EntryKind::kTransferOut, 5), Of("a", EntryKind::kTransferIn, 5)}));
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureScatteredQuotas);
  EXPECT_EQ(ValueOf(finding, "transfers"), "2");
  EXPECT_EQ(ValueOf(finding, "transfers_amount"), "70 fen");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(ScatteredQuotas, OneQuotaIsNotScattered) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 1)});
  const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureScatteredQuotas);
  EXPECT_FALSE(finding.applies);
  EXPECT_EQ(finding.why_not, "有预算的指标只有1个，不存在分散问题");
}

}  // namespace
}  // namespace zhengping::budget
