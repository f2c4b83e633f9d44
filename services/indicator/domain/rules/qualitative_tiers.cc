#include "services/indicator/domain/rules/qualitative_tiers.h"

#include <string>

#include "absl/strings/match.h"

namespace zhengping::indicator {
namespace {

// What somebody wrote in favour of the percent; a tier's name repeated is no reason.
const std::string& ReasonOf(const Observation& observation) {
  if (!observation.reason.empty()) return observation.reason;
  if (!observation.deviation_reason.empty()) return observation.deviation_reason;
  return observation.evidence;
}

Outcome OpenWithin(const char* reason_code, const Tier& tier, const Rational& weight) {
  Outcome outcome = Open(LeafState::kNeedsJudgement, reason_code, weight * tier.at_most);
  outcome.low = weight * tier.at_least;
  return outcome;
}

}  // namespace

const Tier* FindTier(const std::vector<Tier>& tiers, absl::string_view name) {
  const Tier* found = nullptr;
  for (const Tier& tier : tiers) {
    if (tier.name == name) return &tier;
    if (name.empty() || !absl::StartsWith(tier.name, name)) continue;
    if (found != nullptr) return nullptr;
    found = &tier;
  }
  return found;
}

const Tier* TierOfPercent(const std::vector<Tier>& tiers, const Rational& percent) {
  for (const Tier& tier : tiers) {
    if (percent >= tier.at_least) return &tier;
  }
  return nullptr;
}

Outcome ScorePercent(const RuleInput& input, Explanation* why) {
  const Rational& percent = *input.observation->percent;
  if (percent < Rational() || percent > Rational(1)) {
    return Open(LeafState::kNeedsJudgement, "LEAF_PERCENT_OUTSIDE_TIER", input.weight);
  }
  if (ReasonOf(*input.observation).empty()) {
    return Open(LeafState::kNeedsJudgement, "LEAF_REASON_MISSING", input.weight);
  }
  if (why != nullptr) {
    why->step = Step::kPercent;
    why->ratio = percent;
    why->judgement_reason = ReasonOf(*input.observation);
  }
  return Scored(input.weight * percent);
}

Outcome ScoreQualitativeTiers(const TiersRule& rule, const RuleInput& input, Explanation* why) {
  if (input.observation == nullptr) return Open(LeafState::kMissing, "LEAF_OBSERVATION_MISSING", input.weight);
  const Observation& observation = *input.observation;
  const std::vector<Tier>& tiers = rule.tiers.empty() ? input.tiers : rule.tiers;
  const std::string& name = observation.tier.empty() ? observation.text : observation.tier;
  const Tier* tier = FindTier(tiers, name);
  if (tier == nullptr && !observation.tier.empty()) {
    return Open(LeafState::kNeedsJudgement, "LEAF_TIER_UNKNOWN", input.weight);
  }
  if (!observation.percent) {
    if (tier == nullptr) return Open(LeafState::kNeedsJudgement, "LEAF_JUDGEMENT_OPEN", input.weight);
    if (why != nullptr) why->tier = tier->name;
    return OpenWithin("LEAF_JUDGEMENT_OPEN", *tier, input.weight);
  }
  const Tier* of_percent = TierOfPercent(tiers, *observation.percent);
  if (tier != nullptr && tier != of_percent) return OpenWithin("LEAF_PERCENT_OUTSIDE_TIER", *tier, input.weight);
  Outcome outcome = ScorePercent(input, why);
  if (of_percent == nullptr) return outcome;
  if (outcome.state != LeafState::kScored) outcome.low = input.weight * of_percent->at_least;
  if (outcome.state != LeafState::kScored) outcome.high = input.weight * of_percent->at_most;
  if (why != nullptr) why->tier = of_percent->name;
  return outcome;
}

}  // namespace zhengping::indicator
