#include "services/reporting/domain/monitoring/execution.h"

#include <functional>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr char kGraveMeasure[] =
    "分析偏差原因，报财政部门并限期整改；确实无法支出的按程序调减，问题严重的暂缓或停止拨款（财预〔2019〕136号）";

Money RoundedFen(const Rational& fen) { return Money::Fen(Round(fen, 0).ToInt64().value_or(0)); }

Money SizeOf(Money money) { return money < Money() ? -money : money; }

std::string PointsText(const Rational& share) {
  const Rational size = share < Rational() ? -share : share;
  return FormatFixed(size * Rational(100), 1);
}

std::string NoteOf(const WatchedLine& line, ExecutionAim aim) {
  const bool is_ahead = Rational() <= *line.ahead;
  std::string note = absl::StrCat(is_ahead ? "超" : "短", "序时进度", PointsText(*line.ahead), "个百分点，",
                                  FormatYuan(SizeOf(*line.ahead_amount)), "元");
  if (line.done > line.budget) absl::StrAppend(&note, "；支出超过预算");
  if (aim == ExecutionAim::kStayBelow && is_ahead) absl::StrAppend(&note, "；控制性支出快于时间进度");
  return note;
}

std::string MeasureOf(Light light, ExecutionAim aim, Money lacking) {
  if (light == Light::kNormal || light == Light::kUnknown) return "";
  if (aim == ExecutionAim::kStayBelow) {
    return light == Light::kBehind ? "控制后续支出，核对是否为集中支付" : "从严控制后续支出，预计超预算的不得列支";
  }
  if (light == Light::kFarBehind) return kGraveMeasure;
  return absl::StrCat("说明滞后原因，加快支付，补足", FormatYuan(lacking), "元即赶上序时进度");
}

struct Sums {
  Money budget;
  Money paid;

  void Add(const ExecutionRow& row) {
    budget += row.final_budget;
    paid += row.payments;
  }
  bool is_empty() const { return budget == Money() && paid == Money(); }
};

class LineMaker {
 public:
  explicit LineMaker(const WatchedYear& year) : year_(year), expected_(ElapsedShare(year.day)) {}

  // The rows that `holds`; nothing where there are none.
  void Add(WatchedGroup group, const std::string& subject, ExecutionAim aim,
           const std::function<bool(const ExecutionRow&)>& holds) {
    Sums sums;
    for (const ExecutionRow& row : year_.execution) {
      if (holds(row)) sums.Add(row);
    }
    if (!sums.is_empty()) Push(group, subject, aim, sums);
  }

  void AddProjects() {
    std::map<std::string, Sums> projects;
    for (const ExecutionRow& row : year_.execution) {
      if (!row.project.empty() && row.outlay != "basic") projects[row.project].Add(row);
    }
    for (const auto& [project, sums] : projects) {
      const auto named = year_.project_names.find(project);
      if (!sums.is_empty()) {
        Push(WatchedGroup::kProject, named == year_.project_names.end() ? project : named->second, ExecutionAim::kSpend,
             sums);
      }
    }
  }

  std::vector<WatchedLine> Take() { return std::move(lines_); }

 private:
  void Push(WatchedGroup group, const std::string& subject, ExecutionAim aim, const Sums& sums) {
    const MonitoringThresholds& thresholds = year_.thresholds;
    lines_.push_back(ExecutionLine(group, subject, sums.budget, sums.paid, expected_, aim,
                                   aim == ExecutionAim::kSpend ? thresholds.execution : thresholds.ceiling));
  }

  const WatchedYear& year_;
  const Rational expected_;
  std::vector<WatchedLine> lines_;
};

bool IsOfAbroad(const ExecutionRow& row) { return row.economic_code == "30212"; }
bool IsOfReception(const ExecutionRow& row) { return row.economic_code == "30217"; }
bool IsOfVehicleRunning(const ExecutionRow& row) { return row.economic_code == "30231"; }
bool IsOfVehiclePurchase(const ExecutionRow& row) {
  return row.economic_code == "31013" || row.economic_code == "30913";
}

}  // namespace

WatchedLine ExecutionLine(WatchedGroup group, std::string subject, Money budget, Money paid, const Rational& expected,
                          ExecutionAim aim, const Threshold& threshold) {
  WatchedLine line{.group = group,
                   .subject = std::move(subject),
                   .expected = expected,
                   .budget = budget,
                   .done = paid,
                   .threshold_source = threshold.source};
  line.actual = Quotient(Rational(paid.fen()), Rational(budget.fen()));
  if (!line.actual.has_value() || budget < Money()) {
    line.actual.reset();
    line.note = "没有预算，无执行率";
    return line;
  }
  line.ahead = *line.actual - expected;
  line.ahead_amount = RoundedFen(Rational(paid.fen()) - Rational(budget.fen()) * expected);
  line.light = LightOf(aim == ExecutionAim::kSpend ? *line.ahead : -*line.ahead, threshold);
  line.note = NoteOf(line, aim);
  line.measure = MeasureOf(line.light, aim, SizeOf(*line.ahead_amount));
  return line;
}

std::vector<WatchedLine> ExecutionLines(const WatchedYear& year) {
  LineMaker maker(year);
  const auto of_outlay = [](const char* outlay) {
    return [outlay](const ExecutionRow& row) { return row.outlay == outlay; };
  };
  const auto of_basic = [](std::vector<std::string> classes) {
    return [classes = std::move(classes)](const ExecutionRow& row) {
      if (row.outlay != "basic") return false;
      for (const std::string& one : classes) {
        if (absl::StartsWith(row.economic_code, one)) return true;
      }
      return false;
    };
  };
  const auto of_three_public = [](const ExecutionRow& row) {
    return IsOfAbroad(row) || IsOfReception(row) || IsOfVehicleRunning(row) || IsOfVehiclePurchase(row);
  };
  maker.Add(WatchedGroup::kTotal, "全年预算执行", ExecutionAim::kSpend, [](const ExecutionRow&) { return true; });
  maker.Add(WatchedGroup::kOutlay, "基本支出", ExecutionAim::kSpend, of_outlay("basic"));
  maker.Add(WatchedGroup::kOutlay, "项目支出", ExecutionAim::kSpend, of_outlay("project"));
  maker.Add(WatchedGroup::kOutlay, "未注明支出类别", ExecutionAim::kSpend, of_outlay("unstated"));
  maker.Add(WatchedGroup::kEconomic, "人员经费", ExecutionAim::kSpend, of_basic({"301", "303"}));
  maker.Add(WatchedGroup::kEconomic, "公用经费", ExecutionAim::kSpend, of_basic({"302"}));
  maker.Add(WatchedGroup::kEconomic, "三公经费", ExecutionAim::kStayBelow, of_three_public);
  maker.Add(WatchedGroup::kEconomic, "三公经费：因公出国（境）费", ExecutionAim::kStayBelow, IsOfAbroad);
  maker.Add(WatchedGroup::kEconomic, "三公经费：公务接待费", ExecutionAim::kStayBelow, IsOfReception);
  maker.Add(WatchedGroup::kEconomic, "三公经费：公务用车运行维护费", ExecutionAim::kStayBelow, IsOfVehicleRunning);
  maker.Add(WatchedGroup::kEconomic, "三公经费：公务用车购置费", ExecutionAim::kStayBelow, IsOfVehiclePurchase);
  maker.AddProjects();
  return maker.Take();
}

}  // namespace zhengping::reporting
