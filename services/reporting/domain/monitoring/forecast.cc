#include "services/reporting/domain/monitoring/forecast.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/domain/monitoring/light.h"

namespace zhengping::reporting {
namespace {

struct Cell {
  Money budget;
  Money paid;
};

std::string OutlayText(const std::string& outlay) {
  if (outlay == "basic") return "基本支出";
  return outlay == "project" ? "项目支出" : "未注明支出类别";
}

struct Factor {
  Rational value;
  bool is_prior = false;
};

Factor FactorOf(ForecastMethod method, const std::string& outlay, Date day,
                const std::map<std::string, PriorOutlay>& prior) {
  if (method == ForecastMethod::kPriorYear) {
    const auto last_year = prior.find(outlay);
    if (last_year != prior.end() && Money() < last_year->second.by_day) {
      return {*Quotient(Rational(last_year->second.whole.fen()), Rational(last_year->second.by_day.fen())), true};
    }
  }
  return {*Quotient(Rational(1), ElapsedShare(day)), false};
}

// Payments of the year of one part. Never below what has been paid.
Money Project(const Cell& cell, const Rational& factor, bool& is_capped) {
  const Rational projected = Round(Rational(cell.paid.fen()) * factor, 0);
  const Rational budget(cell.budget.fen());
  if (projected <= budget) return Money::Fen(projected.ToInt64().value_or(cell.paid.fen()));
  is_capped = true;
  return cell.budget < cell.paid ? cell.paid : cell.budget;
}

Money SumOf(const Forecast& forecast, const std::string& outlay, const std::string& nature) {
  Money sum;
  for (const auto& [one_outlay, natures] : forecast.parts) {
    if (!outlay.empty() && outlay != one_outlay) continue;
    for (const auto& [one_nature, payments] : natures) {
      if (nature.empty() || nature == one_nature) sum += payments;
    }
  }
  return sum;
}

// What the fact is forecast to be; empty: it stays.
std::optional<Money> ForecastOf(const Forecast& forecast, absl::string_view part) {
  if (part.empty()) return forecast.payments;
  for (const char* outlay : {"basic", "project", "unstated"}) {
    if (part == outlay) return SumOf(forecast, outlay, "");
  }
  for (const char* nature : {"general_public", "government_fund", "special_account", "other"}) {
    if (part == nature) return SumOf(forecast, "", nature);
  }
  return std::nullopt;
}

// What follows "payments" or "balance" and a point; empty for the whole; nothing for another fact.
std::optional<std::string> PartOf(const std::string& name, const std::string& stem) {
  if (name == stem) return std::string();
  if (name.rfind(stem + ".", 0) != 0) return std::nullopt;
  return name.substr(stem.size() + 1);
}

std::optional<Money> MoneyOf(const std::map<std::string, Money>& budgets, const std::string& part) {
  const auto found = budgets.find(part);
  return found == budgets.end() ? std::nullopt : std::optional<Money>(found->second);
}

void SetValue(Fact& fact, Money value) {
  fact.state = FactState::kDerived;
  fact.value = value;
  fact.provenance.reset();
  fact.source = "年末预计";
}

void ForecastQuarter(Fact& fact, const Forecast& forecast, Date day) {
  const int quarter = fact.name.back() - '0';
  if (quarter == 4) return SetValue(fact, forecast.payments);
  const std::optional<Date> next = Date::FromYmd(day.year(), quarter * 3 + 1, 1);
  if (next.has_value() && *next <= day.PlusDays(1)) return;
  fact.state = FactState::kMissing;
  fact.value.reset();
  fact.provenance.reset();
}

}  // namespace

Date SameDayLastYear(Date day) {
  const std::optional<Date> same = Date::FromYmd(day.year() - 1, day.month(), day.day());
  return same.value_or(day.PlusDays(-366));
}

Forecast ForecastBy(ForecastMethod method, const std::vector<ExecutionRow>& rows, Date day,
                    const std::map<std::string, PriorOutlay>& prior) {
  std::map<std::string, std::map<std::string, Cell>> cells;
  for (const ExecutionRow& row : rows) {
    Cell& cell = cells[row.outlay][row.income_nature];
    cell.budget += row.final_budget;
    cell.paid += row.payments;
  }
  Forecast forecast{.method = method};
  forecast.text = method == ForecastMethod::kPriorYear ? "上年余月占比法：" : "本年进度法：";
  for (const auto& [outlay, natures] : cells) {
    const Factor factor = FactorOf(method, outlay, day, prior);
    for (const auto& [nature, cell] : natures) {
      const Money projected = Project(cell, factor.value, forecast.is_capped);
      forecast.parts[outlay][nature] = projected;
      forecast.payments += projected;
      forecast.final_budget += cell.budget;
    }
    absl::StrAppend(&forecast.text, OutlayText(outlay), "已支付数×", FormatFixed(factor.value, 4),
                    factor.is_prior ? "（上年全年÷上年同期）；" : "（1÷序时进度）；");
  }
  absl::StrAppend(&forecast.text, forecast.is_capped ? "有部分按现有预算数封顶" : "均未超过现有预算数");
  forecast.execution_rate = Quotient(Rational(forecast.payments.fen()), Rational(forecast.final_budget.fen()));
  return forecast;
}

std::vector<Forecast> Forecasts(const std::vector<ExecutionRow>& rows, Date day,
                                const std::map<std::string, PriorOutlay>& prior) {
  std::vector<Forecast> forecasts;
  bool is_known = false;
  for (const auto& entry : prior) is_known = is_known || Money() < entry.second.by_day;
  if (is_known) forecasts.push_back(ForecastBy(ForecastMethod::kPriorYear, rows, day, prior));
  forecasts.push_back(ForecastBy(ForecastMethod::kPace, rows, day, prior));
  return forecasts;
}

std::vector<Fact> ForecastFacts(std::vector<Fact> facts, const Forecast& forecast, Date day) {
  std::map<std::string, Money> budgets;  // by part
  for (const Fact& fact : facts) {
    const std::optional<std::string> part = PartOf(fact.name, "final_budget");
    if (part.has_value() && fact.value.has_value() && std::holds_alternative<Money>(*fact.value)) {
      budgets[*part] = std::get<Money>(*fact.value);
    }
  }
  for (Fact& fact : facts) {
    if (fact.name.rfind("payments.q", 0) == 0) {
      ForecastQuarter(fact, forecast, day);
      continue;
    }
    const std::optional<std::string> paid = PartOf(fact.name, "payments");
    if (paid.has_value()) {
      const std::optional<Money> value = ForecastOf(forecast, *paid);
      if (value.has_value()) SetValue(fact, *value);
      continue;
    }
    const std::optional<std::string> left = PartOf(fact.name, "balance");
    if (!left.has_value()) continue;
    const std::optional<Money> value = ForecastOf(forecast, *left);
    const std::optional<Money> budget = MoneyOf(budgets, *left);
    if (value.has_value() && budget.has_value()) SetValue(fact, *budget - *value);
  }
  return facts;
}

}  // namespace zhengping::reporting
