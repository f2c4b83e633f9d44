// Stand-ins for the two downstream services: real servers on loopback ports that answer a small department-year well,
// or wrongly in one way that a test chooses.
//
//   FakeBudget budget;
//   budget.spoil = [](budget::v1::AnalyzeYearResponse& answer) { answer.mutable_marks(0)->set_fiscal_year(2022); };
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_DOWNSTREAM_TESTING_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_DOWNSTREAM_TESTING_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/workers.h"
#include "common/testing/server_fixture.h"
#include "services/reporting/domain/evaluate.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {

inline constexpr char kTestDepartment[] = "divisions/430503000/departments/403";
inline constexpr char kTestFramework[] = "frameworks/self-evaluation-2020";

// 403 in 2023, the whole year.
Subject TestSubject();

// What both stand-ins can be told, before a call.
struct Behavior {
  absl::Status refusal;     // not OK: the answer
  bool holds_back = false;  // answers only when the gate opens
  Gate gate;
  std::atomic<int> calls{0};
};

class FakeBudget : public budget::v1::BudgetService::CallbackService {
 public:
  Behavior behavior;
  std::function<void(budget::v1::AnalyzeYearResponse&)> spoil;
  budget::v1::AnalyzeYearRequest asked;  // the last request
  std::string trace_id;                  // of the last request
  absl::Status refusal_of_writing;       // the answer to a load that is not validate_only; such a load is always good
  // Three entries behind whatever is selected; `spoil_entry` changes each.
  std::function<void(budget::v1::FactEntry&)> spoil_entry;
  bool ignores_page_size = false;
  budget::v1::ListFactEntriesRequest entries_asked;
  // Of the heads alone: `behavior` is about the rest. Each year of the department has moved on by `moved` revisions
  // since it was analysed.
  Behavior heads;
  std::atomic<int64_t> moved{0};
  // What the change feed gives for a request before it says that there is no more; unset: nothing.
  std::function<absl::StatusOr<std::vector<budget::v1::WatchChangesResponse>>(const budget::v1::WatchChangesRequest&)>
      feed;
  Behavior feed_behavior;
  std::string refuses_position;  // as one of another database

  grpc::ServerUnaryReactor* GetDepartmentYear(grpc::CallbackServerContext* context,
                                              const budget::v1::GetDepartmentYearRequest* request,
                                              budget::v1::DepartmentYear* response) override;
  grpc::ServerWriteReactor<budget::v1::WatchChangesResponse>* WatchChanges(
      grpc::CallbackServerContext* context, const budget::v1::WatchChangesRequest* request) override;

  grpc::ServerUnaryReactor* AnalyzeYear(grpc::CallbackServerContext* context,
                                        const budget::v1::AnalyzeYearRequest* request,
                                        budget::v1::AnalyzeYearResponse* response) override;
  grpc::ServerUnaryReactor* ListFactEntries(grpc::CallbackServerContext* context,
                                            const budget::v1::ListFactEntriesRequest* request,
                                            budget::v1::ListFactEntriesResponse* response) override;
  grpc::ServerReadReactor<budget::v1::LoadDepartmentYearRequest>* LoadDepartmentYear(
      grpc::CallbackServerContext* context, budget::v1::LoadDepartmentYearResponse* response) override;

 private:
  std::mutex asked_mutex_;       // calls come side by side
  server::Workers workers_{16};  // more than any test holds back at once
};

class FakeIndicator : public indicator::v1::IndicatorService::CallbackService {
 public:
  Behavior behavior;
  std::function<void(indicator::v1::Scorecard&)> spoil;
  indicator::v1::ScoreRequest asked;  // the last request
  Behavior heads;                     // as FakeBudget's
  std::atomic<int64_t> moved{0};
  std::string framework_hash = "f0a3";  // of the framework that GetFramework gives, with 优 from 18 and 良 below of 20

  grpc::ServerUnaryReactor* ListObservations(grpc::CallbackServerContext* context,
                                             const indicator::v1::ListObservationsRequest* request,
                                             indicator::v1::ListObservationsResponse* response) override;
  grpc::ServerUnaryReactor* GetFramework(grpc::CallbackServerContext* context,
                                         const indicator::v1::GetFrameworkRequest* request,
                                         indicator::v1::Framework* response) override;
  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context, const indicator::v1::ScoreRequest* request,
                                  indicator::v1::Scorecard* response) override;

 private:
  std::mutex asked_mutex_;
  server::Workers workers_{2};
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_DOWNSTREAM_TESTING_H_
