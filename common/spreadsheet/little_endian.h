// Numbers of binary files, lowest byte first. The caller has checked that the bytes are there.
#ifndef ZHENGPING_COMMON_SPREADSHEET_LITTLE_ENDIAN_H_
#define ZHENGPING_COMMON_SPREADSHEET_LITTLE_ENDIAN_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace zhengping {

inline uint16_t Read16(absl::string_view bytes, size_t at) {
  return static_cast<uint16_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8);
}

inline uint32_t Read32(absl::string_view bytes, size_t at) {
  return Read16(bytes, at) | static_cast<uint32_t>(Read16(bytes, at + 2)) << 16;
}

inline uint64_t Read64(absl::string_view bytes, size_t at) {
  return Read32(bytes, at) | static_cast<uint64_t>(Read32(bytes, at + 4)) << 32;
}

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_LITTLE_ENDIAN_H_
