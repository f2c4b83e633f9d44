// The economic code of a merged quota: what its parts' codes have in common.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_MERGED_CODE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_MERGED_CODE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::budget {

// The first three digits (类).
absl::string_view EconomicClassOf(absl::string_view economic_code);

// The code that both are; else the class (类) of both; empty where the classes differ, and where one of two different
// codes is of the three public expenses: their sum would be short, so it has to be missing.
std::string MergedCode(absl::string_view a, absl::string_view b);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_SIMULATION_MERGED_CODE_H_
