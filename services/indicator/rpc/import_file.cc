#include <memory>
#include <utility>
#include <vector>

#include "common/server/answer.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/file_messages.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {
namespace {

struct Intake {
  FileUpload upload;
  PerfFile file;
  std::vector<YearImport> imports;
};

void Read(Intake& intake) {
  WorkbookLimits limits;
  limits.table.file_bytes = kMostFileBytes;
  intake.file = ReadPerfFile(intake.upload.file_name, intake.upload.bytes, intake.upload.options, limits);
  intake.upload.bytes = std::string();
  intake.imports = ImportsOf(intake.upload, intake.file);
}

}  // namespace

// The workers read the file; the store's writer decides and stores all of it in one transaction.
grpc::ServerReadReactor<v1::ImportFileRequest>* IndicatorService::ImportFile(grpc::CallbackServerContext* context,
                                                                             v1::ImportFileResponse* response) {
  return server::AnswerStream<v1::ImportFileRequest>(
      context,
      [=, this](const server::CallContext& call, std::vector<v1::ImportFileRequest>& messages, server::Done done) {
        absl::StatusOr<FileUpload> upload = FromMessages(messages, catalogue_);
        if (!upload.ok()) return done(upload.status());
        auto intake = std::make_shared<Intake>();
        intake->upload = *std::move(upload);
        const bool is_queued = file_workers_.Submit([=, this, &call, stamp = StampOf(call, "")] {
          if (call.IsOver()) return done(call.WhyOver());
          Read(*intake);
          const auto answer = [=](const absl::StatusOr<std::vector<ImportedYear>>& years) {
            if (years.ok()) ToMessage(intake->file, intake->imports, *years, *response);
            done(years.status());
          };
          if (intake->upload.is_dry_run) return store_.PreviewImport(intake->imports, answer);
          if (const absl::Status refusal = RefusalOfFile(intake->file.issues); !refusal.ok()) return done(refusal);
          store_.ImportRecords(intake->imports, stamp, answer);
        });
        if (!is_queued) done(server::WorkersBusy());
      });
}

}  // namespace zhengping::indicator
