// What the findings measure against: every threshold with its source, or marked as the house's own choice, so that
// documents can print where each comes from. One value a division-year; the settings hash stands in every evaluation.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SETTINGS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SETTINGS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/status/issue.h"
#include "services/budget/domain/fact.h"

namespace zhengping::budget {

inline constexpr char kHouseDefault[] = "本系统默认值，无文件依据";

// The three levels that a finding's first figure is held against, all "percent" (0.1 is 10%). A figure at a level has
// reached it; the highest level reached is the severity.
struct SeverityThresholds {
  Rational noted;
  Rational serious;
  Rational grave;
  std::string source;  // the document that gives them, or kHouseDefault

  friend bool operator==(const SeverityThresholds&, const SeverityThresholds&) = default;
};

// Another number that a measure depends on.
struct Parameter {
  std::string name;          // "small_quota_amount"
  std::string display_name;  // "小额指标界限"
  Quantity value;
  std::string unit;    // as a fact's
  std::string source;  // a document, or kHouseDefault

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

// Words that a measure looks for in texts.
struct Keywords {
  std::vector<std::string> words;  // each 1–20 characters, at most 100
  std::string source;              // a document, or kHouseDefault

  friend bool operator==(const Keywords&, const Keywords&) = default;
};

struct FindingSettings {
  SeverityThresholds coarse_budgeting;  // on coarse_share: 10%, 30%, 50%, house
  // On addition_rate: 10%, 20%, 30%, after the bands of 预算控制率 (Hunan 2017 form), which hold their upper ends; that
  // a level is reached at its end is house.
  SeverityThresholds mid_year_additions;
  SeverityThresholds release_timing;    // on untimely_share: 10%, 30%, 50%, house
  SeverityThresholds scattered_quotas;  // on small_quota_share: 30%, 50%, 70%, house
  Parameter small_quota_amount;         // Money: a quota of at most so much is small; 5万元, house
  Parameter release_deadline_days;      // count: days after the approval of the budget; 60 (预算法第五十二条)
  Parameter lookback_years;             // count: earlier years read for recurring additions; 2, house
  // Rational: by how much of an earlier year's addition this year's may differ and still be the same one; 30%, house.
  Parameter recurring_tolerance;
  // What of the special funds should have been released before the Spring Festival (Rational, 50%), and by the end of
  // which month all of it (count, 6): 岳阳市部门整体支出绩效评价评分表, 支付进度.
  Parameter spring_festival_share;
  Parameter full_release_month;
  // count: money that comes within so many last days of the year comes too late to be spent; 31, which is December,
  // house.
  Parameter too_late_days;
  // An addition whose note has one of these could have been foreseen when the budget was drawn up
  // (recurring_additions.h); house.
  Keywords foreseeable_keywords;
  // The day on which the people's congress approved the year's budget; empty: not known. And where it is published.
  std::optional<Date> budget_approval_date;
  std::string budget_approval_source;

  // Values of the parameters: CheckSettings holds the types.
  Money small_quota() const { return std::get<Money>(small_quota_amount.value); }
  int64_t deadline_days() const { return std::get<int64_t>(release_deadline_days.value); }
  int64_t lookback() const { return std::get<int64_t>(lookback_years.value); }
  Rational tolerance() const { return std::get<Rational>(recurring_tolerance.value); }
  Rational festival_share() const { return std::get<Rational>(spring_festival_share.value); }
  int64_t release_month() const { return std::get<int64_t>(full_release_month.value); }
  int64_t late_days() const { return std::get<int64_t>(too_late_days.value); }

  friend bool operator==(const FindingSettings&, const FindingSettings&) = default;
};

FindingSettings DefaultFindingSettings();

// Paths "thresholds[1].serious" (kinds in the order of kFindingKinds), "parameters[0].value",
// "foreseeable_keywords.words[0]". Errors: PARAMETER_KIND_DIFFERS, PARAMETER_NEGATIVE, PARAMETER_OUT_OF_RANGE
// (limits.h; a month is 1–12, a share at most 1), THRESHOLD_NEGATIVE, THRESHOLDS_NOT_ASCENDING,
// THRESHOLD_SOURCE_MISSING, TOO_MANY_KEYWORDS, TEXT_TOO_LONG, TEXT_MALFORMED (also an empty word).
std::vector<Issue> CheckSettings(const FindingSettings& settings);

// All parameters, in the order in which they are declared. They point into `settings`.
std::vector<Parameter*> ParametersIn(FindingSettings& settings);
std::vector<Parameter> ParametersOf(const FindingSettings& settings);
// Null for an unknown name.
Parameter* FindParameter(FindingSettings& settings, absl::string_view name);

// The form of canonical.h, "zhengping.finding_settings/2".
std::string CanonicalText(const FindingSettings& settings);
// SM3 of it, lower-case hex.
std::string SettingsHash(const FindingSettings& settings);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SETTINGS_H_
