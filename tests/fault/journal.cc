#include "tests/fault/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"

namespace zhengping {

Journal::Journal(const std::string& path) : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
  ZP_CHECK(file_ >= 0, path);
}

Journal::~Journal() { close(file_); }

void Journal::Sent(int64_t number) { Append(absl::StrCat("sent ", number, "\n")); }

void Journal::Acknowledged(int64_t number) { Append(absl::StrCat("acknowledged ", number, "\n")); }

void Journal::Append(const std::string& line) {
  ZP_CHECK(write(file_, line.data(), line.size()) == static_cast<ssize_t>(line.size()), line);
  ZP_CHECK(fdatasync(file_) == 0, line);
}

Journaled ReadJournal(const std::string& path) {
  Journaled journaled;
  std::ifstream file(path);
  std::string word;
  int64_t number = 0;
  while (file >> word >> number) (word == "sent" ? journaled.sent : journaled.acknowledged).insert(number);
  return journaled;
}

}  // namespace zhengping
