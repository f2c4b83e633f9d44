// The whole answer about a department-year in one pure step: facts, findings, special funds, notes on the data.
//
//   YearAnalysis analysis = Analyze({.year = ledger, .earlier = earlier, .statement = statement, .reported = reported,
//                                    .settings = settings, .scope = {.as_of = day}});
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_YEAR_ANALYSIS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_YEAR_ANALYSIS_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/special_fund.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {

// Whether recommendations say what following them would have changed (simulated_effect.h).
enum class Effects { kSimulated, kLeftOut };

struct YearInput {
  const LedgerYear& year;                  // as known at its revision
  const std::vector<LedgerYear>& earlier;  // earlier fiscal years at hand, any order
  const Statement& statement;
  const std::vector<ReportedFact>& reported;
  const FindingSettings& settings;
  EntryScope scope;
  Effects effects = Effects::kSimulated;
};

struct YearAnalysis {
  std::vector<Fact> facts;        // dictionary order, then open rows, then the findings' figures
  std::vector<Finding> findings;  // one of each kind, in the order of kFindingKinds
  std::vector<FundStanding> special_funds;
  std::vector<Issue> notes;  // on the data: MergeFacts', CheckStatement's warnings, and those below
  std::string settings_hash;
};

// Notes besides MergeFacts': QUOTA_OVERDRAWN (a ledger that was recorded as it came), CARRYOVER_DIFFERS (上年结转 is
// not last year's balance, both figures given), SPECIAL_FUND_NOT_REGISTERED. `balance.prior` comes from last year's
// ledger where it is at hand.
YearAnalysis Analyze(const YearInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_YEAR_ANALYSIS_H_
