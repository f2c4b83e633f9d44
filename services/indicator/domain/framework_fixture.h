// The two shipped frameworks as C++ values, for tests of the domain: what services/indicator/frameworks/*.textproto
// says.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_FIXTURE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

inline Rational Fraction(int64_t numerator, int64_t denominator) {
  return *Quotient(Rational(numerator), Rational(denominator));
}

inline Interval Between(std::optional<Rational> low, bool low_closed, std::optional<Rational> high, bool high_closed) {
  Interval interval;
  interval.low = std::move(low);
  interval.high = std::move(high);
  interval.low_closed = low_closed;
  interval.high_closed = high_closed;
  return interval;
}

inline Indicator Group(std::string name, int64_t weight, std::vector<Indicator> children) {
  Indicator group;
  group.kind = IndicatorKind::kGroup;
  group.name = std::move(name);
  group.weight.emplace(weight);
  group.is_verified = true;
  group.children = std::move(children);
  return group;
}

inline Indicator Leaf(std::string name, int64_t weight, std::string formula, RuleBody rule) {
  Indicator leaf;
  leaf.kind = IndicatorKind::kLeaf;
  leaf.name = std::move(name);
  leaf.weight.emplace(weight);
  leaf.formula = std::move(formula);
  leaf.display = ValueDisplay::kPercent;
  leaf.rule.body = std::move(rule);
  leaf.has_rule = true;
  leaf.is_verified = true;
  return leaf;
}

inline Indicator Slot(std::string name, int64_t weight, std::vector<std::string> aliases = {}) {
  Indicator slot;
  slot.kind = IndicatorKind::kSlot;
  slot.name = std::move(name);
  slot.weight.emplace(weight);
  slot.aliases = std::move(aliases);
  slot.is_verified = true;
  return slot;
}

inline StepDeductionRule Steps(Sense sense, Rational bound, Rational step, Rational deduction) {
  StepDeductionRule rule;
  rule.sense = sense;
  rule.bound = std::move(bound);
  rule.step = std::move(step);
  rule.deduction.amount = std::move(deduction);
  return rule;
}

inline ProportionalRule Forward(int64_t target) {
  ProportionalRule rule;
  rule.target.emplace(target);
  return rule;
}

// "=0: 5; (0, 10%]: 4; (10%, 20%]: 3; (20%, 30%]: 2; >30%: 0", with `points` instead of 5, 4, 3, 2, 0.
inline BandsRule ControlRateBands(std::vector<Rational> points) {
  BandsRule rule;
  rule.domain.low.emplace(0);
  rule.bands.push_back({Between(Rational(0), true, Rational(0), true), {points[0], PointsUnit::kPoints}});
  for (int64_t i = 0; i < 3; ++i) {
    rule.bands.push_back({Between(Fraction(i, 10), false, Fraction(i + 1, 10), true),
                          {points[static_cast<size_t>(i) + 1], PointsUnit::kPoints}});
  }
  rule.bands.push_back({Between(Fraction(3, 10), false, std::nullopt, false), {points[4], PointsUnit::kPoints}});
  return rule;
}

inline Indicator Unverified(Indicator indicator) {
  indicator.is_verified = false;
  return indicator;
}

inline Indicator FullWhenNone(Indicator indicator) {
  indicator.not_applicable = NotApplicablePolicy::kFull;
  indicator.zero_by_zero = ZeroAnswer::kFull;
  return indicator;
}

inline Indicator FullWhenZeroByZero(Indicator indicator) {
  indicator.zero_by_zero = ZeroAnswer::kFull;
  return indicator;
}

// Execution 10; output 50, benefit 30, satisfaction 10 open for the plan (财预〔2020〕10号 附件).
inline Framework SelfEvaluation2020() {
  Framework framework;
  framework.name = "self-evaluation-2020";
  framework.display_name = "部门整体支出绩效自评表（2020）";
  framework.settings.tiers = StandardTiers();
  framework.grades = StandardGrades();
  StepDeductionRule satisfaction;
  satisfaction.sense = Sense::kForward;
  satisfaction.step = Fraction(5, 100);
  satisfaction.deduction.amount = Rational(1);
  framework.rules.push_back({"每低5%扣1分", "满意度达到目标值得满分，每降低5%扣1分，扣完为止", "", {satisfaction, {}}});
  framework.indicators = {Leaf("预算执行率", 10, "payments / final_budget", Forward(1)), Slot("产出指标", 50),
                          Slot("效益指标", 30), Slot("满意度指标", 10, {"服务对象满意度指标"})};
  return framework;
}

