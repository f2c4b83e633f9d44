// The year's watch over the demonstration, through the real services. Expected money is what plain sums over the rows
// of ledger.csv up to the day give (年初预算, 追加 and 上年结转 less 追减 and 收回; 支付 less 退回).
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "absl/strings/match.h"
#include "common/client/grpc_status.h"
#include "common/testing/matchers.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {
namespace {

using reporting::v1::MonitorDepartmentRequest;
using reporting::v1::Monitoring;

class Monitor : public testing::Test {
 protected:
  void SetUp() override { ASSERT_THAT(suite_.Import(CaseFolder("cuiyuan-2023")), IsOk()); }

  static MonitorDepartmentRequest RequestFor(int month, int day) {
    MonitorDepartmentRequest request;
    request.set_name(kCuiyuan);
    request.set_fiscal_year(2023);
    request.mutable_as_of()->set_year(2023);
    request.mutable_as_of()->set_month(month);
    request.mutable_as_of()->set_day(day);
    return request;
  }

  absl::StatusOr<Monitoring> Ask(const MonitorDepartmentRequest& request) {
    grpc::ClientContext context;
    Monitoring response;
    const grpc::Status status = suite_.reporting().MonitorDepartment(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status, "reporting");
    return response;
  }

  static const Monitoring::Line& LineOf(const Monitoring& monitoring, const std::string& subject) {
    for (const Monitoring::Line& line : monitoring.lines()) {
      if (line.subject() == subject) return line;
    }
    ADD_FAILURE() << subject << " is not watched";
    return Monitoring::Line::default_instance();
  }

  static Monitoring::Light FundLight(const Monitoring& monitoring, const std::string& fund) {
    for (const Monitoring::Line& line : monitoring.lines()) {
      if (line.group() == Monitoring::GROUP_SPECIAL_FUND && line.subject() == fund) return line.light();
    }
    return Monitoring::LIGHT_UNSPECIFIED;
  }

  SuiteInProcess suite_;
};

TEST_F(Monitor, ExecutionAtEachMonthsEnd) {
  struct Case {
    int month;
    int day;
    int64_t budget_fen;
    int64_t paid_fen;
    const char* rate;
    const char* ahead;
    Monitoring::Light light;
  };
  const Case cases[] = {
      {1, 31, 1200300000, 68619744, "5.72%", "-2.62%", Monitoring::LIGHT_BEHIND},
      {2, 28, 1214300000, 178407508, "14.69%", "-1.97%", Monitoring::LIGHT_BEHIND},
      {3, 31, 1354600000, 282291382, "20.84%", "-4.16%", Monitoring::LIGHT_BEHIND},
      {4, 30, 1372600000, 409892746, "29.86%", "-3.47%", Monitoring::LIGHT_BEHIND},
      {5, 31, 1372600000, 544172953, "39.65%", "-2.02%", Monitoring::LIGHT_BEHIND},
      {6, 30, 1401500000, 665792360, "47.51%", "-2.49%", Monitoring::LIGHT_BEHIND},
      {7, 31, 1431500000, 776303537, "54.23%", "-4.10%", Monitoring::LIGHT_BEHIND},
      {8, 31, 1496500000, 922368174, "61.64%", "-5.03%", Monitoring::LIGHT_BEHIND},
      {9, 30, 1612600000, 1119410873, "69.42%", "-5.58%", Monitoring::LIGHT_BEHIND},
      {10, 31, 1688000000, 1285246502, "76.14%", "-7.19%", Monitoring::LIGHT_BEHIND},
      {11, 30, 1822400000, 1439259101, "78.98%", "-12.69%", Monitoring::LIGHT_FAR_BEHIND},
      {12, 31, 1994200000, 1888490000, "94.70%", "-5.30%", Monitoring::LIGHT_BEHIND},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.month);
    const absl::StatusOr<Monitoring> monitoring = Ask(RequestFor(c.month, c.day));
    ASSERT_THAT(monitoring, IsOk());
    const Monitoring::Line& total = LineOf(*monitoring, "全年预算执行");
    EXPECT_EQ(total.budget_fen(), c.budget_fen);
    EXPECT_EQ(total.done_fen(), c.paid_fen);
    EXPECT_EQ(total.actual().display(), c.rate);
    EXPECT_EQ(total.ahead().display(), c.ahead);
    EXPECT_EQ(total.light(), c.light);
    EXPECT_EQ(LineOf(*monitoring, "基本支出").done_fen() + LineOf(*monitoring, "项目支出").done_fen(), c.paid_fen);
  }
}

