// What the lists of a department-year have in common: which year, as known when, and where the page begins.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_YEAR_PAGE_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_YEAR_PAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/page_token/page_token.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

struct YearPage {
  YearKey key;
  int64_t revision = 0;  // asked for; on later pages that of the first one
  std::optional<Date> as_of;
  int32_t size = 0;
  std::string after;  // key of the last element shown; empty on the first page
  std::vector<std::string> token_fields;

  // The token of the next page of a list read at `read_revision`.
  std::string NextToken(int64_t read_revision, const std::string& last) const;
};

// A revision below 0 is REVISION_NOT_FOUND.
absl::Status CheckRevision(int64_t revision, absl::string_view field);

// For requests with parent, fiscal_year, page_size, page_token, revision and as_of. `further` are the request's other
// fields, bound into the token.
absl::StatusOr<YearPage> MakeYearPage(const std::string& method, const std::string& parent, int32_t fiscal_year,
                                      int64_t revision, std::optional<Date> as_of, int32_t page_size,
                                      const std::string& page_token, const std::vector<std::string>& further);

// The day of a request that has one; DATE_NOT_IN_CALENDAR.
template <typename Request>
absl::StatusOr<std::optional<Date>> AsOfFromMessage(const Request& request) {
  if (!request.has_as_of()) return std::optional<Date>();
  std::vector<Issue> issues;
  const std::optional<Date> day = FromMessage(request.as_of(), "as_of", MessageIssues(issues, ""));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  return day;
}

template <typename Request>
absl::StatusOr<YearPage> YearPageFromMessage(const std::string& method, const Request& request,
                                             const std::vector<std::string>& further) {
  ZP_ASSIGN_OR_RETURN(const std::optional<Date> as_of, AsOfFromMessage(request));
  return MakeYearPage(method, request.parent(), request.fiscal_year(), request.revision(), as_of, request.page_size(),
                      request.page_token(), further);
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_YEAR_PAGE_H_
