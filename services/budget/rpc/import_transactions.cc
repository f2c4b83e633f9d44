#include <memory>
#include <optional>
#include <utility>

#include "common/server/intake.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/import_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

// One stream of an import. Chunks are read into records on a worker while the one before is written; the writes queue
// in the order sent, each body checks that it follows on what is stored.
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
        imports_.Open(*head_, StampOf(call_, clock_), written);
        return absl::OkStatus();
      }
      case v1::ImportTransactionsRequest::kChunk: {
        ZP_RETURN_IF_ERROR(CheckHead());
        ZP_RETURN_IF_ERROR(CheckChunk(message.chunk()));
        auto records = std::make_shared<const std::vector<ImportRecord>>(FromMessage(*head_, message.chunk()));
        const auto is_over = [this] { return call_.IsOver() ? call_.WhyOver() : absl::OkStatus(); };
        imports_.StoreChunk(*head_, message.chunk().chunk(), std::move(records), StampOf(call_, clock_), is_over,
                            written);
        return absl::OkStatus();
      }
      case v1::ImportTransactionsRequest::kEnd: {
        ZP_RETURN_IF_ERROR(CheckHead());
        if (message.end().give_up()) {
          imports_.GiveUp(*head_, StampOf(call_, clock_), written);
        } else {
          imports_.Complete(*head_, message.end().chunks(), StampOf(call_, clock_), written);
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
