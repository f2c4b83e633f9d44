#include "services/reporting/domain/monitoring/execution.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

Rational Percent(int64_t hundredths) { return *Quotient(Rational(hundredths), Rational(10000)); }

// January to June of a publicly reported mid-year watch (m.zzjyg.cn/yule/66474): budget and paid in 万元 with the rates
// as published; points and lights follow from 50%.
TEST(Execution, ThePublishedHalfYearRecomputes) {
  struct Case {
    const char* subject;
    int64_t budget_fen;
    int64_t paid_fen;
    const char* rate;
    const char* points;
    Light light;
  };
  const Case cases[] = {
      {"项目支出", 19300000, 3120000, "16.17%", "-33.8", Light::kFarBehind},
      {"公用经费", 45760000, 27130000, "59.29%", "9.3", Light::kNormal},
      {"招投标", 15300000, 2400000, "15.69%", "-34.3", Light::kFarBehind},
      {"办公楼", 1100000, 720000, "65.45%", "15.5", Light::kNormal},
      {"设备", 2900000, 0, "0.00%", "-50.0", Light::kFarBehind},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.subject);
    const WatchedLine line =
        ExecutionLine(WatchedGroup::kProject, c.subject, Money::Fen(c.budget_fen), Money::Fen(c.paid_fen),
                      ElapsedShare(*Date::FromYmd(2023, 6, 30)), ExecutionAim::kSpend, DefaultThresholds().execution);
    EXPECT_EQ(FormatPercent(*line.expected), "50.00%");
    EXPECT_EQ(FormatPercent(*line.actual), c.rate);
    EXPECT_EQ(FormatFixed(*line.ahead * Rational(100), 1), c.points);
    EXPECT_EQ(line.light, c.light);
    EXPECT_EQ(line.measure.empty(), c.light == Light::kNormal);
  }
}

// 19.3万元 × 50% are 9.65万元: 6.53万元 more than the 3.12万元 paid.
TEST(Execution, MoneyBehindIsToTheFen) {
  const WatchedLine line = ExecutionLine(WatchedGroup::kProject, "项目支出", Money::Fen(19300000), Money::Fen(3120000),
                                         Percent(5000), ExecutionAim::kSpend, DefaultThresholds().execution);
  EXPECT_EQ(*line.ahead_amount, Money::Fen(-6530000));
  EXPECT_EQ(line.note, "短序时进度33.8个百分点，65,300.00元");
}

TEST(Execution, MoneyThatIsToStayBelowIsJudgedTheOtherWayRound) {
  struct Case {
    int64_t paid_fen;
    Light light;
  };
  const Case cases[] = {
      {5000, Light::kNormal}, {5001, Light::kBehind}, {5800, Light::kBehind}, {5801, Light::kFarBehind}};
  for (const Case& c : cases) {
    const WatchedLine line =
        ExecutionLine(WatchedGroup::kEconomic, "公务接待费", Money::Fen(10000), Money::Fen(c.paid_fen), Percent(5000),
                      ExecutionAim::kStayBelow, DefaultThresholds().ceiling);
    EXPECT_EQ(line.light, c.light) << c.paid_fen;
  }
}

TEST(Execution, WithoutABudgetThereIsNoRate) {
  const WatchedLine line = ExecutionLine(WatchedGroup::kProject, "无预算", Money(), Money::Fen(1), Percent(5000),
                                         ExecutionAim::kSpend, DefaultThresholds().execution);
  EXPECT_EQ(line.actual, std::nullopt);
  EXPECT_EQ(line.light, Light::kUnknown);
}

TEST(Execution, LinesAddUpTheirRows) {
  WatchedYear year{.day = *Date::FromYmd(2023, 6, 30),
                   .execution = {{"basic", "general_public", "", "30101", Money::Fen(1000), Money::Fen(500)},
                                 {"basic", "general_public", "", "30217", Money::Fen(100), Money::Fen(10)},
                                 {"project", "general_public", "p/1", "30217", Money::Fen(200), Money::Fen(20)},
                                 {"project", "general_public", "p/1", "302", Money::Fen(300), Money::Fen(0)}},
                   .project_names = {{"p/1", "道路维修"}}};
  struct Expected {
    const char* subject;
    int64_t budget;
    int64_t paid;
  };
  const Expected expected[] = {{"全年预算执行", 1600, 530},       {"基本支出", 1100, 510}, {"项目支出", 500, 20},
                               {"人员经费", 1000, 500},           {"公用经费", 100, 10},   {"三公经费", 300, 30},
                               {"三公经费：公务接待费", 300, 30}, {"道路维修", 500, 20}};
  const std::vector<WatchedLine> lines = ExecutionLines(year);
  ASSERT_EQ(lines.size(), std::size(expected)) << "what nobody budgeted or paid is left out";
  for (size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].subject, expected[i].subject);
    EXPECT_EQ(*lines[i].budget, Money::Fen(expected[i].budget)) << expected[i].subject;
    EXPECT_EQ(*lines[i].done, Money::Fen(expected[i].paid)) << expected[i].subject;
  }
}

}  // namespace
}  // namespace zhengping::reporting
