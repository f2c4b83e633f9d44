// How the points answer to one input: per unit where it stands, and the values at which more points are won.
//
// A unit is what a person would count: one percentage point of a percentage, one yuan of money, one of anything
// counted, 0.01 of another number. A value is looked for in steps of 0.01 percentage points, one yuan, one, or 0.01; it
// never goes below zero, nor a percentage above 100% or its target.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_INPUT_RESPONSE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_INPUT_RESPONSE_H_

#include <vector>

#include "common/rational/rational.h"
#include "services/indicator/domain/sensitivity/leaf_probe.h"
#include "services/indicator/domain/sensitivity/sheet_input.h"

namespace zhengping::indicator {

// A value that wins more than every value nearer to the present one.
struct Stop {
  Rational value;
  Rational gain;  // over the present points, as the sheet counts them; above zero
};

struct InputResponse {
  Rational unit;                  // the unit, in the input's own measure: 1/100 for a percentage, 100 fen
  Rational points_per_unit;       // of the points before rounding, if the value were one unit higher
  Rational points_per_unit_less;  // the same, one unit lower; 0 where that is below zero
  std::vector<Stop> stops;        // by distance and by gain; empty: no value wins anything
};

// At most; where a rule has more, the stops between are thinned evenly by gain.
inline constexpr int kMostStops = 1000;

InputResponse ResponseOf(const SheetInput& input, LeafProbe& probe);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_INPUT_RESPONSE_H_
