// The reporting service on the wire: evaluations made, kept, explained and written out, and the prose of reports. One
// file an RPC beside this one, named after it; the RPCs that are not declared here are answered UNIMPLEMENTED.
//
// Thread rule: any thread. What blocks runs on the service's own workers. The database and the clock outlive the
// service, the service outlives the server.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/answer.h"
#include "common/server/call_context.h"
#include "common/server/workers.h"
#include "common/signature/signature.h"
#include "common/storage/database.h"
#include "services/reporting/clients/budget_client.h"
#include "services/reporting/clients/budget_load.h"
#include "services/reporting/clients/head_client.h"
#include "services/reporting/clients/indicator_client.h"
#include "services/reporting/clients/indicator_load.h"
#include "services/reporting/clients/sheet_client.h"
#include "services/reporting/clients/watch_client.h"
#include "services/reporting/limits.h"
#include "services/reporting/rpc/case_intake.h"
#include "services/reporting/rpc/computation.h"
#include "services/reporting/rpc/freshness.h"
#include "services/reporting/store/claimed_sheet_store.h"
#include "services/reporting/store/evaluation_store.h"
#include "services/reporting/store/import_requests.h"
#include "services/reporting/store/life_store.h"
#include "services/reporting/store/narrative_store.h"
#include "services/reporting/store/rectification_store.h"
#include "zhengping/reporting/v1/reporting_service.grpc.pb.h"

namespace zhengping::reporting {

// The services below: in other processes, at the addresses that At takes, or in this one, by in-process channels.
struct Downstreams {
  static Downstreams At(const std::string& budget, const std::string& indicator, std::chrono::milliseconds deadline) {
    return {client::NewChannel(BudgetChannel(budget)), client::NewChannel(IndicatorChannel(indicator)), deadline};
  }

  std::shared_ptr<grpc::ChannelInterface> budget;
  std::shared_ptr<grpc::ChannelInterface> indicator;
  std::chrono::milliseconds deadline = client::kDefaultDeadline;  // of one call
};

class ReportingService final : public v1::ReportingService::CallbackService {
 public:
  // `release` is the suite's, "0.1.0": evaluations and documents bear it. Without a signer nothing can be published.
  ReportingService(storage::Database& database, const Downstreams& downstreams, std::string release,
                   const Clock& clock = SystemClock(), SigningIdentity signing = {})
      : release_(std::move(release)),
        signing_(std::move(signing)),
        clock_(clock),
        evaluations_(database),
        lives_(database),
        imports_(database),
        narratives_(database),
        claimed_sheets_(database),
        rectifications_(database),
        budget_(downstreams.budget, downstreams.deadline),
        indicator_(downstreams.indicator, downstreams.deadline),
        sheets_(downstreams.indicator, downstreams.deadline),
        watch_(downstreams.budget, downstreams.indicator, downstreams.deadline),
        budget_load_(downstreams.budget, downstreams.deadline),
        indicator_load_(downstreams.indicator, downstreams.deadline),
        heads_(downstreams.budget, downstreams.indicator, downstreams.deadline),
        freshness_(heads_, lives_, clock_) {}

