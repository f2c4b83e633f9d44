#include "services/budget/domain/findings/scattered_quotas.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
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
  // 1, 1, 2, 4, 8 times 5万元: two of five are at least a quarter, four at least three quarters.
  EXPECT_EQ(ValueOf(finding, "lower_quartile_size"), std::to_string(kSmall));
  EXPECT_EQ(ValueOf(finding, "upper_quartile_size"), std::to_string(4 * kSmall));
  EXPECT_EQ(ValueOf(finding, "transfers"), "0");
  EXPECT_EQ(ValueOf(finding, "payments"), "0");
  EXPECT_EQ(ValueOf(finding, "mean_payment"), "missing") << "of nothing";
  EXPECT_EQ(ValueOf(finding, "payments_per_quota"), "0");
  EXPECT_EQ(finding.figure("small_quotas")->definition,
            "全年预算（加回收回）不超过5.00万元的指标数（小额指标界限5.00万元：本系统默认值，无文件依据）");
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

TEST(ScatteredQuotas, Quartiles) {
  struct Case {
    std::vector<int64_t> sizes;
    const char* lower;
    const char* upper;
  };
  const Case cases[] = {{{3, 9}, "3", "9"},
                        {{5, 1, 9}, "1", "9"},     // 1 of 3 is a third; 2 of 3 are less than three quarters
                        {{4, 3, 2, 1}, "1", "3"},  // exactly a quarter and three quarters
                        {{1, 2, 3, 4, 5}, "2", "4"}};
  for (const Case& c : cases) {
    LedgerBuilder ledger(2023);
    for (size_t i = 0; i < c.sizes.size(); ++i) {
      ledger.AddQuota(absl::StrCat("q", i), {});
      ledger.Post(1, 1, {Of(absl::StrCat("q", i), EntryKind::kInitial, c.sizes[i])});
    }
    const Finding finding = MeasuredYear{ledger.Build()}.With(MeasureScatteredQuotas);
    EXPECT_EQ(ValueOf(finding, "lower_quartile_size"), c.lower);
    EXPECT_EQ(ValueOf(finding, "upper_quartile_size"), c.upper);
  }
}

// a and b are of one kind (111, 212, project); c, d, e are each of another.
TEST(ScatteredQuotas, APaymentIsSplitWhereItDrawsOnSeveralQuotasOfAKind) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(3, 1,
              {Of("a", EntryKind::kPayment, 10), Of("b", EntryKind::kPayment, 20), Of("c", EntryKind::kPayment, 5)});
  ledger.Post(3, 2,
              {Of("a", EntryKind::kPayment, 1), Of("c", EntryKind::kPayment, 2), Of("d", EntryKind::kPayment, 4)});
  ledger.Post(3, 3, {Of("a", EntryKind::kPayment, 7), Of("a", EntryKind::kPayment, 7)});  // one quota twice
  ledger.Reverse(ledger.Post(3, 4, {Of("a", EntryKind::kPayment, 50), Of("b", EntryKind::kPayment, 60)}));
  ledger.Post(4, 1, {Of("a", EntryKind::kRefund, 3), Of("b", EntryKind::kRefund, 3)});  // comes back: no payment
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureScatteredQuotas);
  EXPECT_EQ(ValueOf(finding, "split_payments"), "1");
  EXPECT_EQ(ValueOf(finding, "split_payments_amount"), "30 fen") << "the part on c stands alone";
  EXPECT_EQ(ValueOf(finding, "payments"), "8");
  EXPECT_EQ(ValueOf(finding, "mean_payment"), "7");  // 56 / 8
  EXPECT_EQ(ValueOf(finding, "payments_per_quota"), "8/5");
  EXPECT_EQ(WrongSelectors(finding, year), "");
}

TEST(ScatteredQuotas, TransfersWithinAKindAreThoseThatOneQuotaWouldNotNeed) {
  LedgerBuilder ledger = PaperLedger();
  ledger.Post(3, 1, {Of("b", EntryKind::kTransferOut, 30), Of("a", EntryKind::kTransferIn, 30)});  // one kind
  ledger.Post(3, 2, {Of("b", EntryKind::kTransferOut, 40), Of("c", EntryKind::kTransferIn, 40)});  // two kinds
  ledger.Post(
      3, 3,
      {Of("b", EntryKind::kTransferOut, 9), Of("a", EntryKind::kTransferIn, 4), Of("e", EntryKind::kTransferIn, 5)});
  ledger.Reverse(ledger.Post(3, 4, {Of("b", EntryKind::kTransferOut, 70), Of("a", EntryKind::kTransferIn, 70)}));
  const LedgerYear year = ledger.Build();
  const Finding finding = MeasuredYear{year}.With(MeasureScatteredQuotas);
  EXPECT_EQ(ValueOf(finding, "transfers"), "4");
  EXPECT_EQ(ValueOf(finding, "transfers_amount"), "79 fen");
  EXPECT_EQ(ValueOf(finding, "transfers_within_kind"), "2");
  EXPECT_EQ(ValueOf(finding, "transfers_within_kind_amount"), "34 fen");
  EXPECT_EQ(WrongSelectors(finding, year), "");
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
  EXPECT_EQ(finding.recommendation->text.find("个指标可合并为"), std::string::npos)
      << "a and b are of two functions: " << finding.recommendation->text;
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
