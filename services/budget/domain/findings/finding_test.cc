#include "services/budget/domain/findings/finding.h"

#include <gtest/gtest.h>

#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

Rational Percent(int64_t percent) { return *Quotient(Rational(percent), Rational(100)); }

TEST(FindingSeverity, AFigureAtALevelHasReachedIt) {
  const SeverityThresholds levels = {Percent(10), Percent(20), Percent(30), kHouseDefault};
  EXPECT_EQ(SeverityOf(Rational(0), levels), FindingSeverity::kNone);
  EXPECT_EQ(SeverityOf(*Quotient(Rational(999), Rational(10000)), levels), FindingSeverity::kNone);
  EXPECT_EQ(SeverityOf(Percent(10), levels), FindingSeverity::kNoted);
  EXPECT_EQ(SeverityOf(Percent(20), levels), FindingSeverity::kSerious);
  EXPECT_EQ(SeverityOf(*Quotient(Rational(2999), Rational(10000)), levels), FindingSeverity::kSerious);
  EXPECT_EQ(SeverityOf(Percent(30), levels), FindingSeverity::kGrave);
  EXPECT_EQ(SeverityOf(Percent(300), levels), FindingSeverity::kGrave);
}

TEST(Finding, KindsReadBack) {
  for (const FindingKind kind : kFindingKinds) EXPECT_EQ(ParseFindingKind(NameOf(kind)), kind);
  EXPECT_EQ(ParseFindingKind("audit"), std::nullopt);
}

TEST(Finding, FiguresBecomeFacts) {
  Finding finding;
  finding.kind = FindingKind::kReleaseTiming;
  finding.figures = {CountFigure("late_funds", "逾期项数", "有逾期资金的项数", "funds", 3),
                     MissingFigure("late_days", "平均逾期天数", "…", "days", "没有逾期下达的资金")};
  const std::vector<Fact> facts = FactsOf(finding);
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_EQ(facts[0].name, "finding:release_timing.late_funds");
  EXPECT_EQ(facts[0].state, FactState::kDerived);
  EXPECT_EQ(facts[0].value, Quantity(int64_t{3}));
  EXPECT_EQ(facts[1].state, FactState::kMissing);
  EXPECT_EQ(facts[1].source, "没有逾期下达的资金");
}

TEST(Finding, AShareOfNothingHasNoValue) {
  EXPECT_EQ(ShareFigure("s", "", "", Money::Fen(1), Money::Fen(4)).value,
            Quantity(*Quotient(Rational(1), Rational(4))));
  EXPECT_FALSE(ShareFigure("s", "", "", Money(), Money()).value.has_value());
  EXPECT_EQ(ShareFigure("s", "", "", Money::Fen(1'500'000), Money()).why_missing, "分子为1.50万元，分母为0，无法计算");
}

TEST(Finding, ProseHasMoneyInWanyuan) {
  EXPECT_EQ(FormatProseMoney(Money::Fen(690'600'000)), "690.60万元");  // 6,906,000.00元
  EXPECT_EQ(FormatProseMoney(Money::Fen(5'000'000)), "5.00万元");
  EXPECT_EQ(FormatProseMoney(Money::Fen(1'234'999'999)), "1235.00万元");
  EXPECT_EQ(FormatProseMoney(Money::Fen(-690'600'000)), "-690.60万元");
  EXPECT_EQ(FormatProseMoney(Money()), "0.00万元");
  EXPECT_EQ(FormatProseMoney(Money::Fen(5'000)), "0.01万元");
  EXPECT_EQ(FormatProseMoney(Money::Fen(4'999)), "49.99元") << "0.00万元 would say that there is nothing";
  EXPECT_EQ(FormatProseMoney(Money::Fen(-4'999)), "-49.99元");
  EXPECT_EQ(FormatFigure(MoneyFigure("m", "", "", Money::Fen(690'600'000))), "690.60万元");
  const Figure mean = {"m", "", "", "fen", *Quotient(Rational(10'009'999), Rational(2)), "", {}};
  EXPECT_EQ(FormatFigure(mean), "5.01万元");  // 5,004,999.5 fen is 50,050.00元 to the fen
  EXPECT_EQ(FormatFigure(CountFigure("n", "", "", "quotas", 3)), "3个");
  EXPECT_EQ(FormatFigure(MissingFigure("n", "", "", "fen", "没有数据")), "（没有数据）");
}

TEST(Finding, AQuotaWithoutProjectIsCalledByItsCode) {
  QuotaRecord quota;
  quota.external_code = "403001-23-0029";
  EXPECT_EQ(ProseNameOf(quota), "指标403001-23-0029");
  quota.classification.project_display_name = "老旧小区改造";
  EXPECT_EQ(ProseNameOf(quota), "老旧小区改造");
}

TEST(QuotaSums, RecalledMoneyIsPutBackForSizeAndRest) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {});
  ledger.AddQuota("gone", {});
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, 100), Of("q1", EntryKind::kCarryover, 20)});
  ledger.Post(2, 1, {Of("q1", EntryKind::kPayment, 70)});
  ledger.Post(3, 1, {Of("q1", EntryKind::kRefund, 5)});
  ledger.Post(12, 31, {Of("q1", EntryKind::kRecall, 55)});
  ledger.Reverse(ledger.Post(4, 1, {Of("gone", EntryKind::kInitial, 9)}));
  const LedgerYear year = ledger.Build();
  const std::vector<QuotaSums> sums = SumByQuota(EntriesOf(year, {}));
  ASSERT_EQ(sums.size(), 1u) << "a quota all of whose entries are reversed is no quota of the year";
  EXPECT_EQ(sums[0].authorized(), Money::Fen(65));
  EXPECT_EQ(sums[0].paid(), Money::Fen(65));
  EXPECT_EQ(sums[0].size(), Money::Fen(120));
  EXPECT_EQ(sums[0].unspent(), Money::Fen(55));
}

TEST(Finding, LongListsOfDetailsAreCut) {
  Finding finding;
  finding.figures = {CountFigure("n", "", "", "", 1)};
  finding.details.resize(kMaxFindingDetails + 5);
  Conclude(finding, DefaultFindingSettings().coarse_budgeting);
  EXPECT_EQ(finding.details.size(), kMaxFindingDetails);
  EXPECT_EQ(finding.detail_count, static_cast<int64_t>(kMaxFindingDetails) + 5);
}

}  // namespace
}  // namespace zhengping::budget
