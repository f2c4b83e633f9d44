#include "services/reporting/store/keys.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {

std::string FormatEvaluationId(const EvaluationKey& key) { return absl::StrCat(key.year.fiscal_year, "-", key.number); }

std::optional<EvaluationKey> ParseEvaluationId(const DepartmentName& department, absl::string_view id) {
  EvaluationKey key{.year = {.department = department}};
  const size_t dash = id.find('-');
  if (dash == absl::string_view::npos || !absl::SimpleAtoi(id.substr(0, dash), &key.year.fiscal_year) ||
      !absl::SimpleAtoi(id.substr(dash + 1), &key.number)) {
    return std::nullopt;
  }
  // "2023-01" and "+2023-1" are other spellings, not other names.
  if (key.number < 1 || FormatEvaluationId(key) != id) return std::nullopt;
  return key;
}

}  // namespace zhengping::reporting
