#include "common/server/call_interceptor.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "common/log/log.h"
#include "common/server/error_details.h"
#include "common/server/grpc_status.h"
#include "common/server/server_call.h"
#include "common/trace/trace.h"

namespace zhengping::server {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;

std::string HeaderOf(const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

trace::Context TraceOf(const grpc::ServerContextBase& context) {
  const std::optional<trace::Context> parent = trace::Parse(HeaderOf(context, "traceparent"));
  if (!parent) return trace::Start();
  constexpr size_t kStateLimitBytes = 512;  // what the specification obliges everybody to hand on
  trace::Context own = trace::Child(*parent);
  own.state = HeaderOf(context, "tracestate");
  if (own.state.size() > kStateLimitBytes) own.state.clear();
  return own;
}

class CallInterceptor : public grpc::experimental::Interceptor {
 public:
  CallInterceptor(std::shared_ptr<Admission> admission, grpc::experimental::ServerRpcInfo& rpc, ServerCall& context)
      : admission_(std::move(admission)), context_(context), started_(std::chrono::steady_clock::now()) {
    context_.call.trace = TraceOf(context_);
    admission_->Begin(context_, absl::StripPrefix(rpc.method(), "/"), context_.call);
    rpc_ = context_.call.rpc;
    caller_ = context_.call.caller.who;
    trace_id_ = context_.call.trace.trace_id;
    peer_ = context_.peer();
    request_id_ = HeaderOf(context_, "x-request-id");
  }

  // gRPC lets go of the interceptor when the call is over, however it ended; the CallContext is gone then.
  ~CallInterceptor() override {
    admission_->End(rpc_);
    if (absl::StartsWith(rpc_, "grpc.") && code_ == grpc::StatusCode::OK) return;  // a probe a second tells nothing
    const auto took = std::chrono::steady_clock::now() - started_;
    const bool is_our_fault = code_ == grpc::StatusCode::INTERNAL || code_ == grpc::StatusCode::UNKNOWN;
    log::Write(is_our_fault ? log::Level::kError : log::Level::kInfo, "call",
               {{"rpc", rpc_},
                {"code", NameOf(code_)},
                {"reason", summary_.reason},
                {"incident", summary_.incident},
                {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()},
                {"caller", caller_},
                {"trace_id", trace_id_},
                {"peer", peer_}});
  }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      auto* headers = methods->GetSendInitialMetadata();
      headers->emplace("traceparent", trace::Format(context_.call.trace));
      if (!request_id_.empty()) headers->emplace("x-request-id", request_id_);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      grpc::Status status = methods->GetSendStatus();
      if (context_.call.WentAheadUnasked()) {
        log::Write(log::Level::kError, "an RPC answered a call that was not admitted", {{"rpc", rpc_}});
        status = ToGrpcStatus(context_.call.Admit(), /*field_prefix=*/"");
      }
      status = WithTraceId(status, context_.call.trace.trace_id, summary_);
      code_ = status.error_code();
      if (!status.ok()) methods->ModifySendStatus(status);
    }
    methods->Proceed();
  }

 private:
  const std::shared_ptr<Admission> admission_;
  ServerCall& context_;
  const std::chrono::steady_clock::time_point started_;
  std::string rpc_;
  std::string caller_;
  std::string trace_id_;
  std::string peer_;
  std::string request_id_;
  grpc::StatusCode code_ = grpc::StatusCode::CANCELLED;  // until a status is sent
  ErrorSummary summary_;
};

}  // namespace

grpc::experimental::Interceptor* CallInterceptorFactory::CreateServerInterceptor(
    grpc::experimental::ServerRpcInfo* call) {
  auto* context = dynamic_cast<ServerCall*>(call->server_context());
  if (context == nullptr) return nullptr;
  return new CallInterceptor(admission_, *call, *context);
}

}  // namespace zhengping::server
