#include "services/indicator/domain/sensitivity/sensitivity.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "common/status/status_macros.h"
#include "services/indicator/domain/sensitivity/cheapest_changes.h"
#include "services/indicator/domain/sensitivity/leaf_probe.h"

namespace zhengping::indicator {
namespace {

constexpr int64_t kCostOfAll = 1'000'000'000;          // what replacing a figure wholly costs
constexpr int64_t kCostOfTouching = kCostOfAll / 100;  // and touching it at all, beside that

Rational Absolute(const Rational& value) { return value < Rational(0) ? -value : value; }

int64_t CostOf(const Rational& from, const Rational& to) {
  const std::optional<Rational> share = Quotient(Absolute(to - from), std::max(Absolute(from), Absolute(to)));
  const Rational of_move = Floor(share.value_or(Rational(0)) * Rational(kCostOfAll));
  return kCostOfTouching + of_move.ToInt64().value_or(kCostOfAll);
}

Rational LargestGain(const SensitiveInput& input) {
  return input.response.stops.empty() ? Rational(0) : input.response.stops.back().gain;
}

Rational LargestSlope(const SensitiveInput& input) {
  return std::max(Absolute(input.response.points_per_unit), Absolute(input.response.points_per_unit_less));
}

// Inputs that a leaf reads together, directly or through others, have one number.
class Components {
 public:
  explicit Components(const std::vector<SensitiveInput>& inputs) : parent_(inputs.size()) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
    std::map<int, size_t> first_of_leaf;
    for (size_t i = 0; i < inputs.size(); ++i) {
      for (const int leaf : inputs[i].input.leaves) {
        const auto [first, is_new] = first_of_leaf.try_emplace(leaf, i);
        if (!is_new) parent_[Root(i)] = Root(first->second);
      }
    }
  }

  size_t Root(size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

 private:
  std::vector<size_t> parent_;
};

// nullptr: there is none above, or no grade at all.
const Grade* NextGrade(const Framework& framework, const std::string& grade) {
  for (size_t i = 1; i < framework.grades.size(); ++i) {
    if (framework.grades[i].name == grade) return &framework.grades[i - 1];
  }
  return nullptr;
}

// Which stop of which input stands behind an option.
struct Origin {
  size_t input = 0;
  size_t stop = 0;
};

// The choice among all stops that wins `needed` units of `unit` points.
class Chooser {
 public:
  Chooser(const std::vector<SensitiveInput>& inputs, const Rational& unit) : inputs_(inputs), unit_(unit) {
    Components components(inputs);
    std::map<size_t, size_t> group_of;
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (!IsOpenToChange(inputs[i].input)) continue;
      const auto [at, is_new] = group_of.try_emplace(components.Root(i), groups_.size());
      if (is_new) {
        groups_.emplace_back();
        origins_.emplace_back();
      }
      AddStops(i, at->second);
    }
  }

  // Empty: out of reach.
  std::vector<Origin> Choose(int64_t needed) const {
    const std::optional<std::vector<int>> choice = CheapestChoice(groups_, needed);
    std::vector<Origin> chosen;
    if (!choice) return chosen;
    for (size_t group = 0; group < groups_.size(); ++group) {
      const int option = (*choice)[group];
      if (option >= 0) chosen.push_back(origins_[group][static_cast<size_t>(option)]);
    }
    std::sort(chosen.begin(), chosen.end(), [](const Origin& a, const Origin& b) { return a.input < b.input; });
    return chosen;
  }

 private:
  void AddStops(size_t input, size_t group) {
    const std::vector<Stop>& stops = inputs_[input].response.stops;
    for (size_t stop = 0; stop < stops.size(); ++stop) {
      const int64_t gain = Floor(*Quotient(stops[stop].gain, unit_)).ToInt64().value_or(0);
      if (gain <= 0) continue;
      groups_[group].push_back({gain, CostOf(inputs_[input].input.value, stops[stop].value)});
      origins_[group].push_back({input, stop});
    }
  }

