// A server stream without an end, for change feeds: the next piece is read when the caller has taken the last one, so a
// slow caller costs one message of memory; silence is broken by heartbeats.
//
//   class ChangeFeed : public server::Feed<v1::WatchChangesResponse> { …below… };
//   return server::AnswerFeed<v1::WatchChangesResponse>(context, *request, heartbeat,
//       [=, this](const server::CallContext& call) { return std::make_unique<ChangeFeed>(store_, *request, call); });
//
// Such a stream has no longest time (LongCallOf). It ends with the caller's own deadline or leave; with an error of the
// feed; with CONSUMER_TOO_SLOW (RESOURCE_EXHAUSTED) when the caller takes nothing for idle_limit_ms; with
// SERVER_DRAINING (UNAVAILABLE) at the drain, at once.
#ifndef ZHENGPING_COMMON_SERVER_FEED_H_
#define ZHENGPING_COMMON_SERVER_FEED_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "common/server/answer.h"
#include "common/server/drain_signal.h"
#include "common/server/timer.h"

namespace zhengping::server {

// Where the pieces come from. Made when the call is admitted, gone after the call.
template <typename Response>
class Feed {
 public:
  // True: `response` is to be sent. False: there is nothing, wait.
  using Filled = std::function<void(absl::StatusOr<bool> has_piece)>;

  // Its end must see to it that `wake` is not called any more.
  virtual ~Feed() = default;
  // `wake` is to be called, from any thread, whenever there may be something new. Called once, before the first Fill.
  virtual void Listen(std::function<void()> wake) = 0;
  // Puts the next piece into the empty `response`. `filled` is called once, from any thread. Must not block.
  virtual void Fill(Response& response, Filled filled) = 0;
  // Puts a heartbeat into the empty `response`. Never while a Fill is under way.
  virtual void FillHeartbeat(Response& response) = 0;
};

// How long a drain waits for the write under way, so that the caller gets the details of why the stream ends.
inline constexpr std::chrono::milliseconds kDrainPatience{200};

// The caller takes nothing.
absl::Status ConsumerTooSlow();

template <typename Response>
class FeedReactor : public grpc::ServerWriteReactor<Response> {
 public:
  FeedReactor(const CallContext& call, std::chrono::milliseconds heartbeat)
      : call_(call),
        heartbeat_limit_(heartbeat),
        heartbeat_([this](int64_t round) { OnHeartbeat(round); }),
        stalled_([this](int64_t round) { OnStalled(round); }) {}

  void Refuse(const absl::Status& why) {
    std::lock_guard<std::mutex> lock(mutex_);
    End(why);
  }

  void Begin(std::unique_ptr<Feed<Response>> feed) {
    feed_ = std::move(feed);
    feed_->Listen([this] { Wake(); });
    {
      std::lock_guard<std::mutex> lock(mutex_);
      heartbeat_.Set(heartbeat_limit_);
    }
    drain_key_ = call_.drain_signal->Add([this] { OnDrain(); });
    Fill();
  }

  void OnWriteDone(bool ok) override {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stalled_.Cancel();
      if (!ok || call_.IsOver()) return End(call_.WhyOver());
      if (is_draining_) return End(Draining());
      heartbeat_.Set(heartbeat_limit_);
      is_heartbeat_due_ = false;
      state_ = State::kFilling;
    }
    Fill();
  }

  void OnCancel() override {
    std::lock_guard<std::mutex> lock(mutex_);
    if (state_ == State::kWaiting) End(call_.WhyOver());
  }

  void OnDone() override {
    { std::lock_guard<std::mutex> lock(mutex_); }  // whoever finished the call has let go
    if (drain_key_ != 0) call_.drain_signal->Remove(drain_key_);
    delete this;
  }

 private:
  enum class State { kFilling, kWaiting, kWriting, kEnded };

  // In state kFilling, without the lock.
  void Fill() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      is_woken_ = false;
    }
    response_.Clear();
    const std::shared_ptr<Feed<Response>> feed = feed_;
    feed->Fill(response_, [this](const absl::StatusOr<bool>& has_piece) { OnFilled(has_piece); });
  }

  void OnFilled(const absl::StatusOr<bool>& has_piece) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (!has_piece.ok()) return End(has_piece.status());
      if (call_.IsOver()) return End(call_.WhyOver());
      if (is_draining_) return End(Draining());
      if (*has_piece) return Write();
      if (is_heartbeat_due_) return WriteHeartbeat();
      if (!is_woken_) {
        state_ = State::kWaiting;
        return;
      }
    }
    Fill();
  }

  void Wake() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      is_woken_ = true;
      if (state_ != State::kWaiting) return;
      state_ = State::kFilling;
    }
    Fill();
  }

  void OnHeartbeat(int64_t round) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (round != heartbeat_.round()) return;
    is_heartbeat_due_ = true;
    if (state_ == State::kWaiting) WriteHeartbeat();
  }

  void OnStalled(int64_t round) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (round != stalled_.round() || state_ != State::kWriting) return;
    call_.EndWith(is_draining_ ? Draining() : ConsumerTooSlow());
  }

  void OnDrain() {
    std::lock_guard<std::mutex> lock(mutex_);
    is_draining_ = true;
    if (state_ == State::kWaiting) End(Draining());
    if (state_ == State::kWriting) stalled_.Set(kDrainPatience);
  }

  // All below run under mutex_.

  void WriteHeartbeat() {
    response_.Clear();
    feed_->FillHeartbeat(response_);
    Write();
  }

  void Write() {
    state_ = State::kWriting;
    stalled_.Set(call_.idle_limit);
    this->StartWrite(&response_);
  }

  void End(const absl::Status& why) {
    state_ = State::kEnded;
    heartbeat_.Cancel();
    stalled_.Cancel();
    this->Finish(ToGrpcStatus(why, /*field_prefix=*/""));
  }

  const CallContext& call_;
  const std::chrono::milliseconds heartbeat_limit_;
  int64_t drain_key_ = 0;

  std::mutex mutex_;
  State state_ = State::kFilling;
  bool is_woken_ = false;          // since the last Fill began
  bool is_heartbeat_due_ = false;  // since the last write
  bool is_draining_ = false;
  Response response_;
  Timer heartbeat_;
  Timer stalled_;
  std::shared_ptr<Feed<Response>> feed_;  // ends first: nobody wakes what is half gone
};

template <typename Response, typename Request>
grpc::ServerWriteReactor<Response>* AnswerFeed(
    grpc::CallbackServerContext* context, const Request& request, std::chrono::milliseconds heartbeat,
    const std::function<absl::StatusOr<std::unique_ptr<Feed<Response>>>(const CallContext&)>& new_feed) {
  const CallContext& call = LongCallOf(context);
  auto* reactor = new FeedReactor<Response>(call, heartbeat);  // deletes itself when the call is done
  absl::Status admitted = CheckAdmitted(call, request);
  absl::StatusOr<std::unique_ptr<Feed<Response>>> feed = admitted.ok() ? new_feed(call) : admitted;
  if (feed.ok()) {
    reactor->Begin(*std::move(feed));
  } else {
    reactor->Refuse(feed.status());
  }
  return reactor;
}

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_FEED_H_
