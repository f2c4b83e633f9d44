#include "services/budget/domain/findings/settings.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace zhengping::budget {
namespace {

TEST(FindingSettings, DefaultsAreRightAndSayWhereTheyComeFrom) {
  const FindingSettings settings = DefaultFindingSettings();
  EXPECT_TRUE(CheckSettings(settings).empty());
  EXPECT_EQ(settings.coarse_budgeting.source, kHouseDefault);
  EXPECT_EQ(settings.mid_year_additions.source,
            "参照湖南省部门整体支出绩效评价指标表（2017年度）预算控制率分档，端点取值为本系统默认");
  EXPECT_EQ(settings.mid_year_additions.grave, *Quotient(Rational(3), Rational(10)));
  EXPECT_NE(settings.release_deadline_days.source.find("第五十二条"), std::string::npos);
  EXPECT_EQ(settings.deadline_days(), 60);
  EXPECT_EQ(settings.small_quota(), Money::Fen(5'000'000));
  EXPECT_EQ(settings.lookback(), 2);
}

TEST(FindingSettings, EverySettingIsInTheHash) {
  const std::function<void(FindingSettings&)> changes[] = {
      [](FindingSettings&) {},
      [](FindingSettings& s) { s.coarse_budgeting.noted = Rational(0); },
      [](FindingSettings& s) { s.mid_year_additions.serious = Rational(0); },
      [](FindingSettings& s) { s.release_timing.grave = Rational(0); },
      [](FindingSettings& s) { s.scattered_quotas.source = "县财政局通知"; },
      [](FindingSettings& s) { s.small_quota_amount.value = Money::Fen(1); },
      [](FindingSettings& s) { s.release_deadline_days.value = int64_t{30}; },
      [](FindingSettings& s) { s.lookback_years.source = "县财政局通知"; },
      [](FindingSettings& s) { s.budget_approval_date = Date::FromYmd(2023, 1, 19); },
      [](FindingSettings& s) { s.budget_approval_source = "区人大公告"; },
  };
  std::set<std::string> hashes;
  for (const auto& change : changes) {
    FindingSettings settings = DefaultFindingSettings();
    change(settings);
    hashes.insert(SettingsHash(settings));
  }
  EXPECT_EQ(hashes.size(), std::size(changes));
  EXPECT_EQ(hashes.begin()->size(), 64u);
}

TEST(FindingSettings, WrongOnesAreNamed) {
  struct Case {
    const char* what;
    std::function<void(FindingSettings&)> change;
    const char* reason;
    const char* field;
  };
  const Case cases[] = {
      {"levels may be equal", [](FindingSettings& s) { s.coarse_budgeting.serious = s.coarse_budgeting.noted; }, "",
       ""},
      {"serious below noted", [](FindingSettings& s) { s.coarse_budgeting.serious = Rational(0); },
       "THRESHOLDS_NOT_ASCENDING", "thresholds[0].serious"},
      {"grave below serious", [](FindingSettings& s) { s.scattered_quotas.grave = Rational(0); },
       "THRESHOLDS_NOT_ASCENDING", "thresholds[3].grave"},
      {"below zero", [](FindingSettings& s) { s.release_timing.noted = Rational(-1); }, "THRESHOLD_NEGATIVE",
       "thresholds[2].noted"},
      {"no source", [](FindingSettings& s) { s.mid_year_additions.source.clear(); }, "THRESHOLD_SOURCE_MISSING",
       "thresholds[1].source"},
      {"money for days", [](FindingSettings& s) { s.release_deadline_days.value = Money::Fen(60); },
       "PARAMETER_KIND_DIFFERS", "parameters[1].value"},
      {"days below zero", [](FindingSettings& s) { s.release_deadline_days.value = int64_t{-1}; }, "PARAMETER_NEGATIVE",
       "parameters[1].value"},
      {"twenty years back", [](FindingSettings& s) { s.lookback_years.value = int64_t{20}; }, "", ""},
      {"one more", [](FindingSettings& s) { s.lookback_years.value = int64_t{21}; }, "PARAMETER_OUT_OF_RANGE",
       "parameters[2].value"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    FindingSettings settings = DefaultFindingSettings();
    c.change(settings);
    const std::vector<Issue> issues = CheckSettings(settings);
    ASSERT_EQ(issues.size(), *c.reason == '\0' ? 0u : 1u);
    if (issues.empty()) continue;
    EXPECT_EQ(issues[0].reason, c.reason);
    EXPECT_EQ(issues[0].place.field, c.field);
  }
}

}  // namespace
}  // namespace zhengping::budget
