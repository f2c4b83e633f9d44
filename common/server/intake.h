// A client stream that is dealt with message by message as it comes, however long it is, for imports: the caller sends
// no faster than its messages are dealt with, and memory holds at most kMostPieces of them.
//
//   class ImportIntake : public server::Intake<v1::ImportTransactionsRequest> {
//     void Take(const v1::ImportTransactionsRequest& message, server::Done taken) override { …store; then taken(OK)… }
//     void End(server::Done done) override { …fill the response; done(OK)… }
//   };
//   return server::AnswerIntake<v1::ImportTransactionsRequest>(workers_, context,
//       [=, this](const server::CallContext& call) { return std::make_unique<ImportIntake>(*this, call, response); });
//
// Take gets the messages in the order sent, one at a time, on a thread of `workers`, so it may take its time; it need
// not wait for what it starts: while one message is being stored the next one is read and converted. The message itself
// is gone when Take returns, so that whoever stores it does not free it. `taken` is called once for each, from any
// thread. The first error, in the order of the messages, ends the stream; what was handed in is waited for, what was
// only read is dropped. The caller hears of it at once, also when it is not sending.
//
// Such a stream has no longest time (LongCallOf). It ends with the caller's own deadline; with STREAM_IDLE
// (DEADLINE_EXCEEDED) when the caller sends nothing for idle_limit_ms while the server waits for it; with
// SERVER_DRAINING (UNAVAILABLE) at the drain, as soon as what was handed in is done. Otherwise it is admitted, checked
// and counted as the streams of answer.h.
#ifndef ZHENGPING_COMMON_SERVER_INTAKE_H_
#define ZHENGPING_COMMON_SERVER_INTAKE_H_

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>

#include <array>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "common/server/answer.h"
#include "common/server/drain_signal.h"
#include "common/server/timer.h"

namespace zhengping::server {

// Messages of one stream in memory: one being read, one being converted, half of the others waiting to be written, the
// other half being written. Those that wait are sorted and written together: an import whose departments come
// interleaved takes up a department-year once for all of them.
inline constexpr size_t kMostPieces = 24;

// What an RPC does with such a stream. Made when the call is admitted, gone after the call.
template <typename Request>
class Intake {
 public:
  virtual ~Intake() = default;
  // `message` is valid until Take returns.
  virtual void Take(const Request& message, Done taken) = 0;
  // The caller has sent all and every message is taken. On any thread: must not block.
  virtual void End(Done done) = 0;
};

// The caller sent nothing for too long.
absl::Status StreamIdle();

// Of messages with thousands of parts.
inline google::protobuf::ArenaOptions ArenaBlocks() {
  google::protobuf::ArenaOptions options;
  options.start_block_size = 64 << 10;
  options.max_block_size = 1 << 20;
  return options;
}

template <typename Request>
class IntakeReactor : public grpc::ServerReadReactor<Request> {
 public:
  using NewIntake = std::function<std::unique_ptr<Intake<Request>>(const CallContext&)>;

  IntakeReactor(Workers& workers, const CallContext& call, const NewIntake& new_intake)
      : workers_(workers), call_(call), texts_(call), idle_([this](int64_t round) { OnIdle(round); }) {
    if (!call_.Admit().ok()) {  // what is refused anyway does not wait for a first message
      std::lock_guard<std::mutex> lock(mutex_);
      Finish(call_.Admit());
      return;
    }
    if (absl::Status reserved = ReserveTexts(); !reserved.ok()) {
      std::lock_guard<std::mutex> lock(mutex_);
      Finish(reserved);
      return;
    }
    intake_ = new_intake(call_);
    for (Piece& piece : pieces_) free_.push_back(&piece);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      ReadNext();
    }
    drain_key_ = call_.drain_signal->Add([this] { Stop(Draining()); });
  }

