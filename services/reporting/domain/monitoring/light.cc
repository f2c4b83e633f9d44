#include "services/reporting/domain/monitoring/light.h"

#include <cstdlib>

#include "common/status/refusal.h"

namespace zhengping::reporting {
namespace {

constexpr char kPlatform[] =
    "省级一体化平台监控页面：序时进度＝月份÷12，落后0至8个百分点为滞后，超过8个百分点为严重滞后；国家没有统一阈值";
constexpr char kCeiling[] = "本系统默认值，无文件依据：控制性支出超过序时进度0至8个百分点提示，超过8个百分点预警";
constexpr char kTarget[] = "本系统默认值，无文件依据：绩效目标沿用预算执行的8个百分点";
constexpr char kFund[] =
    "本系统默认值，无文件依据：到期未足额下达为严重滞后，迟于应下达日期下达为滞后，未明确日期不能判断";

int DaysOfMonth(Date day) {
  const int month = day.month();
  const Date next = month == 12 ? *Date::FromYmd(day.year() + 1, 1, 1) : *Date::FromYmd(day.year(), month + 1, 1);
  return next - *Date::FromYmd(day.year(), month, 1);
}

}  // namespace

MonitoringThresholds DefaultThresholds() {
  const Rational eight_points = *Quotient(Rational(8), Rational(100));
  return {.execution = {eight_points, kPlatform},
          .ceiling = {eight_points, kCeiling},
          .target = {eight_points, kTarget},
          .fund = {Rational(), kFund}};
}

absl::Status CheckThreshold(const Threshold& threshold) {
  if (threshold.limit < Rational() || Rational(1) < threshold.limit) {
    return Invalid({"THRESHOLD_OUT_OF_RANGE", "limit_points"}, "a limit lies within 0 and 100 points");
  }
  if (threshold.source.empty()) {
    return Invalid({"THRESHOLD_SOURCE_MISSING", "source"}, "a threshold of one's own says where it comes from");
  }
  return absl::OkStatus();
}

Rational ElapsedShare(Date day) {
  const Rational in_month = *Quotient(Rational(day.day()), Rational(DaysOfMonth(day)));
  return *Quotient(Rational(day.month() - 1) + in_month, Rational(12));
}

Light LightOf(const Rational& ahead, const Threshold& threshold) {
  if (Rational() <= ahead) return Light::kNormal;
  return -threshold.limit <= ahead ? Light::kBehind : Light::kFarBehind;
}

std::string LightText(Light light) {
  switch (light) {
    case Light::kNormal:
      return "正常";
    case Light::kBehind:
      return "滞后";
    case Light::kFarBehind:
      return "严重滞后";
    case Light::kUnknown:
      return "不能判断";
  }
  std::abort();  // Our own bug: every light is above.
}

}  // namespace zhengping::reporting
