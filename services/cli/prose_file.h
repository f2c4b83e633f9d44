// A text that the user wrote, as a file or from standard input.
#ifndef ZHENGPING_SERVICES_CLI_PROSE_FILE_H_
#define ZHENGPING_SERVICES_CLI_PROSE_FILE_H_

#include <string>

#include "absl/status/statusor.h"

namespace zhengping::cli {

// UTF-8 or GB18030; line ends of any system. "-" is standard input. Refused: FILE_UNREADABLE; TEXT_TOO_LONG above 1
// MiB, before anything is sent; TEXT_NOT_READABLE for bytes that are text in neither encoding.
absl::StatusOr<std::string> ReadProse(const std::string& file);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROSE_FILE_H_