// By its pace basic outlay would end at 45,549.872 of a budget of 44,290.00 (in hundreds of yuan) and is held at that;
// projects at 2 × 43,804.30. By last year's remaining months (× 2.69 and × 2.31) both would end above their budgets.
TEST_F(Monitor, TheForecastGivesAScoreThatIsARangeWhileTargetsAreOpen) {
  const absl::StatusOr<Monitoring> monitoring = Ask(RequestFor(6, 30));
  ASSERT_THAT(monitoring, IsOk());
  ASSERT_EQ(monitoring->forecasts_size(), 2);
  EXPECT_EQ(monitoring->forecasts(0).method(), Monitoring::Forecast::METHOD_PRIOR_YEAR);
  EXPECT_EQ(monitoring->forecasts(1).method(), Monitoring::Forecast::METHOD_PACE);
  EXPECT_EQ(monitoring->forecasts(0).payments_fen(), 1401500000);
  EXPECT_TRUE(monitoring->forecasts(0).is_capped());
  EXPECT_EQ(monitoring->forecasts(1).payments_fen(), 442900000 + 2 * 438043000);
  EXPECT_EQ(monitoring->forecasts(1).execution_rate().display(), "94.11%");
  EXPECT_EQ(monitoring->open_targets_size(), 35) << "results are dated at the year's end";
  EXPECT_EQ(monitoring->forecasts(1).score_low(), "9.41") << "execution alone: 10 × 94.11%";
  EXPECT_EQ(monitoring->forecasts(1).score_high(), "99.41");
  EXPECT_EQ(monitoring->forecasts(1).grade(), "");
  EXPECT_EQ(LineOf(*monitoring, "产出指标/数量指标/新增宣传栏数").light(), Monitoring::LIGHT_UNKNOWN);
}

// The year's own score is 89.95 (tests/data/cuiyuan-2023/source.md); at its end nothing is left to forecast, and what
// was missed could still have been reached.
TEST_F(Monitor, AtTheYearsEndTheLowestScoreIsTheYears) {
  const absl::StatusOr<Monitoring> monitoring = Ask(RequestFor(12, 31));
  ASSERT_THAT(monitoring, IsOk());
  for (const Monitoring::Forecast& forecast : monitoring->forecasts()) {
    EXPECT_EQ(forecast.payments_fen(), 1888490000);
    EXPECT_EQ(forecast.score_low(), "89.95");
  }
  EXPECT_EQ(LineOf(*monitoring, "产出指标/数量指标/湘易办推广人次").light(), Monitoring::LIGHT_NORMAL);
  EXPECT_EQ(LineOf(*monitoring, "产出指标/数量指标/安置房测绘户数").light(), Monitoring::LIGHT_BEHIND) << "55 of 56";
  EXPECT_EQ(LineOf(*monitoring, "产出指标/数量指标/安置房办证户数").light(), Monitoring::LIGHT_FAR_BEHIND) << "1 of 56";
  const Monitoring::Line& bound = LineOf(*monitoring, "产出指标/数量指标/环境整治活动场次");
  EXPECT_TRUE(bound.is_lower_bound()) << "100余场";
  EXPECT_EQ(bound.light(), Monitoring::LIGHT_NORMAL);
  EXPECT_EQ(LineOf(*monitoring, "效益指标/社会效益指标/超期安置重复投诉起数").light(), Monitoring::LIGHT_FAR_BEHIND);
}

