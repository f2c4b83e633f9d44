// The five shapes of an RPC. Each checks first whether the call may be answered at all (role, scope, load, deadline),
// then runs the RPC's body, then finishes the call through ToGrpcStatus. An RPC's file is a FromMessage, a body, a
// ToMessage.
//
// Answer: the body starts something and returns; `done` is called later, exactly once, from any thread. It runs on
// gRPC's thread, so it must not block; storage::Database::ReadAsync and Write do not.
//
//   grpc::ServerUnaryReactor* BudgetService::PostTransaction(grpc::CallbackServerContext* context,
//                                                            const v1::PostTransactionRequest* request,
//                                                            v1::Transaction* response) {
//     return server::Answer(context, *request, [=](const server::CallContext& call, server::Done done) {
//       absl::StatusOr<Transaction> transaction = FromMessage(*request);
//       if (!transaction.ok()) return done(transaction.status());
//       store_.Post(*transaction, call.caller.who, [=](absl::StatusOr<Posted> posted) {
//         if (posted.ok()) ToMessage(*posted, *response);
//         done(WithFieldPrefix(posted.status(), "transaction."));
//       });
//     });
//   }
//
// AnswerOn: the body blocks (it calls other services, renders) and returns its status; it runs on `workers`.
//
//   return server::AnswerOn(workers_, context, *request, [=](const server::CallContext& call) -> absl::Status { … });
//
// AnswerStream: reads a client stream to its end, within limits of memory (stream_bytes.h), then runs the body as
// Answer does.
//
//   grpc::ServerReadReactor<v1::LoadRequest>* BudgetService::Load(grpc::CallbackServerContext* context,
//                                                                 v1::LoadResponse* response) {
//     return server::AnswerStream<v1::LoadRequest>(
//         context, [=](const server::CallContext& call, std::vector<v1::LoadRequest>& messages, server::Done done) { …
//         });
//   }
//
// AnswerChunks: the body returns all messages of a server stream; it runs on `workers`; they are written one by one.
//
//   return server::AnswerChunks<v1::Chunk>(workers_, context, *request,
//       [=](const server::CallContext& call) -> absl::StatusOr<std::vector<v1::Chunk>> { … });
//
// AnswerEach: a stream each way; the body fills one response for one request and calls `done`, as in Answer. One
// request is in work at a time, so that a caller who reads slowly costs one message of memory; the messages' memory is
// used again for the next. An error of the body, or a request out of the caller's scope, ends the stream; or, where
// `refused` is given, becomes the answer to that request.
//
//   return server::AnswerEach<v1::ScoreRequest, v1::ScoreManyResponse>(context,
//       [=](const server::CallContext& call, const v1::ScoreRequest& request, v1::ScoreManyResponse& response,
//           server::Done done) { … },
//       [](const v1::ScoreRequest& request, const absl::Status& error, v1::ScoreManyResponse& response) { … });
//
// `request`, `response` and `call` stay valid until `done` was called. A caller that leaves does not end the body: ask
// call.IsOver() where work is long. A stream that waits for its caller's next message, or for the caller to read, is
// ended at the deadline.
#ifndef ZHENGPING_COMMON_SERVER_ANSWER_H_
#define ZHENGPING_COMMON_SERVER_ANSWER_H_

#include <grpcpp/alarm.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/access.h"
#include "common/server/call_context.h"
#include "common/server/grpc_status.h"
#include "common/server/stream_bytes.h"
#include "common/server/workers.h"

namespace zhengping::server {

// Ends a call; called once, by whichever copy. When all copies are gone and none was called the call ends as INTERNAL,
// so that a forgotten path does not leave a caller waiting.
class Done {
 public:
  explicit Done(std::function<void(const absl::Status&)> finish);
  void operator()(const absl::Status& status) const;

