#include "services/indicator/rpc/scorecard_messages.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/indicator/rpc/explanation_messages.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/scorecard.pb.h"

namespace zhengping::indicator {
namespace {

// "9.47", "2.00"; a scaled total that does not end within the decimals keeps what it has.
std::string PointsText(const Rational& points, int decimals) {
  return Round(points, decimals) == points ? FormatFixed(points, decimals) : FormatDecimal(points);
}

v1::ScoredNode::State MessageOf(LeafState state) {
  switch (state) {
    case LeafState::kScored:
      return v1::ScoredNode::STATE_SCORED;
    case LeafState::kNeedsJudgement:
      return v1::ScoredNode::STATE_NEEDS_JUDGEMENT;
    case LeafState::kNotAssessable:
      return v1::ScoredNode::STATE_NOT_ASSESSABLE;
    case LeafState::kMissing:
      return v1::ScoredNode::STATE_MISSING;
    case LeafState::kNotApplicable:
      return v1::ScoredNode::STATE_NOT_APPLICABLE;
  }
  return v1::ScoredNode::STATE_UNSPECIFIED;
}

void LeafToMessage(const ScoredNode& node, v1::ScoredNode& message) {
  message.set_kind(v1::ScoredNode::KIND_LEAF);
  message.set_state(MessageOf(node.state));
  message.set_reason_code(node.reason_code);
  for (const std::string& name : node.missing) message.add_missing(name);
  message.set_is_illustrative(node.is_illustrative);
  message.set_is_core(node.is_core);
  message.set_is_deviation_flagged(node.is_deviation_flagged);
  message.set_target_text(node.target_text);
  message.set_actual_text(node.actual_text);
  message.set_deviation_reason(node.deviation_reason);
  message.set_measure(node.measure);
  ToMessage(node.explanation, *message.mutable_explanation());
  if (!node.adjust_reason.empty()) {
    message.set_original_target_text(node.original_target_text);
    message.set_adjust_reason(node.adjust_reason);
    message.mutable_explanation()->set_text(absl::StrCat("目标值由 ", node.original_target_text, " 调整为 ",
                                                         node.target_text, "（调整原因：", node.adjust_reason,
                                                         "），按调整后的目标值计分；", message.explanation().text()));
  }
  message.set_is_plan_row(node.row >= 0);
  if (node.row >= 0) ToMessage(node.key, *message.mutable_key());
}

void NodeToMessage(const ScoredNode& node, int decimals, v1::ScoredNode& message) {
  message.set_path(node.path);
  message.set_display_name(node.name);
  message.set_depth(node.depth);
  message.set_weight(FormatDecimal(node.weight));
  const bool is_group = node.kind == NodeKind::kGroup;
  const bool has_points = is_group || node.state == LeafState::kScored || node.explanation.step != Step::kNone;
  if (has_points) message.set_score(PointsText(node.points, decimals));
  message.set_low(FormatDecimal(node.low));
  message.set_high(FormatDecimal(node.high));
  message.set_scored_weight(FormatDecimal(node.assessable_weight));
  message.set_is_verified(node.is_verified);
  if (is_group) message.set_kind(v1::ScoredNode::KIND_GROUP);
  if (!is_group) LeafToMessage(node, message);
}

std::string CapText(const AppliedCap& cap, int decimals) {
  return absl::StrCat(cap.name, "：", FormatPercent(cap.measured), " 在 ", cap.interval.Format(/*as_percent=*/true),
                      " 内，总分不超过 ", FormatShort(cap.at_most), " 分，由 ", PointsText(cap.total_before, decimals),
                      " 分降为 ", FormatShort(cap.at_most), " 分");
}

void SumsToMessage(const Scorecard& scorecard, int decimals, v1::Total& message) {
  message.set_score(PointsText(scorecard.total, decimals));
  message.set_full_mark(FormatDecimal(scorecard.full_mark));
  message.set_scored_weight(FormatDecimal(scorecard.scored_weight));
  message.set_needs_judgement_weight(FormatDecimal(scorecard.needs_judgement_weight));
  message.set_unassessable_weight(FormatDecimal(scorecard.unassessable_weight));
  message.set_not_applicable_weight(FormatDecimal(scorecard.not_applicable_weight));
  message.set_low(PointsText(scorecard.low, decimals));
  message.set_high(PointsText(scorecard.high, decimals));
  message.set_grade(scorecard.grade);
  message.set_is_rescaled(scorecard.is_rescaled);
  for (const AppliedCap& cap : scorecard.caps) message.add_caps(CapText(cap, decimals));
}

}  // namespace

void ToMessage(const Scorecard& scorecard, const CompiledFramework& framework, v1::Scorecard& message) {
  const int decimals = framework.framework().settings.decimals;
  for (const ScoredNode& node : scorecard.nodes) NodeToMessage(node, decimals, *message.add_nodes());
  TotalToMessage(scorecard, framework, message);
}

void TotalToMessage(const Scorecard& scorecard, const CompiledFramework& framework, v1::Scorecard& message) {
  message.set_framework(FrameworkResourceName(scorecard.framework));
  message.set_framework_display_name(framework.framework().display_name);
  message.set_framework_hash(scorecard.framework_hash);
  ToMessage(scorecard.as_of, *message.mutable_as_of());
  SumsToMessage(scorecard, framework.framework().settings.decimals, *message.mutable_total());
  for (const Issue& issue : scorecard.issues) ToMessage(issue, *message.add_notes());
}

}  // namespace zhengping::indicator
