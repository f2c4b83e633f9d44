#include "common/testing/echo_service.h"

#include <chrono>
#include <string>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/server/answer.h"
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

grpc::ServerBidiReactor<EchoService::Request, EchoService::Response>* EchoService::Each(
    grpc::CallbackServerContext* context) {
  return server::AnswerEach<Request, Response>(
      workers_, context, [this](const server::CallContext& call, const Request& request) -> absl::StatusOr<Response> {
        ++answered_;
        if (request.code() != 0) return RefusalAsTold(request);
        Response response;
        Describe(call, request, response);
        return response;
      });
}

}  // namespace zhengping
