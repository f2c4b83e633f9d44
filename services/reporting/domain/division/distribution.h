// How totals are spread: quartiles, mean and bands, all exact.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DISTRIBUTION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DISTRIBUTION_H_

#include <cstdint>
#include <vector>

#include "common/rational/rational.h"
#include "services/reporting/domain/division/division_tables.h"

namespace zhengping::reporting {

struct BandCount {
  PointsRange band;
  int64_t count = 0;
};

// Without a total all values are zero and mean nothing.
struct Distribution {
  int64_t count = 0;
  Rational mean;
  Rational minimum;
  Rational lower_quartile;
  Rational median;
  Rational upper_quartile;
  Rational maximum;
  std::vector<BandCount> bands;  // best first; their counts are all totals
};

// A quantile p stands at place 1 + (n − 1)p of the ascending totals, interpolated between its neighbours (what
// spreadsheets call QUARTILE.INC). A total above the highest band counts in it, one below the lowest in that.
Distribution DistributionOf(std::vector<Rational> totals, const std::vector<PointsRange>& bands);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DISTRIBUTION_H_