 private:
  struct Ending;
  std::shared_ptr<Ending> ending_;
};

// Ends a call (CallContext::EndLate) that waits for its caller when the deadline comes, or later: a caller who neither
// sends nor reads must not keep a place among the calls in flight. The read or write under way fails then, and the
// reactor finishes the call as ever. It does not end a call whose body works.
class WaitLimit {
 public:
  // A member of the call's reactor: it goes before `call` does.
  explicit WaitLimit(const CallContext& call);
  ~WaitLimit();
  WaitLimit(const WaitLimit&) = delete;
  WaitLimit& operator=(const WaitLimit&) = delete;

  void Begin();  // before each StartRead and StartWrite
  void End();    // first in OnReadDone and OnWriteDone

 private:
  struct Watch;
  const CallContext& call_;
  const std::shared_ptr<Watch> watch_;
  grpc::Alarm alarm_;
};

// What a body that found no room in the queue of the workers is answered with: TOO_MANY_CALLS.
absl::Status WorkersBusy();

template <typename Request, typename Body>
grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, const Request& request, Body body) {
  const CallContext& call = CallOf(context);
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  Done done([reactor](const absl::Status& status) { reactor->Finish(ToGrpcStatus(status, /*field_prefix=*/"")); });
  if (absl::Status admitted = CheckAdmitted(call, request); !admitted.ok()) {
    done(admitted);
  } else {
    body(call, std::move(done));
  }
  return reactor;
}

template <typename Request, typename Body>
grpc::ServerUnaryReactor* AnswerOn(Workers& workers, grpc::CallbackServerContext* context, const Request& request,
                                   Body body) {
  return Answer(context, request, [&workers, body = std::move(body)](const CallContext& call, Done done) {
    const bool queued = workers.Submit([&call, body, done] { done(call.IsOver() ? call.WhyOver() : body(call)); });
    if (!queued) done(WorkersBusy());
  });
}

template <typename Request>
class StreamReader : public grpc::ServerReadReactor<Request> {
 public:
  using Body = std::function<void(const CallContext&, std::vector<Request>&, Done)>;

  StreamReader(const CallContext& call, Body body)
      : call_(call), body_(std::move(body)), bytes_(call), wait_limit_(call) {
    if (call_.Admit().ok()) {
      ReadNext();
    } else {  // what is refused anyway does not wait for a first message
      this->Finish(ToGrpcStatus(call_.Admit(), /*field_prefix=*/""));
    }
  }

  void OnReadDone(bool ok) override {
    wait_limit_.End();
    if (!ok) return End();
    absl::Status status = messages_.empty() ? CheckAdmitted(call_, next_) : absl::OkStatus();
    if (status.ok()) status = bytes_.Add(next_.SpaceUsedLong());
    if (!status.ok()) return this->Finish(ToGrpcStatus(status, /*field_prefix=*/""));
    messages_.push_back(std::move(next_));
    next_ = Request();
    ReadNext();
  }

  void OnDone() override { delete this; }

 private:
  void ReadNext() {
    wait_limit_.Begin();
    this->StartRead(&next_);
  }

  // The caller has sent all, or left, or the deadline came.
  void End() {
    Done done([this](const absl::Status& status) { this->Finish(ToGrpcStatus(status, /*field_prefix=*/"")); });
    if (call_.IsOver()) return done(call_.WhyOver());
    if (messages_.empty()) return done(EmptyStream(call_));
    body_(call_, messages_, std::move(done));
  }

  const CallContext& call_;
  const Body body_;
  Request next_;
  std::vector<Request> messages_;
  StreamBytes bytes_;
  WaitLimit wait_limit_;
};

template <typename Request, typename Body>
grpc::ServerReadReactor<Request>* AnswerStream(grpc::CallbackServerContext* context, Body body) {
  return new StreamReader<Request>(CallOf(context), std::move(body));  // deletes itself when the call is done
}

template <typename Chunk>
class ChunkWriter : public grpc::ServerWriteReactor<Chunk> {
 public:
  explicit ChunkWriter(const CallContext& call) : call_(call), wait_limit_(call) {}

