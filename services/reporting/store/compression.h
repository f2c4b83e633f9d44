// zlib (RFC 1950) in memory. The canonical content of an evaluation shrinks to about a tenth.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_COMPRESSION_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_COMPRESSION_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping::reporting {

// More than any evaluation has (a sheet of 2,000 rows is some 5 MB); what claims more is damaged.
inline constexpr int64_t kMostContentBytes = int64_t{256} << 20;

std::string Compress(absl::string_view bytes);

// INTERNAL without a refusal when `compressed` does not give exactly `size` bytes: it is our own storage.
absl::StatusOr<std::string> Decompress(absl::string_view compressed, int64_t size);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_COMPRESSION_H_
