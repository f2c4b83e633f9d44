// A believable ledger of one department-year (部门年度指标账), made up: budget lines of a size class, salaries by the
// month, payments that crowd into the last quarter, additions that come every year, special funds that come late, what
// is left carried over into the next year. How much of each depends on the department's conduct.
//
// In the order of its records no quota is ever overdrawn, so a ledger may go through either door.
#ifndef ZHENGPING_SERVICES_CLI_PROVINCE_LEDGER_YEAR_H_
#define ZHENGPING_SERVICES_CLI_PROVINCE_LEDGER_YEAR_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "services/cli/province/department_profile.h"
#include "zhengping/budget/v1/transaction.pb.h"

namespace zhengping::cli {

// A quota (预算指标).
struct BudgetLine {
  std::string code;  // bgt_id, "101001-23-0007"
  bool is_project = false;
  std::string fund_type;
  std::string function_code;
  std::string government_economic_code;
  std::string department_economic_code;
  std::string project_code;
  std::string project_name;
};

struct LedgerLineEntry {
  size_t line = 0;  // index in LedgerYear::lines
  budget::v1::EntryKind kind = budget::v1::ENTRY_KIND_UNSPECIFIED;
  int64_t amount_fen = 0;
  budget::v1::Origin origin = budget::v1::ORIGIN_UNSPECIFIED;
  budget::v1::Recurring recurring = budget::v1::RECURRING_UNSPECIFIED;
  std::optional<size_t> fund;  // index in LedgerYear::funds
  std::string note;
};

struct LedgerRecord {
  std::string id;
  std::string document_number;
  Date day;
  std::vector<LedgerLineEntry> entries;
};

struct FundNeed {
  Date day;
  int64_t amount_fen = 0;
};
struct PromisedFund {
  std::string code;
  std::string name;
  int64_t amount_fen = 0;
  std::optional<Date> approved;
  std::optional<Date> expected;
  std::vector<FundNeed> needs;
};

struct LedgerYear {
  int fiscal_year = 0;
  std::vector<BudgetLine> lines;
  std::vector<LedgerRecord> records;  // by day, what adds money first within a day
  std::vector<PromisedFund> funds;
  std::map<std::string, int64_t> left_by_project;  // at the year's end, to be carried over
  int64_t entries = 0;
};

// The years of a department, the earliest first: each carries over what the one before left.
std::vector<LedgerYear> LedgerYearsOf(const DepartmentProfile& profile, int first_year, int years);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROVINCE_LEDGER_YEAR_H_
