// Checks one rule as data: everything that is wrong with it at once, with its place; and parses its expressions.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULE_CHECK_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULE_CHECK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

// Where a rule stands: which decides what it may leave to the plan's row.
enum class RulePlace {
  kLeaf,  // of the framework: targets are stated, row.… is unknown
  kRow,   // a named rule or a slot's: targets may be the row's, points may be shares of a weight not yet known
};

struct RuleCheck {
  RulePlace place = RulePlace::kLeaf;
  std::optional<Rational> weight;  // absent: not known, and points are not held against it
  std::string formula;             // of the leaf; alternatives without one are measured by it
  std::string path;                // of the rule: "过程/预算执行/预算完成率.rule"
};

// Appends to `issues` (reasons: framework.h) and returns the rule with its expressions parsed; what could not be parsed
// is empty. The result points at `rule`.
CompiledRule CheckRule(const Rule& rule, const RuleCheck& check, std::vector<Issue>& issues);

// Parses `text` and holds its names and their units against the dictionary of facts; the units of observations are not
// known here. Empty when it is malformed.
std::optional<Expression> CheckExpression(absl::string_view text, RulePlace place, absl::string_view path,
                                          std::vector<Issue>& issues);

// Holds intervals against each other and, where `domain` is given, against holes in it. `path` is of the list.
struct NumberedInterval {
  int position = 0;
  Interval interval;
};
void CheckIntervals(std::vector<NumberedInterval> intervals, const std::optional<Interval>& domain,
                    absl::string_view path, std::vector<Issue>& issues);

// Best first, without a hole from 1 down to 0.
void CheckTiers(const std::vector<Tier>& tiers, absl::string_view path, std::vector<Issue>& issues);

// The numbers before 分 in the printed text of a rule, held against the weight: RULE_TEXT_DISAGREES. What it calls full
// (计5分, 满分) is the weight, alone or added up.
void CheckRuleText(absl::string_view text, const Rational& weight, absl::string_view path, std::vector<Issue>& issues);

// The same numbers held against what the rule gives in its cases, or takes off: RULE_TEXT_DISAGREES, a warning.
void CheckRuleTextAgainstRule(absl::string_view text, const Rule& rule, const Rational& weight, absl::string_view path,
                              std::vector<Issue>& issues);

// Years in the printed text ("以2015年完工的…") held against the framework's, 0 for an open end: RULE_TEXT_STALE_YEAR,
// a warning. (雨花区发改局 2022: 2015年 left in a form of 2022)
void CheckYears(absl::string_view text, int first_year, int last_year, absl::string_view path,
                std::vector<Issue>& issues);

Issue IssueAt(absl::string_view path, Severity severity, absl::string_view reason, std::string found,
              std::string remedy);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULE_CHECK_H_
