// Any text is read as a settings file without a crash, and the entries that were read are the same after they were
// written.
#include <cstdint>

#include "common/config/file.h"
#include "common/status/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping::config;
  std::vector<std::string> errors;
  const std::vector<FileEntry> entries =
      ReadFileEntries(absl::string_view(reinterpret_cast<const char*>(bytes), size), errors);
  for (const FileEntry& entry : entries) {
    errors.clear();
    const std::string text = FormatFileEntry("name", entry.values, /*is_quoted=*/true, /*is_list=*/true);
    const std::vector<FileEntry> again = ReadFileEntries(text, errors);
    ZP_CHECK(errors.empty() && again.size() == 1 && again[0].values == entry.values, text);
  }
  return 0;
}
