#include <memory>
#include <utility>
#include <vector>

#include "common/server/answer.h"
#include "services/reporting/rpc/case_intake.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

// The workers read the files and ask the other services; the store answers after the commit.
grpc::ServerReadReactor<v1::ImportCaseRequest>* ReportingService::ImportCase(grpc::CallbackServerContext* context,
                                                                             v1::ImportCaseResponse* response) {
  return server::AnswerStream<v1::ImportCaseRequest>(
      context,
      [=, this](const server::CallContext& call, std::vector<v1::ImportCaseRequest>& messages, server::Done done) {
        absl::StatusOr<CaseUpload> read = FromMessages(messages);
        if (!read.ok()) return done(read.status());
        const auto upload = std::make_shared<CaseUpload>(*std::move(read));
        const bool is_queued = workers_.Submit([=, this, &call] {
          if (call.IsOver()) return done(call.WhyOver());
          absl::StatusOr<CaseIntake> intake = TakeIn(*upload, takers(), StampOf(call), call.outgoing());
          if (!intake.ok()) return done(intake.status());
          if (!intake->is_to_be_kept) {
            ToMessage(intake->contents, intake->outcome, *response);
            return done(absl::OkStatus());
          }
          intake->outcome.is_applied = true;
          ToMessage(intake->contents, intake->outcome, *response);
          narratives_.Change(std::move(intake->own), StampOf(call),
                             [done](const absl::StatusOr<KeptYear>& kept) { done(kept.status()); });
        });
        if (!is_queued) done(server::WorkersBusy());
      });
}

}  // namespace zhengping::reporting
