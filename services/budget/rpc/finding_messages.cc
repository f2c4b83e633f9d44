#include "services/budget/rpc/finding_messages.h"

#include "services/budget/limits.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/finding.pb.h"

namespace zhengping::budget {
namespace {

v1::FindingSeverity ToMessage(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kNone:
      return v1::FINDING_SEVERITY_NONE;
    case FindingSeverity::kNoted:
      return v1::FINDING_SEVERITY_NOTED;
    case FindingSeverity::kSerious:
      return v1::FINDING_SEVERITY_SERIOUS;
    case FindingSeverity::kGrave:
      return v1::FINDING_SEVERITY_GRAVE;
  }
  return v1::FINDING_SEVERITY_UNSPECIFIED;
}

// The figure that a kind's thresholds are held against; the first of the finding.
const char* FirstFigureOf(FindingKind kind) {
  switch (kind) {
    case FindingKind::kCoarseBudgeting:
      return "coarse_share";
    case FindingKind::kMidYearAdditions:
      return "addition_rate";
    case FindingKind::kReleaseTiming:
      return "untimely_share";
    case FindingKind::kScatteredQuotas:
      return "small_quota_share";
  }
  return "";
}

std::string SubjectOf(const DepartmentName& department, const FindingDetail& detail) {
  const ChildName name = {.parent = department, .id = detail.subject};
  switch (detail.subject_kind) {
    case FindingDetail::SubjectKind::kQuota:
      return FormatName(name, "quotas");
    case FindingDetail::SubjectKind::kSpecialFund:
      return FormatName(name, "specialFunds");
    case FindingDetail::SubjectKind::kTransaction:
      return FormatName(name, "transactions");
    case FindingDetail::SubjectKind::kProject:
      return FormatName(name, "projects");
    case FindingDetail::SubjectKind::kCode:
      break;
  }
  return detail.subject;
}

void ToMessage(const Figure& figure, v1::FindingFigure& message) {
  message.set_name(figure.name);
  message.set_display_name(figure.display_name);
  message.set_definition(figure.definition);
  message.set_unit(figure.unit);
  message.set_state(figure.value.has_value() ? type::FACT_STATE_DERIVED : type::FACT_STATE_MISSING);
  if (figure.value.has_value()) budget::ToMessage(*figure.value, figure.unit, *message.mutable_value());
  message.set_why_missing(figure.why_missing);
  for (const EntrySelector& selector : figure.selectors) budget::ToMessage(selector, *message.add_entries());
}

void ToMessage(const DepartmentName& department, const FindingDetail& detail, v1::FindingDetail& message) {
  message.set_subject(SubjectOf(department, detail));
  message.set_display_name(detail.display_name);
  message.set_text(detail.text);
  message.set_amount_fen(detail.amount.fen());
  if (detail.selector) budget::ToMessage(*detail.selector, *message.mutable_entries());
}

void ToMessage(const DepartmentName& department, const Recommendation& recommendation, v1::Recommendation& message) {
  message.set_title(recommendation.title);
  message.set_text(recommendation.text);
  if (recommendation.effect.empty()) return;
  v1::SimulatedEffect& effect = *message.mutable_effect();
  effect.set_assumption(recommendation.assumption);
  for (const SimulatedFigure& figure : recommendation.effect) {
    v1::SimulatedFigure& added = *effect.add_figures();
    added.set_name(figure.before.name);
    added.set_display_name(figure.before.display_name);
    added.set_unit(figure.before.unit);
    if (figure.before.value) budget::ToMessage(*figure.before.value, figure.before.unit, *added.mutable_before());
    if (figure.after.value) budget::ToMessage(*figure.after.value, figure.after.unit, *added.mutable_after());
  }
  for (const FindingDetail& change : recommendation.changes) ToMessage(department, change, *effect.add_changes());
  effect.set_change_count(static_cast<int32_t>(recommendation.change_count));
}

}  // namespace

void ToMessage(const DepartmentName& department, const Finding& finding, v1::Finding& message) {
  message.set_kind(std::string(NameOf(finding.kind)));
  message.set_display_name(std::string(ChineseNameOf(finding.kind)));
  message.set_is_applicable(finding.applies);
  message.set_inapplicability_reason(finding.why_not);
  const bool is_measured = finding.applies && !finding.figures.empty() && finding.figures.front().value.has_value();
  message.set_severity(is_measured ? ToMessage(finding.severity) : v1::FINDING_SEVERITY_UNSPECIFIED);
  for (const Figure& figure : finding.figures) ToMessage(figure, *message.add_figures());
  if (finding.applies) ToMessage(finding.kind, finding.thresholds, *message.mutable_thresholds());
  message.set_summary(finding.summary);
  for (const FindingDetail& detail : finding.details) ToMessage(department, detail, *message.add_details());
  message.set_detail_count(static_cast<int32_t>(finding.detail_count));
  if (finding.recommendation) ToMessage(department, *finding.recommendation, *message.mutable_recommendation());
}

void ToMessage(FindingKind kind, const SeverityThresholds& thresholds, v1::FindingThresholds& message) {
  message.set_finding(std::string(NameOf(kind)));
  message.set_figure(FirstFigureOf(kind));
  ToMessage(thresholds.noted, FormatQuantity(thresholds.noted, "percent"), *message.mutable_noted());
  ToMessage(thresholds.serious, FormatQuantity(thresholds.serious, "percent"), *message.mutable_serious());
  ToMessage(thresholds.grave, FormatQuantity(thresholds.grave, "percent"), *message.mutable_grave());
  message.set_source(thresholds.source);
}

void ToMessage(const Parameter& parameter, v1::AnalysisParameter& message) {
  message.set_name(parameter.name);
  message.set_display_name(parameter.display_name);
  message.set_unit(parameter.unit);
  message.set_source(parameter.source);
  ToMessage(parameter.value, parameter.unit, *message.mutable_value());
}

void ToMessage(const Keywords& keywords, v1::AnalysisKeywords& message) {
  for (const std::string& word : keywords.words) message.add_words(word);
  message.set_source(keywords.source);
}

SeverityThresholds FromMessage(const v1::FindingThresholds& message, const MessageIssues& issues) {
  SeverityThresholds thresholds;
  thresholds.noted = FromMessage(message.noted(), "noted", issues).value_or(Rational());
  thresholds.serious = FromMessage(message.serious(), "serious", issues).value_or(Rational());
  thresholds.grave = FromMessage(message.grave(), "grave", issues).value_or(Rational());
  issues.CheckText(message.source(), "source", kMostSourceCharacters);
  thresholds.source = message.source();
  return thresholds;
}

}  // namespace zhengping::budget
