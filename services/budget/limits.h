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
// Records of one chunk of a streaming import: some 400 KiB, and a few milliseconds of the writing thread, so that other
// writes do not wait long.
inline constexpr size_t kMostRecordsPerChunk = 2000;
// Days after which an import that nobody has gone on with is abandoned.
inline constexpr int64_t kImportDays = 7;
// Changes of one message of the change feed, and the bytes after which it is sent with fewer.
inline constexpr size_t kMostChanges = 500;
inline constexpr size_t kUsualFeedBytes = 1 << 20;

// Issues and differences that a load answers; more help nobody mend a file.
inline constexpr size_t kMostIssues = 1000;
inline constexpr size_t kMostDifferences = 1000;
// Characters of the text found that an issue shows.
inline constexpr size_t kMostFoundCharacters = 200;

// A platform's file: a department's year is some MiB, a county's some dozens. It is held in memory until it is decided.
inline constexpr size_t kMostFileBytes = 100 << 20;
inline constexpr size_t kMostFileNameCharacters = 200;
// Bytes of one message of an exported file.
inline constexpr size_t kExportChunkBytes = 1 << 20;
// Parts of an import profile: no table of the platform has a hundred columns, no code list of a county 500 codes.
inline constexpr size_t kMostProfileColumns = 200;
inline constexpr size_t kMostProfileValues = 500;
inline constexpr size_t kMostProfileWidths = 50;
inline constexpr size_t kMostProfileTextCharacters = 200;

// Conditions of a filter, and values of all of them together: each is compared with every entry of the year.
inline constexpr size_t kMostConditions = 20;
inline constexpr size_t kMostConditionValues = 1000;
// Characters of a text that is looked for.
inline constexpr size_t kMostFilterCharacters = 100;
// Groups of one answer of AggregateBalances; 20,000 are about 2.5 MiB, below the largest message, and as many as a
// department-year may have quotas.
inline constexpr size_t kMostBalanceGroups = 20'000;

// Units (预算单位) of a department; the largest provincial departments have some three hundred.
inline constexpr size_t kMostBudgetUnits = 500;
// Characters of the columns that the platform's field table does not bound.
inline constexpr size_t kMostUnitKindCharacters = 60;
inline constexpr size_t kMostEconomyMeasuresCharacters = 4000;
inline constexpr size_t kMostSourceCharacters = 300;

// Changes of one replay, and names in one of them: a person puts them together; a group of quotas to be merged is
// rarely above fifty.
inline constexpr int kMostSimulatedChanges = 100;
inline constexpr int kMostNamesPerChange = 500;

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_LIMITS_H_
