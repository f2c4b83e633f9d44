// The file behind --config: the part of TOML that settings need.
//
//   # The budget service of Daxiang.
//   listen = "127.0.0.1:7101"
//   in-flight-limit = 256
//   insecure = false
//   targets = ["dns:///budget:7101", "dns:///indicator:7102"]
//
// One setting a line, at the top level. Texts in "double quotes" (escapes \" \\ \n \t) or 'single quotes' (none); a
// text without either and without # may stand bare. Lists on one line.
#ifndef ZHENGPING_COMMON_CONFIG_FILE_H_
#define ZHENGPING_COMMON_CONFIG_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping::config {

struct FileEntry {
  int line = 0;  // from 1
  std::string name;
  std::vector<std::string> values;
};

// Appends "line 3: …" to `errors` for each line that does not read.
std::vector<FileEntry> ReadFileEntries(absl::string_view text, std::vector<std::string>& errors);

// "listen = \"127.0.0.1:7101\"". `is_quoted` as Setting has it; several values, or none, make a list when `is_list`.
std::string FormatFileEntry(absl::string_view name, const std::vector<std::string>& values, bool is_quoted,
                            bool is_list);

}  // namespace zhengping::config

#endif  // ZHENGPING_COMMON_CONFIG_FILE_H_
