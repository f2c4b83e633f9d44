#include "common/request_id/request_id.h"

#include <openssl/rand.h>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

constexpr size_t kLength = 36;

bool IsDash(size_t place) { return place == 8 || place == 13 || place == 18 || place == 23; }

bool IsVersion4(absl::string_view text) {
  if (text.size() != kLength) return false;
  for (size_t i = 0; i < kLength; ++i) {
    if (IsDash(i) ? text[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  const char variant = text[19];
  return text[14] == '4' && (variant == '8' || variant == '9' || variant == 'a' || variant == 'b');
}

}  // namespace

absl::StatusOr<std::string> ParseRequestId(absl::string_view text, absl::string_view field) {
  std::string id = absl::AsciiStrToLower(text);
  if (!id.empty() && !IsVersion4(id)) {
    return Invalid({"REQUEST_ID_MALFORMED", std::string(field)},
                   "a request id is a UUID of version 4, like 6ba7b814-9dad-4ed1-80b4-00c04fd430c8");
  }
  return id;
}

std::string NewRequestId() {
  unsigned char bytes[16];
  ZP_CHECK(RAND_bytes(bytes, sizeof(bytes)) == 1, "the machine gives random bytes");
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);  // version 4
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);  // the variant of RFC 4122
  std::string id = absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes), sizeof(bytes)));
  for (const size_t dash : {8u, 13u, 18u, 23u}) id.insert(dash, 1, '-');
  return id;
}

}  // namespace zhengping
