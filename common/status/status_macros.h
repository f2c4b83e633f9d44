// Propagation of absl::Status, which Debian's Abseil does not bring.
//
//   ZP_RETURN_IF_ERROR(quota.Apply(entry));
//   ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(text));
#ifndef ZHENGPING_COMMON_STATUS_STATUS_MACROS_H_
#define ZHENGPING_COMMON_STATUS_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define ZP_RETURN_IF_ERROR(expression)                            \
  do {                                                            \
    if (absl::Status zp_status = (expression); !zp_status.ok()) { \
      return zp_status;                                           \
    }                                                             \
  } while (false)

#define ZP_CONCAT_INNER(a, b) a##b
#define ZP_CONCAT(a, b) ZP_CONCAT_INNER(a, b)

#define ZP_ASSIGN_OR_RETURN(declaration, expression) \
  ZP_ASSIGN_OR_RETURN_INNER(ZP_CONCAT(zp_statusor_, __LINE__), declaration, expression)

#define ZP_ASSIGN_OR_RETURN_INNER(statusor, declaration, expression) \
  auto statusor = (expression);                                      \
  if (!statusor.ok()) return statusor.status();                      \
  declaration = *std::move(statusor)

#endif  // ZHENGPING_COMMON_STATUS_STATUS_MACROS_H_
