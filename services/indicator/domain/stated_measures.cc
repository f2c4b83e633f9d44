#include "services/indicator/domain/stated_measures.h"

#include <algorithm>
#include <utility>

namespace zhengping::indicator {
namespace {

bool LooksAtOneValue(RuleKind kind) {
  return kind == RuleKind::kProportional || kind == RuleKind::kStepDeduction || kind == RuleKind::kBands ||
         kind == RuleKind::kRange || kind == RuleKind::kFaults;
}

bool IsStated(const CompiledIndicator& leaf, const std::vector<Observation>& observations) {
  if (leaf.indicator->formula.empty() || leaf.rule.rule == nullptr || !LooksAtOneValue(leaf.rule.rule->kind())) {
    return false;
  }
  std::vector<RowKey> keys(1 + leaf.indicator->aliases.size(), leaf.key);
  for (size_t i = 1; i < keys.size(); ++i) keys[i].level3 = leaf.indicator->aliases[i - 1];
  return std::any_of(observations.begin(), observations.end(), [&keys](const Observation& observation) {
    return observation.value.has_value() && std::any_of(keys.begin(), keys.end(), [&observation](const RowKey& key) {
             return CouldMean(observation.key, key);
           });
  });
}

// Takes the formula from the nodes at `stated`, positions in print order.
void ClearFormulas(const std::vector<bool>& stated, size_t& position, std::vector<Indicator>& indicators) {
  for (Indicator& indicator : indicators) {
    if (stated[position++]) indicator.formula.clear();
    ClearFormulas(stated, position, indicator.children);
  }
}

}  // namespace

std::shared_ptr<const CompiledFramework> WithStatedMeasures(const CompiledFramework& framework,
                                                            const std::vector<Observation>& observations) {
  std::vector<bool> stated;
  for (const CompiledIndicator& indicator : framework.indicators()) {
    stated.push_back(IsStated(indicator, observations));
  }
  Framework changed = framework.framework();
  size_t position = 0;
  ClearFormulas(stated, position, changed.indicators);
  return CompileFramework(std::move(changed)).compiled;
}

}  // namespace zhengping::indicator
