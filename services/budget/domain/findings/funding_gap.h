// The running gap of special funds (资金缺口): what was needed by a day and had not been released by then.
//
//   gap of a fund on a day = needs dated up to it − releases up to it, not below zero
//   gap on a day           = Σ over funds: money of one fund does not help another (专款专用)
//
// A need dated before the first day looked at counts from that day, one after the last day not at all. Releases are
// those of a FundStanding.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FUNDING_GAP_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FUNDING_GAP_H_

#include <optional>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/budget/domain/special_fund.h"

namespace zhengping::budget {

struct FundingGap {
  Money peak;
  std::optional<Date> peak_date;  // the first day of the peak; empty: never a gap
  int days = 0;                   // with a gap
  Rational fen_days;              // Σ gap × days

  friend bool operator==(const FundingGap&, const FundingGap&) = default;
};

struct NeededFund {
  const SpecialFund* fund = nullptr;
  const FundStanding* standing = nullptr;
};

// From `first` to `last`, both within. O(n log n) in needs and releases.
FundingGap FundingGapOf(const std::vector<NeededFund>& funds, Date first, Date last);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FUNDING_GAP_H_
