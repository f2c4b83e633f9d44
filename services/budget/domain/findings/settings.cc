#include "services/budget/domain/findings/settings.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

// The form's bands are (0, 10%], (10%, 20%], (20%, 30%], above 30%; which side an end belongs to is the house's choice.
constexpr char kHunanBands[] = "参照湖南省部门整体支出绩效评价指标表（2017年度）预算控制率分档，端点取值为本系统默认";
constexpr char kBudgetLaw[] = "《中华人民共和国预算法》第五十二条";
constexpr int64_t kSmallQuotaFen = 5'000'000;  // 5万元
constexpr int64_t kReleaseDeadlineDays = 60;
constexpr int64_t kLookbackYears = 2;

Rational Percent(int64_t percent) { return *Quotient(Rational(percent), Rational(100)); }

SeverityThresholds Levels(int64_t noted, int64_t serious, int64_t grave, const char* source) {
  return {Percent(noted), Percent(serious), Percent(grave), source};
}

template <typename Settings>
auto LevelsOf(Settings& settings) {
  return std::array{std::pair{"coarse_budgeting", &settings.coarse_budgeting},
                    std::pair{"mid_year_additions", &settings.mid_year_additions},
                    std::pair{"release_timing", &settings.release_timing},
                    std::pair{"scattered_quotas", &settings.scattered_quotas}};
}

std::array<const Parameter*, 3> ParametersIn(const FindingSettings& settings) {
  return {&settings.small_quota_amount, &settings.release_deadline_days, &settings.lookback_years};
}

// In the order of ParametersIn.
constexpr int64_t kLargest[] = {kMaxAmountFen, kMaxReleaseDeadlineDays, kMaxLookbackYears};

std::string NumberText(const Rational& number) { return absl::StrCat(number.numerator(), "/", number.denominator()); }

void CheckLevels(const SeverityThresholds& levels, const std::string& path, std::vector<Issue>& issues) {
  if (levels.noted < Rational()) {
    issues.push_back(IssueOf(Severity::kError, "THRESHOLD_NEGATIVE", path + "noted", FormatPercent(levels.noted)));
  }
  if (levels.serious < levels.noted) {
    issues.push_back(
        IssueOf(Severity::kError, "THRESHOLDS_NOT_ASCENDING", path + "serious", FormatPercent(levels.serious)));
  }
  if (levels.grave < levels.serious) {
    issues.push_back(
        IssueOf(Severity::kError, "THRESHOLDS_NOT_ASCENDING", path + "grave", FormatPercent(levels.grave)));
  }
  if (levels.source.empty()) {
    issues.push_back(IssueOf(Severity::kError, "THRESHOLD_SOURCE_MISSING", path + "source", ""));
  }
}

}  // namespace

FindingSettings DefaultFindingSettings() {
  FindingSettings settings;
  settings.coarse_budgeting = Levels(10, 30, 50, kHouseDefault);
  settings.mid_year_additions = Levels(10, 20, 30, kHunanBands);
  settings.release_timing = Levels(10, 30, 50, kHouseDefault);
  settings.scattered_quotas = Levels(30, 50, 70, kHouseDefault);
  settings.small_quota_amount = {"small_quota_amount", "小额指标界限", Money::Fen(kSmallQuotaFen), "fen",
                                 kHouseDefault};
  settings.release_deadline_days = {"release_deadline_days", "专项资金下达期限", kReleaseDeadlineDays, "days",
                                    kBudgetLaw};
  settings.lookback_years = {"lookback_years", "经常性追加回溯年数", kLookbackYears, "years", kHouseDefault};
  return settings;
}

std::vector<Issue> CheckSettings(const FindingSettings& settings) {
  std::vector<Issue> issues;
  size_t kind = 0;
  for (const auto& [name, levels] : LevelsOf(settings)) {
    CheckLevels(*levels, absl::StrCat("thresholds[", kind++, "]."), issues);
  }
  const FindingSettings defaults = DefaultFindingSettings();
  const std::array<const Parameter*, 3> own = ParametersIn(settings);
  const std::array<const Parameter*, 3> house = ParametersIn(defaults);
  for (size_t i = 0; i < own.size(); ++i) {
    const std::string path = absl::StrCat("parameters[", i, "].");
    if (own[i]->value.index() != house[i]->value.index()) {
      issues.push_back(IssueOf(Severity::kError, "PARAMETER_KIND_DIFFERS", path + "value", own[i]->name));
    } else if (NumberOf(own[i]->value) < Rational()) {
      issues.push_back(
          IssueOf(Severity::kError, "PARAMETER_NEGATIVE", path + "value", FormatQuantity(own[i]->value, own[i]->unit)));
    } else if (NumberOf(own[i]->value) > Rational(kLargest[i])) {
      issues.push_back(IssueOf(Severity::kError, "PARAMETER_OUT_OF_RANGE", path + "value",
                               FormatQuantity(own[i]->value, own[i]->unit)));
    }
    if (own[i]->source.empty()) {
      issues.push_back(IssueOf(Severity::kError, "THRESHOLD_SOURCE_MISSING", path + "source", ""));
    }
  }
  return issues;
}

std::vector<Parameter> ParametersOf(const FindingSettings& settings) {
  std::vector<Parameter> parameters;
  for (const Parameter* parameter : ParametersIn(settings)) parameters.push_back(*parameter);
  return parameters;
}

std::string CanonicalText(const FindingSettings& settings) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& [name, levels] : LevelsOf(settings)) {
    lines.push_back({absl::StrCat(name, ".noted"), NumberText(levels->noted)});
    lines.push_back({absl::StrCat(name, ".serious"), NumberText(levels->serious)});
    lines.push_back({absl::StrCat(name, ".grave"), NumberText(levels->grave)});
    lines.push_back({absl::StrCat(name, ".source"), levels->source});
  }
  for (const Parameter* parameter : ParametersIn(settings)) {
    lines.push_back({parameter->name, NumberText(NumberOf(parameter->value))});
    lines.push_back({absl::StrCat(parameter->name, ".source"), parameter->source});
  }
  lines.push_back({"budget_approval_date",
                   settings.budget_approval_date ? FormatIso(*settings.budget_approval_date) : std::string()});
  lines.push_back({"budget_approval_source", settings.budget_approval_source});
  return CanonicalLines("zhengping.finding_settings/1", lines);
}

std::string SettingsHash(const FindingSettings& settings) { return Sm3Hex(CanonicalText(settings)); }

}  // namespace zhengping::budget
