// The explanation of a node of a score: the node with everything below it, and the facts that its formulas used.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_EXPLAIN_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_EXPLAIN_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

struct IndicatorExplanation {
  std::vector<ScoredNode> nodes;  // in print order
  std::vector<Fact> facts;        // each once, in the order of their first use; findings' figures among them
  std::optional<Total> total;     // of the root
};

// `path` is a node's path joined by "/", or its last name where that is unique; empty: the whole sheet.
// Refused, field "path": INDICATOR_NOT_FOUND (NOT_FOUND); INDICATOR_AMBIGUOUS (INVALID_ARGUMENT) with the paths of all
// that bear the name.
absl::StatusOr<IndicatorExplanation> Explain(const EvaluationContent& content, absl::string_view path);

// What `ListFigureEntries` pages through: the selectors of a fact, or of a finding's figure
// ("finding:<kind>.<figure>"). Empty for a figure that rests on no entries. Refused, NOT_FOUND, field "figure":
// FIGURE_NOT_FOUND.
absl::StatusOr<std::vector<EntrySelector>> SelectorsOf(const EvaluationContent& content, absl::string_view figure);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_EXPLAIN_H_
