// What the findings measure against: every threshold with its source, or marked as the house's own choice, so that
// documents can print where each comes from. One value a division-year; the settings hash stands in every evaluation.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SETTINGS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SETTINGS_H_

#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/status/issue.h"
#include "services/budget/domain/fact.h"

namespace zhengping::budget {

inline constexpr char kHouseDefault[] = "本系统默认值，无文件依据";

// A number to measure against.
struct Threshold {
  std::string name;          // "mid_year_additions.serious"
  std::string display_name;  // "年中追加：较严重"
  Quantity value;
  std::string unit;    // as a figure's
  std::string source;  // a document, or kHouseDefault

  friend bool operator==(const Threshold&, const Threshold&) = default;
};

// A finding's severity is the highest level whose value its first figure exceeds (strictly).
struct SeverityThresholds {
  Threshold noted;
  Threshold serious;
  Threshold grave;

  friend bool operator==(const SeverityThresholds&, const SeverityThresholds&) = default;
};

struct FindingSettings {
  SeverityThresholds coarse_budgeting;  // on coarse_share: 10%, 30%, 50%, house
  SeverityThresholds mid_year_additions;  // on addition_rate: 10%, 20%, 30%, the bands of 预算控制率 (Hunan 2017 form)
  SeverityThresholds release_timing;      // on untimely_share: 10%, 30%, 50%, house
  SeverityThresholds scattered_quotas;  // on small_quota_share: 30%, 50%, 70%, house
  Threshold small_quota;                // a quota below it is small: 5万元, house
  Threshold release_days;               // 60 days after approval (预算法第五十二条)
  // The day on which the people's congress approved the year's budget; empty: not known.
  std::optional<Date> budget_approved_on;

  friend bool operator==(const FindingSettings&, const FindingSettings&) = default;
};

FindingSettings DefaultFindingSettings();

// Paths "mid_year_additions.serious". Errors: THRESHOLD_UNIT_DIFFERS, THRESHOLD_NEGATIVE, THRESHOLDS_NOT_ASCENDING,
// THRESHOLD_SOURCE_MISSING.
std::vector<Issue> CheckSettings(const FindingSettings& settings);

// All thresholds in a fixed order, for documents and messages.
std::vector<Threshold> ThresholdsOf(const FindingSettings& settings);

// The form of canonical.h, "zhengping.finding_settings/1".
std::string CanonicalText(const FindingSettings& settings);
// SM3 of it, lower-case hex.
std::string SettingsHash(const FindingSettings& settings);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SETTINGS_H_
