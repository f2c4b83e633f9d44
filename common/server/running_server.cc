#include "common/server/running_server.h"

#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/impl/server_builder_plugin.h>
#include <grpcpp/impl/server_initializer.h>
#include <grpcpp/resource_quota.h>

#include <functional>
#include <limits>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/server/call_interceptor.h"
#include "common/server/health.h"
#include "common/server/reflection.h"
#include "common/server/server_call.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::server {
namespace {

class Contexts : public grpc::ContextAllocator {
 public:
  grpc::CallbackServerContext* NewCallbackServerContext() override { return new ServerCall; }

  // gRPC also hands in the contexts that it made itself for unknown methods, and deletes those itself.
  void Release(grpc::CallbackServerContext* context) override { delete dynamic_cast<ServerCall*>(context); }
  using grpc::ContextAllocator::Release;
};

// gRPC tells the names of the registered services to plugins only: after their registration, before the first call.
using OnNames = std::function<void(const std::vector<std::string>&)>;

class NameReader : public grpc::ServerBuilderPlugin {
 public:
  explicit NameReader(OnNames on_names) : on_names_(std::move(on_names)) {}
  std::string name() override { return "zhengping_service_names"; }
  void InitServer(grpc::ServerInitializer*) override {}
  void Finish(grpc::ServerInitializer* initializer) override { on_names_(*initializer->GetServiceList()); }
  void ChangeArguments(const std::string&, void*) override {}

 private:
  const OnNames on_names_;
};

class NameReaderOption : public grpc::ServerBuilderOption {
 public:
  explicit NameReaderOption(OnNames on_names) : on_names_(std::move(on_names)) {}
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    plugins->push_back(std::make_unique<NameReader>(on_names_));
  }

 private:
  const OnNames on_names_;
};

void Bound(const ServerConfig& config, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(config.receive_limit_bytes);
  grpc::ResourceQuota quota("zhengping");
  quota.Resize(static_cast<size_t>(config.memory_limit_bytes));
  builder.SetResourceQuota(quota);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, config.connection_streams_limit);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, config.connection_age_minutes * 60 * 1000);
  // A stream that lasts keeps its connection; new calls go to a new one.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, std::numeric_limits<int>::max());
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 2 * 60 * 1000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20 * 1000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 60 * 1000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // a second server on the port is a mistake, not a replica
}

std::string HostOf(const std::string& listen) { return listen.substr(0, listen.rfind(':')); }

}  // namespace

bool IsLoopback(const std::string& listen) {
  if (listen.empty() || absl::StartsWith(listen, "unix:")) return true;
  const std::string host = HostOf(listen);
  return host == "localhost" || host == "[::1]" || absl::StartsWith(host, "127.");
}

RunningServer::RunningServer() = default;

absl::StatusOr<std::unique_ptr<RunningServer>> RunningServer::Start(const ServerConfig& config,
                                                                    const std::vector<grpc::Service*>& services,
                                                                    Authenticator authenticator) {
  if (!IsLoopback(config.listen) && !config.insecure) {
    return NotNow({"PLAINTEXT_BEYOND_LOOPBACK", "listen", ""},
                  absl::StrCat(config.listen,
                               " is reachable from outside and would be served unencrypted: listen on "
                               "127.0.0.1, or say --insecure in a network of its own"));
  }
  if (!IsLoopback(config.listen)) {
    log::Write(log::Level::kWarning, "plaintext beyond loopback: every caller is the local operator",
               {{"address", config.listen}});
  }
  std::unique_ptr<RunningServer> running(new RunningServer);
  running->config_ = config;
  running->admission_ = std::make_shared<Admission>(config, std::move(authenticator));
  running->health_ = std::make_unique<HealthService>();
  ZP_RETURN_IF_ERROR(running->Listen(services));
  running->health_->SetServing();
  return running;
}

absl::Status RunningServer::Listen(const std::vector<grpc::Service*>& services) {
  grpc::ServerBuilder builder;
  Bound(config_, builder);
  if (!config_.listen.empty()) {
    builder.AddListeningPort(config_.listen, grpc::InsecureServerCredentials(), &port_);
  }
  for (grpc::Service* service : services) builder.RegisterService(service);
  builder.RegisterService(health_.get());
  auto names = std::make_shared<std::vector<std::string>>();
  if (config_.reflection.value_or(IsLoopback(config_.listen) || config_.insecure)) {
    reflection_ = NewReflectionServices(names);
  }
  for (const auto& service : reflection_) builder.RegisterService(service.get());
  absl::Status has_access;
  builder.SetOption(std::make_unique<NameReaderOption>([&](const std::vector<std::string>& registered) {
    *names = registered;
    for (const std::string& name : registered) {
      health_->Know(name);
      has_access.Update(admission_->table().Add(name));
    }
  }));
  builder.SetContextAllocator(std::make_unique<Contexts>());
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(std::make_unique<CallInterceptorFactory>(admission_));
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) {
    return Unreachable({"ADDRESS_UNAVAILABLE", "listen", ""},
                       absl::StrCat("cannot listen on ", config_.listen, ": is the port taken?"));
  }
  const bool has_no_port = config_.listen.empty() || absl::StartsWith(config_.listen, "unix:");
  address_ = has_no_port ? config_.listen : absl::StrCat(HostOf(config_.listen), ":", port_);
  return has_access;
}

RunningServer::~RunningServer() {
  if (server_ != nullptr) Drain();
}

std::shared_ptr<grpc::Channel> RunningServer::InProcessChannel() {
  return server_->InProcessChannel(grpc::ChannelArguments());
}

void RunningServer::SetServing(bool is_serving) { health_->SetServing(is_serving); }

void RunningServer::Drain() {
  health_->Drain();
  std::this_thread::sleep_for(std::chrono::milliseconds(config_.drain_delay_ms));
  admission_->drain_signal().Begin();
  server_->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(config_.drain_limit_ms));
  server_->Wait();
  server_ = nullptr;
}

}  // namespace zhengping::server
