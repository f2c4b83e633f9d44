// Chance that is the same on every machine and in every release: the standard library's distributions are not.
#ifndef ZHENGPING_SERVICES_CLI_PROVINCE_RANDOM_H_
#define ZHENGPING_SERVICES_CLI_PROVINCE_RANDOM_H_

#include <cstdint>

namespace zhengping::cli {

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). A value.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  // A generator of its own for a part, so that one part's draws do not move another's.
  static Random For(uint64_t seed, uint64_t part) { return Random(Random(seed + 0x632be59bd9b4e019ULL * part).Next()); }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  // From `low` to `high`, both included; low <= high.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(Next() % static_cast<uint64_t>(high - low + 1));
  }
  // True `permille` times in a thousand.
  bool Chance(int64_t permille) { return Between(0, 999) < permille; }

 private:
  uint64_t state_;
};

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROVINCE_RANDOM_H_
