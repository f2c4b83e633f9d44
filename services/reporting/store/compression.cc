#include "services/reporting/store/compression.h"

#include <zlib.h>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"

namespace zhengping::reporting {
namespace {

const Bytef* BytesOf(absl::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }
Bytef* BytesOf(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }

}  // namespace

std::string Compress(absl::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string compressed(size, '\0');
  const int result = compress2(BytesOf(compressed), &size, BytesOf(bytes), bytes.size(), Z_DEFAULT_COMPRESSION);
  ZP_CHECK(result == Z_OK, "compressBound is room enough");
  compressed.resize(size);
  return compressed;
}

absl::StatusOr<std::string> Decompress(absl::string_view compressed, int64_t size) {
  if (size < 0 || size > kMostContentBytes) {
    return absl::InternalError(absl::StrCat("a stored content claims ", size, " bytes"));
  }
  std::string bytes(static_cast<size_t>(size), '\0');
  uLongf written = bytes.size();
  const int result = uncompress(BytesOf(bytes), &written, BytesOf(compressed), compressed.size());
  if (result != Z_OK || written != bytes.size()) {
    return absl::InternalError(absl::StrCat("a stored content does not decompress: zlib says ", result));
  }
  return bytes;
}

}  // namespace zhengping::reporting
