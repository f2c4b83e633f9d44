#include "common/status/check.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"

namespace zhengping {

void CheckFailed(const char* file, int line, const char* expression, absl::string_view why) {
  const std::string text = absl::StrCat(file, ":", line, ": check failed: ", expression, ": ", why, "\n");
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
  std::abort();
}

}  // namespace zhengping
