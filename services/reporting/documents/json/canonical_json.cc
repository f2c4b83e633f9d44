#include "services/reporting/documents/json/canonical_json.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

constexpr int64_t kLargestExact = (int64_t{1} << 53) - 1;  // of an IEEE double, which JavaScript reads numbers into

bool IsExact(const json& value) {
  if (value.is_number_float()) return false;
  if (value.is_number_unsigned()) return value.get<uint64_t>() <= static_cast<uint64_t>(kLargestExact);
  if (!value.is_number_integer()) return true;
  const int64_t number = value.get<int64_t>();
  return -kLargestExact <= number && number <= kLargestExact;
}

// The path of the first value that is not exact; empty when all are.
std::string InexactPath(const json& value) {
  if (!IsExact(value)) return "/";
  if (value.is_object()) {
    for (const auto& item : value.items()) {
      const std::string below = InexactPath(item.value());
      if (!below.empty()) return absl::StrCat("/", item.key(), below == "/" ? "" : below);
    }
  } else if (value.is_array()) {
    for (size_t i = 0; i < value.size(); ++i) {
      const std::string below = InexactPath(value[i]);
      if (!below.empty()) return absl::StrCat("/", i, below == "/" ? "" : below);
    }
  }
  return "";
}

}  // namespace

absl::StatusOr<std::string> CanonicalJson(const json& value) {
  const std::string path = InexactPath(value);
  if (!path.empty()) {
    return absl::InternalError(absl::StrCat("JSON ", path, ": a number that others would round belongs in a string"));
  }
  return value.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
}

}  // namespace zhengping::reporting
