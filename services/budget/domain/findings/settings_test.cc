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
  EXPECT_EQ(settings.tolerance(), *Quotient(Rational(3), Rational(10)));
  EXPECT_EQ(settings.recurring_tolerance.source, kHouseDefault);
  EXPECT_EQ(settings.festival_share(), *Quotient(Rational(1), Rational(2)));
  EXPECT_EQ(settings.release_month(), 6);
  EXPECT_NE(settings.full_release_month.source.find("岳阳市"), std::string::npos);
  EXPECT_EQ(settings.late_days(), 31);
  EXPECT_EQ(settings.too_late_days.source, kHouseDefault);
  EXPECT_EQ(settings.foreseeable_keywords.source, kHouseDefault);
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
      [](FindingSettings& s) { s.recurring_tolerance.value = Rational(1); },
      [](FindingSettings& s) { s.spring_festival_share.value = Rational(1); },
      [](FindingSettings& s) { s.full_release_month.value = int64_t{9}; },
      [](FindingSettings& s) { s.too_late_days.value = int64_t{10}; },
      [](FindingSettings& s) { s.foreseeable_keywords.words.pop_back(); },
      [](FindingSettings& s) { s.foreseeable_keywords.words = {}; },
      [](FindingSettings& s) { s.foreseeable_keywords.source = "县财政局通知"; },
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
      {"no tolerance", [](FindingSettings& s) { s.recurring_tolerance.value = Rational(); }, "", ""},
      {"twice as much is not similar", [](FindingSettings& s) { s.recurring_tolerance.value = Rational(2); },
       "PARAMETER_OUT_OF_RANGE", "parameters[3].value"},
      {"more than all", [](FindingSettings& s) { s.spring_festival_share.value = Rational(2); },
       "PARAMETER_OUT_OF_RANGE", "parameters[4].value"},
      {"month 0", [](FindingSettings& s) { s.full_release_month.value = int64_t{0}; }, "PARAMETER_OUT_OF_RANGE",
       "parameters[5].value"},
      {"December", [](FindingSettings& s) { s.full_release_month.value = int64_t{12}; }, "", ""},
      {"month 13", [](FindingSettings& s) { s.full_release_month.value = int64_t{13}; }, "PARAMETER_OUT_OF_RANGE",
       "parameters[5].value"},
      {"a leap year and a day", [](FindingSettings& s) { s.too_late_days.value = int64_t{367}; },
       "PARAMETER_OUT_OF_RANGE", "parameters[6].value"},
      {"no keywords", [](FindingSettings& s) { s.foreseeable_keywords.words.clear(); }, "", ""},
      {"a hundred keywords", [](FindingSettings& s) { s.foreseeable_keywords.words.assign(100, "例行"); }, "", ""},
      {"one more keyword", [](FindingSettings& s) { s.foreseeable_keywords.words.assign(101, "例行"); },
       "TOO_MANY_KEYWORDS", "foreseeable_keywords.words"},
      {"an empty keyword is in every note", [](FindingSettings& s) { s.foreseeable_keywords.words[1].clear(); },
       "TEXT_MALFORMED", "foreseeable_keywords.words[1]"},
      {"a keyword of two lines", [](FindingSettings& s) { s.foreseeable_keywords.words[1] = "例\n行"; },
       "TEXT_MALFORMED", "foreseeable_keywords.words[1]"},
      {"a long keyword", [](FindingSettings& s) { s.foreseeable_keywords.words[0] = std::string(21, 'x'); },
       "TEXT_TOO_LONG", "foreseeable_keywords.words[0]"},
      {"keywords without a source", [](FindingSettings& s) { s.foreseeable_keywords.source.clear(); },
       "THRESHOLD_SOURCE_MISSING", "foreseeable_keywords.source"},
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
