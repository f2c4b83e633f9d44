#include "services/budget/domain/findings/settings.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
constexpr char kYueyang[] = "参照岳阳市部门整体支出绩效评价评分表“支付进度”：春节前下达50%，6月底前全部下达";
constexpr int64_t kTolerancePercent = 30;
constexpr int64_t kSpringFestivalPercent = 50;
constexpr int64_t kFullReleaseMonth = 6;
constexpr int64_t kTooLateDays = 31;  // December

// What a department can know before its year begins: pay and contributions follow rules, contracts are signed, awards
// and visits come every year, elections and censuses by a fixed calendar. 年度 is not here: nearly every note has it.
constexpr const char* kForeseeable[] = {"工资",   "津贴补贴",   "津补贴", "提标",   "调标", "晋级晋档", "基数调整",
                                        "社保",   "医保",       "保险",   "公积金", "年金", "考核奖",   "绩效奖",
                                        "年终奖", "文明单位奖", "遗属",   "慰问",   "体检", "合同",     "租金",
                                        "物业",   "例行",       "每年",   "常年",   "换届", "普查"};

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

// In the order of ParametersIn.
struct Bounds {
  int64_t least;
  int64_t most;
};
constexpr Bounds kBounds[] = {
    {0, kMaxAmountFen}, {0, kMaxReleaseDeadlineDays}, {0, kMaxLookbackYears}, {0, 1}, {0, 1}, {1, 12}, {0, 366}};

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

void CheckParameters(const FindingSettings& settings, std::vector<Issue>& issues) {
  const std::vector<Parameter> own = ParametersOf(settings);
  const std::vector<Parameter> house = ParametersOf(DefaultFindingSettings());
  for (size_t i = 0; i < own.size(); ++i) {
    const std::string path = absl::StrCat("parameters[", i, "].");
    const auto wrong = [&](const char* reason) {
      issues.push_back(IssueOf(Severity::kError, reason, path + "value", FormatQuantity(own[i].value, own[i].unit)));
    };
    if (own[i].value.index() != house[i].value.index()) {
      issues.push_back(IssueOf(Severity::kError, "PARAMETER_KIND_DIFFERS", path + "value", own[i].name));
    } else if (NumberOf(own[i].value) < Rational()) {
      wrong("PARAMETER_NEGATIVE");
    } else if (NumberOf(own[i].value) < Rational(kBounds[i].least) ||
               NumberOf(own[i].value) > Rational(kBounds[i].most)) {
      wrong("PARAMETER_OUT_OF_RANGE");
    }
    if (own[i].source.empty()) {
      issues.push_back(IssueOf(Severity::kError, "THRESHOLD_SOURCE_MISSING", path + "source", ""));
    }
  }
}

void CheckKeywords(const Keywords& keywords, std::vector<Issue>& issues) {
  const std::string path = "foreseeable_keywords.";
  if (keywords.words.size() > kMaxKeywords) {
    issues.push_back(
        IssueOf(Severity::kError, "TOO_MANY_KEYWORDS", path + "words", absl::StrCat(keywords.words.size())));
    return;
  }
  for (size_t i = 0; i < keywords.words.size(); ++i) {
    const std::string field = absl::StrCat(path, "words[", i, "]");
    const std::string& word = keywords.words[i];
    if (std::optional<Issue> issue = CheckText(word, field, kMaxKeywordCharacters)) {
      issues.push_back(*std::move(issue));
    } else if (word.empty() || word.find_first_of("\r\n") != std::string::npos) {
      issues.push_back(IssueOf(Severity::kError, "TEXT_MALFORMED", field, word));
    }
  }
  if (keywords.source.empty()) {
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
  settings.recurring_tolerance = {"recurring_tolerance", "经常性追加金额允许偏差", Percent(kTolerancePercent),
                                  "percent", kHouseDefault};
  settings.spring_festival_share = {"spring_festival_share", "春节前应下达比例", Percent(kSpringFestivalPercent),
                                    "percent", kYueyang};
  settings.full_release_month = {"full_release_month", "专项资金应全部下达的月份", kFullReleaseMonth, "month",
                                 kYueyang};
  settings.too_late_days = {"too_late_days", "年末来不及支出的天数", kTooLateDays, "days", kHouseDefault};
  settings.foreseeable_keywords = {{std::begin(kForeseeable), std::end(kForeseeable)}, kHouseDefault};
  return settings;
}

std::vector<Issue> CheckSettings(const FindingSettings& settings) {
  std::vector<Issue> issues;
  size_t kind = 0;
  for (const auto& [name, levels] : LevelsOf(settings)) {
    CheckLevels(*levels, absl::StrCat("thresholds[", kind++, "]."), issues);
  }
  CheckParameters(settings, issues);
  CheckKeywords(settings.foreseeable_keywords, issues);
  return issues;
}

std::vector<Parameter*> ParametersIn(FindingSettings& settings) {
  return {&settings.small_quota_amount,  &settings.release_deadline_days, &settings.lookback_years,
          &settings.recurring_tolerance, &settings.spring_festival_share, &settings.full_release_month,
          &settings.too_late_days};
}

std::vector<Parameter> ParametersOf(const FindingSettings& settings) {
  FindingSettings copy = settings;
  std::vector<Parameter> parameters;
  for (const Parameter* parameter : ParametersIn(copy)) parameters.push_back(*parameter);
  return parameters;
}

Parameter* FindParameter(FindingSettings& settings, absl::string_view name) {
  for (Parameter* parameter : ParametersIn(settings)) {
    if (parameter->name == name) return parameter;
  }
  return nullptr;
}

std::string CanonicalText(const FindingSettings& settings) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& [name, levels] : LevelsOf(settings)) {
    lines.push_back({absl::StrCat(name, ".noted"), NumberText(levels->noted)});
    lines.push_back({absl::StrCat(name, ".serious"), NumberText(levels->serious)});
    lines.push_back({absl::StrCat(name, ".grave"), NumberText(levels->grave)});
    lines.push_back({absl::StrCat(name, ".source"), levels->source});
  }
  for (const Parameter& parameter : ParametersOf(settings)) {
    lines.push_back({parameter.name, NumberText(NumberOf(parameter.value))});
    lines.push_back({absl::StrCat(parameter.name, ".source"), parameter.source});
  }
  lines.push_back({"foreseeable_keywords", absl::StrJoin(settings.foreseeable_keywords.words, "\n")});
  lines.push_back({"foreseeable_keywords.source", settings.foreseeable_keywords.source});
  lines.push_back({"budget_approval_date",
                   settings.budget_approval_date ? FormatIso(*settings.budget_approval_date) : std::string()});
  lines.push_back({"budget_approval_source", settings.budget_approval_source});
  return CanonicalLines("zhengping.finding_settings/2", lines);
}

std::string SettingsHash(const FindingSettings& settings) { return Sm3Hex(CanonicalText(settings)); }

}  // namespace zhengping::budget
