#include "common/config/nearest.h"

#include <algorithm>

namespace zhengping::config {

size_t Distance(absl::string_view a, absl::string_view b) {
  // distance[i][j] is that of the first i characters of a and the first j of b.
  std::vector<std::vector<size_t>> distance(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      size_t& here = distance[i][j];
      if (i == 0 || j == 0) {
        here = i + j;
        continue;
      }
      here = std::min(
          {distance[i - 1][j] + 1, distance[i][j - 1] + 1, distance[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) here = std::min(here, distance[i - 2][j - 2] + 1);
    }
  }
  return distance[a.size()][b.size()];
}

std::string Nearest(absl::string_view name, const std::vector<std::string>& known) {
  constexpr size_t kLongestName = 100;  // longer ones are no typing mistakes
  if (name.size() > kLongestName) return "";
  size_t least = std::min<size_t>(3, (name.size() + 2) / 3) + 1;
  std::string nearest;
  for (const std::string& candidate : known) {
    const size_t distance = Distance(name, candidate);
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace zhengping::config
