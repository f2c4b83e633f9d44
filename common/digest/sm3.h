// SM3 (GB/T 32905-2016), the digest of head rows, frameworks and evaluations. OpenSSL does the work.
//
//   Sm3 sm3;
//   sm3.Update(previous_digest);
//   sm3.Update(canonical_transaction);
//   std::string hex = sm3.FinishHex();
#ifndef ZHENGPING_COMMON_DIGEST_SM3_H_
#define ZHENGPING_COMMON_DIGEST_SM3_H_

#include <array>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping {

// The name under which a digest's algorithm is stored beside it.
inline constexpr char kSm3AlgorithmId[] = "sm3";

class Sm3 {
 public:
  Sm3();
  ~Sm3();
  Sm3(const Sm3&) = delete;
  Sm3& operator=(const Sm3&) = delete;

  void Update(absl::string_view bytes);
  // 64 lower-case hex digits. The object is spent afterwards.
  std::string FinishHex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string Sm3Hex(absl::string_view bytes);

// The 32 bytes of SM3(first ‖ second), for chains: no memory is taken.
std::array<char, 32> Sm3Bytes(absl::string_view first, absl::string_view second);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_DIGEST_SM3_H_
