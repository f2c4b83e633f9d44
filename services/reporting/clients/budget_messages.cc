#include "services/reporting/clients/budget_messages.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::reporting {
namespace {

namespace v1 = budget::v1;

FindingSeverity SeverityFrom(v1::FindingSeverity severity, const std::string& place, Contract& contract) {
  if (severity == v1::FINDING_SEVERITY_NONE) return FindingSeverity::kNone;
  if (severity == v1::FINDING_SEVERITY_NOTED) return FindingSeverity::kNoted;
  if (severity == v1::FINDING_SEVERITY_SERIOUS) return FindingSeverity::kSerious;
  if (severity == v1::FINDING_SEVERITY_GRAVE) return FindingSeverity::kGrave;
  contract.Require(severity == v1::FINDING_SEVERITY_UNSPECIFIED, place, "has no known severity");
  return FindingSeverity::kUnassessed;
}

FindingFigure FromMessage(const v1::FindingFigure& message, const std::string& place, Contract& contract) {
  FindingFigure figure{.name = message.name(),
                       .display_name = message.display_name(),
                       .definition = message.definition(),
                       .state = StateFrom(message.state(), message.has_value(), place, contract),
                       .unit = message.unit(),
                       .why_missing = message.why_missing()};
  contract.Require(!figure.name.empty(), place, "has no name");
  if (message.has_value()) figure.value = FromMessage(message.value(), place + ".value", contract);
  for (const type::EntrySelector& entries : message.entries()) {
    figure.entries.push_back(FromMessage(entries, place + ".entries", contract));
  }
  return figure;
}

FindingDetail FromMessage(const v1::FindingDetail& message, const std::string& place, Contract& contract) {
  FindingDetail detail{.subject = message.subject(),
                       .display_name = message.display_name(),
                       .text = message.text(),
                       .amount = MoneyFrom(message.amount_fen(), place + ".amount_fen", contract)};
  if (message.has_entries()) detail.entries = FromMessage(message.entries(), place + ".entries", contract);
  return detail;
}

FindingThresholds FromMessage(const v1::FindingThresholds& message, const std::string& place, Contract& contract) {
  FindingThresholds thresholds{.figure = message.figure(),
                               .noted = FromMessage(message.noted(), place + ".noted", contract),
                               .serious = FromMessage(message.serious(), place + ".serious", contract),
                               .grave = FromMessage(message.grave(), place + ".grave", contract),
                               .source = message.source()};
  contract.Require(!thresholds.source.empty(), place, "have no source");
  return thresholds;
}

SimulatedFigure FromMessage(const v1::SimulatedFigure& message, const std::string& place, Contract& contract) {
  SimulatedFigure figure{.name = message.name(), .display_name = message.display_name(), .unit = message.unit()};
  if (message.has_before()) figure.before = FromMessage(message.before(), place + ".before", contract);
  if (message.has_after()) figure.after = FromMessage(message.after(), place + ".after", contract);
  return figure;
}

Recommendation FromMessage(const v1::Recommendation& message, const std::string& place, Contract& contract) {
  const v1::SimulatedEffect& effect = message.effect();
  Recommendation recommendation{.title = message.title(),
                                .text = message.text(),
                                .assumption = effect.assumption(),
                                .change_count = effect.change_count()};
  contract.Require(effect.figures().empty() || !effect.assumption().empty(), place + ".effect", "has no assumption");
  for (const v1::SimulatedFigure& figure : effect.figures()) {
    recommendation.effects.push_back(FromMessage(figure, place + ".effect.figures", contract));
  }
  for (int i = 0; i < effect.changes_size(); ++i) {
    const std::string change = absl::StrCat(place, ".effect.changes[", i, "]");
    recommendation.changes.push_back(FromMessage(effect.changes(i), change, contract));
  }
  contract.Require(effect.change_count() >= effect.changes_size(), place, "counts fewer changes than it lists");
  return recommendation;
}

Finding FromMessage(const v1::Finding& message, const std::string& place, Contract& contract) {
  Finding finding{.kind = message.kind(),
                  .display_name = message.display_name(),
                  .is_applicable = message.is_applicable(),
                  .inapplicability_reason = message.inapplicability_reason(),
                  .severity = SeverityFrom(message.severity(), place, contract),
                  .summary = message.summary(),
                  .detail_count = message.detail_count()};
  contract.Require(!finding.kind.empty(), place, "has no kind");
  std::set<std::string> names;
  for (int i = 0; i < message.figures_size(); ++i) {
    const std::string figure = absl::StrCat(place, ".figures[", i, "]");
    finding.figures.push_back(FromMessage(message.figures(i), figure, contract));
    contract.Require(names.insert(message.figures(i).name()).second, figure, "stands twice");
  }
  if (message.has_thresholds()) {
    finding.thresholds = FromMessage(message.thresholds(), place + ".thresholds", contract);
  }
  for (int i = 0; i < message.details_size(); ++i) {
    finding.details.push_back(FromMessage(message.details(i), absl::StrCat(place, ".details[", i, "]"), contract));
  }
  contract.Require(finding.detail_count >= message.details_size(), place, "counts fewer details than it lists");
  if (message.has_recommendation()) {
    finding.recommendation = FromMessage(message.recommendation(), place + ".recommendation", contract);
  }
  return finding;
}

SpecialFund FromMessage(const v1::SpecialFund& message, const std::string& place, const Subject& subject,
                        Contract& contract) {
  SpecialFund fund{.name = message.name(),
                   .display_name = message.display_name(),
                   .amount = MoneyFrom(message.amount_fen(), place + ".amount_fen", contract),
                   .released = MoneyFrom(message.released_fen(), place + ".released_fen", contract)};
  contract.Require(absl::StartsWith(fund.name, FormatName(subject.department) + "/specialFunds/"), place,
                   "is of another department");
  contract.Require(message.fiscal_year() == subject.fiscal_year, place, "is of another year");
  contract.Require(fund.amount >= Money(), place, "promises a negative amount");
  if (message.has_approved_date()) {
    fund.approved_date = FromMessage(message.approved_date(), place + ".approved_date", contract);
  }
  if (message.has_expected_release_date()) {
    fund.expected_release_date =
        FromMessage(message.expected_release_date(), place + ".expected_release_date", contract);
  }
  for (const v1::SpecialFundRelease& release : message.releases()) {
    fund.releases.push_back({.document_number = release.document_number(),
                             .release_date = FromMessage(release.release_date(), place + ".releases", contract),
                             .amount = MoneyFrom(release.amount_fen(), place + ".releases", contract)});
  }
  return fund;
}

// Every entry behind a figure is in a department-year that was read, at the revision that was read: so that the
// watermark leads back to it.
void RequireRead(const EntrySelector& selector, const std::vector<DepartmentYearMark>& marks, const std::string& place,
                 Contract& contract) {
  const bool is_read = std::any_of(marks.begin(), marks.end(), [&](const DepartmentYearMark& mark) {
    return mark.department == selector.department && mark.fiscal_year == selector.fiscal_year &&
           mark.revision == selector.revision;
  });
  contract.Require(is_read, place, "selects entries of what the marks do not name");
}

void RequireAllRead(const YearAnalysis& analysis, Contract& contract) {
  for (const Fact& fact : analysis.facts) {
    if (fact.provenance.has_value()) RequireRead(*fact.provenance, analysis.marks, "fact " + fact.name, contract);
  }
  for (const Finding& finding : analysis.findings) {
    const std::string place = "finding " + finding.kind;
    for (const FindingFigure& figure : finding.figures) {
      for (const EntrySelector& selector : figure.entries) RequireRead(selector, analysis.marks, place, contract);
    }
    for (const FindingDetail& detail : finding.details) {
      if (detail.entries.has_value()) RequireRead(*detail.entries, analysis.marks, place, contract);
    }
  }
}

}  // namespace

