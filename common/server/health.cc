#include "common/server/health.h"

#include <optional>
#include <vector>

#include "common/server/grpc_status.h"
#include "common/status/refusal.h"

namespace zhengping::server {

// One open Watch. At most one write is under way; what changes meanwhile is sent after it, the last state only.
// Decide is called under the service's mutex and Act outside of it, for gRPC may call back at once. A watcher that has
// decided to act cannot be done before it has acted, so it is still there.
class HealthService::Watcher : public grpc::ServerWriteReactor<Response> {
 public:
  enum class Action { kNone, kWrite, kFinish };

  Watcher(HealthService& service, std::string name) : service_(service), name_(std::move(name)) {}

  Action Decide() {
    if (writing_ || finished_) return Action::kNone;
    const Response::ServingStatus status = service_.StatusOf(name_);
    if (!cancelled_ && sent_ != status) {
      sent_ = status;
      response_.set_status(status);
      writing_ = true;
      return Action::kWrite;
    }
    if (!cancelled_ && !service_.is_draining_) return Action::kNone;
    finished_ = true;
    return Action::kFinish;
  }

  void Act(Action action) {
    if (action == Action::kWrite) StartWrite(&response_);
    if (action == Action::kFinish) Finish(grpc::Status::OK);
  }

  void OnWriteDone(bool ok) override { Update(/*write_ended=*/true, /*cancelled=*/!ok); }
  void OnCancel() override { Update(/*write_ended=*/false, /*cancelled=*/true); }

  void OnDone() override {
    {
      std::lock_guard<std::mutex> lock(service_.mutex_);
      service_.watchers_.erase(this);
    }
    delete this;
  }

 private:
  void Update(bool write_ended, bool cancelled) {
    Action action = Action::kNone;
    {
      std::lock_guard<std::mutex> lock(service_.mutex_);
      if (write_ended) writing_ = false;
      if (cancelled) cancelled_ = true;
      action = Decide();
    }
    Act(action);
  }

  HealthService& service_;
  const std::string name_;
  Response response_;
  std::optional<Response::ServingStatus> sent_;
  bool writing_ = false;
  bool cancelled_ = false;
  bool finished_ = false;
};

void HealthService::Know(const std::string& service) {
  std::lock_guard<std::mutex> lock(mutex_);
  services_.insert(service);
}

void HealthService::SetServing(bool is_serving) {
  std::unique_lock<std::mutex> lock(mutex_);
  is_serving_ = is_serving;
  TellWatchers(lock);
}

void HealthService::Drain() {
  std::unique_lock<std::mutex> lock(mutex_);
  is_draining_ = true;
  TellWatchers(lock);
}

void HealthService::TellWatchers(std::unique_lock<std::mutex>& lock) {
  std::vector<std::pair<Watcher*, Watcher::Action>> actions;
  for (Watcher* watcher : watchers_) actions.emplace_back(watcher, watcher->Decide());
  lock.unlock();
  for (const auto& [watcher, action] : actions) {
    if (action != Watcher::Action::kNone) watcher->Act(action);
  }
}

HealthService::Response::ServingStatus HealthService::StatusOf(const std::string& service) const {
  if (services_.count(service) == 0) return Response::SERVICE_UNKNOWN;
  return is_serving_ && !is_draining_ ? Response::SERVING : Response::NOT_SERVING;
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context, const Request* request,
                                               Response* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  Response::ServingStatus status = Response::UNKNOWN;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    status = StatusOf(request->service());
  }
  response->set_status(status);
  absl::Status known;
  if (status == Response::SERVICE_UNKNOWN) {
    known = Absent({"SERVICE_UNKNOWN", "service", ""}, "this server has no service of that name");
  }
  reactor->Finish(ToGrpcStatus(known, /*field_prefix=*/""));
  return reactor;
}

grpc::ServerWriteReactor<HealthService::Response>* HealthService::Watch(grpc::CallbackServerContext*,
                                                                        const Request* request) {
  auto* watcher = new Watcher(*this, request->service());  // deletes itself when the call is done
  Watcher::Action action = Watcher::Action::kNone;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    watchers_.insert(watcher);
    action = watcher->Decide();
  }
  watcher->Act(action);
  return watcher;
}

}  // namespace zhengping::server
