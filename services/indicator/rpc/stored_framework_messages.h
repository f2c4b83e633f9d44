// Frameworks between the wire and the store: what is kept of one is its message without what the service sets itself.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_STORED_FRAMEWORK_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_STORED_FRAMEWORK_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/indicator/store/framework_store.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {

// The message without state, hash, times and etag.
v1::Framework WithoutOutput(v1::Framework message);

// A draft. Refused: FRAMEWORK_NAME, field "name", for a name that is none; FRAMEWORK_TOO_LARGE above
// kMostFrameworkTextBytes.
absl::StatusOr<StoredFramework> DraftFrom(const v1::Framework& message);
// INTERNAL when the content is none of ours.
absl::StatusOr<v1::Framework> MessageOf(const StoredFramework& stored);
// Without content: a line of a list.
v1::Framework HeadMessageOf(const StoredFramework& stored);

v1::Framework::State MessageOf(FrameworkState state);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_STORED_FRAMEWORK_MESSAGES_H_
