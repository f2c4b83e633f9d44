// What an RPC knows about the call it answers: the caller, the trace, the deadline, and whether anybody still waits.
//
//   const server::CallContext& call = server::CallOf(context);
//   transaction.actor = call.caller.who;
//   for (const Row& row : rows) { if (call.IsOver()) return call.WhyOver(); … }
//   auto outgoing = client::NewContext(call.outgoing());   // hands deadline, cancellation and trace on
//
// It lives inside gRPC's own context: valid from the first line of the RPC until its reactor was finished, readable
// from every thread. The helpers of answer.h pass it to the RPC's body.
#ifndef ZHENGPING_COMMON_SERVER_CALL_CONTEXT_H_
#define ZHENGPING_COMMON_SERVER_CALL_CONTEXT_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/client/outgoing.h"
#include "common/server/caller.h"
#include "common/trace/trace.h"

namespace zhengping::server {

class DrainSignal;
class StreamBudget;

class CallContext {
 public:
  explicit CallContext(grpc::CallbackServerContext* grpc_context) : grpc_context_(grpc_context) {}
  CallContext(const CallContext&) = delete;
  CallContext& operator=(const CallContext&) = delete;

  Caller caller;
  trace::Context trace;
  std::string rpc;                                         // "zhengping.budget.v1.BudgetService/AnalyzeYear"
  std::chrono::system_clock::time_point deadline;          // the caller's, at most longest_call_ms from the start
  std::chrono::system_clock::time_point callers_deadline;  // far away: the caller set none
  std::chrono::milliseconds idle_limit{0};                 // of a long stream: how long it waits for its caller
  DrainSignal* drain_signal = nullptr;                     // of the server
  std::string scope_field;                                 // of the RPC's access rule; see CheckScope
  int receive_limit_bytes = 0;                             // of one message
  int stream_limit_bytes = 0;                              // of all messages of a client stream, in memory
  StreamBudget* stream_budget = nullptr;  // shared by all client streams of the server; see stream_bytes.h

  // OK, or why the call must not be answered (access.h). The helpers of answer.h ask before they run a body.
  const absl::Status& Admit() const {
    was_asked_ = true;
    return admission_;
  }

  // Whether an RPC has gone ahead without asking although it would have been refused: a bug that the interceptor mends.
  bool WentAheadUnasked() const { return !admission_.ok() && !was_asked_; }

  void Refuse(absl::Status why) { admission_ = std::move(why); }  // the interceptor's, before the RPC begins

  // The caller left or the deadline passed. Long work asks this now and then, and stops.
  bool IsOver() const;

  // What to return then: CANCELLED, or DEADLINE_EXCEEDED (reason DEADLINE_EXCEEDED).
  absl::Status WhyOver() const;

  // Ends the call at once: reads and writes under way fail, from then on IsOver, and WhyOver says `why`. The caller
  // gets code and text of `why`, without details: they would have to wait behind what the caller has not read. The
  // first one counts.
  void EndWith(const absl::Status& why) const;
  // EndWith DEADLINE_EXCEEDED.
  void EndLate() const;

  client::Outgoing outgoing() const { return {.incoming = grpc_context_, .trace = trace, .deadline = deadline}; }

 private:
  grpc::CallbackServerContext* grpc_context_;
  absl::Status admission_;
  mutable std::atomic<bool> was_asked_{false};
  mutable std::atomic<bool> is_ended_{false};
  mutable std::mutex why_mutex_;
  mutable absl::Status why_ended_;  // under why_mutex_
};

// `context` is one that server::Run's server made: every other one is a bug (ZP_CHECK).
const CallContext& CallOf(const grpc::CallbackServerContext* context);

// The same for a stream that lasts as long as it makes progress (intake.h, feed.h): from here on only the caller's own
// deadline bounds it. To be called before anybody else looks at the call.
const CallContext& LongCallOf(grpc::CallbackServerContext* context);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_CALL_CONTEXT_H_
