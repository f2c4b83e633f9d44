// One process per database file: an flock on PATH.lock, held as long as the object. The kernel lets go of it when the
// process ends, however it ends, so a stale file is no obstacle. A file of its own, because closing any descriptor of
// the database file would drop SQLite's POSIX locks on it. The file holds the holder's process id, for the refusal's
// text.
#ifndef ZHENGPING_COMMON_STORAGE_SQLITE_FILE_LOCK_H_
#define ZHENGPING_COMMON_STORAGE_SQLITE_FILE_LOCK_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace zhengping::storage {

class FileLock {
 public:
  // DATABASE_IN_USE when another process (or another FileLock of this one) has it; STORAGE_UNAVAILABLE when the file
  // cannot be made. `path` is the database's, without symbolic links.
  static absl::StatusOr<FileLock> Acquire(const std::string& path);

  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_SQLITE_FILE_LOCK_H_
