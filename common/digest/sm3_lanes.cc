#include "common/digest/sm3_lanes.h"

#include <cstdlib>
#include <cstring>

namespace zhengping {

#if defined(__x86_64__)

namespace {

// No register crosses a call that is not inlined, so that the ABI of such calls does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"

#define ZP_INLINE inline __attribute__((always_inline))

template <typename V>
ZP_INLINE V Rotated(const V& words, int bits) {
  return (words << bits) | (words >> (32 - bits));
}

// The message's 16 words and the 52 that follow from them (5.3.2).
template <int kLanes, typename V>
ZP_INLINE void Expand(const Sm3Lanes<kLanes>& lanes, V (&words)[68]) {
  std::memcpy(words, lanes.block, sizeof(lanes.block));
  for (int j = 16; j < 68; ++j) {
    const V mixed = words[j - 16] ^ words[j - 9] ^ Rotated(words[j - 3], 15);
    words[j] = mixed ^ Rotated(mixed, 15) ^ Rotated(mixed, 23) ^ Rotated(words[j - 13], 7) ^ words[j - 6];
  }
}

// One round (5.3.3); `is_early`: of the first 16. The caller gives the registers in turned places in place of moving
// their contents.
template <bool is_early, typename V>
ZP_INLINE void Round(uint32_t constant, const V& word, const V& next, const V& a, V& b, const V& c, V& d, const V& e,
                     V& f, const V& g, V& h) {
  const V turned = Rotated(a, 12);
  const V first = Rotated(turned + e + constant, 7);
  const V second = first ^ turned;
  const V majority = is_early ? a ^ b ^ c : (a & b) | (c & (a | b));
  const V choice = is_early ? e ^ f ^ g : (e & (f ^ g)) ^ g;
  d = majority + d + second + (word ^ next);
  const V mixed = choice + h + first + word;
  b = Rotated(b, 9);
  f = Rotated(f, 19);
  h = mixed ^ Rotated(mixed, 9) ^ Rotated(mixed, 17);
}

constexpr uint32_t ConstantOf(int round) {
  const uint32_t constant = round < 16 ? 0x79CC4519 : 0x7A879D8A;
  const int bits = round % 32;
  return bits == 0 ? constant : (constant << bits) | (constant >> (32 - bits));
}

template <bool is_early, typename V>
ZP_INLINE void FourRounds(int j, const V (&w)[68], V (&s)[8]) {
  Round<is_early>(ConstantOf(j), w[j], w[j + 4], s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]);
  Round<is_early>(ConstantOf(j + 1), w[j + 1], w[j + 5], s[3], s[0], s[1], s[2], s[7], s[4], s[5], s[6]);
  Round<is_early>(ConstantOf(j + 2), w[j + 2], w[j + 6], s[2], s[3], s[0], s[1], s[6], s[7], s[4], s[5]);
  Round<is_early>(ConstantOf(j + 3), w[j + 3], w[j + 7], s[1], s[2], s[3], s[0], s[5], s[6], s[7], s[4]);
}

template <int kLanes, typename V>
ZP_INLINE void Compress(Sm3Lanes<kLanes>& lanes) {
  V words[68];
  Expand<kLanes>(lanes, words);
  V before[8];
  V state[8];
  std::memcpy(before, lanes.state, sizeof(before));
  std::memcpy(state, lanes.state, sizeof(state));
  for (int j = 0; j < 16; j += 4) FourRounds<true>(j, words, state);
  for (int j = 16; j < 64; j += 4) FourRounds<false>(j, words, state);
  for (int i = 0; i < 8; ++i) state[i] ^= before[i];
  std::memcpy(lanes.state, state, sizeof(state));
}

#undef ZP_INLINE

using Words16 = uint32_t __attribute__((vector_size(64)));
using Words8 = uint32_t __attribute__((vector_size(32)));

}  // namespace

__attribute__((target("avx512f"))) void CompressSm3(Sm3Lanes<16>& lanes) { Compress<16, Words16>(lanes); }
__attribute__((target("avx2"))) void CompressSm3(Sm3Lanes<8>& lanes) { Compress<8, Words8>(lanes); }

bool HasSm3Lanes(int lanes) {
  switch (lanes) {
    case 16:
      return __builtin_cpu_supports("avx512f") != 0;
    case 8:
      return __builtin_cpu_supports("avx2") != 0;
    default:
      return false;
  }
}

#else

void CompressSm3(Sm3Lanes<16>&) { std::abort(); }
void CompressSm3(Sm3Lanes<8>&) { std::abort(); }
bool HasSm3Lanes(int) { return false; }

#endif

}  // namespace zhengping
