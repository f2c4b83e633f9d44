// What to say when a framework is brought under a name that is taken by another content.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_TAKEN_NAME_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_TAKEN_NAME_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/rpc/framework_shelf.h"

namespace zhengping::indicator {

// FRAMEWORK_NAME_TAKEN with the first differences between what stands under `id` and what was brought, and the next
// version's name that is free. Blocks, as the shelf does.
absl::StatusOr<Issue> NameTaken(FrameworkShelf& shelf, const std::string& id, const v1::Framework& standing,
                                const Framework& brought);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_TAKEN_NAME_H_
