// The digests of the parts of a JSON file, so that a signature over them can tell which part was changed: from the
// digest of the whole alone nobody could.
//
// A part is named by the way to it. Objects are opened, the elements of an array are parts of their own, named by what
// names them ("name", "kind", "origin", or "path" of a node of the score), else by their place:
//   content/fiscal_year   content/facts/payments.q1   content/findings/release_timing
//   content/scorecard/nodes/产出指标/数量指标/新增就业人数   envelope/adjusted_total
//   envelope/adjustments/产出指标/数量指标
// An array of more than 5,000 elements, and what lies deeper than six names, is one part.
//
// The parts do not fix the order of an array: the digest of the whole does.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_PART_DIGESTS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_PART_DIGESTS_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"

namespace zhengping::reporting {

// Part to SM3 of its canonical JSON, lower-case hex. INVALID_ARGUMENT, FILE_MALFORMED: more than 50,000 parts, or a
// number that canonical JSON does not hold.
absl::StatusOr<std::map<std::string, std::string>> PartDigests(const nlohmann::json& file);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_PART_DIGESTS_H_