  grpc::ServerReadReactor<v1::ImportCaseRequest>* ImportCase(grpc::CallbackServerContext* context,
                                                             v1::ImportCaseResponse* response) override;
  grpc::ServerUnaryReactor* CreateEvaluation(grpc::CallbackServerContext* context,
                                             const v1::CreateEvaluationRequest* request,
                                             v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* GetEvaluation(grpc::CallbackServerContext* context, const v1::GetEvaluationRequest* request,
                                          v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* ListEvaluations(grpc::CallbackServerContext* context,
                                            const v1::ListEvaluationsRequest* request,
                                            v1::ListEvaluationsResponse* response) override;
  grpc::ServerUnaryReactor* ExplainIndicator(grpc::CallbackServerContext* context,
                                             const v1::ExplainIndicatorRequest* request,
                                             v1::IndicatorExplanation* response) override;
  grpc::ServerUnaryReactor* AnalyzeSensitivity(grpc::CallbackServerContext* context,
                                               const v1::AnalyzeSensitivityRequest* request,
                                               indicator::v1::AnalyzeSensitivityResponse* response) override;
  grpc::ServerUnaryReactor* ListFigureEntries(grpc::CallbackServerContext* context,
                                              const v1::ListFigureEntriesRequest* request,
                                              v1::ListFigureEntriesResponse* response) override;
  grpc::ServerWriteReactor<v1::RenderDocumentResponse>* RenderDocument(
      grpc::CallbackServerContext* context, const v1::RenderDocumentRequest* request) override;
  grpc::ServerUnaryReactor* GetNarrative(grpc::CallbackServerContext* context, const v1::GetNarrativeRequest* request,
                                         v1::Narrative* response) override;
  grpc::ServerUnaryReactor* UpdateNarrative(grpc::CallbackServerContext* context,
                                            const v1::UpdateNarrativeRequest* request,
                                            v1::Narrative* response) override;
  grpc::ServerUnaryReactor* CheckNarrative(grpc::CallbackServerContext* context,
                                           const v1::CheckNarrativeRequest* request,
                                           v1::NarrativeCheck* response) override;
  grpc::ServerUnaryReactor* ProposeObservations(grpc::CallbackServerContext* context,
                                                const v1::ProposeObservationsRequest* request,
                                                v1::ProposeObservationsResponse* response) override;
  grpc::ServerUnaryReactor* DryRunFramework(grpc::CallbackServerContext* context,
                                            const v1::DryRunFrameworkRequest* request,
                                            v1::DryRunFrameworkResponse* response) override;
  grpc::ServerUnaryReactor* CheckSelfEvaluation(grpc::CallbackServerContext* context,
                                                const v1::CheckSelfEvaluationRequest* request,
                                                v1::SheetCheck* response) override;
  grpc::ServerUnaryReactor* SubmitEvaluation(grpc::CallbackServerContext* context,
                                             const v1::SubmitEvaluationRequest* request,
                                             v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* ReturnEvaluation(grpc::CallbackServerContext* context,
                                             const v1::ReturnEvaluationRequest* request,
                                             v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* AdjustScore(grpc::CallbackServerContext* context, const v1::AdjustScoreRequest* request,
                                        v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* ReviewEvaluation(grpc::CallbackServerContext* context,
                                             const v1::ReviewEvaluationRequest* request,
                                             v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* PublishEvaluation(grpc::CallbackServerContext* context,
                                              const v1::PublishEvaluationRequest* request,
                                              v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* CorrectEvaluation(grpc::CallbackServerContext* context,
                                              const v1::CorrectEvaluationRequest* request,
                                              v1::Evaluation* response) override;
  grpc::ServerUnaryReactor* ListEvaluationEvents(grpc::CallbackServerContext* context,
                                                 const v1::ListEvaluationEventsRequest* request,
                                                 v1::ListEvaluationEventsResponse* response) override;
  grpc::ServerUnaryReactor* CompareEvaluations(grpc::CallbackServerContext* context,
                                               const v1::CompareEvaluationsRequest* request,
                                               v1::CompareEvaluationsResponse* response) override;
  grpc::ServerUnaryReactor* MonitorDepartment(grpc::CallbackServerContext* context,
                                              const v1::MonitorDepartmentRequest* request,
                                              v1::Monitoring* response) override;
  grpc::ServerUnaryReactor* CreateRectificationItems(grpc::CallbackServerContext* context,
                                                     const v1::CreateRectificationItemsRequest* request,
                                                     v1::CreateRectificationItemsResponse* response) override;
  grpc::ServerUnaryReactor* ListRectificationItems(grpc::CallbackServerContext* context,
                                                   const v1::ListRectificationItemsRequest* request,
                                                   v1::ListRectificationItemsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateRectificationItem(grpc::CallbackServerContext* context,
                                                    const v1::UpdateRectificationItemRequest* request,
                                                    v1::RectificationItem* response) override;
  grpc::ServerUnaryReactor* FollowUpRectification(grpc::CallbackServerContext* context,
                                                  const v1::FollowUpRectificationRequest* request,
                                                  v1::FollowUpRectificationResponse* response) override;
  grpc::ServerUnaryReactor* ProposeNextPlan(grpc::CallbackServerContext* context,
                                            const v1::ProposeNextPlanRequest* request,
                                            v1::ProposeNextPlanResponse* response) override;

 private:
  WriteStamp StampOf(const server::CallContext& call) const {
    return {.caller = call.caller.who, .now_ms = absl::ToUnixMillis(clock_.Now())};
  }
  // Takes the step and answers with the evaluation after it.
  void Advance(absl::StatusOr<LifeOrder> order, v1::Evaluation* response, const server::Done& done);

  CaseTakers takers() {
    return {.requests = imports_,
            .narratives = narratives_,
            .claimed_sheets = claimed_sheets_,
            .budget = budget_load_,
            .indicator = indicator_load_};
  }
  Sources sources() {
    return {.narratives = narratives_, .rectifications = rectifications_, .budget = budget_, .indicator = indicator_};
  }

  const std::string release_;
  const SigningIdentity signing_;
  const Clock& clock_;
  EvaluationStore evaluations_;
  LifeStore lives_;
  ImportRequests imports_;
  NarrativeStore narratives_;
  ClaimedSheetStore claimed_sheets_;
  RectificationStore rectifications_;
  BudgetClient budget_;
  IndicatorClient indicator_;
  SheetClient sheets_;
  WatchClient watch_;
  BudgetLoad budget_load_;
  IndicatorLoad indicator_load_;
  HeadClient heads_;
  Freshness freshness_;
  // These end first: their work uses all of the above.
  server::Workers readers_{kReaderThreads};  // what needs no other service
  server::Workers workers_{kWorkerThreads};  // what may wait for one
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
