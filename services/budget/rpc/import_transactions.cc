#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "common/server/intake.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/import_messages.h"
#include "services/budget/rpc/write_stamp.h"
#include "services/budget/store/import_sequence.h"

namespace zhengping::budget {
namespace {

// Vectors of records whose chunks are stored, for the chunks to come: a stream's chunks are alike, and their texts find
// their memory where those of an earlier one lay.
class RecordMemory {
 public:
  using Records = std::vector<ImportRecord>;

  // Comes back when the last holder lets go.
  std::shared_ptr<Records> Take() {
    std::unique_ptr<Records> records;
    {
      std::lock_guard<std::mutex> lock(free_->mutex);
      if (!free_->records.empty()) {
        records = std::move(free_->records.back());
        free_->records.pop_back();
      }
    }
    if (records == nullptr) records = std::make_unique<Records>();
    return std::shared_ptr<Records>(records.release(), [free = free_](Records* stored) {
      std::lock_guard<std::mutex> lock(free->mutex);
      free->records.emplace_back(stored);
    });
  }

 private:
  struct Free {
    std::mutex mutex;
    std::vector<std::unique_ptr<Records>> records;  // at most kMostPieces
  };
  const std::shared_ptr<Free> free_ = std::make_shared<Free>();
};

// One stream of an import. Chunks are read into records on a worker while those before are written (ImportSequence).
class TransactionIntake : public server::Intake<v1::ImportTransactionsRequest> {
 public:
  TransactionIntake(ImportStore& imports, const Clock& clock, const server::CallContext& call, v1::Import& response)
      : imports_(imports), clock_(clock), call_(call), response_(response) {}

  void Take(const v1::ImportTransactionsRequest& message, server::Done taken) override {
    if (absl::Status status = Start(message, taken); !status.ok()) taken(status);
  }

  void End(server::Done done) override {
    imports_.Get(head_->name, StampOf(call_, clock_).now_ms, [this, done](absl::StatusOr<ImportRow> row) {
      if (row.ok()) ToMessage(head_->name, *row, response_);
      done(row.status());
    });
  }

 private:
  // Not OK: `taken` was not handed on.
  absl::Status Start(const v1::ImportTransactionsRequest& message, const server::Done& taken) {
    const auto written = [taken](const absl::Status& status) { taken(status); };
    switch (message.step_case()) {
      case v1::ImportTransactionsRequest::kHead: {
        if (head_) return Invalid({"IMPORT_HEAD_REPEATED", "head"}, "an import's stream has one head");
        ZP_ASSIGN_OR_RETURN(head_, FromMessage(message.head()));
        sequence_.emplace(imports_, *head_, [this] { return call_.IsOver() ? call_.WhyOver() : absl::OkStatus(); });
        sequence_->Open(StampOf(call_, clock_), written);
        return absl::OkStatus();
      }
      case v1::ImportTransactionsRequest::kChunk: {
        ZP_RETURN_IF_ERROR(CheckHead());
        ZP_RETURN_IF_ERROR(CheckChunk(message.chunk()));
        const std::shared_ptr<RecordMemory::Records> records = memory_.Take();
        FromMessage(*head_, message.chunk(), *records);
        sequence_->StoreChunk({.number = message.chunk().chunk(), .records = records}, StampOf(call_, clock_), written);
        return absl::OkStatus();
      }
      case v1::ImportTransactionsRequest::kEnd: {
        ZP_RETURN_IF_ERROR(CheckHead());
        if (message.end().give_up()) {
          sequence_->GiveUp(StampOf(call_, clock_), written);
        } else {
          sequence_->Complete(message.end().chunks(), StampOf(call_, clock_), written);
        }
        return absl::OkStatus();
      }
      case v1::ImportTransactionsRequest::STEP_NOT_SET:
        break;
    }
    return Invalid({"FIELD_MISSING", "step"}, "a message is a head, a chunk or an end");
  }

  absl::Status CheckHead() const {
    if (head_) return absl::OkStatus();
    return Invalid({"IMPORT_HEAD_MISSING", "head"}, "the first message of an import's stream is its head");
  }

  ImportStore& imports_;
  const Clock& clock_;
  const server::CallContext& call_;
  v1::Import& response_;
  std::optional<ImportHead> head_;
  RecordMemory memory_;
  std::optional<ImportSequence> sequence_;  // once there is a head
};

}  // namespace

grpc::ServerReadReactor<v1::ImportTransactionsRequest>* BudgetService::ImportTransactions(
    grpc::CallbackServerContext* context, v1::Import* response) {
  return server::AnswerIntake<v1::ImportTransactionsRequest>(
      import_workers_, context, [=, this](const server::CallContext& call) {
        return std::make_unique<TransactionIntake>(imports_, clock_, call, *response);
      });
}

}  // namespace zhengping::budget
