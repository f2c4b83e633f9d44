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

#include "absl/status/status.h"
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

  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context, const indicator::v1::ScoreRequest* request,
                                  indicator::v1::Scorecard* response) override;

 private:
  std::mutex asked_mutex_;
  server::Workers workers_{2};
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_DOWNSTREAM_TESTING_H_
