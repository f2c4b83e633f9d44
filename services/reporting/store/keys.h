// The keys of this service's tables, and the stamp that every write bears.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_KEYS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_KEYS_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/resource_name/resource_name.h"

namespace zhengping::reporting {

// A department-year: the first three columns of nearly every key.
struct YearKey {
  DepartmentName department;
  int fiscal_year = 0;

  const std::string& division() const { return department.division; }
  const std::string& code() const { return department.department; }

  friend auto operator<=>(const YearKey&, const YearKey&) = default;
};

struct EvaluationKey {
  YearKey year;
  int64_t number = 0;  // from 1, within the department-year

  friend auto operator<=>(const EvaluationKey&, const EvaluationKey&) = default;
};

// "2023-1".
std::string FormatEvaluationId(const EvaluationKey& key);
// The fiscal year and the number; empty for what FormatEvaluationId would not write.
std::optional<EvaluationKey> ParseEvaluationId(const DepartmentName& department, absl::string_view id);

// Who writes, when, and under which request id.
struct WriteStamp {
  std::string caller;          // CallContext::caller.who
  int64_t now_ms = 0;          // milliseconds since 1970-01-01 UTC
  std::string request_id;      // empty: the caller did not ask for safe retries
  std::string request_digest;  // SM3 of method and request; goes with the id
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_KEYS_H_
