#include "services/reporting/rpc/finding_messages.h"

#include <cstdlib>

#include "services/reporting/clients/value_messages.h"
#include "zhengping/budget/v1/finding.pb.h"
#include "zhengping/budget/v1/special_fund.pb.h"

namespace zhengping::reporting {
namespace {

namespace v1 = budget::v1;
using reporting::ToMessage;  // overloaded below

v1::FindingSeverity MessageOf(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kUnassessed:
      return v1::FINDING_SEVERITY_UNSPECIFIED;
    case FindingSeverity::kNone:
      return v1::FINDING_SEVERITY_NONE;
    case FindingSeverity::kNoted:
      return v1::FINDING_SEVERITY_NOTED;
    case FindingSeverity::kSerious:
      return v1::FINDING_SEVERITY_SERIOUS;
    case FindingSeverity::kGrave:
      return v1::FINDING_SEVERITY_GRAVE;
  }
  std::abort();
}

void ToMessage(const FindingFigure& figure, v1::FindingFigure& message) {
  message.set_name(figure.name);
  message.set_display_name(figure.display_name);
  message.set_definition(figure.definition);
  message.set_state(MessageOf(figure.state));
  if (figure.value.has_value()) ToMessage(*figure.value, figure.unit, *message.mutable_value());
  message.set_unit(figure.unit);
  message.set_why_missing(figure.why_missing);
  for (const EntrySelector& selector : figure.entries) ToMessage(selector, *message.add_entries());
}

void ToMessage(const FindingDetail& detail, v1::FindingDetail& message) {
  message.set_subject(detail.subject);
  message.set_display_name(detail.display_name);
  message.set_text(detail.text);
  message.set_amount_fen(detail.amount.fen());
  if (detail.entries.has_value()) ToMessage(*detail.entries, *message.mutable_entries());
}

// The unit of the figure that the thresholds are held against says how they print.
void ToMessage(const Finding& finding, const FindingThresholds& thresholds, v1::FindingThresholds& message) {
  const std::string unit = finding.figures.empty() ? "" : finding.figures[0].unit;
  message.set_finding(finding.kind);
  message.set_figure(thresholds.figure);
  ToMessage(thresholds.noted, unit, *message.mutable_noted());
  ToMessage(thresholds.serious, unit, *message.mutable_serious());
  ToMessage(thresholds.grave, unit, *message.mutable_grave());
  message.set_source(thresholds.source);
}

void ToMessage(const Recommendation& recommendation, v1::Recommendation& message) {
  message.set_title(recommendation.title);
  message.set_text(recommendation.text);
  if (recommendation.assumption.empty() && recommendation.effects.empty()) return;
  message.mutable_effect()->set_assumption(recommendation.assumption);
  for (const SimulatedFigure& effect : recommendation.effects) {
    v1::SimulatedFigure& figure = *message.mutable_effect()->add_figures();
    figure.set_name(effect.name);
    figure.set_display_name(effect.display_name);
    if (effect.before.has_value()) ToMessage(*effect.before, effect.unit, *figure.mutable_before());
    if (effect.after.has_value()) ToMessage(*effect.after, effect.unit, *figure.mutable_after());
    figure.set_unit(effect.unit);
  }
  for (const FindingDetail& change : recommendation.changes) {
    ToMessage(change, *message.mutable_effect()->add_changes());
  }
  message.mutable_effect()->set_change_count(recommendation.change_count);
}

}  // namespace

void ToMessage(const Finding& finding, v1::Finding& message) {
  message.set_kind(finding.kind);
  message.set_display_name(finding.display_name);
  message.set_is_applicable(finding.is_applicable);
  message.set_inapplicability_reason(finding.inapplicability_reason);
  message.set_severity(MessageOf(finding.severity));
  for (const FindingFigure& figure : finding.figures) ToMessage(figure, *message.add_figures());
  if (finding.thresholds.has_value()) ToMessage(finding, *finding.thresholds, *message.mutable_thresholds());
  message.set_summary(finding.summary);
  for (const FindingDetail& detail : finding.details) ToMessage(detail, *message.add_details());
  message.set_detail_count(finding.detail_count);
  if (finding.recommendation.has_value()) ToMessage(*finding.recommendation, *message.mutable_recommendation());
}

void ToMessage(const SpecialFund& fund, int fiscal_year, v1::SpecialFund& message) {
  message.set_name(fund.name);
  message.set_fiscal_year(fiscal_year);
  message.set_display_name(fund.display_name);
  message.set_amount_fen(fund.amount.fen());
  if (fund.approved_date.has_value()) ToMessage(*fund.approved_date, *message.mutable_approved_date());
  if (fund.expected_release_date.has_value()) {
    ToMessage(*fund.expected_release_date, *message.mutable_expected_release_date());
  }
  for (const FundRelease& release : fund.releases) {
    v1::SpecialFundRelease& added = *message.add_releases();
    added.set_document_number(release.document_number);
    ToMessage(release.release_date, *added.mutable_release_date());
    added.set_amount_fen(release.amount.fen());
  }
  message.set_released_fen(fund.released.fen());
}

}  // namespace zhengping::reporting
