#include "common/storage/sqlite/file_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace zhengping::storage {
namespace {

// A process that takes the lock and keeps it until it is killed.
class Holder {
 public:
  explicit Holder(const std::string& path) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    process_ = fork();
    if (process_ == 0) {
      const absl::StatusOr<FileLock> lock = FileLock::Acquire(path);
      const char answer = lock.ok() ? '1' : '0';
      if (write(ends[1], &answer, 1) != 1) _exit(1);
      while (true) pause();
    }
    char answer = 0;
    EXPECT_EQ(read(ends[0], &answer, 1), 1);
    EXPECT_EQ(answer, '1');
    close(ends[0]);
    close(ends[1]);
  }
  ~Holder() { Kill(); }

  void Kill() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  pid_t process() const { return process_; }

 private:
  pid_t process_;
};

TEST(FileLock, AnotherProcessIsNamedAndItsDeathFreesTheFile) {
  TempFolder folder;
  const std::string path = folder.path() + "/ledger.db";
  Holder holder(path);
  const absl::Status refused = Database::Open({.path = path}, common::Migrations()).status();
  EXPECT_THAT(refused, IsRefusal("DATABASE_IN_USE"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.message()), testing::HasSubstr(std::to_string(holder.process())));
  EXPECT_FALSE(std::filesystem::exists(path)) << "a refused opening makes no file";
  holder.Kill();
  EXPECT_THAT(Database::Open({.path = path}, common::Migrations()), IsOk());
}

TEST(FileLock, AnotherNameOfTheFileMeetsTheSameLock) {
  TempFolder folder;
  const std::string path = folder.path() + "/ledger.db";
  const auto open = Database::Open({.path = path}, common::Migrations());
  ASSERT_THAT(open, IsOk());
  std::filesystem::create_symlink(path, folder.path() + "/other.db");
  EXPECT_THAT(Database::Open({.path = folder.path() + "/other.db"}, common::Migrations()),
              IsRefusal("DATABASE_IN_USE"));
  EXPECT_THAT(Database::Open({.path = folder.path() + "/./ledger.db"}, common::Migrations()),
              IsRefusal("DATABASE_IN_USE"));
}

}  // namespace
}  // namespace zhengping::storage
