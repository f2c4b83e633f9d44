// What the reads of one quota and of one special fund have in common: its id says its year, of which it is read as
// known at a revision and as of a day.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_YEAR_CHILD_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_YEAR_CHILD_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/resource_name/resource_name.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/selector.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {

struct YearChild {
  ChildName name;
  YearKey key;
  EntryScope scope;
};

// Of a request with name, revision and as_of; `collection` is "quotas" or "specialFunds". An id without a year names
// nothing: `not_found` says so.
template <typename Request, typename NotFound>
absl::StatusOr<YearChild> YearChildFromMessage(const Request& request, const char* collection, NotFound not_found) {
  YearChild child;
  ZP_ASSIGN_OR_RETURN(child.name, ParseChildName(request.name(), collection, "name"));
  ZP_ASSIGN_OR_RETURN(child.scope.as_of, AsOfFromMessage(request));
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  const std::optional<int> fiscal_year = YearOfId(child.name.id);
  if (!fiscal_year.has_value()) return not_found(child.name.id);
  child.key = {.department = child.name.parent, .fiscal_year = *fiscal_year};
  return child;
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_YEAR_CHILD_H_
