#include "services/reporting/domain/explain.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/evaluate.h"

namespace zhengping::reporting {
namespace {

using Nodes = std::vector<ScoredNode>;

absl::StatusOr<Nodes::const_iterator> FindNode(const Nodes& nodes, absl::string_view path) {
  const auto exact =
      std::find_if(nodes.begin(), nodes.end(), [&](const ScoredNode& node) { return node.path == path; });
  if (exact != nodes.end()) return exact;
  std::vector<Nodes::const_iterator> named;
  for (auto node = nodes.begin(); node != nodes.end(); ++node) {
    if (node->display_name == path) named.push_back(node);
  }
  if (named.size() == 1) return named[0];
  if (named.empty()) {
    return Absent({"INDICATOR_NOT_FOUND", "path"},
                  absl::StrCat("the sheet has no indicator \"", path, "\": name it, or give its path joined by \"/\""));
  }
  const std::string candidates = absl::StrJoin(
      named, "; ", [](std::string* out, Nodes::const_iterator node) { absl::StrAppend(out, node->path); });
  return Invalid({"INDICATOR_AMBIGUOUS", "path"},
                 absl::StrCat(named.size(), " indicators are called \"", path, "\": give one of ", candidates));
}

// The node at `first` and what stands below it: all that follows with a greater depth.
Nodes Branch(const Nodes& nodes, Nodes::const_iterator first) {
  const auto end =
      std::find_if(std::next(first), nodes.end(), [&](const ScoredNode& node) { return node.depth <= first->depth; });
  return Nodes(first, end);
}

std::vector<Fact> FactsUsed(const EvaluationContent& content, const Nodes& nodes) {
  const std::vector<Fact> figures = FigureFacts(content.findings);
  std::vector<Fact> used;
  std::set<std::string> names;
  for (const ScoredNode& node : nodes) {
    if (!node.explanation.has_value()) continue;
    for (const Operand& operand : node.explanation->operands) {
      if (operand.origin != OperandOrigin::kFact && operand.origin != OperandOrigin::kFinding) continue;
      for (const std::vector<Fact>* facts : {&content.facts, &figures}) {
        const auto found =
            std::find_if(facts->begin(), facts->end(), [&](const Fact& fact) { return fact.name == operand.name; });
        if (found != facts->end() && names.insert(found->name).second) used.push_back(*found);
      }
    }
  }
  return used;
}

}  // namespace

absl::StatusOr<IndicatorExplanation> Explain(const EvaluationContent& content, absl::string_view path) {
  IndicatorExplanation explanation;
  if (path.empty()) {
    explanation.nodes = content.scorecard.nodes;
    explanation.total = content.scorecard.total;
  } else {
    ZP_ASSIGN_OR_RETURN(const Nodes::const_iterator node, FindNode(content.scorecard.nodes, path));
    explanation.nodes = Branch(content.scorecard.nodes, node);
  }
  explanation.facts = FactsUsed(content, explanation.nodes);
  return explanation;
}

absl::StatusOr<std::vector<EntrySelector>> SelectorsOf(const EvaluationContent& content, absl::string_view figure) {
  for (const Fact& fact : content.facts) {
    if (fact.name != figure) continue;
    if (!fact.provenance.has_value()) return std::vector<EntrySelector>();
    return std::vector<EntrySelector>{*fact.provenance};
  }
  for (const Finding& finding : content.findings) {
    for (const FindingFigure& measured : finding.figures) {
      if (absl::StrCat(kFigurePrefix, finding.kind, ".", measured.name) == figure) return measured.entries;
    }
  }
  return Absent({"FIGURE_NOT_FOUND", "figure"},
                absl::StrCat("the evaluation has no figure \"", figure,
                             "\": name a fact such as payments.q1, or a finding's figure such as "
                             "finding:release_timing.late_funds"));
}

}  // namespace zhengping::reporting