void ToMessage(const Subject& subject, v1::AnalyzeYearRequest& message) {
  message.set_name(absl::StrCat(FormatName(subject.department), "/years/", subject.fiscal_year));
  if (subject.as_of.has_value()) ToMessage(*subject.as_of, *message.mutable_as_of());
  if (!subject.project.empty()) {
    message.set_project(
        FormatName(ChildName{.parent = subject.department, .id = IdFromExternalCode(subject.project)}, "projects"));
  }
}

absl::StatusOr<YearAnalysis> FromMessage(const v1::AnalyzeYearResponse& message, const Subject& subject) {
  const std::string department = FormatName(subject.department);
  Contract contract("budget");
  contract.Require(message.department().name() == department, "department", "is another one");
  YearAnalysis analysis{.department_display_name = message.department().display_name(),
                        .marks = MarksFrom(message.marks(), department, subject.fiscal_year, contract),
                        .settings_hash = message.settings_hash()};
  contract.Require(!analysis.settings_hash.empty(), "settings_hash", "is empty");
  std::set<std::string> names;
  for (int i = 0; i < message.facts_size(); ++i) {
    const std::string place = absl::StrCat("facts[", i, "]");
    contract.Require(names.insert(message.facts(i).name()).second, place, "stands twice");
    // Figures stand with their findings; FigureFacts names them as budget does.
    if (absl::StartsWith(message.facts(i).name(), kFigurePrefix)) continue;
    analysis.facts.push_back(FromMessage(message.facts(i), place, contract));
  }
  contract.Require(!analysis.facts.empty(), "facts", "are none");
  std::set<std::string> kinds;
  for (int i = 0; i < message.findings_size(); ++i) {
    const std::string place = absl::StrCat("findings[", i, "]");
    analysis.findings.push_back(FromMessage(message.findings(i), place, contract));
    contract.Require(kinds.insert(message.findings(i).kind()).second, place, "stands twice");
  }
  for (int i = 0; i < message.special_funds_size(); ++i) {
    const std::string place = absl::StrCat("special_funds[", i, "]");
    analysis.special_funds.push_back(FromMessage(message.special_funds(i), place, subject, contract));
  }
  for (int i = 0; i < message.data_notes_size(); ++i) {
    analysis.data_notes.push_back(FromMessage(message.data_notes(i), absl::StrCat("data_notes[", i, "]"), contract));
  }
  RequireAllRead(analysis, contract);
  ZP_RETURN_IF_ERROR(contract.status());
  return analysis;
}

}  // namespace zhengping::reporting
