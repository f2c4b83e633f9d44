#include "common/server/access.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/client/stated_actor.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::server {
namespace {

namespace pb = google::protobuf;

// Calls `visit` with each text that stands at `path` below `message`; a repeated field gives several.
void VisitTexts(const pb::Message& message, const std::vector<std::string>& path, size_t depth,
                const std::function<void(const std::string&)>& visit) {
  const pb::FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(path[depth]);
  if (field == nullptr) return visit("");
  const pb::Reflection& reflection = *message.GetReflection();
  const bool is_leaf = field->cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING;
  if (!is_leaf && depth + 1 == path.size()) return visit("");
  if (!field->is_repeated()) {
    if (is_leaf) return visit(reflection.GetString(message, field));
    return VisitTexts(reflection.GetMessage(message, field), path, depth + 1, visit);
  }
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
    if (is_leaf) {
      visit(reflection.GetRepeatedString(message, field, i));
    } else {
      VisitTexts(reflection.GetRepeatedMessage(message, field, i), path, depth + 1, visit);
    }
  }
}

absl::Status Without(absl::string_view rpc, absl::string_view what) {
  return NotNow({"RPC_WITHOUT_ACCESS", std::string(rpc), ""}, absl::StrCat(rpc, " declares no ", what));
}

std::string HeaderOf(const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

// Puts the person and the role that the call states in the place of the local operator's.
absl::Status TakeStatedActor(const grpc::ServerContextBase& context, bool is_on_loopback, Caller& caller) {
  const std::string name = HeaderOf(context, client::kActorNameKey);
  const std::string role = HeaderOf(context, client::kActorRoleKey);
  if (name.empty() && role.empty()) return absl::OkStatus();
  if (!is_on_loopback || caller.who != LocalOperator().who) {
    return Forbidden({"ACTOR_NOT_ACCEPTED", "", ""}, "who acts is taken on the caller's word on loopback only");
  }
  ZP_ASSIGN_OR_RETURN(const client::StatedActor actor, client::ActorFrom(name, role));
  if (!caller.Has(actor.role)) {
    return Forbidden({"ACTOR_NOT_ACCEPTED", "", ""}, "a caller states a role that it holds itself");
  }
  caller.who = actor.name;
  caller.roles = {actor.role};
  return absl::OkStatus();
}

// Health and reflection: open to everybody, answered under any load.
bool IsAboutTheServer(absl::string_view rpc) { return absl::StartsWith(rpc, "grpc."); }

}  // namespace

Authenticator LocalOperatorAuthenticator() {
  return [](const grpc::ServerContextBase&) { return LocalOperator(); };
}

absl::Status AccessTable::Add(absl::string_view service) {
  if (IsAboutTheServer(service)) return absl::OkStatus();
  const pb::ServiceDescriptor* descriptor =
      pb::DescriptorPool::generated_pool()->FindServiceByName(std::string(service));
  if (descriptor == nullptr) return Without(service, "descriptor");
  std::map<std::string, AccessRule, std::less<>> rules;
  for (int i = 0; i < descriptor->method_count(); ++i) {
    const pb::MethodDescriptor& method = *descriptor->method(i);
    const std::string rpc = absl::StrCat(service, "/", method.name());
    if (!method.options().HasExtension(access)) return Without(rpc, "(zhengping.access)");
    const Access& declared = method.options().GetExtension(access);
    AccessRule rule = {.roles = {}, .scope_field = declared.scope_field(), .audit = declared.audit()};
    for (int role : declared.roles()) rule.roles.insert(static_cast<Role>(role));
    if (rule.roles.empty() || rule.roles.count(ROLE_UNSPECIFIED) > 0) return Without(rpc, "roles");
    if (rule.audit == AUDIT_UNSPECIFIED) return Without(rpc, "audit");
    rules.emplace(rpc, std::move(rule));
  }
  rules_.merge(rules);
  return absl::OkStatus();
}

const AccessRule* AccessTable::Find(absl::string_view rpc) const {
  const auto found = rules_.find(rpc);
  return found == rules_.end() ? nullptr : &found->second;
}

void Admission::Begin(const grpc::ServerContextBase& context, absl::string_view rpc, CallContext& call) {
  call.rpc = std::string(rpc);
  call.caller = authenticator_(context);
  const absl::Status stated = TakeStatedActor(context, IsLoopback(config_.listen), call.caller);
  call.deadline = std::min(context.deadline(),
                           std::chrono::system_clock::now() + std::chrono::milliseconds(config_.longest_call_ms));
  call.callers_deadline = context.deadline();
  call.idle_limit = std::chrono::milliseconds(config_.idle_limit_ms);
  call.drain_signal = &drain_signal_;
  call.receive_limit_bytes = config_.receive_limit_bytes;
  call.stream_limit_bytes = config_.stream_limit_bytes;
  call.stream_budget = &stream_budget_;
  if (IsAboutTheServer(rpc)) return;
  const int in_flight = in_flight_.fetch_add(1) + 1;
  const AccessRule* rule = table_.Find(rpc);
  const bool is_allowed = rule != nullptr && std::any_of(rule->roles.begin(), rule->roles.end(),
                                                         [&](Role role) { return call.caller.Has(role); });
  if (rule != nullptr) call.scope_field = rule->scope_field;
  if (!stated.ok()) {
    call.Refuse(stated);
  } else if (!is_allowed) {
    call.Refuse(Forbidden({"ROLE_MISSING", "", ""}, absl::StrCat(rpc, " is for other roles than the caller's")));
  } else if (in_flight > config_.in_flight_limit) {
    call.Refuse(Overloaded({"TOO_MANY_CALLS", "", ""},
                           absl::StrCat(config_.in_flight_limit, " calls are being answered: come again shortly")));
  }
}

void Admission::End(absl::string_view rpc) {
  if (!IsAboutTheServer(rpc)) in_flight_.fetch_sub(1);
}

absl::Status CheckScope(const CallContext& call, const pb::Message& request) {
  if (call.scope_field.empty()) return absl::OkStatus();
  absl::Status status;
  const std::vector<std::string> path = absl::StrSplit(call.scope_field, '.');
  VisitTexts(request, path, 0, [&](const std::string& resource) {
    if (status.ok() && !call.caller.MayReach(resource)) {
      status = Absent({"RESOURCE_NOT_FOUND", call.scope_field, ""}, "no such resource, or not in the caller's scope");
    }
  });
  return status;
}

absl::Status CheckAdmitted(const CallContext& call, const pb::Message& request) {
  if (absl::Status admission = call.Admit(); !admission.ok()) return admission;
  if (call.IsOver()) return call.WhyOver();
  return CheckScope(call, request);
}

absl::Status EmptyStream(const CallContext& call) {
  if (absl::Status admission = call.Admit(); !admission.ok()) return admission;
  return Invalid({"REQUEST_EMPTY", "", ""}, "the stream ended before its first message");
}

}  // namespace zhengping::server
