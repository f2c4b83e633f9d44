// The path of a field in a request, "plan_rows[3].target.value": put together only where something is wrong with the
// field, since a sheet has a thousand that are right.
//
//   row.target = TargetFrom(message.target(), field + ".target", issues);
//
// Borrows its parts: it is handed to a call, and never kept.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FIELD_PATH_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FIELD_PATH_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace zhengping::indicator {

class FieldPath {
 public:
  FieldPath(absl::string_view whole) : part_(whole) {}   // NOLINT(google-explicit-constructor)
  FieldPath(const std::string& whole) : part_(whole) {}  // NOLINT(google-explicit-constructor)
  FieldPath(const char* whole) : part_(whole) {}         // NOLINT(google-explicit-constructor)

  friend FieldPath operator+(const FieldPath& above, absl::string_view part) {
    FieldPath path(part);
    path.above_ = &above;
    return path;
  }

  std::string Format() const { return above_ == nullptr ? std::string(part_) : absl::StrCat(above_->Format(), part_); }

 private:
  const FieldPath* above_ = nullptr;
  absl::string_view part_;
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FIELD_PATH_H_
