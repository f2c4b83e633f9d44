// A framework that a file brings, taken in: read, held against what has its name, stored.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_IMPORT_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_IMPORT_H_

#include "absl/status/status.h"
#include "services/indicator/rpc/framework_shelf.h"
#include "services/indicator/store/request_rows.h"
#include "zhengping/indicator/v1/framework_requests.pb.h"

namespace zhengping::indicator {

// What is wrong with the framework goes into the response. Refused: FRAMEWORK_CHOICE, FRAMEWORK_TOO_LARGE,
// REQUEST_ID_REUSED, FRAMEWORKS_TOO_MANY; ETAG_STALE when its draft was changed in between. Blocks.
absl::Status ImportFramework(FrameworkShelf& shelf, const v1::ImportFrameworkRequest& request,
                             const RequestStamp& stamp, v1::ImportFrameworkResponse& response);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_IMPORT_H_
