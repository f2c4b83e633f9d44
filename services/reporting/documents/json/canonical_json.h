// Canonical JSON: one text for one value, so that it can be digested and signed. Keys sorted by their bytes, no white
// space, UTF-8 unescaped where JSON allows. No floating point: an exact number that is not a small integer is a string,
// as proto3's JSON writes int64.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_CANONICAL_JSON_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_CANONICAL_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"

namespace zhengping::reporting {

// INTERNAL, with the path ("/facts/0/amount"), when a value holds a float or an integer beyond ±(2^53 - 1), which
// readers in other languages would round. Bytes that are not UTF-8 become U+FFFD.
absl::StatusOr<std::string> CanonicalJson(const nlohmann::json& value);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_CANONICAL_JSON_H_
