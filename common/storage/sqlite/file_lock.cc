#include "common/storage/sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

std::string HolderOf(int descriptor) {
  std::array<char, 32> text;
  const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
  if (size <= 0) return "进程号未知";
  return absl::StrCat("进程号 ", absl::StripAsciiWhitespace({text.data(), static_cast<size_t>(size)}));
}

}  // namespace

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path) {
  const std::string lock_path = path + ".lock";
  FileLock lock(open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.descriptor_ < 0) return StorageUnavailable(lock_path, std::strerror(errno));
  while (flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return DatabaseInUse(path, HolderOf(lock.descriptor_));
    if (errno != EINTR) return StorageUnavailable(lock_path, std::strerror(errno));
  }
  // The id is a courtesy to the reader of a refusal: on a full disk the lock holds without it.
  const std::string holder = absl::StrCat(getpid(), "\n");
  if (ftruncate(lock.descriptor_, 0) == 0) {
    [[maybe_unused]] const ssize_t written = pwrite(lock.descriptor_, holder.data(), holder.size(), 0);
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace zhengping::storage
