// Scoring: a pure function of framework, plan, observations, facts and the day. The order is leaf → deviation → sum →
// cap → grade (domain.md Part I §3). Exact to the last step: a leaf is rounded once, half away from zero.
//
//   - A row never scores above its weight.
//   - A missing figure is never a zero and never a full mark: the leaf is kMissing, and the sheet has a range and no
//     grade.
//   - A lower bound (100余) meets a >= target if the bound does, and misses a <= target if the bound is above it: then
//     it scores where the points cannot depend on how far. Anything else is undecided, which is missing.
//   - A cap whose measure cannot be computed limits `low` and `high` only: the grade stays open.
//
// Linear in the nodes, rows, observations and facts. No state; any thread.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "common/date/date.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/scorecard.h"

namespace zhengping::indicator {

struct ScoreInput {
  const CompiledFramework& framework;
  const std::vector<PlanRow>& plan;
  const std::vector<Observation>& observations;
  const FactSet& facts;
  Date as_of;
};

enum class ScoreDetail {
  kExplained,   // names, texts and explanations
  kPointsOnly,  // numbers, states and positions only: for ranking tens of thousands of departments
};

struct ScoreOptions {
  SlotWeights slot_weights = SlotWeights::kRefuse;
  ScoreDetail detail = ScoreDetail::kExplained;
};

// Refused:
//   FRAMEWORK_IS_LIBRARY  a framework without weights cannot score
//   PLAN_HAS_ERRORS       PlacePlan found errors; the message holds the first, the field its place
absl::StatusOr<Scorecard> Score(const ScoreInput& input, const ScoreOptions& options = {});

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORE_H_
