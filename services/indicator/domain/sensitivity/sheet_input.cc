#include "services/indicator/domain/sensitivity/sheet_input.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/observation.h"

namespace zhengping::indicator {
namespace {

constexpr char kFinalBudget[] = "final_budget";
constexpr char kBalance[] = "balance";

struct Term {
  absl::string_view name;
  int sign;
};

// Of final_budget.
constexpr Term kTerms[] = {{"initial_budget", 1}, {"carryover_in", 1},   {"supplements", 1}, {"transfers_in", 1},
                           {"reductions", -1},    {"transfers_out", -1}, {"recalls", -1}};

class Collector {
 public:
  Collector(const ScoreInput& input, const Scorecard& card)
      : input_(input), card_(card), observations_(input.observations, input.as_of) {}

  std::vector<SheetInput> Run() {
    for (size_t i = 0; i < card_.nodes.size(); ++i) {
      if (card_.nodes[i].kind == NodeKind::kLeaf) AddLeaf(static_cast<int>(i));
    }
    AddLinkedLeaves();
    return std::move(inputs_);
  }

 private:
  void AddLeaf(int position) {
    const ScoredNode& leaf = card_.nodes[static_cast<size_t>(position)];
    for (const Operand& operand : leaf.explanation.operands) {
      if (!operand.value || operand.is_lower_bound) continue;
      switch (operand.origin) {
        case OperandOrigin::kFact:
        case OperandOrigin::kFinding:
          AddFact(operand, position);
          break;
        case OperandOrigin::kObservation:
          AddResult(operand, position);
          break;
        case OperandOrigin::kTarget:
        case OperandOrigin::kBaseline:
          break;  // what was planned, and what was: neither is a result of this year
      }
    }
  }

  void AddFact(const Operand& operand, int leaf) {
    SheetInput& input = Slot(operand.name, leaf);
    input.display_name = operand.display_name;
    input.origin = operand.origin;
    input.value = *operand.value;
    input.unit = operand.unit;
  }

  void AddResult(const Operand& operand, int leaf) {
    const ScoredNode& node = card_.nodes[static_cast<size_t>(leaf)];
    const Observation* observation = observations_.FindName(operand.name).observation;
    const bool is_own = node.observation.has_value() && (observation == nullptr || IsOf(node, *observation));
    if (is_own) observation = &input_.observations[static_cast<size_t>(*node.observation)];
    if (observation == nullptr || !observation->value || observation->is_lower_bound) return;
    SheetInput& input = Slot(is_own ? node.path : FormatRowKey(observation->key), leaf);
    input.display_name = observation->key.level3;
    input.origin = OperandOrigin::kObservation;
    input.observation = static_cast<int>(observation - input_.observations.data());
    input.value = *observation->value;
    input.unit = observation->unit;
    if (is_own) input.target = node.explanation.target;
  }

  bool IsOf(const ScoredNode& node, const Observation& observation) const {
    return *node.observation == static_cast<int>(&observation - input_.observations.data());
  }

  SheetInput& Slot(const std::string& name, int leaf) {
    const auto [at, is_new] = position_.try_emplace(name, inputs_.size());
    if (is_new) inputs_.emplace_back().name = name;
    SheetInput& input = inputs_[at->second];
    if (input.leaves.empty() || input.leaves.back() != leaf) input.leaves.push_back(leaf);
    return input;
  }

  void AddLinkedLeaves() {
    for (SheetInput& input : inputs_) {
      if (input.origin != OperandOrigin::kFact) continue;
      for (const auto& linked : LinkedFacts(input.name)) {
        const auto at = position_.find(linked.first);
        if (at == position_.end()) continue;
        const std::vector<int>& more = inputs_[at->second].leaves;
        input.leaves.insert(input.leaves.end(), more.begin(), more.end());
      }
      std::sort(input.leaves.begin(), input.leaves.end());
      input.leaves.erase(std::unique(input.leaves.begin(), input.leaves.end()), input.leaves.end());
    }
  }

  const ScoreInput& input_;
  const Scorecard& card_;
  const ObservationsOf observations_;
  std::vector<SheetInput> inputs_;
  std::map<std::string, size_t> position_;
};

}  // namespace

std::vector<SheetInput> InputsOf(const ScoreInput& input, const Scorecard& card) {
  return Collector(input, card).Run();
}

std::vector<std::pair<std::string, int>> LinkedFacts(absl::string_view name) {
  if (name == "payments") return {{kBalance, -1}};
  if (name == kFinalBudget) return {{kBalance, 1}};
  for (const Term& term : kTerms) {
    if (term.name == name) return {{kFinalBudget, term.sign}, {kBalance, term.sign}};
  }
  return {};
}

bool IsOpenToChange(const SheetInput& input) {
  if (input.origin == OperandOrigin::kObservation) return true;
  if (input.origin != OperandOrigin::kFact) return false;
  const absl::string_view name = input.name;
  constexpr absl::string_view kGiven[] = {"initial_budget", kFinalBudget,           "carryover_in",
                                          "recalls",        "authorized_headcount", kBalance};
  constexpr absl::string_view kGivenColumns[] = {".budget",       ".approved",     ".prior",
                                                 ".prior_actual", ".prior_budget", ".total"};
  return std::none_of(std::begin(kGiven), std::end(kGiven),
                      [name](absl::string_view given) {
                        return name == given || absl::StartsWith(name, std::string(given) + ".");
                      }) &&
         std::none_of(std::begin(kGivenColumns), std::end(kGivenColumns),
                      [name](absl::string_view column) { return absl::EndsWith(name, column); });
}

}  // namespace zhengping::indicator
