// The compression function of SM3 (GB/T 32905-2016, 5.3) for one block of each of several messages at once. One lane of
// a register holds one message, so that the lanes are digested in the time of one.
#ifndef ZHENGPING_COMMON_DIGEST_SM3_LANES_H_
#define ZHENGPING_COMMON_DIGEST_SM3_LANES_H_

#include <cstddef>
#include <cstdint>

namespace zhengping {

inline constexpr size_t kSm3BlockBytes = 64;
// The state before the first block (4.1).
inline constexpr uint32_t kSm3Start[8] = {0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
                                          0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E};

// Word by word, lane beside lane.
template <int kLanes>
struct Sm3Lanes {
  alignas(64) uint32_t state[8][kLanes];
  alignas(64) uint32_t block[16][kLanes];
};

// Takes each lane's block into its state. Only where the processor has the registers: HasSm3Lanes.
void CompressSm3(Sm3Lanes<16>& lanes);  // AVX-512F
void CompressSm3(Sm3Lanes<8>& lanes);   // AVX2

// 16 or 8.
bool HasSm3Lanes(int lanes);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_DIGEST_SM3_LANES_H_
