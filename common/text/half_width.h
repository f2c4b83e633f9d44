// Full-width characters (全角) as their half-width twins: "１２３．５％" reads as "123.5%". What every parser of cells
// does first, because Chinese input methods write digits either way.
#ifndef ZHENGPING_COMMON_TEXT_HALF_WIDTH_H_
#define ZHENGPING_COMMON_TEXT_HALF_WIDTH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping {

// Without the white space at both ends: ASCII's, U+3000 (the Chinese space), U+00A0 and U+FEFF. The rest is unchanged.
absl::string_view TrimSpaces(absl::string_view text);

// Trimmed; U+FF01–U+FF5E as ASCII, inner U+3000 and U+00A0 as a space, U+2212 (minus sign) as "-". Other characters,
// and bytes that are not UTF-8, stay as they are.
std::string HalfWidth(absl::string_view text);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TEXT_HALF_WIDTH_H_
