#include "common/server/messages.h"

#include <map>

#include "absl/strings/str_split.h"

namespace zhengping::server {

extern const char kMessagesZh[];  // messages.zh.txt, put into the build tree by CMakeLists.txt

absl::string_view ChineseMessageOf(absl::string_view reason) {
  static const auto* const messages = [] {
    auto* lines = new std::map<absl::string_view, absl::string_view>;
    for (absl::string_view line : absl::StrSplit(kMessagesZh, '\n', absl::SkipEmpty())) {
      const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(line, absl::MaxSplits('\t', 1));
      if (line[0] != '#') lines->insert(parts);
    }
    return lines;
  }();
  const auto found = messages->find(reason);
  return found == messages->end() ? absl::string_view() : found->second;
}

}  // namespace zhengping::server
