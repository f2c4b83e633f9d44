#include <memory>
#include <utility>

#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/file_intake.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

struct Intake {
  FileUpload upload;
  ExchangeReading reading;
};

void Store(storage::Database& database, std::shared_ptr<const Intake> intake, v1::ImportFileResponse* response,
           server::Done done) {
  const Mode mode = intake->upload.mode;
  auto body = [intake = std::move(intake)](storage::Connection& connection) {
    return StoreReading(connection, intake->reading, intake->upload);
  };
  auto answer = [response, done = std::move(done)](absl::StatusOr<FileOutcome> outcome) {
    if (outcome.ok()) ToMessage(*outcome, *response);
    done(outcome.status());
  };
  if (mode == Mode::kValidateOnly) return database.ReadAsync(std::move(body), std::move(answer));
  database.Write(std::move(body), std::move(answer));
}

}  // namespace

// The workers read the file; the database's writer decides and stores all of it in one transaction.
grpc::ServerReadReactor<v1::ImportFileRequest>* BudgetService::ImportFile(grpc::CallbackServerContext* context,
                                                                          v1::ImportFileResponse* response) {
  return server::AnswerStream<v1::ImportFileRequest>(
      context,
      [=, this](const server::CallContext& call, std::vector<v1::ImportFileRequest>& messages, server::Done done) {
        absl::StatusOr<FileUpload> upload = FromMessages(messages);
        if (!upload.ok()) return done(upload.status());
        auto intake = std::make_shared<Intake>();
        intake->upload = *std::move(upload);
        intake->upload.stamp = StampOf(call, clock_);
        const auto read = [=, this, &call](const ImportProfile& profile) {
          const bool is_queued = file_workers_.Submit([=, this, &call] {
            if (call.IsOver()) return done(call.WhyOver());
            intake->reading = ReadUpload(intake->upload, profile);
            intake->upload.bytes = std::string();
            const bool is_refused = intake->upload.mode == Mode::kWrite && HasErrors(intake->reading.issues);
            if (is_refused) return done(RefusalOfFile(intake->reading.issues));
            Store(database_, intake, response, done);
          });
          if (!is_queued) done(server::WorkersBusy());
        };
        if (!intake->upload.profile.has_value()) return read(ImportProfile());
        profiles_.Get(*intake->upload.profile, [=](const absl::StatusOr<StoredProfile>& stored) {
          if (!stored.ok()) return done(stored.status());
          read(stored->profile);
        });
      });
}

}  // namespace zhengping::budget
