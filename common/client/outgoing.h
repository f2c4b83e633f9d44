// What an outgoing call takes along from the incoming one: what is left of the deadline, cancellation, and the trace.
//
//   auto context = client::NewContext(server::CallOf(server_context).outgoing());
//   const grpc::Status status = stub_->AnalyzeYear(context.get(), request, &response);
//   ZP_RETURN_IF_ERROR(FromGrpcStatus(status, "budget"));
#ifndef ZHENGPING_COMMON_CLIENT_OUTGOING_H_
#define ZHENGPING_COMMON_CLIENT_OUTGOING_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>

#include "common/trace/trace.h"

namespace zhengping::client {

// A call that nobody told how long it may take ends after this.
constexpr std::chrono::milliseconds kDefaultDeadline = std::chrono::seconds(30);

// What is kept back of the caller's deadline, so that our answer about a late downstream still reaches the caller.
constexpr std::chrono::milliseconds kDeadlineMargin = std::chrono::milliseconds(50);

// Default-constructed: a call of our own accord (command line, background work), under a new trace.
struct Outgoing {
  grpc::CallbackServerContext* incoming = nullptr;                // cancelled with it; must outlive the outgoing call
  std::optional<trace::Context> trace;                            // absent: a new one
  std::optional<std::chrono::system_clock::time_point> deadline;  // of the incoming call; absent: none
};

struct CallOptions {
  std::chrono::milliseconds deadline = kDefaultDeadline;  // at most this; less when the incoming call ends sooner
  bool wait_for_ready = false;                            // wait for a service that is still starting
};

std::unique_ptr<grpc::ClientContext> NewContext(const Outgoing& outgoing, const CallOptions& options = {});

}  // namespace zhengping::client

#endif  // ZHENGPING_COMMON_CLIENT_OUTGOING_H_
