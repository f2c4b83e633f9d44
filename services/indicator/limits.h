// What one request to the indicator service may hold, each bound with its reason. What a framework may hold stands with
// the domain (framework.h), the size of one message with the server (receive_limit_bytes).
#ifndef ZHENGPING_SERVICES_INDICATOR_LIMITS_H_
#define ZHENGPING_SERVICES_INDICATOR_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace zhengping::indicator {

inline constexpr int kMaxPlanRows = 2000;        // a department's sheet has 20 to 60, its projects' sheets as many each
inline constexpr int kMaxObservations = 20000;   // a value a week for each row of a large plan
inline constexpr int kMaxChecks = 1000;          // the seed has 8
inline constexpr int kMaxAddedObservations = 1000;  // one table of a platform's page, not a load
inline constexpr int kMaxFacts = 5000;           // the dictionary with all its parts has some 300 names
inline constexpr int kMaxFactNames = 5000;       // as facts
inline constexpr int kMaxParts = 100;            // of one observation: a checklist has a dozen

// Bytes. A Chinese character is three.
inline constexpr size_t kMaxNameBytes = 600;     // of a level, a tier, a unit, a rule: as a framework's names
inline constexpr size_t kMaxTextBytes = 8000;    // of a reason, evidence, a measure: as a framework's texts
inline constexpr size_t kMaxSourceIdBytes = 180;  // who loads: "case", a platform's name
inline constexpr size_t kMaxFrameworkTextBytes = size_t{4} << 20;  // the largest message; a province's table has 60 KiB
inline constexpr int kMostTextDepth = 100;       // nested messages of a framework's text: twelve levels take 60

inline constexpr int32_t kUsualPageSize = 100;
inline constexpr int32_t kMostPageSize = 1000;   // some 400 KiB of observations, well below a message

inline constexpr int kFirstFiscalYear = 2000;    // 部门预算 begins there
inline constexpr int kLastFiscalYear = 2100;

inline constexpr int kScoringThreads = 2;        // a sheet takes a millisecond; more threads than cores gain nothing

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_LIMITS_H_