  void Begin(absl::StatusOr<std::vector<Chunk>> chunks) {
    if (!chunks.ok()) return this->Finish(ToGrpcStatus(chunks.status(), /*field_prefix=*/""));
    chunks_ = *std::move(chunks);
    WriteNext();
  }

  void OnWriteDone(bool ok) override {
    wait_limit_.End();
    if (!ok) return this->Finish(ToGrpcStatus(call_.WhyOver(), /*field_prefix=*/""));
    WriteNext();
  }

  void OnDone() override { delete this; }

 private:
  void WriteNext() {
    if (next_ == chunks_.size()) return this->Finish(grpc::Status::OK);
    wait_limit_.Begin();
    this->StartWrite(&chunks_[next_++]);
  }

  const CallContext& call_;
  std::vector<Chunk> chunks_;
  size_t next_ = 0;
  WaitLimit wait_limit_;
};

template <typename Chunk, typename Request, typename Body>
grpc::ServerWriteReactor<Chunk>* AnswerChunks(Workers& workers, grpc::CallbackServerContext* context,
                                              const Request& request, Body body) {
  const CallContext& call = CallOf(context);
  auto* writer = new ChunkWriter<Chunk>(call);  // deletes itself when the call is done
  if (absl::Status admitted = CheckAdmitted(call, request); !admitted.ok()) {
    writer->Begin(admitted);
  } else if (!workers.Submit([&call, writer, body = std::move(body)] {
               writer->Begin(call.IsOver() ? call.WhyOver() : body(call));
             })) {
    writer->Begin(WorkersBusy());
  }
  return writer;
}

template <typename Request, typename Response>
class Exchange : public grpc::ServerBidiReactor<Request, Response> {
 public:
  using Body = std::function<void(const CallContext&, const Request&, Response&, Done)>;
  using Refused = std::function<void(const Request&, const absl::Status&, Response&)>;

  Exchange(const CallContext& call, Body body, Refused refused)
      : call_(call), body_(std::move(body)), refused_(std::move(refused)), wait_limit_(call) {
    if (call_.Admit().ok()) {
      ReadNext();
    } else {
      End(call_.Admit());
    }
  }

  void OnReadDone(bool ok) override {
    wait_limit_.End();
    if (!ok) return End(call_.IsOver() ? call_.WhyOver() : absl::OkStatus());  // the caller has no more, or left
    response_.Clear();
    if (absl::Status admitted = CheckAdmitted(call_, request_); !admitted.ok()) return Answered(admitted);
    body_(call_, request_, response_, Done([this](const absl::Status& status) { Answered(status); }));
  }

  void OnWriteDone(bool ok) override {
    wait_limit_.End();
    if (!ok) return End(call_.WhyOver());
    ReadNext();
  }

  void OnDone() override { delete this; }

 private:
  void ReadNext() {
    wait_limit_.Begin();
    this->StartRead(&request_);
  }

  void Answered(const absl::Status& status) {
    if (call_.IsOver()) return End(call_.WhyOver());
    if (!status.ok()) {
      if (refused_ == nullptr) return End(status);
      response_.Clear();
      refused_(request_, status, response_);
    }
    wait_limit_.Begin();
    this->StartWrite(&response_);
  }

  void End(const absl::Status& status) { this->Finish(ToGrpcStatus(status, /*field_prefix=*/"")); }

  const CallContext& call_;
  const Body body_;
  const Refused refused_;
  Request request_;
  Response response_;
  WaitLimit wait_limit_;
};

template <typename Request, typename Response>
grpc::ServerBidiReactor<Request, Response>* AnswerEach(
    grpc::CallbackServerContext* context, typename Exchange<Request, Response>::Body body,
    typename Exchange<Request, Response>::Refused refused = nullptr) {
  // Deletes itself when the call is done.
  return new Exchange<Request, Response>(CallOf(context), std::move(body), std::move(refused));
}

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_ANSWER_H_
