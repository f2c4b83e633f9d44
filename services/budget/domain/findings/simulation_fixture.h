// For tests of the simulations: an effect's figures as text.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SIMULATION_FIXTURE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SIMULATION_FIXTURE_H_

#include <optional>
#include <string>

#include "services/budget/domain/findings/finding_fixture.h"
#include "services/budget/domain/findings/simulated_effect.h"

namespace zhengping::budget {

using Simulation = std::optional<SimulatedEffect> (*)(const FindingInput&, const Finding&);

inline std::optional<SimulatedEffect> Simulated(const MeasuredYear& measured, Measure measure, Simulation simulate) {
  return measured.With([&](const FindingInput& input) { return simulate(input, measure(input)); });
}

inline std::string TextOf(const Figure& figure) {
  if (!figure.value) return figure.why_missing.empty() ? "missing without a reason" : "missing";
  const Rational number = NumberOf(*figure.value);
  return number.denominator() == "1" ? number.numerator() : number.numerator() + "/" + number.denominator();
}

// "350 -> 50": exact, money in fen. The name is "finding:<kind>.<figure>".
inline std::string EffectOf(const SimulatedEffect& effect, const std::string& name) {
  for (const SimulatedFigure& figure : effect.figures) {
    if (figure.before.name == name) return TextOf(figure.before) + " -> " + TextOf(figure.after);
  }
  return "no such figure";
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SIMULATION_FIXTURE_H_
