// Text files as users save them: UTF-8 with or without byte order mark, or GB18030, which Excel and WPS write on a
// Chinese Windows. GB18030 text is hardly ever valid UTF-8, so trying UTF-8 first decides.
#ifndef ZHENGPING_COMMON_SPREADSHEET_ENCODING_H_
#define ZHENGPING_COMMON_SPREADSHEET_ENCODING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"

namespace zhengping {

// Text in UTF-16 with a byte order mark ("Unicode text" of Excel) as UTF-8; bytes without one, and what is not UTF-16,
// stay as they are.
std::string WithoutUtf16(absl::string_view bytes);

// The offset of the first byte that is not UTF-8 (RFC 3629: nothing overlong, no surrogates); npos when all is.
size_t FirstInvalidUtf8(absl::string_view bytes);

// `bytes` as UTF-8 without byte order mark. Empty with an issue: ENCODING_UNKNOWN names the byte where the better of
// the two readings fails; FILE_NOT_TEXT names a control character, as a workbook under the name of a CSV file has.
// Their place has the line as its row.
std::optional<std::string> ToUtf8(absl::string_view name, absl::string_view bytes, std::vector<Issue>& issues);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_ENCODING_H_
