// Request ids (AIP-155): a UUID of version 4 that a client makes once for a write and sends again with each retry. The
// store keeps it beside the write, so that a repeated request gives the first one's answer.
#ifndef ZHENGPING_COMMON_REQUEST_ID_REQUEST_ID_H_
#define ZHENGPING_COMMON_REQUEST_ID_REQUEST_ID_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

// In lower case. Empty stays empty: the client does not ask for it. Refused: REQUEST_ID_MALFORMED, field `field`.
absl::StatusOr<std::string> ParseRequestId(absl::string_view text, absl::string_view field = "request_id");

// A random one, for the calls that this suite makes itself.
std::string NewRequestId();

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_REQUEST_ID_REQUEST_ID_H_
