// Limits of what one request may ask of the budget service, each with its reason. What a department-year may hold
// stands in domain/limits.h.
#ifndef ZHENGPING_SERVICES_BUDGET_LIMITS_H_
#define ZHENGPING_SERVICES_BUDGET_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace zhengping::budget {

// A page of a list. 1,000 transactions with their entries are about 1 MiB, a quarter of the largest message.
inline constexpr int32_t kUsualPageSize = 100;
inline constexpr int32_t kMostPageSize = 1000;

// Transactions of one load, all batches together: five times the largest department-year seen; they are held in memory
// until the load is decided.
inline constexpr size_t kMostTransactionsPerLoad = 200'000;
// Issues and differences that a load answers; more help nobody mend a file.
inline constexpr size_t kMostIssues = 1000;
inline constexpr size_t kMostDifferences = 1000;
// Characters of the text found that an issue shows.
inline constexpr size_t kMostFoundCharacters = 200;

// Units (预算单位) of a department; the largest provincial departments have some three hundred.
inline constexpr size_t kMostBudgetUnits = 500;
// Characters of the columns that the platform's field table does not bound.
inline constexpr size_t kMostUnitKindCharacters = 60;
inline constexpr size_t kMostEconomyMeasuresCharacters = 4000;
inline constexpr size_t kMostSourceCharacters = 300;

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_LIMITS_H_
