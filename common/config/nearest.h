// "Did you mean …?": the known name that a mistyped one is nearest to.
#ifndef ZHENGPING_COMMON_CONFIG_NEAREST_H_
#define ZHENGPING_COMMON_CONFIG_NEAREST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping::config {

// The number of characters to insert, delete, replace or swap with their neighbour that turns `a` into `b`.
size_t Distance(absl::string_view a, absl::string_view b);

// Empty when none is near: more than a third of the name, or more than three characters, would have to change.
std::string Nearest(absl::string_view name, const std::vector<std::string>& known);

}  // namespace zhengping::config

#endif  // ZHENGPING_COMMON_CONFIG_NEAREST_H_
