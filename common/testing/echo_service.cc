#include "common/testing/echo_service.h"

#include <chrono>
#include <condition_variable>
#include <string>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/server/answer.h"
#include "common/server/feed.h"
#include "common/server/intake.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

absl::Status RefusalAsTold(const EchoService::Request& request) {
  const Refusal refusal = {request.reason(), "text", ""};
  const auto code = static_cast<grpc::StatusCode>(request.code());
  if (code == grpc::StatusCode::INVALID_ARGUMENT) return Invalid(refusal, "what would be right");
  if (code == grpc::StatusCode::FAILED_PRECONDITION) return NotNow(refusal, "what would be right");
  if (code == grpc::StatusCode::NOT_FOUND) return Absent(refusal, "what would be right");
  if (code == grpc::StatusCode::RESOURCE_EXHAUSTED) return Overloaded(refusal, "what would be right");
  return absl::InternalError("secret: the path of a file");
}

void Describe(const server::CallContext& call, const EchoService::Request& request, EchoService::Response& response) {
  response.set_text(request.text());
  response.set_caller(call.caller.who);
  response.set_trace_id(call.trace.trace_id);
  const auto left = call.deadline - std::chrono::system_clock::now();
  response.set_deadline_ms(std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
}

}  // namespace

grpc::ServerUnaryReactor* EchoService::Echo(grpc::CallbackServerContext* context, const Request* request,
                                            Response* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    ++answered_;
    if (request->code() != 0) return done(RefusalAsTold(*request));
    Describe(call, *request, *response);
    done(absl::OkStatus());
  });
}

grpc::ServerUnaryReactor* EchoService::Hold(grpc::CallbackServerContext* context, const Request* request,
                                            Response* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    gate.Pass();
    ++answered_;
    Describe(call, *request, *response);
    return call.IsOver() ? call.WhyOver() : absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EchoService::Forward(grpc::CallbackServerContext* context, const Request* request,
                                               Response* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    client::CallOptions options;
    if (request->forward_deadline_ms() > 0)
      options.deadline = std::chrono::milliseconds(request->forward_deadline_ms());
    const auto outgoing = client::NewContext(call.outgoing(), options);
    const auto stub = echo::v1::EchoService::NewStub(next);
    return FromGrpcStatus(stub->Hold(outgoing.get(), *request, response), "echo");
  });
}

grpc::ServerReadReactor<EchoService::Request>* EchoService::Join(grpc::CallbackServerContext* context,
                                                                 Response* response) {
  return server::AnswerStream<Request>(
      context, [=, this](const server::CallContext&, std::vector<Request>& messages, const server::Done& done) {
        ++answered_;
        for (const Request& message : messages) response->mutable_text()->append(message.text());
        done(absl::OkStatus());
      });
}

grpc::ServerWriteReactor<EchoService::Response>* EchoService::Split(grpc::CallbackServerContext* context,
                                                                    const Request* request) {
  return server::AnswerChunks<Response>(workers_, context, *request,
                                        [=](const server::CallContext&) -> absl::StatusOr<std::vector<Response>> {
                                          if (request->code() != 0) return RefusalAsTold(*request);
                                          std::vector<Response> chunks;
                                          for (char character : request->text())
                                            chunks.emplace_back().set_text(std::string(1, character));
                                          return chunks;
                                        });
}

class EchoService::Pieces : public server::Intake<Request> {
 public:
  Pieces(EchoService& service, Response& response) : service_(service), response_(response) {}

  void Take(const Request& message, server::Done taken) override {
    ++service_.taken_;
    if (message.work_ms() < 0) service_.gate.Pass();
    if (message.work_ms() > 0) WaitFor(std::chrono::milliseconds(message.work_ms()));
    // As a store does: on its own thread, after Take has returned or before.
    service_.store_.Submit([this, message, taken = std::move(taken)] {
      if (message.code() != 0) return taken(RefusalAsTold(message));
      response_.mutable_text()->append(message.text());
      taken(absl::OkStatus());
    });
  }

  void End(server::Done done) override {
    ++service_.answered_;
    done(absl::OkStatus());
  }

 private:
  static void WaitFor(std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable nobody;
    std::unique_lock<std::mutex> lock(mutex);
    nobody.wait_for(lock, time, [] { return false; });
  }

  EchoService& service_;
  Response& response_;
};

class EchoService::Published : public server::Feed<Response> {
 public:
  Published(EchoService& service, const Request& request) : service_(service), request_(request) {}

  ~Published() override {
    const std::lock_guard<std::mutex> lock(service_.published_mutex_);
    service_.listeners_.erase(this);
  }

  void Listen(std::function<void()> wake) override {
    const std::lock_guard<std::mutex> lock(service_.published_mutex_);
    service_.listeners_[this] = std::move(wake);
  }

  void Fill(Response& response, Filled filled) override {
    service_.workers_.Submit([this, &response, filled = std::move(filled)] {
      if (request_.code() != 0) return filled(RefusalAsTold(request_));
      {
        const std::lock_guard<std::mutex> lock(service_.published_mutex_);
        if (next_ < service_.published_.size()) response.set_text(service_.published_[next_++]);
      }
      if (!response.text().empty()) ++service_.filled_;
      filled(!response.text().empty());
    });
  }

  void FillHeartbeat(Response& response) override { response.set_caller("heartbeat"); }

 private:
  EchoService& service_;
  const Request request_;
  size_t next_ = 0;
};

void EchoService::Publish(const std::string& text) {
  const std::lock_guard<std::mutex> lock(published_mutex_);
  published_.push_back(text);
  for (const auto& [feed, wake] : listeners_) wake();
}

grpc::ServerReadReactor<EchoService::Request>* EchoService::Collect(grpc::CallbackServerContext* context,
                                                                    Response* response) {
  return server::AnswerIntake<Request>(
      workers_, context, [=, this](const server::CallContext&) { return std::make_unique<Pieces>(*this, *response); });
}

grpc::ServerWriteReactor<EchoService::Response>* EchoService::Follow(grpc::CallbackServerContext* context,
                                                                     const Request* request) {
  const std::chrono::milliseconds heartbeat(request->work_ms() > 0 ? request->work_ms() : 30000);
  return server::AnswerFeed<Response>(
      context, *request, heartbeat,
      [=, this](const server::CallContext&) -> absl::StatusOr<std::unique_ptr<server::Feed<Response>>> {
        return std::make_unique<Published>(*this, *request);
      });
}

grpc::ServerBidiReactor<EchoService::Request, EchoService::Response>* EchoService::Each(
    grpc::CallbackServerContext* context) {
  return server::AnswerEach<Request, Response>(
      context, [this](const server::CallContext& call, const Request& request, Response& response, server::Done done) {
        ++answered_;
        if (request.code() == 0) Describe(call, request, response);
        done(request.code() == 0 ? absl::OkStatus() : RefusalAsTold(request));
      });
}

}  // namespace zhengping
