// ZP_CHECK: the third channel of error, for bugs only. Prints the expression, the place and what the caller adds, and
// aborts. Never reachable from input: fuzzers hold that. Stays in release builds.
//
//   ZP_CHECK(total.has_value(), "a head row bounds every sum of its entries");
#ifndef ZHENGPING_COMMON_STATUS_CHECK_H_
#define ZHENGPING_COMMON_STATUS_CHECK_H_

#include "absl/strings/string_view.h"

namespace zhengping {

[[noreturn]] void CheckFailed(const char* file, int line, const char* expression, absl::string_view why);

}  // namespace zhengping

#define ZP_CHECK(expression, why) \
  ((expression) ? static_cast<void>(0) : ::zhengping::CheckFailed(__FILE__, __LINE__, #expression, why))

#endif  // ZHENGPING_COMMON_STATUS_CHECK_H_
