// The three services on real servers in one process, each with a database of its own, and a case sent as a client
// sends it.
#ifndef ZHENGPING_TESTS_CASES_SUITE_IN_PROCESS_H_
#define ZHENGPING_TESTS_CASES_SUITE_IN_PROCESS_H_

#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/testing/fake_clock.h"
#include "common/testing/server_fixture.h"
#include "common/testing/temp_database.h"
#include "services/budget/rpc/budget_service.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping {

inline constexpr char kDivision[] = "divisions/430503000";
inline constexpr char kCuiyuan[] = "divisions/430503000/departments/403";

// Every file below a folder by its path from there, years' folders too.
std::map<std::string, std::string> FilesBelow(const std::filesystem::path& folder);
// Those of tests/data/`name`.
std::map<std::string, std::string> CaseFolder(const std::string& name);

struct SendOptions {
  bool validate_only = false;
  bool replace = false;
  std::string request_id;
  std::string parent = kDivision;
};

class SuiteInProcess {
 public:
  SuiteInProcess();

  absl::StatusOr<reporting::v1::ImportCaseResponse> Import(const std::map<std::string, std::string>& files,
                                                           const SendOptions& options = {});
  // The messages as they are.
  absl::StatusOr<reporting::v1::ImportCaseResponse> Send(const std::vector<reporting::v1::ImportCaseRequest>& messages);

  // What the services hold: "revision digest" of each, empty where nothing is.
  std::string BudgetMark(int fiscal_year);
  std::string IndicatorPlanMark(int fiscal_year);
  std::string Narrative(int fiscal_year);

  budget::v1::BudgetService::Stub& budget() { return *budget_stub_; }
  indicator::v1::IndicatorService::Stub& indicator() { return *indicator_stub_; }
  reporting::v1::ReportingService::Stub& reporting() { return *reporting_stub_; }

  void StopBudget() { budget_server_.reset(); }
  void StopIndicator() { indicator_server_.reset(); }

 private:
  FakeClock clock_;
  storage::TempDatabase budget_database_;
  storage::TempDatabase indicator_database_;
  storage::TempDatabase reporting_database_;
  budget::BudgetService budget_service_;
  indicator::IndicatorStore indicator_store_;
  indicator::FrameworkCatalogue catalogue_;
  indicator::IndicatorService indicator_service_;
  std::optional<ServerFixture> budget_server_;
  std::optional<ServerFixture> indicator_server_;
  reporting::ReportingService reporting_service_;
  ServerFixture reporting_server_;
  std::unique_ptr<budget::v1::BudgetService::Stub> budget_stub_;
  std::unique_ptr<indicator::v1::IndicatorService::Stub> indicator_stub_;
  std::unique_ptr<reporting::v1::ReportingService::Stub> reporting_stub_;
};

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_CASES_SUITE_IN_PROCESS_H_
