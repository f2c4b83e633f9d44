// The dictionary of facts: every name that formulas may use, with its Chinese name, unit and definition (domain.md §2,
// case-format.md). The budget service's README prints it; facts.csv and formulas are checked against it.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FACT_DICTIONARY_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FACT_DICTIONARY_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping::budget {

enum class FactOrigin {
  kLedger,     // folded from entries; may be reported where there is no ledger
  kStatement,  // from the basic data table
};

struct FactDefinition {
  std::string name;          // "final_budget.basic"
  std::string display_name;  // "全年预算数（基本支出）"
  std::string unit;          // "fen", "persons", …
  FactOrigin origin = FactOrigin::kLedger;
  std::string definition;  // Chinese, one sentence or an equation
};

// In the order in which documents and AnalyzeYear list them.
const std::vector<FactDefinition>& FactDictionary();

// By name or by Chinese display name; null when there is no such fact. Names of open rows of the statement
// ("project_spending.<row>.budget") are answered by FindFact too, by their stem.
const FactDefinition* FindFact(absl::string_view name_or_display_name);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FACT_DICTIONARY_H_
