#include "services/indicator/rpc/framework_messages.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_places.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/rule_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {
namespace {

constexpr absl::string_view kCollection = "frameworks/";

FrameworkSettings SettingsFrom(const v1::FrameworkSettings& message, std::vector<Issue>& issues) {
  FrameworkSettings settings;
  if (message.has_decimals()) settings.decimals = message.decimals();
  settings.zero_by_zero = ZeroAnswerFrom(message.zero_by_zero(), ZeroAnswer::kNotAssessable);
  settings.divided_by_zero = ZeroAnswerFrom(message.divided_by_zero(), ZeroAnswer::kNotAssessable);
  settings.not_applicable = NotApplicableFrom(message.not_applicable(), NotApplicablePolicy::kNoWeight);
  if (message.unassessed() == v1::FrameworkSettings::UNASSESSED_ZERO) settings.unassessed = UnassessedPolicy::kZero;
  if (message.unassessed() == v1::FrameworkSettings::UNASSESSED_RESCALE) {
    settings.unassessed = UnassessedPolicy::kRescale;
  }
  if (message.step_counting() == v1::StepDeductionRule::STEP_COUNTING_PARTIAL) {
    settings.step_counting = StepCounting::kPartial;
  }
  for (int i = 0; i < message.tiers_size(); ++i) {
    settings.tiers.push_back(FromMessage(message.tiers(i), absl::StrCat("settings.tiers[", i, "]"), issues));
  }
  if (settings.tiers.empty()) settings.tiers = StandardTiers();
  return settings;
}

void SettingsToMessage(const FrameworkSettings& settings, v1::FrameworkSettings& message) {
  message.set_decimals(settings.decimals);
  message.set_zero_by_zero(MessageOf(settings.zero_by_zero));
  message.set_divided_by_zero(MessageOf(settings.divided_by_zero));
  message.set_not_applicable(MessageOf(settings.not_applicable));
  if (settings.unassessed == UnassessedPolicy::kZero) message.set_unassessed(v1::FrameworkSettings::UNASSESSED_ZERO);
  if (settings.unassessed == UnassessedPolicy::kRescale) {
    message.set_unassessed(v1::FrameworkSettings::UNASSESSED_RESCALE);
  }
  message.set_step_counting(settings.step_counting == StepCounting::kPartial
                                ? v1::StepDeductionRule::STEP_COUNTING_PARTIAL
                                : v1::StepDeductionRule::STEP_COUNTING_WHOLE);
  for (const Tier& tier : settings.tiers) ToMessage(tier, *message.add_tiers());
}

CapRule CapFrom(const v1::CapRule& message, const std::string& path, std::vector<Issue>& issues) {
  CapRule cap{message.display_name(), message.measure(), {}, message.source()};
  for (int i = 0; i < message.steps_size(); ++i) {
    const std::string place = absl::StrCat(path, ".steps[", i, "]");
    cap.steps.push_back(
        {FromMessage(message.steps(i).interval(), place + ".interval", issues),
         ParseDecimalField(message.steps(i).at_most(), place + ".at_most", issues).value_or(Rational(-1))});
  }
  return cap;
}

void CapToMessage(const CapRule& cap, v1::CapRule& message) {
  message.set_display_name(cap.name);
  message.set_measure(cap.measure);
  for (const CapStep& step : cap.steps) {
    v1::CapRule::Step& out = *message.add_steps();
    ToMessage(step.interval, *out.mutable_interval());
    out.set_at_most(FormatDecimal(step.at_most));
  }
  message.set_source(cap.source);
}

DeviationRule DeviationFrom(const v1::DeviationRule& message, std::vector<Issue>& issues) {
  DeviationRule deviation;
  deviation.from_ratio = ParseDecimalField(message.from_ratio(), "deviation.from_ratio", issues).value_or(Rational());
  deviation.action = message.has_deduction() ? DeviationAction::kDeduct : DeviationAction::kFlag;
  if (message.has_deduction()) deviation.deduction = FromMessage(message.deduction(), "deviation.deduction", issues);
  deviation.source = message.source();
  return deviation;
}

void DeviationToMessage(const DeviationRule& deviation, v1::DeviationRule& message) {
  message.set_from_ratio(FormatDecimal(deviation.from_ratio));
  if (deviation.action == DeviationAction::kDeduct) ToMessage(deviation.deduction, *message.mutable_deduction());
  message.set_source(deviation.source);
}

// Keeps what the parser of texts complains about.
class TextIssues : public google::protobuf::io::ErrorCollector {
 public:
  explicit TextIssues(std::vector<Issue>& issues) : issues_(issues) {}

  // Line and column count from 0; -1 where the parser has no place.
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    Issue issue;
    issue.place.row = line + 1;
    issue.place.column = absl::StrCat(column + 1);
    issue.reason = "FRAMEWORK_TEXT_MALFORMED";
    issue.found = message;
    issue.remedy =
        absl::StrCat("第 ", line + 1, " 行第 ", column + 1, " 列：不是 textproto 形式的指标体系（", message, "）");
    issues_.push_back(std::move(issue));
  }
  void AddWarning(int, google::protobuf::io::ColumnNumber, const std::string&) override {}

