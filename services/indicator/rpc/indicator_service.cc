#include "services/indicator/rpc/indicator_service.h"

#include <cstdlib>
#include <iostream>

namespace zhengping::indicator {

IndicatorService::IndicatorService(IndicatorStore& store, const FrameworkCatalogue& shipped, const Clock& clock)
    : store_(store), catalogue_(shipped.shipped()), clock_(clock) {
  const absl::Status loaded = shelf_.LoadPublished();
  if (loaded.ok()) return;
  std::cerr << "the stored frameworks cannot be used: " << loaded.message() << "\n";
  std::exit(1);
}

}  // namespace zhengping::indicator
