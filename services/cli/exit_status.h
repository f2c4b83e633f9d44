// What the command line ends with (exit status), one number a kind of outcome, so that scripts can tell them apart:
//   0 done  1 failed  2 wrong use  3 differences or errors in the data  4 not allowed  5 not found  6 conflict or wrong
//   state 7 a service could not be reached, try again  8 partly done
#ifndef ZHENGPING_SERVICES_CLI_EXIT_STATUS_H_
#define ZHENGPING_SERVICES_CLI_EXIT_STATUS_H_

#include "absl/status/status.h"

namespace zhengping::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;
inline constexpr int kErrorsInData = 3;
inline constexpr int kNotAllowed = 4;
inline constexpr int kNotFound = 5;
inline constexpr int kConflict = 6;
inline constexpr int kUnreachable = 7;

int ExitStatusOf(const absl::Status& status);

// Says on standard error what is wrong, with reason and place, and returns ExitStatusOf(status).
int Fail(const absl::Status& status);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_EXIT_STATUS_H_
