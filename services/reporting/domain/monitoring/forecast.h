// Where the year would end if it went on as before.
//
// Money is forecast by outlay, and within an outlay by income nature, each with its outlay's factor:
//
//   上年余月占比法   paid by the day × last year's payments of the outlay ÷ last year's by the same day. Used where
//   last year
//                    is in the ledger and had paid something of that outlay by that day.
//   本年进度法       paid by the day ÷ elapsed share of the year. Used otherwise.
//
// No part ends above its own final budget as it stands on the day. Amounts are rounded to the fen once, half away from
// zero; totals are sums of the rounded parts.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_FORECAST_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_FORECAST_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/fact.h"

namespace zhengping::reporting {

// Sums of ledger entries by the day, as the budget service groups them.
struct ExecutionRow {
  std::string outlay;         // "basic", "project", "unstated"
  std::string income_nature;  // "general_public", "government_fund", "special_account", "other"
  std::string project;        // resource name; empty: none
  std::string economic_code;  // 部门预算支出经济分类; empty: not stated
  Money final_budget;
  Money payments;
};

// Last year's payments of an outlay.
struct PriorOutlay {
  Money by_day;  // by the same day of last year; 28 February for 29 February
  Money whole;
};

enum class ForecastMethod { kPriorYear, kPace };

// One method's outcome for the department as a whole.
struct Forecast {
  ForecastMethod method = ForecastMethod::kPace;
  std::map<std::string, std::map<std::string, Money>> parts;  // outlay → income nature → payments of the year
  Money payments;
  Money final_budget;
  std::optional<Rational> execution_rate;  // payments ÷ final budget; empty without a budget
  bool is_capped = false;                  // some part was held at its final budget
  std::string text;                        // how, in Chinese, with the factors
};

Date SameDayLastYear(Date day);

// `prior` by outlay; empty: last year is not in the ledger. With kPriorYear an outlay that last year cannot tell goes
// by its own pace, and the text says so.
Forecast ForecastBy(ForecastMethod method, const std::vector<ExecutionRow>& rows, Date day,
                    const std::map<std::string, PriorOutlay>& prior);

// The best known first: by last year where it is there, then by pace.
std::vector<Forecast> Forecasts(const std::vector<ExecutionRow>& rows, Date day,
                                const std::map<std::string, PriorOutlay>& prior);

// `facts` with payments and balance, whole and in parts, as forecast. Of the quarters payments.q4 is the forecast; one
// that has not ended by `day` is missing. Every other fact stays as it is on the day.
std::vector<Fact> ForecastFacts(std::vector<Fact> facts, const Forecast& forecast, Date day);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_FORECAST_H_
