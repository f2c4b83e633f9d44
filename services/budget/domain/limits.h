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
// Entries of one transaction: a yearly budget approval brings all quotas of a department under one document number.
inline constexpr size_t kMaxEntriesPerTransaction = 5'000;
inline constexpr size_t kMaxQuotasPerYear = 20'000;
inline constexpr size_t kMaxSpecialFundsPerYear = 2'000;
inline constexpr size_t kMaxNeedsPerFund = 366;  // at most one a day

// Bytes of UTF-8. The platform's columns hold 38 to 1000 characters.
inline constexpr size_t kMaxIdBytes = 63;
inline constexpr size_t kMaxSourceBytes = 100;
inline constexpr size_t kMaxRecordIdBytes = 200;
inline constexpr size_t kMaxDocumentNumberBytes = 200;
inline constexpr size_t kMaxDisplayNameBytes = 600;
inline constexpr size_t kMaxNoteBytes = 3'000;
inline constexpr size_t kMaxExternalCodeBytes = 200;

// Fiscal years that the calendar of common/date covers with a year before and after.
inline constexpr int kFirstFiscalYear = 1950;
inline constexpr int kLastFiscalYear = 2150;

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LIMITS_H_
