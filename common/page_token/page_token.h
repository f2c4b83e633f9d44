// Page tokens (AIP-158): where the next page of a list starts. Opaque to clients; inside are the key of the last row
// shown and a digest that binds it to the request, so that a token cannot be used with another parent, filter or order.
//
//   const std::vector<std::string> request_fields = {"ListTransactions", request.parent(), request.filter()};
//   ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after, ParsePageToken(request.page_token(), request_fields, 2));
//   …rows after the key `after`; all rows when it is empty…
//   reply.set_next_page_token(FormatPageToken({date, id}, request_fields));
//
// A token is no secret and gives no right: whoever forges one starts at another row of the same list, no more.
#ifndef ZHENGPING_COMMON_PAGE_TOKEN_PAGE_TOKEN_H_
#define ZHENGPING_COMMON_PAGE_TOKEN_PAGE_TOKEN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

// `request_fields`: the method's name and all fields of the request but page_size and page_token, in a fixed order. A
// list that is read at a watermark puts the watermark into the key. `key` is not empty.
std::string FormatPageToken(const std::vector<std::string>& key, const std::vector<std::string>& request_fields);

// The key, of `key_size` parts; empty for an empty token, the first page.
// Refused, field page_token: PAGE_TOKEN_MALFORMED when it is none of ours, PAGE_TOKEN_MISMATCH when it belongs to
// another request.
absl::StatusOr<std::vector<std::string>> ParsePageToken(absl::string_view token,
                                                        const std::vector<std::string>& request_fields,
                                                        size_t key_size);

// Zero asks for `usual`; more than `most` gives `most`. Refused: PAGE_SIZE_NEGATIVE, field page_size.
absl::StatusOr<int32_t> ParsePageSize(int32_t page_size, int32_t usual, int32_t most);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_PAGE_TOKEN_PAGE_TOKEN_H_
