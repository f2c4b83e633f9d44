// Goal: an acknowledged write is on disk, whole, whatever moment the process dies at. Method: a child process writes
// from several threads and tells each id through a pipe after the answer; the parent kills it with SIGKILL in
// mid-write, opens the database again and looks for every id that was told.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>
#include <thread>
#include <vector>

#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

constexpr int kThreads = 4;

// A quota and its payment: one without the other would be half a write.
absl::Status InsertPair(Connection& connection, int64_t id) {
  ZP_RETURN_IF_ERROR(InsertQuota(connection, id));
  return connection.Execute("INSERT INTO payments (quota_id, amount_fen) VALUES ($1, $2)", id, id);
}

[[noreturn]] void WriteUntilKilled(const Config& config, int64_t first_id, int acknowledgements) {
  const auto database = Database::Open(config, common::Migrations());
  if (!database.ok()) _exit(1);
  std::vector<std::thread> threads;
  for (int64_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int64_t id = first_id + thread;; id += kThreads) {
        const absl::Status status =
            (*database)->WriteAndWait([id](Connection& connection) { return InsertPair(connection, id); });
        if (!status.ok() || write(acknowledgements, &id, sizeof(id)) != sizeof(id)) _exit(1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(1);
}

// Runs a writing child, kills it after `limit` acknowledgements, and returns all that it told, those after the kill
// too.
std::set<int64_t> AcknowledgedBeforeKill(const Config& config, int64_t first_id, size_t limit) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    WriteUntilKilled(config, first_id, ends[1]);
  }
  close(ends[1]);
  std::set<int64_t> told;
  int64_t id = 0;
  bool is_killed = false;
  while (read(ends[0], &id, sizeof(id)) == sizeof(id)) {
    told.insert(id);
    if (told.size() < limit || is_killed) continue;
    kill(child, SIGKILL);
    is_killed = true;
  }
  close(ends[0]);
  int how = 0;
  waitpid(child, &how, 0);
  EXPECT_TRUE(WIFSIGNALED(how)) << "the child ended by itself";
  return told;
}

class CrashTest : public testing::TestWithParam<BackendKind> {};

INSTANTIATE_TEST_SUITE_P(Backends, CrashTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(CrashTest, EveryAcknowledgedWriteSurvivesAKill) {
  TempDatabase database(GetParam(), common::Migrations());
  std::set<int64_t> acknowledged;
  int64_t first_id = 1;
  for (const size_t limit : {size_t{1}, size_t{30}, size_t{200}, size_t{400}}) {
    SCOPED_TRACE(limit);
    database.Close();
    acknowledged.merge(AcknowledgedBeforeKill(database.config(), first_id, limit));
    database.Reopen();
    const std::vector<int64_t> stored = QuotaIds(*database);
    EXPECT_GE(acknowledged.size(), limit);
    EXPECT_THAT(stored, testing::IsSupersetOf(acknowledged));
    const auto payments = database->Read([](Connection& connection) {
      return Rows(connection, "SELECT quota_id FROM payments ORDER BY quota_id",
                  [](const Statement& row) { return row.Int64(0); });
    });
    EXPECT_THAT(payments, IsOkAndHolds(stored)) << "half a write";
    EXPECT_THAT(database->CheckIntegrity(), IsOk());
    first_id = stored.back() + 1;
  }
}

}  // namespace
}  // namespace zhengping::storage
