// The names of the basic data table (基础数据表) and of reported facts: what a file may call them, and the key under
// which the budget service knows them. That service has the last word: a key that it does not know comes back as an
// issue.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_STATEMENT_ITEMS_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_STATEMENT_ITEMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping::reporting {

enum class FigureKind { kMoney, kCount, kArea };

struct StatementItemName {
  const char* item;  // "three_public_expenses.reception"
  FigureKind kind = FigureKind::kMoney;
  std::vector<const char*> names;  // "公务接待费"; the form's own first
};

// In the order of the form.
const std::vector<StatementItemName>& StatementItemNames();

// By item or name, full-width characters as half-width; null when there is none.
const StatementItemName* FindStatementItemName(absl::string_view text);

// The dictionary's name of a fact: "全年预算数" → "final_budget", "公务接待（本年决算数）" →
// "three_public_expenses.reception.actual". What is not known comes back as it is.
std::string FactNameOf(absl::string_view text);

// What a bare number of the fact counts, by its dictionary name.
FigureKind FigureKindOfFact(absl::string_view name);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_STATEMENT_ITEMS_H_
