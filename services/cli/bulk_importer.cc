#include "services/cli/bulk_importer.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/client/outgoing.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::cli {
namespace {

using budget::v1::Import;
using budget::v1::ImportRecord;

// What a message has besides its records, and what a record has besides its bytes.
constexpr size_t kChunkBytes = 64;
constexpr size_t kRecordBytes = 8;

constexpr std::chrono::hours kLongestStream{24};

constexpr std::chrono::seconds kLongestLook{5};

// Between two looks at a service that stores: a chunk takes some milliseconds.
constexpr std::chrono::milliseconds kFirstPoll{2};
constexpr std::chrono::milliseconds kLastPoll{128};

bool IsWorthAnotherTry(const absl::Status& status) {
  if (absl::IsResourceExhausted(status)) {
    const std::optional<Refusal> refusal = RefusalOf(status);
    return !refusal || refusal->reason != "DISK_FULL";
  }
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

void Wait(std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable nobody;
  std::unique_lock<std::mutex> lock(mutex);
  nobody.wait_for(lock, time, [] { return false; });
}

}  // namespace

BulkImporter::BulkImporter(budget::v1::BudgetService::Stub& budget, BulkImport import)
    : budget_(budget),
      import_(std::move(import)),
      name_(absl::StrCat(import_.division, "/imports/", import_.import_id)) {}

BulkImporter::~BulkImporter() {
  if (stream_ == nullptr) return;
  context_->TryCancel();
  stream_->Finish();
}

ImportRecord* BulkImporter::AddRecord() {
  if (!status_.ok()) return nullptr;
  if (last_ != nullptr) filling_bytes_ += last_->ByteSizeLong() + kRecordBytes;
  last_ = nullptr;
  if (filling_ != nullptr &&
      (filling_->chunk().records_size() >= import_.records_per_chunk || filling_bytes_ >= import_.bytes_per_chunk)) {
    SealChunk();
    if (!status_.ok()) return nullptr;
  }
  if (filling_ == nullptr) {
    filling_ = std::make_unique<Request>();
    filling_bytes_ = kChunkBytes;
  }
  last_ = filling_->mutable_chunk()->add_records();
  return last_;
}

absl::StatusOr<Import> BulkImporter::Finish() {
  if (status_.ok()) SealChunk();
  while (status_.ok() && result_.state() != Import::STATE_COMPLETED) {
    if (!SendWindow() || !CloseWithEnd()) Recover();
  }
  if (!status_.ok()) return status_;
  if (import_.on_progress) import_.on_progress(result_.stored_chunk());
  return result_;
}

absl::StatusOr<std::vector<budget::v1::ImportOutcome>> BulkImporter::Refused(int limit) {
  budget::v1::ListImportOutcomesRequest request;
  request.set_parent(name_);
  request.set_page_size(limit);
  request.add_outcomes(budget::v1::RECORD_OUTCOME_REFUSED);
  budget::v1::ListImportOutcomesResponse page;
  const auto context = client::NewContext({});
  ZP_RETURN_IF_ERROR(FromGrpcStatus(budget_.ListImportOutcomes(context.get(), request, &page), "budget"));
  return std::vector<budget::v1::ImportOutcome>(page.import_outcomes().begin(), page.import_outcomes().end());
}

void BulkImporter::SealChunk() {
  if (filling_ != nullptr) {
    filling_->mutable_chunk()->set_chunk(++last_chunk_);
    window_.push_back(std::move(filling_));
    last_ = nullptr;
  }
  while (status_.ok()) {
    if (SendWindow()) break;
    Recover();
  }
  if (window_.size() >= import_.window) Shrink(import_.window / 2);
}

void BulkImporter::Shrink(size_t most) {
  std::chrono::milliseconds wait = kFirstPoll;
  while (status_.ok() && window_.size() > most) {
    const int64_t stored_before = stored_chunk_;
    const bool is_reached = Look().ok();
    if (window_.size() <= most) return;
    bool is_alive = is_reached && SendWindow();
    if (stored_chunk_ > stored_before) {
      wait = kFirstPoll;
    } else if (is_alive) {
      Wait(wait);
      wait = std::min(2 * wait, kLastPoll);
      // A stream that has ended is noticed when it is written to; a chunk that is sent twice is stored once.
      if (wait == kLastPoll) is_alive = stream_->Write(*window_.front());
    }
    if (!is_alive) Recover();
  }
}

bool BulkImporter::SendWindow() {
  if (stream_ == nullptr && !OpenStream()) return false;
  for (const std::unique_ptr<Request>& request : window_) {
    if (request->chunk().chunk() < next_chunk_) continue;
    if (!stream_->Write(*request)) return false;
    next_chunk_ = request->chunk().chunk() + 1;
  }
  return true;
}

bool BulkImporter::OpenStream() {
  if (!is_looked_up_) {
    const absl::Status looked = Look();
    if (!looked.ok()) {
      status_ = IsWorthAnotherTry(looked) ? absl::OkStatus() : looked;
      return false;
    }
    is_looked_up_ = true;
  }
  context_ = client::NewContext({}, {.deadline = kLongestStream, .wait_for_ready = false});
  stream_ = budget_.ImportTransactions(context_.get(), &result_);
  result_.Clear();
  next_chunk_ = stored_chunk_ + 1;
  Request head;
  head.mutable_head()->set_parent(import_.division);
  head.mutable_head()->set_import_id(import_.import_id);
  head.mutable_head()->set_source(import_.source);
  head.mutable_head()->set_on_violation(import_.on_violation);
  return stream_->Write(head);
}

bool BulkImporter::CloseWithEnd() {
  Request end;
  end.mutable_end()->set_chunks(last_chunk_);
  if (!stream_->Write(end)) return false;
  stream_->WritesDone();
  const absl::Status ended = FromGrpcStatus(stream_->Finish(), "budget");
  stream_ = nullptr;
  if (ended.ok()) return result_.state() == Import::STATE_COMPLETED;
  status_ = IsWorthAnotherTry(ended) ? absl::OkStatus() : ended;
  return false;
}

void BulkImporter::Recover() {
  if (stream_ != nullptr) {
    stream_->WritesDone();
    const absl::Status ended = FromGrpcStatus(stream_->Finish(), "budget");
    stream_ = nullptr;
    if (!ended.ok() && !IsWorthAnotherTry(ended)) status_ = ended;
  }
  if (!status_.ok()) return;
  std::chrono::milliseconds wait = import_.first_wait;
  while (true) {
    const int64_t stored_before = stored_chunk_;
    const absl::Status looked = Look();
    if (stored_chunk_ > stored_before) failures_ = 0;
    if (result_.state() == Import::STATE_COMPLETED) return;
    if (++failures_ > import_.attempts) {
      status_ =
          looked.ok() ? Unreachable({"SERVICE_UNREACHABLE", "", "budget"}, "the import made no more progress") : looked;
      return;
    }
    Wait(wait);
    wait = std::min(2 * wait, import_.longest_wait);
    if (looked.ok()) break;
    if (!IsWorthAnotherTry(looked)) {
      status_ = looked;
      return;
    }
  }
  ++resumed_;
}

absl::Status BulkImporter::Look() {
  budget::v1::GetImportRequest request;
  request.set_name(name_);
  Import import;
  // Waiting for the connection is what brings it about: nothing else looks at a channel between two calls.
  const auto context = client::NewContext({}, {.deadline = kLongestLook, .wait_for_ready = true});
  const absl::Status got = FromGrpcStatus(budget_.GetImport(context.get(), request, &import), "budget");
  const std::optional<Refusal> refusal = RefusalOf(got);
  if (refusal && refusal->reason == "IMPORT_NOT_FOUND") return absl::OkStatus();  // its head is not stored yet
  ZP_RETURN_IF_ERROR(got);
  stored_chunk_ = import.stored_chunk();
  while (!window_.empty() && window_.front()->chunk().chunk() <= stored_chunk_) window_.pop_front();
  if (import.state() == Import::STATE_COMPLETED && import.stored_chunk() == last_chunk_ && filling_ == nullptr) {
    result_ = import;  // the answer to its end was lost
  }
  if (import_.on_progress) import_.on_progress(stored_chunk_);
  return absl::OkStatus();
}

}  // namespace zhengping::cli
