// What a command works with: stubs to the services, running ones or those of this process, and how to print.
#ifndef ZHENGPING_SERVICES_CLI_SESSION_H_
#define ZHENGPING_SERVICES_CLI_SESSION_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"
#include "zhengping/reporting/v1/reporting_service.grpc.pb.h"

namespace zhengping::cli {

struct Settings {
  std::string reporting = "127.0.0.1:50053";
  std::string budget = "127.0.0.1:50051";
  std::string indicator = "127.0.0.1:50052";
  std::string division;          // completes a department given by code or name
  std::string output = "table";  // or "json"
  std::string command_output;    // the command's own -o; empty: as `output`
  bool offline = false;          // the three services inside this process
  std::string acts_as;           // "王五:finance_reviewer": stated in every call; empty: nobody
  std::string data;              // their folder; empty: a temporary one
};

// The channels that a session talks through. `owner` keeps whatever serves them alive.
struct Connections {
  std::shared_ptr<grpc::Channel> budget;
  std::shared_ptr<grpc::Channel> indicator;
  std::shared_ptr<grpc::Channel> reporting;
  std::shared_ptr<void> owner;
};

class Session {
 public:
  Session(Settings settings, Connections connections);

  const Settings& settings() const { return settings_; }
  bool prints_json() const {
    return (settings_.command_output.empty() ? settings_.output : settings_.command_output) == "json";
  }
  // A PATH may stand for an evaluation or a department: there is nothing else to ask.
  bool takes_paths() const { return settings_.offline && settings_.data.empty(); }
  reporting::v1::ReportingService::Stub& reporting() { return *reporting_; }
  budget::v1::BudgetService::Stub& budget() { return *budget_; }
  indicator::v1::IndicatorService::Stub& indicator() { return *indicator_; }

  // A context with a deadline, a trace and who acts, for one call.
  std::unique_ptr<grpc::ClientContext> NewContext() const;

  // The resource name of a department given as resource name, code ("403", with a division) or display name (with a
  // division). Refused: DIVISION_MISSING, DEPARTMENT_NOT_FOUND, DEPARTMENT_AMBIGUOUS.
  absl::StatusOr<std::string> FindDepartment(const std::string& argument);
  // The resource name of an evaluation given as resource name, or the latest one of a department given as above.
  absl::StatusOr<std::string> FindEvaluation(const std::string& argument);

 private:
  const Settings settings_;
  const Connections connections_;
  std::unique_ptr<reporting::v1::ReportingService::Stub> reporting_;
  std::unique_ptr<budget::v1::BudgetService::Stub> budget_;
  std::unique_ptr<indicator::v1::IndicatorService::Stub> indicator_;
};

// Refused: ACTOR_MALFORMED, field "--as".
absl::Status CheckActor(const Settings& settings);

// To running services.
Connections Connect(const Settings& settings);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_SESSION_H_
