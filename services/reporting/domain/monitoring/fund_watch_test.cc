#include "services/reporting/domain/monitoring/fund_watch.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

TEST(FundWatch, ReleasedLateUndatedOrNotDue) {
  struct Case {
    const char* what;
    std::optional<Date> due;
    std::vector<FundRelease> releases;
    Light light;
    const char* note;
  };
  const Case cases[] = {
      {"not due", Day(6, 30), {}, Light::kNormal, "应于2023年6月30日前下达，未到期"},
      {"a day too late", Day(6, 29), {}, Light::kFarBehind, "应于2023年6月29日前下达，已逾期1天，尚差100.00元"},
      {"half of it is there",
       Day(6, 20),
       {{"a", Day(5, 1), Money::Fen(5000)}},
       Light::kFarBehind,
       "应于2023年6月20日前下达，已逾期10天，尚差50.00元"},
      {"in time", Day(6, 20), {{"a", Day(6, 20), Money::Fen(10000)}}, Light::kNormal, "已足额下达"},
      {"late",
       Day(6, 20),
       {{"a", Day(6, 25), Money::Fen(10000)}},
       Light::kBehind,
       "已足额下达，最后一笔迟于应下达日期5天"},
      {"without a day", std::nullopt, {}, Light::kUnknown, "未明确应下达日期，尚未足额下达"},
      {"without a day, in full",
       std::nullopt,
       {{"a", Day(6, 1), Money::Fen(10000)}},
       Light::kNormal,
       "未明确应下达日期，已足额下达"},
      {"what comes later is not known yet",
       Day(6, 20),
       {{"a", Day(7, 1), Money::Fen(10000)}},
       Light::kFarBehind,
       "应于2023年6月20日前下达，已逾期10天，尚差100.00元"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const SpecialFund fund{.display_name = "防汛抗旱",
                           .amount = Money::Fen(10000),
                           .expected_release_date = c.due,
                           .releases = c.releases};
    const WatchedLine line = FundLine(fund, Day(6, 30), DefaultThresholds().fund);
    EXPECT_EQ(line.light, c.light);
    EXPECT_EQ(line.note, c.note);
  }
}

}  // namespace
}  // namespace zhengping::reporting
