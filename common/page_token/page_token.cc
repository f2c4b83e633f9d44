#include "common/page_token/page_token.h"

#include <algorithm>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

constexpr size_t kDigestLength = 32;       // 128 bits of the SM3 in hex: against mistakes, not against forgers
constexpr size_t kMostTokenLength = 4096;  // far above any key of the suite
constexpr char kPart = ':';

// Each part after its length, so that no two lists of parts give the same bytes: "3:abc0:".
std::string Packed(const std::vector<std::string>& parts) {
  std::string bytes;
  for (const std::string& part : parts) absl::StrAppend(&bytes, part.size(), ":", part);
  return bytes;
}

std::optional<std::vector<std::string>> Unpacked(absl::string_view bytes) {
  std::vector<std::string> parts;
  while (!bytes.empty()) {
    size_t size = 0;
    const size_t end = bytes.find(kPart);
    if (end == absl::string_view::npos || !absl::SimpleAtoi(bytes.substr(0, end), &size)) return std::nullopt;
    bytes.remove_prefix(end + 1);
    if (size > bytes.size()) return std::nullopt;
    parts.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return parts;
}

std::string Binding(const std::vector<std::string>& key, const std::vector<std::string>& request_fields) {
  return Sm3Hex(Packed({Packed(key), Packed(request_fields)})).substr(0, kDigestLength);
}

absl::Status Refused(const char* reason) {
  return Invalid({reason, "page_token"},
                 "a page token is the next_page_token of the same request; leave it empty for the first page");
}

}  // namespace

std::string FormatPageToken(const std::vector<std::string>& key, const std::vector<std::string>& request_fields) {
  ZP_CHECK(!key.empty(), "a next page starts after a row");
  return absl::WebSafeBase64Escape(Binding(key, request_fields) + Packed(key));
}

absl::StatusOr<std::vector<std::string>> ParsePageToken(absl::string_view token,
                                                        const std::vector<std::string>& request_fields,
                                                        size_t key_size) {
  if (token.empty()) return std::vector<std::string>();
  std::string bytes;
  if (token.size() > kMostTokenLength || !absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() < kDigestLength) {
    return Refused("PAGE_TOKEN_MALFORMED");
  }
  std::optional<std::vector<std::string>> key = Unpacked(absl::string_view(bytes).substr(kDigestLength));
  if (!key) return Refused("PAGE_TOKEN_MALFORMED");
  if (bytes.substr(0, kDigestLength) != Binding(*key, request_fields) || key->size() != key_size) {
    return Refused("PAGE_TOKEN_MISMATCH");
  }
  return *std::move(key);
}

absl::StatusOr<int32_t> ParsePageSize(int32_t page_size, int32_t usual, int32_t most) {
  if (page_size < 0) {
    return Invalid({"PAGE_SIZE_NEGATIVE", "page_size"}, absl::StrCat("a page size is 0 (the usual) to ", most));
  }
  return page_size == 0 ? usual : std::min(page_size, most);
}

}  // namespace zhengping
