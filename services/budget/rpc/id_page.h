// What lists in the order of their ids have in common: how many, and after which one.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_ID_PAGE_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_ID_PAGE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/page_token/page_token.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"

namespace zhengping::budget {

struct IdPage {
  std::string after;  // id of the last element shown; empty on the first page
  int32_t size = 0;
  std::vector<std::string> token_fields;

  std::string NextToken(const std::string& last) const { return FormatPageToken({last}, token_fields); }

  // Of rows that were read one beyond the page: takes the one too many away. Empty: this is the last page.
  template <typename Row, typename IdOf>
  std::string CutToPage(std::vector<Row>& rows, IdOf id_of) const {
    if (rows.size() <= static_cast<size_t>(size)) return "";
    rows.resize(static_cast<size_t>(size));
    return NextToken(id_of(rows.back()));
  }
};

// `token_fields` are the method and the request's other fields, bound into the token.
template <typename Request>
absl::StatusOr<IdPage> IdPageFromMessage(const Request& request, std::vector<std::string> token_fields) {
  IdPage page;
  page.token_fields = std::move(token_fields);
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key, ParsePageToken(request.page_token(), page.token_fields, 1));
  if (!key.empty()) page.after = key[0];
  return page;
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_ID_PAGE_H_
