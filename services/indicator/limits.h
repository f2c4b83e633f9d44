// What one request to the indicator service may hold, each bound with its reason. What a framework may hold stands with
// the domain (framework.h), the size of one message with the server (receive_limit_bytes).
#ifndef ZHENGPING_SERVICES_INDICATOR_LIMITS_H_
#define ZHENGPING_SERVICES_INDICATOR_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace zhengping::indicator {

inline constexpr int kMostPlanRows = 2000;       // a department's sheet has 20 to 60, its projects' sheets as many each
inline constexpr int kMostObservations = 20000;  // a value a week for each row of a large plan
inline constexpr int kMostChecks = 1000;         // the seed has 8
inline constexpr int kMostAddedObservations = 1000;           // one table of a platform's page, not a load
inline constexpr int kMostFacts = 5000;                       // the dictionary with all its parts has some 300 names
inline constexpr int kMostFactNames = 5000;                   // as facts
inline constexpr int kMostGoals = 200;                        // one of the department, one a project
inline constexpr size_t kMostFileBytes = size_t{32} << 20;    // a province's year of one table
inline constexpr size_t kExportChunkBytes = size_t{1} << 19;  // below the limit of a message with room for its frame
inline constexpr size_t kMostDifferences = 1000;              // that an import answers
inline constexpr int kFileThreads = 1;                        // reading a file of 32 MiB takes a second
inline constexpr int kMostRollUpParts = 200;                  // projects of a department
inline constexpr int kMostDocuments = 50;                     // that prove one observation
inline constexpr int kMostParts = 100;                        // of one observation: a checklist has a dozen

inline constexpr int kMostScoresOfMessage = 500;              // 25 ms of scoring; with their sheets 2 MiB
inline constexpr size_t kMostAnswersBytes = size_t{7} << 19;  // 3.5 MiB: a message of 4 MiB with room

inline constexpr size_t kMostIssues = 1000;  // that a load answers; more help nobody mend a file

// Bytes. A Chinese character is three.
inline constexpr size_t kMostRecordBytes = 114;                     // of a platform's id: VARCHAR2(38)
inline constexpr size_t kMostSourceIdBytes = 180;                   // who loads: "case", a platform's name
inline constexpr size_t kMostFrameworkTextBytes = size_t{2} << 20;  // a province's table has 60 KiB
inline constexpr int kMostTextDepth = 100;  // nested messages of a framework's text: twelve levels take 60

inline constexpr int64_t kMostFrameworks = 5000;  // stored: each county of a province, a dozen years

inline constexpr int32_t kUsualPageSize = 100;
inline constexpr int32_t kMostPageSize = 1000;  // some 400 KiB of observations, well below a message

inline constexpr int kFirstFiscalYear = 2000;  // 部门预算 begins there
inline constexpr int kLastFiscalYear = 2100;

inline constexpr int kFrameworkThreads = 2;  // what takes frameworks apart or stores them: few ask, and no call is long

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_LIMITS_H_
