// The budget service on gRPC: every RPC of its contract, one file each, named after it. What they answer and refuse
// stands in protos/zhengping/budget/v1/budget_service.proto.
//
// Thread-safe: gRPC calls it from its own threads; nothing blocks there, the stores have threads of their own.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_BUDGET_SERVICE_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_BUDGET_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "common/clock/clock.h"
#include "common/server/workers.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/feed_reader.h"
#include "services/budget/store/import_profile_store.h"
#include "services/budget/store/import_store.h"
#include "services/budget/store/ledger_store.h"
#include "services/budget/store/settings_store.h"
#include "services/budget/store/special_fund_store.h"
#include "services/budget/store/statement_store.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping::budget {

class BudgetService final : public v1::BudgetService::CallbackService {
 public:
  // `database` and `clock` outlive it.
  explicit BudgetService(storage::Database& database, const Clock& clock = SystemClock())
      : departments_(database),
        ledger_(database),
        statements_(database),
        special_funds_(database),
        settings_(database),
        imports_(database),
        feed_(database),
        profiles_(database),
        database_(database),
        clock_(clock) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* GetDepartment(Context* context, const v1::GetDepartmentRequest* request, v1::Department* response) override;
  Reactor* ListDepartments(Context* context, const v1::ListDepartmentsRequest* request,
                           v1::ListDepartmentsResponse* response) override;
  Reactor* UpdateDepartment(Context* context, const v1::UpdateDepartmentRequest* request,
                            v1::Department* response) override;
  Reactor* GetDepartmentYear(Context* context, const v1::GetDepartmentYearRequest* request,
                             v1::DepartmentYear* response) override;
  Reactor* ListDepartmentYears(Context* context, const v1::ListDepartmentYearsRequest* request,
                               v1::ListDepartmentYearsResponse* response) override;

  Reactor* GetQuota(Context* context, const v1::GetQuotaRequest* request, v1::Quota* response) override;
  Reactor* ListQuotas(Context* context, const v1::ListQuotasRequest* request,
                      v1::ListQuotasResponse* response) override;
  Reactor* ListProjects(Context* context, const v1::ListProjectsRequest* request,
                        v1::ListProjectsResponse* response) override;
  Reactor* AggregateBalances(Context* context, const v1::AggregateBalancesRequest* request,
                             v1::AggregateBalancesResponse* response) override;

  Reactor* PostTransaction(Context* context, const v1::PostTransactionRequest* request,
                           v1::Transaction* response) override;
  Reactor* ReverseTransaction(Context* context, const v1::ReverseTransactionRequest* request,
                              v1::Transaction* response) override;
  Reactor* GetTransaction(Context* context, const v1::GetTransactionRequest* request,
                          v1::Transaction* response) override;
  Reactor* ListTransactions(Context* context, const v1::ListTransactionsRequest* request,
                            v1::ListTransactionsResponse* response) override;

  grpc::ServerReadReactor<v1::LoadDepartmentYearRequest>* LoadDepartmentYear(
      Context* context, v1::LoadDepartmentYearResponse* response) override;

  grpc::ServerReadReactor<v1::ImportTransactionsRequest>* ImportTransactions(Context* context,
                                                                             v1::Import* response) override;
  Reactor* GetImport(Context* context, const v1::GetImportRequest* request, v1::Import* response) override;
  Reactor* ListImportOutcomes(Context* context, const v1::ListImportOutcomesRequest* request,
                              v1::ListImportOutcomesResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchChangesResponse>* WatchChanges(Context* context,
                                                                   const v1::WatchChangesRequest* request) override;

  Reactor* GetStatement(Context* context, const v1::GetStatementRequest* request, v1::Statement* response) override;
  Reactor* UpdateStatement(Context* context, const v1::UpdateStatementRequest* request,
                           v1::Statement* response) override;
  Reactor* GetReportedFacts(Context* context, const v1::GetReportedFactsRequest* request,
                            v1::ReportedFacts* response) override;
  Reactor* UpdateReportedFacts(Context* context, const v1::UpdateReportedFactsRequest* request,
                               v1::ReportedFacts* response) override;
  Reactor* GetSpecialFund(Context* context, const v1::GetSpecialFundRequest* request,
                          v1::SpecialFund* response) override;
  Reactor* ListSpecialFunds(Context* context, const v1::ListSpecialFundsRequest* request,
                            v1::ListSpecialFundsResponse* response) override;
  Reactor* UpdateSpecialFund(Context* context, const v1::UpdateSpecialFundRequest* request,
                             v1::SpecialFund* response) override;

  Reactor* GetFacts(Context* context, const v1::GetFactsRequest* request, v1::GetFactsResponse* response) override;
  Reactor* AnalyzeYear(Context* context, const v1::AnalyzeYearRequest* request,
                       v1::AnalyzeYearResponse* response) override;
  Reactor* SimulateYear(Context* context, const v1::SimulateYearRequest* request,
                        v1::SimulateYearResponse* response) override;
  Reactor* ListFactEntries(Context* context, const v1::ListFactEntriesRequest* request,
                           v1::ListFactEntriesResponse* response) override;

  Reactor* AuditFacts(Context* context, const v1::AuditFactsRequest* request,
                      v1::AuditFactsResponse* response) override;
  Reactor* VerifyDigests(Context* context, const v1::VerifyDigestsRequest* request,
                         v1::VerifyDigestsResponse* response) override;

  grpc::ServerReadReactor<v1::ImportFileRequest>* ImportFile(Context* context,
                                                             v1::ImportFileResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportTableResponse>* ExportTable(Context* context,
                                                                 const v1::ExportTableRequest* request) override;
  Reactor* GetImportProfile(Context* context, const v1::GetImportProfileRequest* request,
                            v1::ImportProfile* response) override;
  Reactor* ListImportProfiles(Context* context, const v1::ListImportProfilesRequest* request,
                              v1::ListImportProfilesResponse* response) override;
  Reactor* UpdateImportProfile(Context* context, const v1::UpdateImportProfileRequest* request,
                               v1::ImportProfile* response) override;

  Reactor* GetAnalysisSettings(Context* context, const v1::GetAnalysisSettingsRequest* request,
                               v1::AnalysisSettings* response) override;
  Reactor* UpdateAnalysisSettings(Context* context, const v1::UpdateAnalysisSettingsRequest* request,
                                  v1::AnalysisSettings* response) override;

 private:
  DepartmentStore departments_;
  LedgerStore ledger_;
  StatementStore statements_;
  SpecialFundStore special_funds_;
  SettingsStore settings_;
  ImportStore imports_;
  FeedReader feed_;
  ImportProfileStore profiles_;
  storage::Database& database_;  // of files, which are read and stored across stores
  const Clock& clock_;
  server::Workers file_workers_{2};    // read and write the platform's files
  server::Workers import_workers_{2};  // read the chunks of imports
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_BUDGET_SERVICE_H_