inline std::vector<Indicator> HunanBudgetExecution() {
  return {
      Leaf("预算完成率", 5,
           "(carryover_in + initial_budget + supplements - balance) / (carryover_in + initial_budget + supplements)",
           Steps(Sense::kForward, Rational(1), Fraction(5, 100), Rational(2))),
      Leaf("预算控制率", 5, "supplements / initial_budget",
           ControlRateBands({Rational(5), Rational(4), Rational(3), Rational(2), Rational(0)})),
      FullWhenNone(Leaf("新建楼堂馆所面积控制率", 5, "building_area.actual / building_area.approved",
                        Steps(Sense::kReverse, Rational(1), Fraction(5, 100), Rational(2)))),
      FullWhenNone(Leaf("新建楼堂馆所投资概算控制率", 5, "building_investment.actual / building_investment.approved",
                        Steps(Sense::kReverse, Rational(1), Fraction(5, 100), Rational(2)))),
  };
}

inline std::vector<Indicator> HunanBudgetManagement() {
  return {
      Unverified(Leaf("公用经费控制率", 8, "operating_expenses.actual / operating_expenses.budget",
                      Steps(Sense::kReverse, Rational(1), Fraction(1, 100), Rational(1)))),
      Unverified(
          FullWhenZeroByZero(Leaf("三公经费控制率", 7, "three_public_expenses.actual / three_public_expenses.budget",
                                  Steps(Sense::kReverse, Rational(1), Fraction(1, 100), Rational(1))))),
      Unverified(FullWhenZeroByZero(Leaf("政府采购执行率", 6, "procurement.actual / procurement.budget",
                                         Steps(Sense::kBothSides, Rational(1), Fraction(5, 100), Rational(2))))),
      Unverified(Leaf("管理制度健全性", 8, "", JudgementRule{})),
      Unverified(Leaf("资金使用合规性", 6, "", JudgementRule{})),
      Unverified(Leaf("预决算信息公开性", 5, "", JudgementRule{})),
  };
}

// The common Hunan form, FY2017: 投入10, 过程60, 产出及效率30 (domain.md Part II §2.1).
inline Framework HunanA2017() {
  Framework framework;
  framework.name = "hunan-a-2017";
  framework.display_name = "湖南省部门整体支出绩效评价指标表（2017）";
  framework.settings.tiers = StandardTiers();
  framework.settings.tiers[1].at_least = Fraction(1, 2);
  framework.settings.tiers[2].at_most = Fraction(1, 2);
  framework.grades = StandardGrades();
  Indicator allocation =
      Group("预算配置", 10,
            {Leaf("在职人员控制率", 5, "actual_headcount / authorized_headcount",
                  Steps(Sense::kReverse, Rational(1), Fraction(1, 100), Fraction(1, 2))),
             FullWhenZeroByZero(Leaf("三公经费变动率", 5,
                                     "(three_public_expenses.budget - three_public_expenses.prior_budget) / "
                                     "three_public_expenses.prior_budget",
                                     Steps(Sense::kReverse, Rational(0), Fraction(1, 100), Fraction(1, 2))))});
  Indicator duties = Unverified(Group("职责履行", 8, {Unverified(Leaf("重点工作实际完成率", 8, "", Forward(1)))}));
  framework.indicators = {
      Group("投入", 10, {allocation}),
      Group("过程", 60,
            {Group("预算执行", 20, HunanBudgetExecution()), Group("预算管理", 40, HunanBudgetManagement())}),
      Group("产出及效率", 30, {duties, Unverified(Slot("履职效益", 22, {"效益指标", "满意度指标"}))}),
  };
  return framework;
}

// Compiles a framework that must be without error.
inline std::shared_ptr<const CompiledFramework> Compiled(Framework framework) {
  CompileResult result = CompileFramework(std::move(framework));
  for (const Issue& issue : result.issues) {
    if (issue.severity == Severity::kError) ADD_FAILURE() << FormatIssue(issue);
  }
  return result.compiled;
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_FIXTURE_H_
