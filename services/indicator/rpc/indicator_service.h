// The indicator service on the wire: scoring tables, the targets and results of departments, and the score. One file an
// RPC beside this one, named after it.
//
// Thread rule: any thread; nothing blocks. Store and clock outlive the service.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_SERVICE_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <string>
#include <utility>

#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "common/server/workers.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/rpc/framework_shelf.h"
#include "services/indicator/store/indicator_store.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::indicator {

class IndicatorService final : public v1::IndicatorService::CallbackService {
 public:
  // Reads the frameworks that were published, and exits the program with a message when that fails or one of them
  // cannot score as it did.
  IndicatorService(IndicatorStore& store, const FrameworkCatalogue& shipped, const Clock& clock = SystemClock());

  grpc::ServerUnaryReactor* GetFramework(grpc::CallbackServerContext* context, const v1::GetFrameworkRequest* request,
                                         v1::Framework* response) override;
  grpc::ServerUnaryReactor* ListFrameworks(grpc::CallbackServerContext* context,
                                           const v1::ListFrameworksRequest* request,
                                           v1::ListFrameworksResponse* response) override;
  grpc::ServerUnaryReactor* ValidateFramework(grpc::CallbackServerContext* context,
                                              const v1::ValidateFrameworkRequest* request,
                                              v1::ValidateFrameworkResponse* response) override;
  grpc::ServerUnaryReactor* ImportFramework(grpc::CallbackServerContext* context,
                                            const v1::ImportFrameworkRequest* request,
                                            v1::ImportFrameworkResponse* response) override;
  grpc::ServerUnaryReactor* ExportFramework(grpc::CallbackServerContext* context,
                                            const v1::ExportFrameworkRequest* request,
                                            v1::ExportFrameworkResponse* response) override;
  grpc::ServerUnaryReactor* CreateFramework(grpc::CallbackServerContext* context,
                                            const v1::CreateFrameworkRequest* request,
                                            v1::Framework* response) override;
  grpc::ServerUnaryReactor* UpdateFramework(grpc::CallbackServerContext* context,
                                            const v1::UpdateFrameworkRequest* request,
                                            v1::Framework* response) override;
  grpc::ServerUnaryReactor* PublishFramework(grpc::CallbackServerContext* context,
                                             const v1::PublishFrameworkRequest* request,
                                             v1::Framework* response) override;
  grpc::ServerUnaryReactor* RetireFramework(grpc::CallbackServerContext* context,
                                            const v1::RetireFrameworkRequest* request,
                                            v1::Framework* response) override;
  grpc::ServerUnaryReactor* CompareFrameworks(grpc::CallbackServerContext* context,
                                              const v1::CompareFrameworksRequest* request,
                                              v1::CompareFrameworksResponse* response) override;
  grpc::ServerUnaryReactor* LoadDepartmentYear(grpc::CallbackServerContext* context,
                                               const v1::LoadDepartmentYearRequest* request,
                                               v1::LoadDepartmentYearResponse* response) override;
  grpc::ServerUnaryReactor* GetPlan(grpc::CallbackServerContext* context, const v1::GetPlanRequest* request,
                                    v1::Plan* response) override;
  grpc::ServerUnaryReactor* UpdatePlan(grpc::CallbackServerContext* context, const v1::UpdatePlanRequest* request,
                                       v1::Plan* response) override;
  grpc::ServerUnaryReactor* AddObservations(grpc::CallbackServerContext* context,
                                            const v1::AddObservationsRequest* request,
                                            v1::AddObservationsResponse* response) override;
  grpc::ServerUnaryReactor* ListObservations(grpc::CallbackServerContext* context,
                                             const v1::ListObservationsRequest* request,
                                             v1::ListObservationsResponse* response) override;
  grpc::ServerReadReactor<v1::ImportFileRequest>* ImportFile(grpc::CallbackServerContext* context,
                                                             v1::ImportFileResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportTableResponse>* ExportTable(grpc::CallbackServerContext* context,
                                                                 const v1::ExportTableRequest* request) override;
  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context, const v1::ScoreRequest* request,
                                  v1::Scorecard* response) override;
  grpc::ServerUnaryReactor* AnalyzeSensitivity(grpc::CallbackServerContext* context,
                                               const v1::AnalyzeSensitivityRequest* request,
                                               v1::AnalyzeSensitivityResponse* response) override;
  grpc::ServerBidiReactor<v1::ScoreManyRequest, v1::ScoreManyResponse>* ScoreMany(
      grpc::CallbackServerContext* context) override;

 private:
  RequestStamp StampOf(const server::CallContext& call, std::string request_id) const {
    return {.caller = call.caller.who, .request_id = std::move(request_id), .now_ms = absl::ToUnixMillis(clock_.Now())};
  }

  IndicatorStore& store_;
  FrameworkCatalogue catalogue_;
  const Clock& clock_;
  FrameworkShelf shelf_{store_.frameworks(), catalogue_};
  server::Workers workers_{kFrameworkThreads};
  server::Workers file_workers_{kFileThreads};
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_SERVICE_H_
