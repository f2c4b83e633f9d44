// The three services as processes on databases in a folder of their own, and the command line that talks to them.
//
//   Suite suite;
//   suite.Start();
//   EXPECT_EQ(suite.Cli({"load", CasePath("cuiyuan-2023")}).status, 0);
//   const reporting::v1::Evaluation evaluation = suite.Evaluate({kDepartment, "--year", "2023"});
#ifndef ZHENGPING_TESTS_E2E_SUITE_H_
#define ZHENGPING_TESTS_E2E_SUITE_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/testing/temp_folder.h"
#include "tests/e2e/process.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"
#include "zhengping/reporting/v1/reporting_service.grpc.pb.h"

namespace zhengping {

// The demo's department, 翠园街道办事处 of 邵阳市大祥区.
inline constexpr char kDepartment[] = "divisions/430503000/departments/403";

// A case folder of tests/data.
std::string CasePath(const std::string& name);

// A copy of a case folder whose file has had one text replaced by another; it must be there.
std::string CopiedCase(const TempFolder& folder, const std::string& name, const std::string& file,
                       const std::string& text, const std::string& replacement);

// The command line tool, in the source tree's folder.
Finished RunCli(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {});

class Suite {
 public:
  // Nothing runs yet.
  Suite() = default;
  Suite(const Suite&) = delete;
  Suite& operator=(const Suite&) = delete;

  // Starts budget, indicator and reporting; a test whose service does not start aborts with its log.
  void Start();
  // Starts one service: "budget", "indicator" or "reporting". A second start is on the port of the first, so that the
  // others find it again.
  void StartService(const std::string& service, const std::vector<std::string>& more_arguments = {});

  // Sends SIGTERM and waits for the drain; returns the exit status.
  int StopService(const std::string& service);
  // Sends SIGKILL and waits for the end.
  void KillService(const std::string& service);
  void Signal(const std::string& service, int signal) { processes_.at(service)->Signal(signal); }
  void Stop();
  pid_t pid(const std::string& service) const { return processes_.at(service)->pid(); }

  // Removes the databases of all services, which must not be running.
  void RemoveDatabases();
  std::string DatabasePath(const std::string& service) const;

  std::string Address(const std::string& service) const;
  // A channel of a kind that a client of ours would use; nothing is retried.
  std::shared_ptr<grpc::Channel> Channel(const std::string& service) const;

  // The command line against these services.
  Finished Cli(std::vector<std::string> arguments) const;
  // The same, again and again while it ends with 7 (try again), half a minute at most: reporting takes up to five
  // seconds to find a service that has come back.
  Finished CliOnceReached(const std::vector<std::string>& arguments) const;
  // `zhengping evaluate`, which must succeed once the services are reached.
  reporting::v1::Evaluation Evaluate(std::vector<std::string> arguments) const;
  // `zhengping load -o json`, likewise.
  reporting::v1::ImportCaseResponse Load(const std::string& path) const;

  // All that a service has printed.
  std::string Log(const std::string& service) const;

  const std::string& folder() const { return folder_.path(); }

 private:
  std::vector<std::string> Command(const std::string& service) const;

  const TempFolder folder_;
  std::map<std::string, std::string> ports_;  // by service, once it has one
  std::map<std::string, std::unique_ptr<Process>> processes_;
};

// What a command of the command line printed with -o json.
reporting::v1::Evaluation EvaluationFromJson(const std::string& json);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_E2E_SUITE_H_