  void OnReadDone(bool ok) override {
    Piece* piece = nullptr;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      piece = reading_;
    }
    const absl::Status status = ok ? CheckPiece(*piece) : absl::OkStatus();
    Act([&] {
      idle_.Cancel();
      reading_ = nullptr;
      if (!ok) {
        is_closed_ = true;
      } else if (!status.ok()) {
        Fail(piece->number, status);
      } else {
        waiting_.push_back(piece);
      }
    });
  }

  void OnDone() override {
    { std::lock_guard<std::mutex> lock(mutex_); }  // whoever finished the call has let go
    if (drain_key_ != 0) call_.drain_signal->Remove(drain_key_);
    delete this;
  }

 private:
  struct Piece {
    google::protobuf::Arena arena{ArenaBlocks()};
    Request* message = nullptr;
    std::optional<StreamBytes> bytes;  // until it is taken: what it became has about its size
    int64_t number = 0;                // of the message in its stream, from 0
    bool is_in_use = false;            // Take has not returned
    bool is_taken = false;
  };
  static constexpr int64_t kAfterAll = std::numeric_limits<int64_t>::max();

  // What the pieces' arenas do not show: texts that their strings keep elsewhere, at most a whole message each.
  absl::Status ReserveTexts() { return texts_.Add(kMostPieces * static_cast<size_t>(call_.receive_limit_bytes)); }

  absl::Status CheckPiece(Piece& piece) {
    if (piece.number == 0) {
      if (absl::Status admitted = CheckAdmitted(call_, *piece.message); !admitted.ok()) return admitted;
    }
    return piece.bytes.emplace(call_).Add(static_cast<size_t>(piece.arena.SpaceUsed()));
  }

  // Runs `change` on the state and does what follows from it.
  template <typename Change>
  void Act(Change change) {
    std::shared_ptr<Intake<Request>> ending;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      change();
      ending = GoOn();
    }
    if (ending == nullptr) return;
    ending->End(Done([this](const absl::Status& status) {
      std::lock_guard<std::mutex> end_lock(mutex_);
      Finish(status);
    }));
  }

  // All below run under mutex_, unless they say otherwise.

  // Gives back the intake whose End is to be called, outside the lock.
  std::shared_ptr<Intake<Request>> GoOn() {
    if (is_over_) return nullptr;
    if (!status_.ok()) waiting_.clear();
    if (!waiting_.empty() && !is_taking_) {
      is_taking_ = workers_.Submit([this] { TakeNext(); });
      if (!is_taking_) Fail(waiting_.front()->number, WorkersBusy());
      if (!is_taking_) waiting_.clear();
    }
    const bool reads_on = !is_closed_ && status_.ok();
    if (reads_on && reading_ == nullptr && !free_.empty()) ReadNext();
    if (reads_on || is_taking_ || in_work_ > 0 || !waiting_.empty()) return nullptr;
    is_over_ = true;
    if (status_.ok() && call_.IsOver()) status_ = call_.WhyOver();
    if (status_.ok() && next_number_ == 1) status_ = EmptyStream(call_);
    if (status_.ok()) return intake_;
    Finish(status_);
    return nullptr;
  }

  void ReadNext() {
    reading_ = free_.front();
    free_.pop_front();
    reading_->message = google::protobuf::Arena::CreateMessage<Request>(&reading_->arena);
    reading_->number = next_number_++;
    idle_.Set(call_.idle_limit);
    this->StartRead(reading_->message);
  }

  // On a worker, without the lock.
  void TakeNext() {
    Piece* piece = nullptr;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (!waiting_.empty()) {
        piece = waiting_.front();
        waiting_.pop_front();
        piece->is_in_use = true;
        piece->is_taken = false;
        ++in_work_;
      }
    }
    if (piece != nullptr) {
      const std::shared_ptr<Intake<Request>> intake = intake_;
      Done taken([this, piece](const absl::Status& status) { Taken(piece, status); });
      if (call_.IsOver()) {
        taken(call_.WhyOver());
      } else {
        intake->Take(*piece->message, std::move(taken));
      }
      piece->arena.Reset();
    }
    Act([this, piece] {
      is_taking_ = false;
      if (piece == nullptr) return;
      piece->is_in_use = false;
      if (piece->is_taken) Free(piece);
    });
  }

  // On any thread, without the lock.
  void Taken(Piece* piece, const absl::Status& status) {
    Act([&] {
      --in_work_;
      piece->is_taken = true;
      if (!status.ok()) Fail(piece->number, status);
      if (!piece->is_in_use) Free(piece);
    });
  }

  // Taken, and out of Take. Under mutex_.
  void Free(Piece* piece) {
    piece->bytes.reset();
    free_.push_back(piece);
  }

  void Stop(const absl::Status& why) {
    Act([&] { Fail(kAfterAll, why); });
  }

  void OnIdle(int64_t round) {
    Act([&] {
      if (round == idle_.round()) Fail(kAfterAll, StreamIdle());
    });
  }

  void Fail(int64_t number, const absl::Status& status) {
    if (!status_.ok() && failed_number_ <= number) return;
    status_ = status;
    failed_number_ = number;
  }

  void Finish(const absl::Status& status) {
    is_over_ = true;
    idle_.Cancel();
    grpc::ServerReadReactor<Request>::Finish(ToGrpcStatus(status, /*field_prefix=*/""));
  }

  Workers& workers_;
  const CallContext& call_;
  StreamBytes texts_;
  std::shared_ptr<Intake<Request>> intake_;
  int64_t drain_key_ = 0;

  std::mutex mutex_;
  std::array<Piece, kMostPieces> pieces_;
  std::deque<Piece*> free_;
  std::deque<Piece*> waiting_;  // read, to be taken
  Piece* reading_ = nullptr;
  int64_t next_number_ = 0;
  int in_work_ = 0;         // given to Take, not yet taken
  bool is_taking_ = false;  // a worker is at it, or is called
  bool is_closed_ = false;  // nothing more will be read
  bool is_over_ = false;    // nothing more is to be done but End or Finish
  absl::Status status_;
  int64_t failed_number_ = kAfterAll;
  Timer idle_;  // while a read is under way
};

template <typename Request>
grpc::ServerReadReactor<Request>* AnswerIntake(Workers& workers, grpc::CallbackServerContext* context,
                                               const typename IntakeReactor<Request>::NewIntake& new_intake) {
  return new IntakeReactor<Request>(workers, LongCallOf(context), new_intake);  // deletes itself when the call is done
}

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_INTAKE_H_
