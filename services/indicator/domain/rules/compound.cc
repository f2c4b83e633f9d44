#include "services/indicator/domain/rules/compound.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "services/indicator/domain/rules/measured_by.h"
#include "services/indicator/domain/rules/qualitative_tiers.h"

namespace zhengping::indicator {
namespace {

const ObservedPart* FindPart(const RuleInput& input, const std::string& name) {
  if (input.observation == nullptr) return nullptr;
  const std::vector<ObservedPart>& parts = input.observation->parts;
  const auto part =
      std::find_if(parts.begin(), parts.end(), [&name](const ObservedPart& observed) { return observed.name == name; });
  return part == parts.end() ? nullptr : &*part;
}

Outcome ScorePart(const std::string& name, const Expression& formula, const CompiledRule& rule, const Rational& weight,
                  const RuleInput& input, Explanation* why) {
  if (!formula.empty()) return ApplyMeasuredBy(formula, rule, weight, input, why);
  const ObservedPart* part = FindPart(input, name);
  if (part != nullptr && part->value) return ApplyToValue(*part->value, false, rule, weight, input, why);
  if (part != nullptr && part->is_met) return Scored(*part->is_met ? weight : Rational());
  return Open(LeafState::kNeedsJudgement, "LEAF_PARTS_OPEN", weight);
}

bool IsJudgedAsAWhole(const CompiledRule& rule, const RuleInput& input) {
  const bool has_formulas = std::any_of(rule.formulas.begin(), rule.formulas.end(),
                                        [](const Expression& formula) { return !formula.empty(); });
  return !has_formulas && input.observation != nullptr && input.observation->parts.empty() &&
         input.observation->percent.has_value();
}

}  // namespace

Outcome ScoreCompound(const CompiledRule& rule, const RuleInput& input, Explanation* why) {
  if (IsJudgedAsAWhole(rule, input)) return ScorePercent(input, why);
  const std::vector<CompoundPart>& parts = std::get<CompoundRule>(rule.rule->body).parts;
  Outcome whole = Scored(Rational());
  for (size_t i = 0; i < parts.size(); ++i) {
    const Rational weight = input.weight * parts[i].share;
    Explanation of_part;
    Outcome part =
        ScorePart(parts[i].name, rule.formulas[i], rule.nested[i], weight, input, why == nullptr ? nullptr : &of_part);
    const bool is_known = part.state == LeafState::kScored;
    whole.points += part.points;
    whole.low += part.low;
    whole.high += part.high;
    std::move(part.missing.begin(), part.missing.end(), std::back_inserter(whole.missing));
    if (!is_known && whole.state == LeafState::kScored) {
      // A part that does not apply does not make the whole so.
      whole.state = part.state == LeafState::kNotApplicable ? LeafState::kNotAssessable : part.state;
      whole.reason_code = part.reason_code;
    }
    if (why != nullptr) {
      const bool is_full = part.points == weight;
      why->parts.push_back({parts[i].name, is_known ? std::optional<bool>(is_full) : std::nullopt, part.points, weight,
                            rule.formulas[i].text(), std::move(of_part.measured)});
    }
  }
  if (whole.state != LeafState::kScored) {
    whole.points = Rational();
  } else if (why != nullptr) {
    why->step = Step::kParts;
  }
  return whole;
}

}  // namespace zhengping::indicator
