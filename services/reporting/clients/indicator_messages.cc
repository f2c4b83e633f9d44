#include "services/reporting/clients/indicator_messages.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/indicator/v1/indicator_service.pb.h"

namespace zhengping::reporting {
namespace {

namespace v1 = indicator::v1;

// Points are rounded row by row, at the coarsest to whole ones.
const Rational& MostRounding() {
  static const Rational kMost(1);
  return kMost;
}

// Points that an answer must have.
Rational PointsFrom(const std::string& text, const std::string& place, Contract& contract) {
  Rational points = DecimalFrom(text, place, contract);
  contract.Require(points >= Rational(0), place, "is below zero");
  return points;
}

RowKey FromMessage(const v1::RowKey& message) {
  return {.goal = message.goal(),
          .level1 = message.level1(),
          .level2 = message.level2(),
          .level3 = message.level3(),
          .project = message.project()};
}

OperandOrigin OriginFrom(v1::Operand::Origin origin, const std::string& place, Contract& contract) {
  if (origin == v1::Operand::ORIGIN_FINDING) return OperandOrigin::kFinding;
  if (origin == v1::Operand::ORIGIN_OBSERVATION) return OperandOrigin::kObservation;
  if (origin == v1::Operand::ORIGIN_TARGET) return OperandOrigin::kTarget;
  if (origin == v1::Operand::ORIGIN_BASELINE) return OperandOrigin::kBaseline;
  contract.Require(origin == v1::Operand::ORIGIN_FACT, place, "is of no known origin");
  return OperandOrigin::kFact;
}

Operand FromMessage(const v1::Operand& message, const std::string& place, Contract& contract) {
  Operand operand{.name = message.name(),
                  .display_name = message.display_name(),
                  .origin = OriginFrom(message.origin(), place, contract),
                  .is_lower_bound = message.is_lower_bound(),
                  .unit = message.unit(),
                  .source = message.source(),
                  .is_illustrative = message.is_illustrative()};
  if (message.has_value()) operand.value = FromMessage(message.value(), place + ".value", contract);
  if (message.has_observed_date()) {
    operand.observed_date = FromMessage(message.observed_date(), place + ".observed_date", contract);
  }
  return operand;
}

Explanation FromMessage(const v1::Explanation& message, const std::string& place, Contract& contract) {
  Explanation explanation{.rule_kind = message.rule_kind(),
                          .rule_text = message.rule_text(),
                          .formula = message.formula(),
                          .step = message.step(),
                          .text = message.text()};
  for (int i = 0; i < message.operands_size(); ++i) {
    explanation.operands.push_back(
        FromMessage(message.operands(i), absl::StrCat(place, ".operands[", i, "]"), contract));
  }
  if (message.has_measured()) explanation.measured = FromMessage(message.measured(), place + ".measured", contract);
  if (message.has_target()) explanation.target = FromMessage(message.target(), place + ".target", contract);
  if (message.has_count()) explanation.count = FromMessage(message.count(), place + ".count", contract);
  if (message.has_deduction()) explanation.deduction = FromMessage(message.deduction(), place + ".deduction", contract);
  if (message.has_exact()) explanation.exact = FromMessage(message.exact(), place + ".exact", contract);
  return explanation;
}

LeafState StateFrom(v1::ScoredNode::State state, const std::string& place, Contract& contract) {
  if (state == v1::ScoredNode::STATE_NEEDS_JUDGEMENT) return LeafState::kNeedsJudgement;
  if (state == v1::ScoredNode::STATE_NOT_ASSESSABLE) return LeafState::kNotAssessable;
  if (state == v1::ScoredNode::STATE_MISSING) return LeafState::kMissing;
  if (state == v1::ScoredNode::STATE_NOT_APPLICABLE) return LeafState::kNotApplicable;
  contract.Require(state == v1::ScoredNode::STATE_SCORED, place, "has no known state");
  return LeafState::kScored;
}

// What only a leaf has.
void ReadLeaf(const v1::ScoredNode& message, const std::string& place, ScoredNode& node, Contract& contract) {
  node.state = StateFrom(message.state(), place, contract);
  contract.Require(node.score.has_value() || node.state != LeafState::kScored, place, "is scored and has no points");
  contract.Require(!node.score.has_value() || *node.score <= node.weight + MostRounding(), place,
                   "has more points than its weight");
  node.reason_code = message.reason_code();
  node.missing.assign(message.missing().begin(), message.missing().end());
  node.is_illustrative = message.is_illustrative();
  node.is_core = message.is_core();
  node.is_deviation_flagged = message.is_deviation_flagged();
  node.target_text = message.target_text();
  node.actual_text = message.actual_text();
  node.deviation_reason = message.deviation_reason();
  node.measure = message.measure();
  node.is_plan_row = message.is_plan_row();
  if (message.has_key()) node.key = FromMessage(message.key());
  if (message.has_explanation()) {
    node.explanation = FromMessage(message.explanation(), place + ".explanation", contract);
  }
}

ScoredNode FromMessage(const v1::ScoredNode& message, const std::string& place, Contract& contract) {
  ScoredNode node{.is_leaf = message.kind() == v1::ScoredNode::KIND_LEAF,
                  .path = message.path(),
                  .display_name = message.display_name(),
                  .depth = message.depth(),
                  .weight = PointsFrom(message.weight(), place + ".weight", contract),
                  .low = PointsFrom(message.low(), place + ".low", contract),
                  .high = PointsFrom(message.high(), place + ".high", contract),
                  .scored_weight = PointsFrom(message.scored_weight(), place + ".scored_weight", contract),
                  .is_verified = message.is_verified()};
  contract.Require(node.is_leaf || message.kind() == v1::ScoredNode::KIND_GROUP, place, "is of no known kind");
  contract.Require(!node.path.empty(), place, "has no path");
  contract.Require(node.low <= node.high, place, "is higher at its lowest than at its highest");
  if (!message.score().empty()) node.score = PointsFrom(message.score(), place + ".score", contract);
  if (node.is_leaf) ReadLeaf(message, place, node, contract);
  return node;
}

Total FromMessage(const v1::Total& message, Contract& contract) {
  Total total{
      .score = PointsFrom(message.score(), "total.score", contract),
      .full_mark = PointsFrom(message.full_mark(), "total.full_mark", contract),
      .scored_weight = PointsFrom(message.scored_weight(), "total.scored_weight", contract),
      .needs_judgement_weight = PointsFrom(message.needs_judgement_weight(), "total.needs_judgement_weight", contract),
      .unassessable_weight = PointsFrom(message.unassessable_weight(), "total.unassessable_weight", contract),
      .not_applicable_weight = PointsFrom(message.not_applicable_weight(), "total.not_applicable_weight", contract),
      .low = PointsFrom(message.low(), "total.low", contract),
      .high = PointsFrom(message.high(), "total.high", contract),
      .grade = message.grade(),
      .is_rescaled = message.is_rescaled()};
  total.caps.assign(message.caps().begin(), message.caps().end());
  contract.Require(total.score <= total.full_mark + MostRounding(), "total.score", "is above the full mark");
  return total;
}

CheckResult FromMessage(const v1::CheckResult& message, const std::string& place, Contract& contract) {
  CheckResult check{.display_name = message.display_name(), .expression = message.expression(), .text = message.text()};
  if (message.state() == v1::CheckResult::STATE_HOLDS) {
    check.state = CheckState::kHolds;
  } else if (message.state() == v1::CheckResult::STATE_DIFFERS) {
    check.state = CheckState::kDiffers;
  } else {
    contract.Require(message.state() == v1::CheckResult::STATE_CANNOT_BE_COMPUTED, place, "has no known state");
  }
  if (message.has_left()) check.left = FromMessage(message.left(), place + ".left", contract);
  if (message.has_right()) check.right = FromMessage(message.right(), place + ".right", contract);
  if (message.has_tolerance()) check.tolerance = FromMessage(message.tolerance(), place + ".tolerance", contract);
  check.missing.assign(message.missing().begin(), message.missing().end());
  return check;
}

Observation FromMessage(const v1::Observation& message, const std::string& place, Contract& contract) {
  Observation observation{.key = FromMessage(message.key()),
                          .is_lower_bound = message.is_lower_bound(),
                          .tier = message.tier(),
                          .reason = message.reason(),
                          .text = message.text(),
                          .unit = message.unit(),
                          .source = message.source(),
                          .evidence = message.evidence(),
                          .is_illustrative = message.is_illustrative()};
  if (message.state() == v1::Observation::STATE_MISSING) {
    observation.state = ObservationState::kMissing;
  } else if (message.state() == v1::Observation::STATE_NOT_APPLICABLE) {
    observation.state = ObservationState::kNotApplicable;
  } else {
    contract.Require(message.state() == v1::Observation::STATE_REPORTED, place, "has no known state");
  }
  if (message.has_observed_date()) {
    observation.observed_date = FromMessage(message.observed_date(), place + ".observed_date", contract);
  }
  if (message.has_value()) observation.value = FromMessage(message.value(), place + ".value", contract);
  if (message.has_percent()) observation.percent = FromMessage(message.percent(), place + ".percent", contract);
  return observation;
}

}  // namespace

void ToMessage(const Subject& subject, const std::string& framework, const std::vector<Fact>& facts,
               v1::ScoreRequest& message) {
  message.set_department(FormatName(subject.department));
  message.set_fiscal_year(subject.fiscal_year);
  message.set_framework(framework);
  message.set_project(subject.project);
  if (subject.as_of.has_value()) ToMessage(*subject.as_of, *message.mutable_as_of());
  for (const Fact& fact : facts) ToMessage(fact, *message.add_facts());
}

void ToMessage(const Evaluation& evaluation, v1::ScoreRequest& message) {
  const EvaluationContent& content = evaluation.content;
  std::vector<Fact> facts = content.facts;
  for (Fact& figure : FigureFacts(content.findings)) facts.push_back(std::move(figure));
  ToMessage(SubjectOf(content), content.scorecard.framework, facts, message);
  for (const DepartmentYearMark& mark : evaluation.watermark.marks) {
    if (mark.service == "indicator" && mark.fiscal_year == content.fiscal_year) message.set_revision(mark.revision);
  }
}

std::vector<ScoredNode> NodesFrom(const v1::Scorecard& message, Contract& contract) {
  std::vector<ScoredNode> nodes;
  std::set<std::string> paths;
  int above = -1;
  for (int i = 0; i < message.nodes_size(); ++i) {
    const std::string place = absl::StrCat("nodes[", i, "]");
    nodes.push_back(FromMessage(message.nodes(i), place, contract));
    const int depth = nodes.back().depth;
    contract.Require(paths.insert(nodes.back().path).second, place, "stands twice");
    contract.Require(depth >= 0 && depth <= above + 1, place, "stands below no node");
    above = nodes.back().is_leaf ? depth - 1 : depth;
  }
  contract.Require(!nodes.empty(), "nodes", "are none");
  return nodes;
}

absl::StatusOr<Scoring> FromMessage(const v1::Scorecard& message, const Subject& subject,
                                    const std::string& framework) {
  Contract contract("indicator");
  contract.Require(message.framework() == framework, "framework", "is another one");
  contract.Require(message.has_total(), "total", "is not there");
  Scoring scoring{.framework_hash = message.framework_hash(),
                  .marks = MarksFrom(message.marks(), FormatName(subject.department), subject.fiscal_year, contract)};
  contract.Require(!scoring.framework_hash.empty(), "framework_hash", "is empty");
  Scorecard& scorecard = scoring.scorecard;
  scorecard.framework = message.framework();
  scorecard.framework_display_name = message.framework_display_name();
  if (message.has_as_of()) scorecard.as_of = FromMessage(message.as_of(), "as_of", contract);
  contract.Require(!subject.as_of.has_value() || scorecard.as_of == subject.as_of, "as_of", "is another day");
  scorecard.nodes = NodesFrom(message, contract);
  scorecard.total = FromMessage(message.total(), contract);
  for (int i = 0; i < message.checks_size(); ++i) {
    scorecard.checks.push_back(FromMessage(message.checks(i), absl::StrCat("checks[", i, "]"), contract));
  }
  for (int i = 0; i < message.observations_size(); ++i) {
    scorecard.observations.push_back(
        FromMessage(message.observations(i), absl::StrCat("observations[", i, "]"), contract));
  }
  for (int i = 0; i < message.notes_size(); ++i) {
    scorecard.notes.push_back(FromMessage(message.notes(i), absl::StrCat("notes[", i, "]"), contract));
  }
  ZP_RETURN_IF_ERROR(contract.status());
  return scoring;
}

}  // namespace zhengping::reporting
