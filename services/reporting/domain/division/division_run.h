// Decisions of a run over a division (EvaluateDivision): what becomes of a department whose evaluation failed, and
// which request its evaluation stands for.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_RUN_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_RUN_H_

#include <chrono>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping::reporting {

enum class AfterFailure {
  kFailed,  // the department's own fault, or one that does not pass: it is done, with a reason
  kLater,   // may go better another time: it stays pending
  kWait,    // a service cannot be reached: no fault of the department; the run waits, then tries again
};

// A department that is too slow, or too much, gets so many tries.
inline constexpr int kMostTriesOfSlow = 3;
// One that makes a service unreachable while others go well gets so many.
inline constexpr int kMostTriesOfUnreachable = 5;

// `tries` of the department so far, from 1. `others_go`: another department was done since its first failure.
AfterFailure DecideAfter(const absl::Status& status, int tries, bool others_go);

// How long a run waits after `waits` waits in a row, from 1: 1, 2, 4 … 30 seconds.
std::chrono::milliseconds WaitAfter(int waits);

// The request id under which a run stores a department's evaluation: a UUID made of the operation's name, so that a run
// that was cut off between storing and noting finds the evaluation instead of making a second one. Version 8 (RFC
// 9562), so it is nobody else's: clients' ids have version 4.
std::string RequestIdOfRun(absl::string_view operation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_RUN_H_
