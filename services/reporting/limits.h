// What one request to the reporting service may hold or take, each bound with its reason. The length of a narrative
// stands with the domain (narrative.h), the size of one message with the server (receive_limit_bytes).
#ifndef ZHENGPING_SERVICES_REPORTING_LIMITS_H_
#define ZHENGPING_SERVICES_REPORTING_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace zhengping::reporting {

inline constexpr int32_t kUsualPageSize = 100;
inline constexpr int32_t kMostPageSize = 1000;  // some 400 KiB of heads or entries, well below a message

inline constexpr int kFirstFiscalYear = 2000;  // 部门预算 begins there
inline constexpr int kLastFiscalYear = 2100;

inline constexpr int kMostClaimedRows = 2000;  // of a filed sheet: as many as a plan may have

inline constexpr size_t kMostProjectBytes = 38;  // pro_code as the platform gives it

inline constexpr size_t kChunkBytes = size_t{1} << 20;  // of a document: a quarter of the largest message

// Of one message to another service: the receive_limit_bytes that every service of the suite starts with.
inline constexpr size_t kMostMessageBytes = size_t{4} << 20;

// Calls that wait for other services. They wait more than they compute, so more than the cores; each holds one
// evaluation, a few MB.
inline constexpr int kWorkerThreads = 8;

// Calls that read stored contents and write documents and ask nobody. Threads of their own, so that a slow service
// below, which may hold all of the others, takes nothing from what needs no other service. They compute: about the
// cores of a small server.
inline constexpr int kReaderThreads = 4;

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_LIMITS_H_
