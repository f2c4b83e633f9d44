#include "services/indicator/domain/consistency.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/domain/expression/parser.h"
#include "services/indicator/domain/expression/type_check.h"
#include "services/indicator/domain/figures.h"
#include "services/indicator/domain/rule_check.h"

namespace zhengping::indicator {
namespace {

std::string WhyNot(const Evaluation& evaluation, const std::vector<std::string>& missing) {
  if (evaluation.state == EvaluationState::kZeroByZero || evaluation.state == EvaluationState::kDividedByZero) {
    return "不能计算：除数为 0";
  }
  const char* what = evaluation.state == EvaluationState::kNotApplicable ? "不适用" : "没有确定的数值";
  return absl::StrCat("不能计算：", absl::StrJoin(missing, "、"), what);
}

std::string NameOf(const std::string& name, const Figures& figures) {
  const std::string display_name = figures.Describe(name).display_name;
  return display_name.empty() ? name : display_name;
}

// The unit of both sides: that of the names, when all of them have the same one.
std::string UnitOf(const Expression& expression, const Figures& figures) {
  std::string unit;
  for (const std::string& name : expression.names()) {
    const std::string other = figures.Describe(name).unit;
    if (&name == &expression.names().front()) unit = other;
    if (other != unit) return "";
  }
  return unit;
}

// A side of the comparison, or the difference of both.
using Print = std::function<std::string(const Rational& value)>;

std::string PrintDay(const Rational& day) {
  const std::optional<int64_t> days = day.ToInt64();
  const bool is_in_range =
      days && *days > Date::FromYmd(1900, 1, 1)->days() && *days < Date::FromYmd(2199, 12, 31)->days();
  return is_in_range ? FormatIso(Date::FromDays(static_cast<int32_t>(*days))) : FormatShort(day);
}

// How both sides are printed.
Print PrintSide(const Expression& expression, const Evaluation& evaluation, bool are_days, const Figures& figures) {
  if (are_days) return PrintDay;
  return [unit = evaluation.is_in_fen ? "fen" : UnitOf(expression, figures)](const Rational& value) {
    return FormatValue(value, ValueDisplay::kNumber, unit);
  };
}

CheckResult NotComputed(CheckResult result, const std::string& display, const std::string& why) {
  result.text = absl::StrCat(display, display.empty() ? "" : "：", why);
  return result;
}

// The expression as the field says it, where it names facts; empty: it reads as it is.
std::string DisplayOf(const Expression& expression, const std::string& text, const Figures& figures) {
  const std::vector<std::string>& names = expression.names();
  if (std::none_of(names.begin(), names.end(), IsFactName)) return "";
  return RenderExpression(text, [&figures](const std::string& name) { return NameOf(name, figures); });
}

CheckResult RunOne(const CheckRow& check, const Figures& figures) {
  CheckResult result;
  result.name = check.name;
  result.expression = check.expression;
  result.tolerance = check.tolerance;
  const ParsedExpression parsed = ParseExpression(check.expression);
  if (parsed.error || !parsed.expression->is_comparison()) {
    result.text = "不能计算：算式不是比较";
    return result;
  }
  const std::string display = DisplayOf(*parsed.expression, check.expression, figures);
  const TypeReport types =
      CheckTypes(*parsed.expression, [&figures](const std::string& name) { return figures.UnitOf(name); });
  if (types.error) {
    return NotComputed(std::move(result), display, absl::StrCat("不能计算：", types.error->remedy));
  }
  const Evaluation evaluation = Evaluate(
      *parsed.expression, [&figures](const std::string& name) { return figures.Read(name); }, check.tolerance);
  for (const int position : evaluation.unresolved) {
    result.missing.push_back(parsed.expression->names()[static_cast<size_t>(position)]);
  }
  if (evaluation.state != EvaluationState::kValue) {
    std::vector<std::string> names;
    for (const std::string& name : result.missing) names.push_back(NameOf(name, figures));
    const std::string why = WhyNot(evaluation, names);
    return NotComputed(std::move(result), display, why);
  }
  result.state = evaluation.holds ? CheckState::kHolds : CheckState::kDiffers;
  result.left = evaluation.left;
  result.right = evaluation.right;
  const Print print = PrintSide(*parsed.expression, evaluation, types.compares_days, figures);
  result.text =
      absl::StrCat(display, display.empty() ? "" : "：", evaluation.holds ? "相符" : "不符",
                   display.empty() ? "：" : "，", "左边 ", print(result.left), "，右边 ", print(result.right));
  const Rational apart = result.left - result.right;
  if (!evaluation.holds) {
    absl::StrAppend(&result.text, "，相差 ",
                    types.compares_days ? FormatValue(apart, ValueDisplay::kNumber, "days") : print(apart));
  }
  return result;
}

}  // namespace

std::vector<Issue> ValidateChecks(const std::vector<CheckRow>& checks) {
  std::vector<Issue> issues;
  std::set<std::string> names;
  for (size_t i = 0; i < checks.size(); ++i) {
    const CheckRow& check = checks[i];
    const std::string path = absl::StrCat("checks[", i, "]");
    if (check.name.empty() || !names.insert(check.name).second) {
      issues.push_back(
          IssueAt(path + ".name", Severity::kError, "CHECK_NAME", check.name, "勾稽关系应有名称，且不重复"));
    }
    if (check.tolerance < Rational()) {
      issues.push_back(IssueAt(path + ".tolerance", Severity::kError, "CHECK_TOLERANCE", FormatShort(check.tolerance),
                               "允许误差不能小于 0"));
    }
    const std::optional<Expression> expression =
        CheckExpression(check.expression, RulePlace::kLeaf, path + ".expression", issues);
    if (!expression || expression->is_comparison()) continue;
    issues.push_back(IssueAt(path + ".expression", Severity::kError, "CHECK_NOT_A_COMPARISON", check.expression,
                             "勾稽关系应是两边的比较，如 甲 = 乙 + 丙"));
  }
  return issues;
}

std::vector<CheckResult> RunChecks(const std::vector<CheckRow>& checks, const std::vector<Observation>& observations,
                                   const FactSet& facts, Date as_of) {
  const ObservationsOf on_the_day(observations, as_of);
  const Figures figures(facts, on_the_day);
  std::vector<CheckResult> results;
  results.reserve(checks.size());
  for (const CheckRow& check : checks) results.push_back(RunOne(check, figures));
  return results;
}

}  // namespace zhengping::indicator
