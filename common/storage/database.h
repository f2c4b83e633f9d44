// A service's database: a pool of connections that read and one thread that writes.
//
//   ZP_ASSIGN_OR_RETURN(std::unique_ptr<Database> database, Database::Open(config, Migrations()));
//
//   // Callback thread: queue, return at once; `done` gets absl::StatusOr<Head> on a reading thread.
//   database->ReadAsync([=](Connection& connection) { return SelectHead(connection, department, year); },
//                       [reactor](absl::StatusOr<Head> head) { … });
//
//   // `done` gets absl::StatusOr<Posted> on the writing thread, after the commit: OK means "on disk".
//   database->Write([transaction](Connection& connection) -> absl::StatusOr<Posted> { … },
//                   [reactor](absl::StatusOr<Posted> posted) { … });
//
// A body takes Connection& and returns absl::Status or absl::StatusOr<T>; `done` takes the same type.
//
// Writes. Up to Config::write_batch_limit waiting bodies run in one database transaction, in the order of their coming,
// so that one sync to disk serves them all. Contract of a body:
//   - it reads and decides, and then either returns an error before its first write, or writes and returns OK;
//   - it is repeatable: it may run twice, so it does not move from its captures and acts on nothing but the connection.
// A refused body (error before any write) leaves its neighbours alone. When a body fails after it wrote, or the
// database gives an error, the batch is rolled back and its bodies run one by one, each in a transaction of its own;
// the one at fault is rolled back alone and its caller gets its error. So a refused write leaves no trace and spoils
// nobody else's. When the commit itself fails, all of the batch get that error, those refused too: they were judged on
// a state that never came to be. (A constraint that is checked only at the commit is a body's fault: then the bodies
// run one by one.) Whether the disk kept a commit that failed with STORAGE_UNAVAILABLE shows at the next start: repeat
// with the same request id.
//
// Reads see one committed state from their first statement to their end and never wait for the writer. A read that
// begins after a write's `done` sees that write. A read cannot write.
//
// Thread rule: every function may be called from any thread, except that Read and WriteAndWait block and so are not for
// gRPC's threads, nor for a `done`. `done` is called exactly once: on a thread of the database, or, when the queue is
// full, before Write or ReadAsync returns, with OVERLOADED. It must be short: the next batch waits for it. The
// destructor finishes what is queued. Nobody may call in once it has begun; a `done` neither.
#ifndef ZHENGPING_COMMON_STORAGE_DATABASE_H_
#define ZHENGPING_COMMON_STORAGE_DATABASE_H_

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/backend.h"
#include "common/storage/config.h"
#include "common/storage/connection.h"
#include "common/storage/migration.h"
#include "common/storage/reader.h"
#include "common/storage/writer.h"

namespace zhengping::storage {

class Database {
 public:
  // Locks the file against other processes, applies missing migrations, starts the threads. Refusals: see refusals.h.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const Config& config, const std::vector<Migration>& migrations);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  template <typename Body>
  using ResultOf = std::invoke_result_t<Body&, Connection&>;

  // Runs `body` on this thread in one read transaction; waits while all read connections are busy.
  template <typename Body>
  ResultOf<Body> Read(Body body) {
    ResultOf<Body> result = absl::InternalError("the body has not run");
    const absl::Status status = RunRead([&](Connection& connection) {
      result = body(connection);
      return StatusOf(result);
    });
    if (!status.ok()) return status;
    return result;
  }

  template <typename Body, typename Done>
  void ReadAsync(Body body, Done done) {
    auto [erased_body, erased_done] = Erase(std::move(body), std::move(done));
    QueueRead(std::move(erased_body), std::move(erased_done));
  }

  template <typename Body, typename Done>
  void Write(Body body, Done done) {
    auto [erased_body, erased_done] = Erase(std::move(body), std::move(done));
    QueueWrite(std::move(erased_body), std::move(erased_done));
  }

  // Write that blocks until `done`: for mains, tools and tests.
  template <typename Body>
  ResultOf<Body> WriteAndWait(Body body) {
    std::promise<ResultOf<Body>> promise;
    std::future<ResultOf<Body>> future = promise.get_future();
    Write(std::move(body), [&promise](ResultOf<Body> result) { promise.set_value(std::move(result)); });
    return future.get();
  }

  // Reads every page on one read connection: minutes for gigabytes. OK, or DATABASE_CORRUPT with what was found.
  absl::Status CheckIntegrity();

  // Whether reads and writes are possible at the moment: one of each that does nothing. Blocks as they do. What a
  // readiness check asks; UNAVAILABLE is the answer that counts for it.
  absl::Status Probe();

  WriteCounts write_counts() const;

  // Calls `listener` on the writing thread after each commit, before the callers of its writes are told; it is as short
  // as a `done`. There is one; an empty one ends it. When this returns, the one before is not running.
  void SetCommitListener(std::function<void()> listener);

 private:
  using ErasedBody = absl::AnyInvocable<absl::Status(Connection&)>;
  using ErasedDone = absl::AnyInvocable<void(absl::Status)>;

  Database();
  absl::Status RunRead(absl::FunctionRef<absl::Status(Connection&)> body);
  void QueueRead(ErasedBody body, ErasedDone done);
  void QueueWrite(ErasedBody body, ErasedDone done);

  static absl::Status StatusOf(const absl::Status& status) { return status; }
  template <typename T>
  static absl::Status StatusOf(const absl::StatusOr<T>& result) {
    return result.status();
  }

  // The value that a body returned waits between the two until the commit; a second run of the body overwrites it.
  template <typename Body, typename Done>
  static std::pair<ErasedBody, ErasedDone> Erase(Body body, Done done) {
    using Result = ResultOf<Body>;
    if constexpr (std::is_same_v<Result, absl::Status>) {
      return {std::move(body), std::move(done)};
    } else {
      auto result = std::make_shared<Result>(absl::InternalError("the body has not run"));
      return {[body = std::move(body), result](Connection& connection) mutable {
                *result = body(connection);
                return result->status();
              },
              [done = std::move(done), result](absl::Status status) mutable {
                if (status.ok()) {
                  done(std::move(*result));
                } else {
                  done(Result(std::move(status)));
                }
              }};
    }
  }

  std::unique_ptr<Backend> backend_;  // ends last: it holds the file's lock
  std::unique_ptr<Reader> reader_;
  std::unique_ptr<Writer> writer_;
};

// For main(): prints the error to stderr and exits with 1 when the database cannot be opened.
std::unique_ptr<Database> OpenOrExit(const Config& config, const std::vector<Migration>& migrations);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_DATABASE_H_
