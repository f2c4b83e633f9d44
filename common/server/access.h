// Who may call what: the rules that the protos declare with (zhengping.access), read once when a server starts, and the
// decision on each call. The interceptor asks it; an RPC's body runs only when both answers are OK.
#ifndef ZHENGPING_COMMON_SERVER_ACCESS_H_
#define ZHENGPING_COMMON_SERVER_ACCESS_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/server/call_context.h"
#include "common/server/caller.h"
#include "common/server/drain_signal.h"
#include "common/server/server_config.h"
#include "common/server/stream_bytes.h"

namespace zhengping::server {

// Turns what a connection or a header proves into a caller. Runs on gRPC's threads: no blocking.
using Authenticator = std::function<Caller(const grpc::ServerContextBase& context)>;

// Everybody is the local operator: for loopback, and for a network that `insecure` trusts.
Authenticator LocalOperatorAuthenticator();

struct AccessRule {
  std::set<Role> roles;
  std::string scope_field;
  Audit audit = AUDIT_UNSPECIFIED;
};

class AccessTable {
 public:
  // Reads the rules of a service's RPCs from its descriptor. RPC_WITHOUT_ACCESS when one has no rule, no role or no
  // audit; nothing is added then. Health and reflection (package grpc) are open to everybody and need no rule.
  absl::Status Add(absl::string_view service);

  // `rpc` as "zhengping.budget.v1.BudgetService/AnalyzeYear"; null when unknown.
  const AccessRule* Find(absl::string_view rpc) const;

 private:
  std::map<std::string, AccessRule, std::less<>> rules_;
};

// Decides on calls before their request is looked at, and counts those in flight.
class Admission {
 public:
  Admission(const ServerConfig& config, Authenticator authenticator)
      : config_(config),
        authenticator_(std::move(authenticator)),
        stream_budget_(static_cast<size_t>(config.streams_limit_bytes)) {}

  // Filled between the registration of the services and the first call; read-only from then on.
  AccessTable& table() { return table_; }

  DrainSignal& drain_signal() { return drain_signal_; }

  // Fills caller, deadline, scope field and limits of a call that begins, and refuses it (CallContext::Admit):
  //   ROLE_MISSING      PERMISSION_DENIED   the caller has none of the roles, or the RPC has no rule
  //   TOO_MANY_CALLS    RESOURCE_EXHAUSTED  in_flight_limit calls are being answered
  // Each Begin is followed by one End with the same `rpc`. Health and reflection (package grpc) are not counted: a
  // watch of the health lasts as long as its watcher.
  void Begin(const grpc::ServerContextBase& context, absl::string_view rpc, CallContext& call);
  void End(absl::string_view rpc);

  int in_flight() const { return in_flight_.load(); }

 private:
  const ServerConfig config_;
  const Authenticator authenticator_;
  AccessTable table_;
  std::atomic<int> in_flight_{0};
  StreamBudget stream_budget_;
  DrainSignal drain_signal_;
};

// Whether the resource that the request names lies in the caller's scope. RESOURCE_NOT_FOUND (NOT_FOUND) when not: what
// lies outside looks like what does not exist.
absl::Status CheckScope(const CallContext& call, const google::protobuf::Message& request);

// All that must hold before a body runs: admission, scope, and that somebody still waits.
absl::Status CheckAdmitted(const CallContext& call, const google::protobuf::Message& request);

// For client streams: REQUEST_EMPTY when not even one message came.
absl::Status EmptyStream(const CallContext& call);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_ACCESS_H_
