// The table that a benchmark prints: what was measured, ours, the peer's, the ratio.
#ifndef ZHENGPING_TESTS_BENCH_TABLE_H_
#define ZHENGPING_TESTS_BENCH_TABLE_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace zhengping {

// Things a second.
inline int64_t PerSecond(int64_t count, std::chrono::nanoseconds elapsed) {
  return count * 1'000'000 / std::max<int64_t>(elapsed.count() / 1000, 1);
}

inline int64_t MedianOf(std::vector<int64_t> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// "import, key order    ours 351000/s   raw SQLite 498000/s   0.70"
inline void PrintRatio(const std::string& what, const std::string& unit, int64_t ours, const std::string& peer_name,
                       int64_t peer) {
  const int64_t hundredths = peer == 0 ? 0 : (ours * 100 + peer / 2) / peer;
  std::printf("%-44s %9lld %s   %s %9lld   %lld.%02lld\n", what.c_str(), static_cast<long long>(ours), unit.c_str(),
              peer_name.c_str(), static_cast<long long>(peer), static_cast<long long>(hundredths / 100),
              static_cast<long long>(hundredths % 100));
  std::fflush(stdout);
}

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_TABLE_H_
