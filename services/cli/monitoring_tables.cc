#include "services/cli/monitoring_tables.h"

#include <cstdlib>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/money/money.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using reporting::v1::Monitoring;

std::string LightText(Monitoring::Light light) {
  if (light == Monitoring::LIGHT_NORMAL) return "● 正常";
  if (light == Monitoring::LIGHT_BEHIND) return "▲ 滞后";
  if (light == Monitoring::LIGHT_FAR_BEHIND) return "■ 严重滞后";
  return "？ 不能判断";
}

bool IsMoney(const Monitoring::Line& line) {
  return line.group() != Monitoring::GROUP_SPECIAL_FUND && line.group() != Monitoring::GROUP_TARGET;
}

std::string Wanyuan(int64_t fen) { return FormatWanyuan(Money::Fen(fen)); }

std::string DisplayOr(bool is_there, const type::Rational& value) { return is_there ? value.display() : "—"; }

std::string MoneyTable(const Monitoring& monitoring) {
  std::vector<std::vector<std::string>> rows = {
      {"预算执行", "预算数(万元)", "已支付(万元)", "执行率", "超(短)序时进度", "超(短)序时金额(万元)", "状态"}};
  for (const Monitoring::Line& line : monitoring.lines()) {
    if (!IsMoney(line)) continue;
    rows.push_back({line.subject(), Wanyuan(line.budget_fen()), Wanyuan(line.done_fen()),
                    DisplayOr(line.has_actual(), line.actual()), DisplayOr(line.has_ahead(), line.ahead()),
                    line.has_ahead_fen() ? Wanyuan(line.ahead_fen()) : "—", LightText(line.light())});
  }
  if (rows.size() == 1) return "";
  return FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kRight});
}

std::string FundTable(const Monitoring& monitoring) {
  std::vector<std::vector<std::string>> rows = {{"专项资金", "批复(万元)", "已下达(万元)", "状态", "说明"}};
  for (const Monitoring::Line& line : monitoring.lines()) {
    if (line.group() != Monitoring::GROUP_SPECIAL_FUND) continue;
    rows.push_back(
        {line.subject(), Wanyuan(line.budget_fen()), Wanyuan(line.done_fen()), LightText(line.light()), line.note()});
  }
  if (rows.size() == 1) return "";
  return absl::StrCat("\n", FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight}));
}

std::string TargetTable(const Monitoring& monitoring) {
  std::vector<std::vector<std::string>> rows = {{"绩效目标", "目标值", "完成值", "应达", "已达", "状态", "说明"}};
  for (const Monitoring::Line& line : monitoring.lines()) {
    if (line.group() != Monitoring::GROUP_TARGET) continue;
    rows.push_back({line.subject(), line.target_text(), line.actual_text().empty() ? "—" : line.actual_text(),
                    DisplayOr(line.has_expected(), line.expected()), DisplayOr(line.has_actual(), line.actual()),
                    LightText(line.light()), line.note()});
  }
  if (rows.size() == 1) return "";
  return absl::StrCat("\n",
                      FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight, Align::kRight}));
}

std::string ScoreText(const Monitoring::Forecast& forecast) {
  if (forecast.score_low().empty()) return "";
  if (forecast.score_low() == forecast.score_high()) {
    return absl::StrCat("，得分 ", forecast.score_low(), forecast.grade().empty() ? "" : " ", forecast.grade());
  }
  return absl::StrCat("，得分 ", forecast.score_low(), "–", forecast.score_high());
}

std::string ForecastText(const Monitoring& monitoring) {
  std::string text;
  for (const Monitoring::Forecast& forecast : monitoring.forecasts()) {
    absl::StrAppend(&text, "\n预计年末支出 ", Wanyuan(forecast.payments_fen()), " 万元，执行率 ",
                    DisplayOr(forecast.has_execution_rate(), forecast.execution_rate()), ScoreText(forecast), "\n  ",
                    forecast.text(), "\n");
  }
  if (monitoring.open_targets_size() > 0) {
    absl::StrAppend(&text, "  得分下限：监控日后没有新的完成；上限：尚未完成的 ", monitoring.open_targets_size(),
                    " 项目标年末全部完成\n");
  }
  return text;
}

std::string MeasuresText(const Monitoring& monitoring) {
  std::string text;
  for (const Monitoring::Line& line : monitoring.lines()) {
    if (line.measure().empty() || line.light() == Monitoring::LIGHT_UNKNOWN) continue;
    absl::StrAppend(&text, "  ", line.subject(), "：", line.note(), "。", line.measure(), "\n");
  }
  return text.empty() ? text : absl::StrCat("\n偏差与纠偏措施\n", text);
}

std::string SourcesText(const Monitoring& monitoring) {
  std::set<std::string> sources;
  for (const Monitoring::Line& line : monitoring.lines()) sources.insert(line.threshold_source());
  std::string text = "\n阈值依据\n";
  for (const std::string& source : sources) absl::StrAppend(&text, "  ", source, "\n");
  for (const std::string& note : monitoring.notes()) absl::StrAppend(&text, "注：", note, "\n");
  return text;
}

}  // namespace

std::string MonitoringText(const Monitoring& monitoring) {
  return absl::StrCat(monitoring.department_display_name(), "  ", monitoring.fiscal_year(), "年  截至 ",
                      DayText(monitoring.as_of()), "  序时进度 ", monitoring.elapsed().display(), "\n\n",
                      MoneyTable(monitoring), FundTable(monitoring), TargetTable(monitoring), ForecastText(monitoring),
                      MeasuresText(monitoring), SourcesText(monitoring));
}

std::string MonthsTable(const std::vector<Monitoring>& months) {
  std::vector<std::vector<std::string>> rows = {
      {"截至", "序时进度", "执行率", "状态", "正常", "滞后", "严重滞后", "不能判断", "预计执行率", "预计得分"}};
  for (const Monitoring& month : months) {
    int counts[Monitoring::Light_ARRAYSIZE] = {};
    const Monitoring::Line* total = nullptr;
    for (const Monitoring::Line& line : month.lines()) {
      if (line.light() > 0 && line.light() < Monitoring::Light_ARRAYSIZE) ++counts[line.light()];
      if (line.group() == Monitoring::GROUP_TOTAL) total = &line;
    }
    rows.push_back({DayText(month.as_of()), month.elapsed().display(),
                    total == nullptr ? "—" : DisplayOr(total->has_actual(), total->actual()),
                    total == nullptr ? "—" : LightText(total->light()), absl::StrCat(counts[Monitoring::LIGHT_NORMAL]),
                    absl::StrCat(counts[Monitoring::LIGHT_BEHIND]), absl::StrCat(counts[Monitoring::LIGHT_FAR_BEHIND]),
                    absl::StrCat(counts[Monitoring::LIGHT_UNKNOWN]),
                    DisplayOr(month.has_forecast_execution_rate(), month.forecast_execution_rate()),
                    month.forecast_total().empty() ? "—" : month.forecast_total()});
  }
  return FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight, Align::kLeft, Align::kRight, Align::kRight,
                            Align::kRight, Align::kRight, Align::kRight, Align::kRight});
}

}  // namespace zhengping::cli
