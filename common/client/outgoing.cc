#include "common/client/outgoing.h"

#include <algorithm>

namespace zhengping::client {

std::unique_ptr<grpc::ClientContext> NewContext(const Outgoing& outgoing, const CallOptions& options) {
  std::unique_ptr<grpc::ClientContext> context =
      outgoing.incoming == nullptr ? std::make_unique<grpc::ClientContext>()
                                   : grpc::ClientContext::FromCallbackServerContext(*outgoing.incoming);
  auto deadline = std::chrono::system_clock::now() + options.deadline;
  if (outgoing.deadline) deadline = std::min(deadline, *outgoing.deadline - kDeadlineMargin);
  context->set_deadline(deadline);
  context->set_wait_for_ready(options.wait_for_ready);
  const trace::Context trace = outgoing.trace ? trace::Child(*outgoing.trace) : trace::Start();
  context->AddMetadata("traceparent", trace::Format(trace));
  if (!trace.state.empty()) context->AddMetadata("tracestate", trace.state);
  return context;
}

}  // namespace zhengping::client