TEST_F(Monitor, SpecialFundsReleasedUndatedAndLate) {
  const absl::StatusOr<Monitoring> monitoring = Ask(RequestFor(7, 31));
  ASSERT_THAT(monitoring, IsOk());
  EXPECT_EQ(FundLight(*monitoring, "自建房安全专项整治"), Monitoring::LIGHT_UNKNOWN) << "no day was stated";
  int late = 0;
  for (const Monitoring::Line& line : monitoring->lines()) {
    if (line.group() != Monitoring::GROUP_SPECIAL_FUND) continue;
    if (line.light() == Monitoring::LIGHT_FAR_BEHIND) ++late;
    EXPECT_FALSE(line.note().empty());
    EXPECT_TRUE(absl::StrContains(line.threshold_source(), "本系统默认值"));
  }
  EXPECT_EQ(late, 3) << "老旧小区改造, 安置房办证 and 困难群众临时救助 were due on 30 June";
  EXPECT_EQ(FundLight(*monitoring, "社区服务群众专项"), Monitoring::LIGHT_BEHIND) << "in full, 89 days late";
  EXPECT_EQ(FundLight(*monitoring, "防汛抗旱"), Monitoring::LIGHT_BEHIND) << "in full, 60 days late";
  EXPECT_EQ(FundLight(*monitoring, "就业服务补助"), Monitoring::LIGHT_NORMAL) << "in full, in time";
}

TEST_F(Monitor, ThresholdsAreTheCallersWithTheirSource) {
  MonitorDepartmentRequest request = RequestFor(6, 30);
  request.mutable_execution_threshold()->set_limit_points("2");
  request.mutable_execution_threshold()->set_source("示例通知");
  const absl::StatusOr<Monitoring> monitoring = Ask(request);
  ASSERT_THAT(monitoring, IsOk());
  EXPECT_EQ(LineOf(*monitoring, "全年预算执行").light(), Monitoring::LIGHT_FAR_BEHIND) << "2.49 points behind";
  EXPECT_EQ(LineOf(*monitoring, "全年预算执行").threshold_source(), "示例通知");
}

TEST_F(Monitor, WhatIsRefused) {
  const struct {
    const char* reason;
    std::function<void(MonitorDepartmentRequest&)> spoil;
  } cases[] = {
      {"RESOURCE_NAME_MALFORMED", [](auto& r) { r.set_name("403"); }},
      {"FISCAL_YEAR_OUT_OF_RANGE", [](auto& r) { r.set_fiscal_year(23); }},
      {"DATE_MISSING", [](auto& r) { r.clear_as_of(); }},
      {"DATE_NOT_IN_CALENDAR", [](auto& r) { r.mutable_as_of()->set_day(31); }},
      {"DATE_OUTSIDE_YEAR", [](auto& r) { r.mutable_as_of()->set_year(2022); }},
      {"THRESHOLD_SOURCE_MISSING", [](auto& r) { r.mutable_target_threshold()->set_limit_points("5"); }},
      {"NUMBER_MALFORMED", [](auto& r) { r.mutable_ceiling_threshold()->set_limit_points("many"); }},
      {"THRESHOLD_OUT_OF_RANGE",
       [](auto& r) {
         r.mutable_execution_threshold()->set_limit_points("101");
         r.mutable_execution_threshold()->set_source("示例通知");
       }},
      {"DEPARTMENT_NOT_FOUND", [](auto& r) { r.set_name("divisions/430503000/departments/999"); }},
      {"FRAMEWORK_NOT_FOUND", [](auto& r) { r.set_framework("frameworks/none-such"); }},
  };
  for (const auto& c : cases) {
    MonitorDepartmentRequest request = RequestFor(6, 30);
    c.spoil(request);
    EXPECT_THAT(Ask(request).status(), IsRefusal(c.reason)) << c.reason;
  }
  suite_.StopIndicator();
  EXPECT_THAT(Ask(RequestFor(6, 30)).status(), IsRefusal("SERVICE_UNREACHABLE"));
}

}  // namespace
}  // namespace zhengping
