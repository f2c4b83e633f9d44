// What a made-up year is made of before its days are played: budget lines with their initial amounts, the additions
// with their days, the special funds.
#ifndef ZHENGPING_SERVICES_CLI_PROVINCE_YEAR_PLAN_H_
#define ZHENGPING_SERVICES_CLI_PROVINCE_YEAR_PLAN_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/cli/province/ledger_year.h"

namespace zhengping::cli {

struct PlannedLine {
  BudgetLine line;
  int64_t initial_fen = 0;  // 0: comes into being by an addition or a carryover
  int64_t carryover_fen = 0;
  std::optional<size_t> fund;  // whose money the initial amount is
  bool is_monthly = false;     // salaries: the same every month
};

struct PlannedAddition {
  Date day;
  LedgerLineEntry entry;  // a SUPPLEMENT
};

struct YearPlan {
  std::vector<PlannedLine> lines;
  std::vector<PlannedAddition> additions;
  std::vector<PromisedFund> funds;
};

// `carried` is what last year left, by project.
YearPlan PlanYear(const DepartmentProfile& profile, int fiscal_year, const std::map<std::string, int64_t>& carried);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROVINCE_YEAR_PLAN_H_
