#include "services/reporting/domain/monitoring/forecast.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

const Date kHalf = *Date::FromYmd(2023, 6, 30);

std::vector<ExecutionRow> Rows() {
  return {{"basic", "general_public", "", "30101", Money::Fen(10000), Money::Fen(4000)},
          {"project", "general_public", "p/1", "302", Money::Fen(6000), Money::Fen(1001)},
          {"project", "government_fund", "p/2", "302", Money::Fen(4000), Money::Fen(1000)}};
}

// 4000 × 2; (1001 + 1000) × 2.
TEST(Forecast, PaceDividesByTheElapsedShare) {
  const Forecast forecast = ForecastBy(ForecastMethod::kPace, Rows(), kHalf, {});
  EXPECT_EQ(forecast.payments, Money::Fen(12002));
  EXPECT_EQ(forecast.final_budget, Money::Fen(20000));
  EXPECT_EQ(FormatPercent(*forecast.execution_rate), "60.01%");
  EXPECT_FALSE(forecast.is_capped);
}

// Basic: last year 5000 of 9000 by the day: 4000 × 9/5 = 7200. Project: 1000 of 4000: 1001 × 4 = 4004, 1000 × 4 = 4000.
TEST(Forecast, LastYearsRemainingMonthsByOutlay) {
  const std::map<std::string, PriorOutlay> prior = {{"basic", {Money::Fen(5000), Money::Fen(9000)}},
                                                    {"project", {Money::Fen(1000), Money::Fen(4000)}}};
  const std::vector<Forecast> forecasts = Forecasts(Rows(), kHalf, prior);
  ASSERT_EQ(forecasts.size(), 2u);
  EXPECT_EQ(forecasts[0].method, ForecastMethod::kPriorYear);
  EXPECT_EQ(forecasts[0].parts.at("basic").at("general_public"), Money::Fen(7200));
  EXPECT_EQ(forecasts[0].parts.at("project").at("general_public"), Money::Fen(4004));
  EXPECT_EQ(forecasts[0].parts.at("project").at("government_fund"), Money::Fen(4000));
  EXPECT_FALSE(forecasts[0].is_capped) << "the fund's own budget is just reached";
  EXPECT_EQ(forecasts[1].method, ForecastMethod::kPace);
}

TEST(Forecast, AnOutlayThatLastYearCannotTellGoesByItsPace) {
  const std::map<std::string, PriorOutlay> prior = {{"basic", {Money::Fen(5000), Money::Fen(9000)}},
                                                    {"project", {Money(), Money::Fen(4000)}}};
  const Forecast forecast = ForecastBy(ForecastMethod::kPriorYear, Rows(), kHalf, prior);
  EXPECT_EQ(forecast.payments, Money::Fen(7200 + 2002 + 2000));
  EXPECT_NE(forecast.text.find("项目支出已支付数×2.0000（1÷序时进度）"), std::string::npos) << forecast.text;
}

TEST(Forecast, NoPartEndsAboveItsBudget) {
  const Forecast forecast = ForecastBy(ForecastMethod::kPace, Rows(), *Date::FromYmd(2023, 1, 31), {});
  EXPECT_TRUE(forecast.is_capped);
  EXPECT_EQ(forecast.payments, Money::Fen(20000));
  EXPECT_EQ(*forecast.execution_rate, Rational(1));
}

TEST(Forecast, AtTheYearsEndItIsWhatWasPaid) {
  const std::map<std::string, PriorOutlay> prior = {{"basic", {Money::Fen(9000), Money::Fen(9000)}},
                                                    {"project", {Money::Fen(4000), Money::Fen(4000)}}};
  for (const Forecast& forecast : Forecasts(Rows(), *Date::FromYmd(2023, 12, 31), prior)) {
    EXPECT_EQ(forecast.payments, Money::Fen(6001));
  }
}

Fact MoneyFact(std::string name, int64_t fen) {
  return {.name = std::move(name), .state = FactState::kDerived, .value = Money::Fen(fen)};
}

TEST(Forecast, FactsAddUpAndTheRestStays) {
  std::vector<Fact> facts = {MoneyFact("final_budget", 20000),
                             MoneyFact("final_budget.project", 10000),
                             MoneyFact("payments", 6001),
                             MoneyFact("payments.basic", 4000),
                             MoneyFact("payments.government_fund", 1000),
                             MoneyFact("payments.q2", 6001),
                             MoneyFact("payments.q3", 6001),
                             MoneyFact("payments.q4", 6001),
                             MoneyFact("balance", 13999),
                             MoneyFact("balance.project", 7999),
                             MoneyFact("supplements", 77)};
  const Forecast forecast = ForecastBy(ForecastMethod::kPace, Rows(), kHalf, {});
  facts = ForecastFacts(std::move(facts), forecast, kHalf);
  const auto value = [&facts](size_t i) { return std::get<Money>(*facts[i].value).fen(); };
  EXPECT_EQ(value(2), 12002);
  EXPECT_EQ(value(3), 8000);
  EXPECT_EQ(value(4), 2000);
  EXPECT_EQ(value(5), 6001) << "the second quarter has ended";
  EXPECT_EQ(facts[6].state, FactState::kMissing) << "the third has not";
  EXPECT_EQ(value(7), 12002);
  EXPECT_EQ(value(8), 20000 - 12002);
  EXPECT_EQ(value(9), 10000 - 4002);
  EXPECT_EQ(value(10), 77);
}

TEST(Forecast, TheSameDayLastYear) {
  EXPECT_EQ(SameDayLastYear(*Date::FromYmd(2024, 2, 29)), *Date::FromYmd(2023, 2, 28));
  EXPECT_EQ(SameDayLastYear(*Date::FromYmd(2023, 6, 30)), *Date::FromYmd(2022, 6, 30));
}

}  // namespace
}  // namespace zhengping::reporting
