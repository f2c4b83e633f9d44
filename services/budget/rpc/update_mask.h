// Update masks (AIP-134): which fields an update changes.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_UPDATE_MASK_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_UPDATE_MASK_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"

namespace google::protobuf {
class FieldMask;
}  // namespace google::protobuf

namespace zhengping::budget {

// An absent mask stands for the populated fields, "*" for all. Refused: UPDATE_MASK_UNKNOWN_FIELD, field update_mask.
absl::StatusOr<std::set<std::string>> FieldsToChange(const google::protobuf::FieldMask& mask,
                                                     const std::set<std::string>& populated,
                                                     const std::set<std::string>& all);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_UPDATE_MASK_H_