 private:
  std::vector<Issue>& issues_;
};

bool ParseJson(absl::string_view text, v1::Framework& message, std::vector<Issue>& issues) {
  const auto status =
      google::protobuf::util::JsonStringToMessage(google::protobuf::StringPiece(text.data(), text.size()), &message);
  if (status.ok()) return true;
  issues.push_back(FieldIssue("text", "FRAMEWORK_TEXT_MALFORMED", std::string(status.message()),
                              "不是 JSON 形式的指标体系；括号内是解析器的说明"));
  return false;
}

}  // namespace

Framework FromMessage(const v1::Framework& message, std::vector<Issue>& issues) {
  Framework framework;
  absl::string_view id = message.name();
  if (!id.empty() && !absl::ConsumePrefix(&id, kCollection)) {
    issues.push_back(FieldIssue("name", "FRAMEWORK_NAME", message.name(), "应为 frameworks/ 加体系的名称"));
  }
  framework.name = id.empty() ? "unnamed" : std::string(id);
  framework.display_name = message.display_name();
  framework.version = message.version() == 0 ? 1 : message.version();
  framework.division = message.division();
  framework.first_year = message.first_fiscal_year();
  framework.last_year = message.last_fiscal_year();
  framework.source = message.source();
  framework.note = message.note();
  framework.is_library = message.is_library();
  framework.full_mark = ParseDecimalField(message.full_mark(), "full_mark", issues).value_or(Rational(100));
  framework.settings = SettingsFrom(message.settings(), issues);
  for (int i = 0; i < message.named_rules_size(); ++i) {
    const v1::NamedRule& named = message.named_rules(i);
    framework.rules.push_back({named.display_name(), named.rule_text(), named.source(),
                               FromMessage(named.rule(), absl::StrCat("rules[", i, "].rule"), issues)});
  }
  for (const v1::Indicator& indicator : message.indicators()) {
    framework.indicators.push_back(FromMessage(indicator, "", issues));
  }
  for (int i = 0; i < message.caps_size(); ++i) {
    framework.caps.push_back(CapFrom(message.caps(i), absl::StrCat("caps[", i, "]"), issues));
  }
  if (message.has_deviation()) framework.deviation = DeviationFrom(message.deviation(), issues);
  for (int i = 0; i < message.grades_size(); ++i) {
    framework.grades.push_back({message.grades(i).display_name(),
                                FromMessage(message.grades(i).interval(), absl::StrCat("grades[", i, "]"), issues)});
  }
  return framework;
}

void ToMessage(const Framework& framework, v1::Framework& message) {
  message.set_name(FrameworkResourceName(framework.name));
  message.set_display_name(framework.display_name);
  message.set_version(framework.version);
  message.set_division(framework.division);
  message.set_first_fiscal_year(framework.first_year);
  message.set_last_fiscal_year(framework.last_year);
  message.set_source(framework.source);
  message.set_note(framework.note);
  message.set_is_library(framework.is_library);
  message.set_full_mark(FormatDecimal(framework.full_mark));
  SettingsToMessage(framework.settings, *message.mutable_settings());
  for (const NamedRule& rule : framework.rules) {
    v1::NamedRule& out = *message.add_named_rules();
    out.set_display_name(rule.name);
    out.set_rule_text(rule.text);
    out.set_source(rule.source);
    ToMessage(rule.rule, *out.mutable_rule());
  }
  for (const Indicator& indicator : framework.indicators) ToMessage(indicator, *message.add_indicators());
  for (const CapRule& cap : framework.caps) CapToMessage(cap, *message.add_caps());
  if (framework.deviation.has_value()) DeviationToMessage(*framework.deviation, *message.mutable_deviation());
  for (const Grade& grade : framework.grades) {
    v1::Grade& out = *message.add_grades();
    out.set_display_name(grade.name);
    ToMessage(grade.interval, *out.mutable_interval());
  }
}

void ToMessage(const CompiledFramework& framework, v1::Framework& message) {
  ToMessage(framework.framework(), message);
  message.set_state(v1::Framework::STATE_PUBLISHED);
  message.set_content_hash(framework.content_hash());
  message.set_etag(framework.content_hash());
}

CompileResult CompileMessage(const v1::Framework& message) {
  CompileResult result;
  Framework framework = FromMessage(message, result.issues);
  CompileResult compiled = CompileFramework(std::move(framework));
  const bool was_read = !HasErrors(result.issues);
  AppendUnlessUnread(std::move(compiled.issues), result.issues);
  if (was_read) result.compiled = std::move(compiled.compiled);
  return result;
}

bool ParseFrameworkText(absl::string_view text, v1::Framework& message, std::vector<Issue>& issues,
                        FrameworkPlaces* places) {
  if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(text), "{")) return ParseJson(text, message, issues);
  TextIssues collector(issues);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&collector);
  parser.SetRecursionLimit(kMostTextDepth);
  if (places != nullptr) parser.WriteLocationsTo(&places->tree());
  return parser.ParseFromString(std::string(text), &message);
}

std::string FrameworkResourceName(absl::string_view id) { return absl::StrCat(kCollection, id); }

}  // namespace zhengping::indicator
