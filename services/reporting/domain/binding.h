// Bound numbers: what {{指标名}}, {{fact:final_budget|万元}}, {{finding:release_timing.late_amount|万元}},
// {{effect:release_timing.peak_gap.after|万元}}, {{score:total}} and the prose's own definitions stand for in one
// evaluation, as text and as exact value.
//
// An observation prints as it was given: 38.64%, 100余, 4.7. Money prints in yuan, or in the unit that the binding
// names; the unit itself is the prose's to write, but for %. A name is an observation's third level, or its levels
// joined by "/". Rates of findings, simulations and definitions print with two decimals of a percent.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_BINDING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_BINDING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {

struct BoundText {
  std::string text;             // "7056", "100余", "2,030.12"
  std::string origin;           // "observations/产出指标/数量指标/湘易办推广人次", "facts/final_budget"
  std::string exact;            // "7056", "203012000", "483/1250", "2023-11-30"
  std::string unit;             // "人次", "fen"
  bool is_lower_bound = false;  // 100余
  // Of an observation that is made up for demonstration, and what is computed from one. What rests on the ledger is not
  // marked number by number: the report says so below its title and at each table.
  bool is_illustrative = false;
};

// Refused, INVALID_ARGUMENT: BINDING_UNKNOWN, BINDING_AMBIGUOUS, BINDING_WITHOUT_VALUE (what is missing, not
// applicable, not assessable, or divided by zero; in a definition a lower bound too), BINDING_FORMAT_UNFIT (万元 of a
// count; money added to a count), BINDING_CYCLE.
absl::StatusOr<BoundText> Resolve(const Binding& binding, const EvaluationContent& content,
                                  const std::vector<Definition>& definitions = {});

// How a quantity prints. `format` as in Binding; empty: money in yuan, a rate whose unit is percent in percent.
// Refused: BINDING_FORMAT_UNFIT.
absl::StatusOr<std::string> FormatQuantity(const Quantity& value, absl::string_view unit, absl::string_view format);

// Whether the case's head calls the table of this Chinese name illustrative.
bool IsIllustrativeTable(const EvaluationContent& content, absl::string_view table);

// 人, 份, 项 …: what follows a value whose unit is `unit`; "万元" for money, nothing for percent.
std::string UnitSuffix(absl::string_view unit);

// The exact value as documents carry it beside the printed one.
std::string ExactText(const Quantity& value);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_BINDING_H_
