// Bound numbers: what {{指标名}} and {{fact:final_budget|万元}} stand for in one evaluation, as text and as exact
// value.
//
// An observation prints as it was given: 38.64%, 100余, 4.7. Money prints in yuan, or in the unit that the binding
// names; the unit itself is the prose's to write. A name is an observation's third level, or its levels joined by "/".
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_BINDING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_BINDING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {

struct BoundText {
  std::string text;             // "7056", "100余", "2,030.12"
  std::string origin;           // "observations/产出指标/数量指标/湘易办推广人次", "facts/final_budget"
  std::string exact;            // "7056", "203012000", "483/1250", "2023-11-30"
  std::string unit;             // "人次", "fen"
  bool is_lower_bound = false;  // 100余
  bool is_illustrative = false;
};

// Refused, INVALID_ARGUMENT: BINDING_UNKNOWN, BINDING_AMBIGUOUS, BINDING_WITHOUT_VALUE (a fact or observation that is
// missing or not applicable), BINDING_FORMAT_UNFIT (万元 of a count).
absl::StatusOr<BoundText> Resolve(const Binding& binding, const EvaluationContent& content);

// How a quantity prints. `format` as in Binding; empty: money in yuan, a rate whose unit is percent in percent.
// Refused: BINDING_FORMAT_UNFIT.
absl::StatusOr<std::string> FormatQuantity(const Quantity& value, absl::string_view unit, absl::string_view format);

// The exact value as documents carry it beside the printed one.
std::string ExactText(const Quantity& value);

// Everything that is wrong with the numbers of a narrative when it is held against an evaluation: bindings that do not
// resolve (errors), NUMBER_UNBOUND and NUMBER_WITHOUT_UNIT (notes), BOUND_WITHOUT_UNIT for an observation that has
// none.
std::vector<Issue> CheckNumbers(const Narrative& narrative, const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_BINDING_H_
