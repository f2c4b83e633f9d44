// Asks what leaves of a scored sheet would get if one figure were another. Scores single leaves again, a few
// microseconds each, instead of the sheet.
//
// Borrows framework, plan and card, which must outlive it; keeps its own copy of results and facts. One thread.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_LEAF_PROBE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_LEAF_PROBE_H_

#include <vector>

#include "common/rational/rational.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/figures.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/domain/scorecard.h"
#include "services/indicator/domain/sensitivity/sheet_input.h"

namespace zhengping::indicator {

enum class PointsKind {
  kRounded,  // as the sheet counts them
  kExact,    // before rounding
};

class LeafProbe {
 public:
  LeafProbe(const ScoreInput& input, const Scorecard& card);
  LeafProbe(const LeafProbe&) = delete;
  LeafProbe& operator=(const LeafProbe&) = delete;

  // The sum of the points of the input's leaves if its value were `value`, and the facts linked to it moved with it. A
  // leaf that is open has the points that are certain.
  Rational PointsAt(const SheetInput& input, const Rational& value, PointsKind kind);

 private:
  void Move(const SheetInput& input, const Rational& value);
  Rational PointsOf(int leaf, PointsKind kind) const;

  const ScoreInput& input_;
  const Scorecard& card_;
  std::vector<Observation> observations_;
  const ObservationsOf counting_;  // of observations_
  FactSet facts_;
  const Figures figures_;  // of facts_ and counting_
};

// The facts of `facts` with `input` at `value` and those linked to it moved with it.
std::vector<Fact> WithMoved(const std::vector<Fact>& facts, const SheetInput& input, const Rational& value);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_LEAF_PROBE_H_
