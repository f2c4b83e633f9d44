#include "services/budget/store/import_sequence.h"

namespace zhengping::budget {

void ImportSequence::Open(WriteStamp stamp, Done done) {
  auto write = [this, stamp](Done written) { imports_.Open(head_, stamp, std::move(written)); };
  Add({.chunk = std::nullopt, .write = std::move(write), .stamp = stamp, .done = std::move(done)});
}

void ImportSequence::StoreChunk(SentChunk chunk, WriteStamp stamp, Done done) {
  Add({.chunk = std::move(chunk), .write = nullptr, .stamp = std::move(stamp), .done = std::move(done)});
}

void ImportSequence::Complete(int64_t chunks, WriteStamp stamp, Done done) {
  auto write = [this, chunks, stamp](Done written) { imports_.Complete(head_, chunks, stamp, std::move(written)); };
  Add({.chunk = std::nullopt, .write = std::move(write), .stamp = stamp, .done = std::move(done)});
}

void ImportSequence::GiveUp(WriteStamp stamp, Done done) {
  auto write = [this, stamp](Done written) { imports_.GiveUp(head_, stamp, std::move(written)); };
  Add({.chunk = std::nullopt, .write = std::move(write), .stamp = stamp, .done = std::move(done)});
}

void ImportSequence::Add(Step step) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    waiting_.push_back(std::move(step));
  }
  GoOn();
}

void ImportSequence::GoOn() {
  std::vector<Step> steps;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (is_writing_ || waiting_.empty()) return;
    is_writing_ = true;
    steps = TakeSteps();
  }
  Write(std::move(steps));
}

std::vector<ImportSequence::Step> ImportSequence::TakeSteps() {
  std::vector<Step> steps;
  do {
    steps.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  } while (!waiting_.empty() && steps.back().chunk.has_value() && waiting_.front().chunk.has_value() &&
           waiting_.front().chunk->number == steps.back().chunk->number + 1);
  return steps;
}

void ImportSequence::Write(std::vector<Step> steps) {
  std::vector<SentChunk> chunks;
  std::vector<Done> dones;
  for (Step& step : steps) {
    if (step.chunk.has_value()) chunks.push_back(*std::move(step.chunk));
    dones.push_back(std::move(step.done));
  }
  auto written = [this, dones = std::move(dones)](const absl::Status& status) mutable {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      is_writing_ = false;
    }
    GoOn();  // before the last `done`, which may end this
    for (Done& done : dones) done(status);
  };
  if (chunks.empty()) return steps.front().write(std::move(written));
  imports_.StoreChunks(head_, std::move(chunks), std::move(steps.front().stamp), is_over_, std::move(written));
}

}  // namespace zhengping::budget
