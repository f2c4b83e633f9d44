// Limits of what one department-year may hold, each with its reason. They bound every sum: no figure of a
// department-year that keeps them leaves 64 bits of fen, so that sums inside the domain need no check of their own.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_LIMITS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace zhengping::budget {

// One amount: 1,000亿元. 500,000 entries of it are 5e18 fen, below the 9.2e18 of int64.
inline constexpr int64_t kMaxAmountFen = 10'000'000'000'000;
// Entries of one department-year, reversing ones counted. The largest real exports hold some ten thousand.
inline constexpr int64_t kMaxEntriesPerYear = 500'000;
// Entries of one transaction. One document that brings more is registered in several transactions under its number.
inline constexpr size_t kMaxEntriesPerTransaction = 500;
inline constexpr size_t kMaxQuotasPerYear = 20'000;
inline constexpr size_t kMaxSpecialFundsPerYear = 2'000;
inline constexpr size_t kMaxNeedsPerFund = 100;

// Characters, as the platform's columns count them.
inline constexpr size_t kMaxIdCharacters = 63;
inline constexpr size_t kMaxSourceCharacters = 60;
inline constexpr size_t kMaxRecordIdCharacters = 100;
inline constexpr size_t kMaxDocumentNumberCharacters = 100;
inline constexpr size_t kMaxDisplayNameCharacters = 180;
inline constexpr size_t kMaxNoteCharacters = 300;
inline constexpr size_t kMaxExternalCodeCharacters = 38;
inline constexpr size_t kMaxBudgetUnitCharacters = 21;
// One figure of a statement: 100万亿元. 500 rows of it are 5e18 fen.
inline constexpr int64_t kMaxStatementFen = 10'000'000'000'000'000;
inline constexpr size_t kMaxStatementRows = 500;
inline constexpr size_t kMaxReportedFacts = 500;

inline constexpr int64_t kMaxReleaseDeadlineDays = 3'660;  // ten years
inline constexpr int64_t kMaxLookbackYears = 20;
// Words looked for in every note of a year's additions.
inline constexpr size_t kMaxKeywords = 100;
inline constexpr size_t kMaxKeywordCharacters = 20;

inline constexpr int kFirstFiscalYear = 1990;
inline constexpr int kLastFiscalYear = 2198;  // the calendar of common/date ends a year later

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LIMITS_H_
