#include "services/budget/rpc/update_mask.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/refusal.h"
#include "google/protobuf/field_mask.pb.h"

namespace zhengping::budget {

absl::StatusOr<std::set<std::string>> FieldsToChange(const google::protobuf::FieldMask& mask,
                                                     const std::set<std::string>& populated,
                                                     const std::set<std::string>& all) {
  if (mask.paths_size() == 0) return populated;
  std::set<std::string> fields;
  for (const std::string& path : mask.paths()) {
    if (path == "*") {
      fields.insert(all.begin(), all.end());
    } else if (all.count(path) > 0) {
      fields.insert(path);
    } else {
      return Invalid({"UPDATE_MASK_UNKNOWN_FIELD", "update_mask", ""},
                     absl::StrCat("the fields that can be changed are ", absl::StrJoin(all, ", "), ", not ", path));
    }
  }
  return fields;
}

}  // namespace zhengping::budget
