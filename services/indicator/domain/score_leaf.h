// Scores one leaf: a leaf of the framework, or a row of the plan in its slot. The first step of the order leaf →
// deviation → sum → cap → grade, and the second.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORE_LEAF_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORE_LEAF_H_

#include "services/indicator/domain/figures.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/rules/outcome.h"
#include "services/indicator/domain/scorecard.h"

namespace zhengping::indicator {

struct LeafInput {
  const CompiledFramework& framework;
  const CompiledIndicator& indicator;        // the leaf, or the row's slot
  const PlanRow* row = nullptr;              // nullptr: a leaf of the framework
  const Observation* observation = nullptr;  // of the leaf; nullptr: none, or not known which
  bool is_ambiguous = false;                 // an observation may mean this leaf or another
  const Rational& weight;
  const Figures& figures;  // for this row
};

// Fills the node's state, points, range, reason, use of its weight and deviation flag; with `explain` also its
// explanation. A leaf whose weight is dropped or scaled away has neither points nor range. The node's weight is set
// before.
void ScoreLeaf(const LeafInput& input, bool explain, ScoredNode& node);

// An open slot for which the plan has no row: its points are missing.
void ScoreEmptySlot(const CompiledFramework& framework, bool explain, ScoredNode& node);

// The rule that decides: the row's, else the slot's, else by the row's direction. Never nullptr for what
// CompileFramework accepted.
const CompiledRule* RuleOf(const CompiledFramework& framework, const CompiledIndicator& indicator, const PlanRow* row);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORE_LEAF_H_
