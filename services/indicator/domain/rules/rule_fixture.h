// Rules applied to one value, for tests.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RULE_FIXTURE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RULE_FIXTURE_H_

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/indicator/domain/expression/parser.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/rules/apply.h"

namespace zhengping::indicator {

// "12", "92.8%", "-0.5", "1/3".
inline Rational Number(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash != absl::string_view::npos) return *Quotient(Number(text.substr(0, slash)), Number(text.substr(slash + 1)));
  const absl::StatusOr<Rational> number = ParseNumber(text);
  EXPECT_TRUE(number.ok()) << text;
  return number.value_or(Rational());
}

// What a rule is applied to; a test sets what it is about.
struct Situation {
  std::string weight = "5";
  std::optional<Rational> measured;
  bool is_lower_bound = false;
  std::optional<Rational> target;
  std::optional<Rational> upper;
  Sense row_sense = Sense::kForward;
  StepCounting step_counting = StepCounting::kWhole;
  std::optional<Observation> observation;
  std::map<std::string, Rational> figures;  // what conditions read
};

struct Applied {
  Outcome outcome;
  Explanation why;
};

inline Applied ApplyTo(const Rule& rule, const Situation& situation, std::vector<std::string> conditions = {},
                       std::vector<std::string> formulas = {}) {
  CompiledRule compiled;
  compiled.rule = &rule;
  for (const Rule& nested : rule.nested) compiled.nested.push_back({&nested, {}, {}, {}});
  for (const std::string& formula : formulas) {
    compiled.formulas.push_back(formula.empty() ? Expression() : *ParseExpression(formula).expression);
  }
  for (const std::string& condition : conditions) {
    compiled.conditions.push_back(condition.empty() ? Expression() : *ParseExpression(condition).expression);
  }
  const Rational weight = Number(situation.weight);
  const std::vector<Tier> tiers = StandardTiers();
  const auto read = [&situation](const std::string& name) {
    const auto found = situation.figures.find(name);
    return found == situation.figures.end() ? Reading() : Reading{ReadingState::kValue, &found->second};
  };
  Applied applied;
  applied.why.weight = weight;
  applied.why.measured = situation.measured;
  const RuleInput input{weight,
                        situation.measured ? &*situation.measured : nullptr,
                        situation.is_lower_bound,
                        situation.target ? &*situation.target : nullptr,
                        situation.upper ? &*situation.upper : nullptr,
                        situation.row_sense,
                        situation.step_counting,
                        tiers,
                        situation.observation ? &*situation.observation : nullptr,
                        read};
  applied.outcome = ApplyRule(compiled, input, &applied.why);
  // What holds of every rule, whatever it is applied to.
  EXPECT_GE(applied.outcome.points, Rational());
  EXPECT_LE(applied.outcome.points, weight);
  EXPECT_LE(applied.outcome.low, applied.outcome.high);
  EXPECT_LE(applied.outcome.high, weight);
  if (applied.outcome.state == LeafState::kScored) {
    EXPECT_EQ(ReplayPoints(applied.why), applied.outcome.points);
  }
  return applied;
}

// "3", or "!REASON [low, high]".
inline std::string PointsOf(const Outcome& outcome) {
  if (outcome.state == LeafState::kScored) return FormatShort(outcome.points, 6);
  return std::string("!") + outcome.reason_code + " [" + FormatShort(outcome.low) + ", " + FormatShort(outcome.high) +
         "]";
}

// The points for one value, "92.8%", under a rule that looks at one.
inline std::string PointsFor(const Rule& rule, absl::string_view value, Situation situation = {}) {
  situation.measured = Number(value);
  return PointsOf(ApplyTo(rule, situation).outcome);
}

inline std::string PointsForAtLeast(const Rule& rule, absl::string_view bound, Situation situation = {}) {
  situation.is_lower_bound = true;
  return PointsFor(rule, bound, std::move(situation));
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RULE_FIXTURE_H_
