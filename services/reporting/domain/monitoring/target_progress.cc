#include "services/reporting/domain/monitoring/target_progress.h"

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

bool IsLevelUnit(const std::string& unit) { return unit == "%" || unit == "‰" || unit == "分" || unit == "百分点"; }

bool IsUpward(TargetDirection direction) {
  return direction == TargetDirection::kAtLeast || direction == TargetDirection::kEqual;
}

const Observation* LatestOf(const WatchedTarget& target, const std::vector<Observation>& observations, Date day) {
  const Observation* latest = nullptr;
  for (const Observation& one : observations) {
    if (one.key != target.key || one.state != ObservationState::kReported) continue;
    const Date observed = one.observed_date.value_or(*Date::FromYmd(day.year(), 12, 31));
    if (day < observed) continue;
    if (latest == nullptr || latest->observed_date.value_or(Date()) <= observed) latest = &one;
  }
  return latest;
}

std::string ValueText(const Observation& observation, const std::string& unit) {
  std::string text = unit == "%"
                         ? FormatPercent(*observation.value)
                         : absl::StrCat(FormatShort(*observation.value), observation.is_lower_bound ? "余" : "", unit);
  return text;
}

void JudgeLimit(const WatchedTarget& target, const Observation& observation, WatchedLine& line) {
  const bool is_above = *target.value < *observation.value;
  if (!is_above && observation.is_lower_bound) {
    line.note = "实际值是下限，不能断定是否超过上限";
    return;
  }
  line.light = is_above ? Light::kFarBehind : Light::kNormal;
  line.note = is_above ? "已超过目标上限" : "未超过目标上限";
  if (is_above) line.measure = "分析超出原因，采取措施控制；目标确需调整的，连同预算按程序调整";
}

void JudgeProgress(const Threshold& threshold, WatchedLine& line) {
  line.ahead = *line.actual - *line.expected;
  const Light light = LightOf(*line.ahead, threshold);
  if (light != Light::kNormal && line.is_lower_bound) {
    line.note = absl::StrCat("实际值是下限，进度至少", FormatPercent(*line.actual), "，不能断定是否滞后");
    return;
  }
  line.light = light;
  const Rational size = *line.ahead < Rational() ? -*line.ahead : *line.ahead;
  line.note =
      absl::StrCat(*line.ahead < Rational() ? "落后" : "超前", FormatFixed(size * Rational(100), 1), "个百分点");
  if (light == Light::kBehind) line.measure = "说明偏差原因，加快推进";
  if (light == Light::kFarBehind) line.measure = "分析偏差原因，提出纠偏措施和时限；目标调整须连同预算按程序进行";
}

}  // namespace

std::string TargetText(TargetDirection direction, const std::optional<Rational>& value, const std::string& unit,
                       const std::string& words) {
  if (!value.has_value() || direction == TargetDirection::kQualitative || direction == TargetDirection::kRange) {
    return words;
  }
  const char* sign = direction == TargetDirection::kAtLeast ? "≥" : direction == TargetDirection::kAtMost ? "≤" : "=";
  return absl::StrCat(sign, unit == "%" ? FormatPercent(*value) : absl::StrCat(FormatShort(*value), unit));
}

std::string PathOf(const RowKey& key) {
  std::string path;
  for (const std::string* part : {&key.goal, &key.level1, &key.level2, &key.level3}) {
    if (!part->empty()) absl::StrAppend(&path, path.empty() ? "" : "/", *part);
  }
  return path;
}

bool AddsUp(const WatchedTarget& target) {
  return IsUpward(target.direction) && target.value.has_value() && Rational() < *target.value &&
         !IsLevelUnit(target.unit);
}

bool IsOpen(const WatchedTarget& target, const std::vector<Observation>& observations, Date day) {
  const Observation* latest = LatestOf(target, observations, day);
  if (latest == nullptr) return true;
  return IsUpward(target.direction) && target.value.has_value() && latest->value.has_value() &&
         *latest->value < *target.value;
}

WatchedLine TargetLine(const WatchedTarget& target, const std::vector<Observation>& observations, Date day,
                       const Threshold& threshold) {
  WatchedLine line{.group = WatchedGroup::kTarget,
                   .subject = target.path,
                   .target_text = target.text,
                   .threshold_source = threshold.source};
  const bool adds_up = AddsUp(target);
  if (adds_up) line.expected = ElapsedShare(day);
  line.is_share = adds_up || target.unit == "%";
  if (!adds_up && target.value.has_value() && target.direction != TargetDirection::kRange)
    line.expected = *target.value;
  const Observation* latest = LatestOf(target, observations, day);
  if (latest == nullptr) {
    line.note = "截至该日没有完成情况";
    line.measure = "按月登记完成情况";
    return line;
  }
  if (!latest->value.has_value() || !target.value.has_value() || target.direction == TargetDirection::kRange ||
      target.direction == TargetDirection::kQualitative) {
    line.actual_text = latest->text.empty() ? latest->tier : latest->text;
    line.note = target.direction == TargetDirection::kRange ? "区间目标，年终评判" : "定性目标，年终评判";
    return line;
  }
  line.actual_text = ValueText(*latest, target.unit);
  line.is_lower_bound = latest->is_lower_bound;
  line.actual = adds_up ? *Quotient(*latest->value, *target.value) : *latest->value;
  if (target.direction == TargetDirection::kAtMost) {
    JudgeLimit(target, *latest, line);
  } else {
    JudgeProgress(threshold, line);
  }
  return line;
}

}  // namespace zhengping::reporting
