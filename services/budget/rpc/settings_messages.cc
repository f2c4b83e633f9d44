#include "services/budget/rpc/settings_messages.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/finding_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/settings.pb.h"

namespace zhengping::budget {
namespace {

void TakeThresholds(const v1::AnalysisSettings& message, FindingSettings& settings, const MessageIssues& issues) {
  FindingSettings house = DefaultFindingSettings();
  for (const FindingKind kind : kFindingKinds) ThresholdsOf(settings, kind) = ThresholdsOf(house, kind);
  std::set<std::string> seen;
  for (int i = 0; i < message.thresholds_size(); ++i) {
    const v1::FindingThresholds& sent = message.thresholds(i);
    const MessageIssues here = issues.Below(absl::StrCat("thresholds[", i, "]."));
    const std::optional<FindingKind> kind = ParseFindingKind(sent.finding());
    if (!kind.has_value()) {
      here.Add("FINDING_UNKNOWN", "finding", sent.finding());
      continue;
    }
    if (!seen.insert(sent.finding()).second) here.Add("FINDING_REPEATED", "finding", sent.finding());
    ThresholdsOf(settings, *kind) = FromMessage(sent, here);
  }
}

void TakeParameters(const v1::AnalysisSettings& message, FindingSettings& settings, const MessageIssues& issues) {
  FindingSettings house = DefaultFindingSettings();
  for (const Parameter* parameter : ParametersIn(house)) *FindParameter(settings, parameter->name) = *parameter;
  std::set<std::string> seen;
  for (int i = 0; i < message.parameters_size(); ++i) {
    const v1::AnalysisParameter& sent = message.parameters(i);
    const MessageIssues here = issues.Below(absl::StrCat("parameters[", i, "]."));
    Parameter* parameter = FindParameter(settings, sent.name());
    if (parameter == nullptr) {
      here.Add("PARAMETER_UNKNOWN", "name", sent.name());
      continue;
    }
    if (!seen.insert(sent.name()).second) here.Add("PARAMETER_REPEATED", "name", sent.name());
    const std::optional<Quantity> value = FromMessage(sent.value(), "value", here);
    if (sent.value().kind_case() == type::Quantity::KIND_NOT_SET) here.Add("FIELD_MISSING", "value", "");
    if (value.has_value()) parameter->value = *value;
    here.CheckText(sent.source(), "source", kMostSourceCharacters);
    parameter->source = sent.source();
  }
}

void TakeKeywords(const v1::AnalysisSettings& message, FindingSettings& settings, const MessageIssues& issues) {
  settings.foreseeable_keywords = DefaultFindingSettings().foreseeable_keywords;
  if (!message.has_foreseeable_keywords()) return;
  const v1::AnalysisKeywords& sent = message.foreseeable_keywords();
  issues.CheckText(sent.source(), "foreseeable_keywords.source", kMostSourceCharacters);
  settings.foreseeable_keywords = {{sent.words().begin(), sent.words().end()}, sent.source()};
}

}  // namespace

std::string FormatSettingsName(const DivisionYear& key) {
  return absl::StrCat("divisions/", key.division, "/years/", key.fiscal_year, "/settings");
}

absl::StatusOr<DivisionYear> SettingsFromName(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> ids, MatchName("divisions/*/years/*/settings", name, field));
  DivisionYear key;
  ZP_ASSIGN_OR_RETURN(key.division, ParseDivisionName(absl::StrCat("divisions/", ids[0]), field));
  if (!absl::SimpleAtoi(ids[1], &key.fiscal_year)) key.fiscal_year = 0;
  ZP_RETURN_IF_ERROR(CheckFiscalYear(key.fiscal_year, field));
  return key;
}

void ToMessage(const DivisionYear& key, const StoredSettings& stored, v1::AnalysisSettings& message) {
  FindingSettings settings = stored.settings;
  message.set_name(FormatSettingsName(key));
  if (settings.budget_approval_date) ToMessage(*settings.budget_approval_date, *message.mutable_budget_approval_date());
  message.set_budget_approval_source(settings.budget_approval_source);
  for (const FindingKind kind : kFindingKinds) {
    ToMessage(kind, ThresholdsOf(settings, kind), *message.add_thresholds());
  }
  for (const Parameter& parameter : ParametersOf(settings)) ToMessage(parameter, *message.add_parameters());
  ToMessage(settings.foreseeable_keywords, *message.mutable_foreseeable_keywords());
  message.set_settings_hash(SettingsHash(settings));
  if (stored.version > 0) ToMessage(stored.changed_ms, *message.mutable_update_time());
  message.set_etag(FormatEtag(stored.version));
}

absl::StatusOr<FindingSettings> WithMessage(FindingSettings stored, const v1::AnalysisSettings& message,
                                            const std::set<std::string>& fields) {
  std::vector<Issue> found;
  const MessageIssues issues(found, "");
  if (fields.count("budget_approval_date") > 0) {
    stored.budget_approval_date.reset();
    if (message.has_budget_approval_date()) {
      stored.budget_approval_date = FromMessage(message.budget_approval_date(), "budget_approval_date", issues);
    }
  }
  if (fields.count("budget_approval_source") > 0) {
    issues.CheckText(message.budget_approval_source(), "budget_approval_source", kMostSourceCharacters);
    stored.budget_approval_source = message.budget_approval_source();
  }
  if (fields.count("thresholds") > 0) TakeThresholds(message, stored, issues);
  if (fields.count("parameters") > 0) TakeParameters(message, stored, issues);
  if (fields.count("foreseeable_keywords") > 0) TakeKeywords(message, stored, issues);
  ZP_RETURN_IF_ERROR(FirstRefusalOf(found));
  return stored;
}

std::set<std::string> PopulatedFields(const v1::AnalysisSettings& message) {
  std::set<std::string> fields;
  if (message.has_budget_approval_date()) fields.insert("budget_approval_date");
  if (!message.budget_approval_source().empty()) fields.insert("budget_approval_source");
  if (message.thresholds_size() > 0) fields.insert("thresholds");
  if (message.parameters_size() > 0) fields.insert("parameters");
  if (message.has_foreseeable_keywords()) fields.insert("foreseeable_keywords");
  return fields;
}

}  // namespace zhengping::budget