  const std::vector<SensitiveInput>& inputs_;
  const Rational unit_;
  std::vector<OptionGroup> groups_;
  std::vector<std::vector<Origin>> origins_;
};

Rational UnitOfPoints(int decimals) {
  Rational unit(1);
  for (int i = 0; i < decimals; ++i) unit = unit * *Quotient(Rational(1), Rational(10));
  return unit;
}

// Points of the sum that lift the total to the grade, in units; a scaled sheet needs fewer of them than of the total.
int64_t NeededUnits(const Scorecard& card, const Grade& next, const Rational& unit) {
  const bool takes_low = next.interval.low_closed;
  Rational needed = *next.interval.low - card.total;
  if (card.is_rescaled) needed = Quotient(needed * card.sum, card.total).value_or(needed);
  const Rational units = *Quotient(needed, unit);
  const Rational whole = units.is_whole() ? units : Floor(units) + Rational(1);
  return whole.ToInt64().value_or(kMostNeeded + 1) + (takes_low ? 0 : 1);
}

absl::StatusOr<Scorecard> ScoreWith(const ScoreInput& input, const ScoreOptions& options,
                                    const std::vector<ProposedChange>& changes) {
  std::vector<Observation> observations = input.observations;
  std::vector<Fact> facts = input.facts.facts();
  for (const ProposedChange& change : changes) {
    if (change.input.observation >= 0) {
      observations[static_cast<size_t>(change.input.observation)].value = change.to;
    } else {
      facts = WithMoved(facts, change.input, change.to);
    }
  }
  const FactSet moved(std::move(facts));
  return Score({input.framework, input.plan, observations, moved, input.as_of}, options);
}

absl::Status ProposeChanges(const ScoreInput& input, const ScoreOptions& options, const Scorecard& card,
                            Sensitivity& answer) {
  const Grade* next = NextGrade(input.framework.framework(), card.grade);
  if (next == nullptr || !next->interval.low) return absl::OkStatus();
  answer.next_grade = next->name;
  answer.next_from = *next->interval.low;
  const Rational unit = UnitOfPoints(input.framework.framework().settings.decimals);
  const int64_t needed = NeededUnits(card, *next, unit);
  if (needed < 1 || needed > kMostNeeded) return absl::OkStatus();
  std::vector<ProposedChange> changes;
  for (const Origin& origin : Chooser(answer.inputs, unit).Choose(needed)) {
    const SensitiveInput& chosen = answer.inputs[origin.input];
    const Stop& stop = chosen.response.stops[origin.stop];
    changes.push_back({chosen.input, stop.value, stop.gain});
  }
  if (changes.empty()) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(const Scorecard then, ScoreWith(input, options, changes));
  // A cap holds the total down whatever the rows get.
  if (then.total < answer.next_from || then.grade == card.grade) return absl::OkStatus();
  answer.to_next_grade = std::move(changes);
  answer.total_then = then.total;
  answer.grade_then = then.grade;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Sensitivity> AnalyzeSensitivity(const ScoreInput& input, ScoreOptions options) {
  options.detail = ScoreDetail::kExplained;
  ZP_ASSIGN_OR_RETURN(const Scorecard card, Score(input, options));
  Sensitivity answer;
  answer.total = card.total;
  answer.grade = card.grade;
  LeafProbe probe(input, card);
  for (SheetInput& sheet_input : InputsOf(input, card)) {
    InputResponse response = ResponseOf(sheet_input, probe);
    std::vector<std::string> leaves;
    for (const int leaf : sheet_input.leaves) leaves.push_back(card.nodes[static_cast<size_t>(leaf)].path);
    answer.inputs.push_back({std::move(sheet_input), std::move(response), std::move(leaves)});
  }
  std::stable_sort(answer.inputs.begin(), answer.inputs.end(), [](const SensitiveInput& a, const SensitiveInput& b) {
    const Rational gain_a = LargestGain(a);
    const Rational gain_b = LargestGain(b);
    return gain_a == gain_b ? LargestSlope(b) < LargestSlope(a) : gain_b < gain_a;
  });
  options.detail = ScoreDetail::kPointsOnly;
  ZP_RETURN_IF_ERROR(ProposeChanges(input, options, card, answer));
  return answer;
}

}  // namespace zhengping::indicator
