#include "services/reporting/domain/division/distribution.h"

#include <algorithm>

namespace zhengping::reporting {
namespace {

// `quarters` of 4 of the way through the ascending `totals`, which is not empty.
Rational QuantileOf(const std::vector<Rational>& totals, int quarters) {
  const size_t steps = (totals.size() - 1) * static_cast<size_t>(quarters);
  const size_t below = steps / 4;
  const Rational share = *Quotient(Rational(static_cast<int64_t>(steps % 4)), Rational(4));
  if (share.is_zero()) return totals[below];
  return totals[below] + (totals[below + 1] - totals[below]) * share;
}

void Count(const Rational& total, std::vector<BandCount>& bands) {
  if (bands.empty()) return;
  for (BandCount& band : bands) {
    if (total >= band.band.low) {
      ++band.count;
      return;
    }
  }
  ++bands.back().count;
}

}  // namespace

Distribution DistributionOf(std::vector<Rational> totals, const std::vector<PointsRange>& bands) {
  Distribution distribution;
  for (const PointsRange& band : bands) distribution.bands.push_back({.band = band});
  distribution.count = static_cast<int64_t>(totals.size());
  if (totals.empty()) return distribution;
  std::sort(totals.begin(), totals.end());
  Rational sum;
  for (const Rational& total : totals) {
    sum += total;
    Count(total, distribution.bands);
  }
  distribution.mean = *Quotient(sum, Rational(distribution.count));
  distribution.minimum = totals.front();
  distribution.lower_quartile = QuantileOf(totals, 1);
  distribution.median = QuantileOf(totals, 2);
  distribution.upper_quartile = QuantileOf(totals, 3);
  distribution.maximum = totals.back();
  return distribution;
}

}  // namespace zhengping::reporting
