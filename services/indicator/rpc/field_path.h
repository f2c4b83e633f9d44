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

  // "plan_rows[3]" of "plan_rows".
  static FieldPath At(const FieldPath& list, int index) {
    FieldPath path("");
    path.above_ = &list;
    path.index_ = index;
    return path;
  }

  std::string Format() const {
    if (above_ == nullptr) return std::string(part_);
    return index_ < 0 ? absl::StrCat(above_->Format(), part_) : absl::StrCat(above_->Format(), "[", index_, "]");
  }

 private:
  const FieldPath* above_ = nullptr;
  absl::string_view part_;
  int index_ = -1;  // of an element of a list
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FIELD_PATH_H_
