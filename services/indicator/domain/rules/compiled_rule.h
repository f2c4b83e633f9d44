// A rule whose expressions are parsed: what scoring works with. Made by CompileFramework.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPILED_RULE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPILED_RULE_H_

#include <vector>

#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

struct CompiledRule {
  const Rule* rule = nullptr;          // outlives this
  std::vector<Expression> conditions;  // of a checklist's parts or a comparison's cases, in order; empty() where none
  std::vector<Expression> formulas;    // of a compound's parts or the alternatives, in order
  std::vector<CompiledRule> nested;    // of a compound's parts or the alternatives, in order
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_COMPILED_RULE_H_
