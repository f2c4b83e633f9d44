// What client streams hold in memory until their RPC's body runs: bounded for each stream, and for all streams of a
// server at once, so that many callers with large streams cannot take the memory of the process.
//
// Counted is the memory of the parsed messages (SpaceUsedLong), which is several times their bytes on the wire.
#ifndef ZHENGPING_COMMON_SERVER_STREAM_BYTES_H_
#define ZHENGPING_COMMON_SERVER_STREAM_BYTES_H_

#include <atomic>
#include <cstddef>

#include "absl/status/status.h"

namespace zhengping::server {

class CallContext;

// What all streams of a server may hold together. Every thread may use it.
class StreamBudget {
 public:
  explicit StreamBudget(size_t limit_bytes) : limit_bytes_(limit_bytes) {}

  // False, and nothing is taken, when that much is not left.
  bool Take(size_t bytes);
  void GiveBack(size_t bytes) { used_bytes_.fetch_sub(bytes); }

 private:
  const size_t limit_bytes_;
  std::atomic<size_t> used_bytes_{0};
};

// What one stream holds; its end gives all of it back.
class StreamBytes {
 public:
  // `call` must outlive it.
  explicit StreamBytes(const CallContext& call) : call_(call) {}
  ~StreamBytes();
  StreamBytes(const StreamBytes&) = delete;
  StreamBytes& operator=(const StreamBytes&) = delete;

  // Counts one more message:
  //   STREAM_TOO_LARGE  INVALID_ARGUMENT    the stream is beyond stream_limit_bytes
  //   TOO_MANY_CALLS    RESOURCE_EXHAUSTED  all streams together are beyond streams_limit_bytes
  absl::Status Add(size_t bytes);

 private:
  const CallContext& call_;
  size_t bytes_ = 0;
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_STREAM_BYTES_H_
