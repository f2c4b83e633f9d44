// Special funds (专项资金): money promised for one purpose, released in parts, needed on days.
//
//   released    = entries INITIAL, SUPPLEMENT and CARRYOVER that name the fund, net of reversals; REDUCTION and RECALL
//                 are not deducted
//   outstanding = promised − released, not below zero
//   late days   = day of release − day on which it was due, not below zero
//
// A fund's due day is its expected release date. An undated fund has none; where the day is known on which the people's
// congress approved the budget, that day + the settings' days (60) is its yardstick (预算法第五十二条:
// 地方对下级专项转移支付六十日内; a street office is no level of government, so that this is a yardstick and not a
// breach). Money not yet released is late from the due day to the day looked at.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_SPECIAL_FUND_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_SPECIAL_FUND_H_

#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

enum class DueBasis {
  kExpectedDate,  // the fund's own
  kYardstick,     // approval by the people's congress + the settings' days
  kNone,          // nothing to measure lateness by
};

struct FundRelease {
  Date date;
  Money amount;       // above zero
  int late_days = 0;  // 0 with DueBasis::kNone
};

// How one fund stands on a day.
struct FundStanding {
  std::string fund;           // SpecialFund::id
  std::string display_name;   // the id where the fund is not registered
  bool is_registered = true;  // false: entries name it, and nobody has said what was promised
  bool is_dated = false;      // has an expected release date
  Money promised;             // an unregistered fund's promise is what was released
  Money released;
  Money outstanding;
  DueBasis due_basis = DueBasis::kNone;
  std::optional<Date> due;
  std::vector<FundRelease> releases;  // by date, those of one day added up; reversed ones are gone
  Money late_amount;                  // released after `due`, and what is outstanding past it
  int most_late_days = 0;
  Rational late_fen_days;  // Σ amount × late days
};

// `needed_date` on the first of each month of the year.
std::vector<SpecialFundNeed> UnrollMonthlyNeed(int fiscal_year, Money monthly_need);

// Paths "amount_fen", "needs[2].needed_date". Errors: SPECIAL_FUND_ID_MALFORMED, DISPLAY_NAME_MISSING, TEXT_TOO_LONG,
// TEXT_MALFORMED, AMOUNT_NEGATIVE (the fund; 0 is allowed), AMOUNT_NOT_POSITIVE (a need), AMOUNT_OUT_OF_RANGE,
// TOO_MANY_NEEDS. Warnings: NEEDS_EXCEED_AMOUNT, RELEASE_EXPECTED_BEFORE_APPROVAL.
std::vector<Issue> CheckSpecialFund(const SpecialFund& fund);

// The registered funds in their order, then those that entries name only, by id. `until` is the day looked at: as_of,
// or the last day of the year; a fund approved after it that has no release by then is left out. `yardstick_due`: empty
// when the day of approval is not known.
std::vector<FundStanding> StandingsOf(const std::vector<SpecialFund>& funds, const std::vector<EntryView>& entries,
                                      std::optional<Date> yardstick_due, Date until);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_SPECIAL_FUND_H_
