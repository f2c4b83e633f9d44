// The departments of a made-up province: where each lies, how large it is, and how well it is run. Everything follows
// from the seed and the department's number, so that any department can be made without the others.
#ifndef ZHENGPING_SERVICES_CLI_PROVINCE_DEPARTMENT_PROFILE_H_
#define ZHENGPING_SERVICES_CLI_PROVINCE_DEPARTMENT_PROFILE_H_

#include <cstdint>
#include <string>

namespace zhengping::cli {

struct ProvinceOptions {
  uint64_t seed = 1;
  int64_t departments = 60;
  int64_t entries = 667;   // ledger entries of a department-year, on average
  int fiscal_year = 2023;  // the last one
  int years = 1;           // how many, ending with fiscal_year
  std::string division;    // "430503000": all departments in this one; empty: 250 a county, up to 84,000
};

// At most so many departments fit: three-digit codes in one division, or the counties of one province.
int64_t DepartmentLimit(const ProvinceOptions& options);

// What the year's problems are made of.
enum class Conduct {
  kWellRun,   // 35%: budgeted by item, few additions, funds on time, money spent through the year
  kUsual,     // 45%
  kTroubled,  // 20%: coarse lines, additions that come every year, undated and late funds, quotas in splinters
};

struct DepartmentProfile {
  uint64_t seed = 0;  // of everything that is made of this department
  std::string division;
  std::string division_display_name;  // says that it is made up
  std::string code;                   // "101"
  std::string display_name;
  std::string function_section;  // 类款 of its main business: "20501"
  Conduct conduct = Conduct::kUsual;
  int64_t annual_budget_fen = 0;  // of the first year
  int64_t entries = 0;            // of a year, about
  int64_t headcount = 0;
};

// The department numbered `index`, from 0; keys ascend with the number.
DepartmentProfile ProfileOf(const ProvinceOptions& options, int64_t index);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROVINCE_DEPARTMENT_PROFILE_H_
