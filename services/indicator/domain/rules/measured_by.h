// A rule within a rule, held against a formula of its own.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_MEASURED_BY_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_MEASURED_BY_H_

#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/outcome.h"

namespace zhengping::indicator {

// Applies `rule` to the value of `formula` with a weight of `weight`. 0/0 and x/0 are answered as the leaf's are; a
// formula that lacks names leaves the part open (kMissing, kNotApplicable).
Outcome ApplyMeasuredBy(const Expression& formula, const CompiledRule& rule, const Rational& weight,
                        const RuleInput& input, Explanation* why);

// The same for a value that is known.
Outcome ApplyToValue(const Rational& value, bool is_lower_bound, const CompiledRule& rule, const Rational& weight,
                     const RuleInput& input, Explanation* why);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_MEASURED_BY_H_
