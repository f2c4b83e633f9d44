// What the year's watch asks of both services besides facts and score: sums of the ledger by the day, last year's pace,
// names of projects, the plan, and the score while targets are open. Deadlines, retries, trace and errors as with
// BudgetClient and IndicatorClient.
//
// Thread rule: any thread; every call blocks, so not gRPC's own.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_WATCH_CLIENT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_WATCH_CLIENT_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/client/outgoing.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/domain/monitoring/monitoring.h"

namespace zhengping::indicator::v1 {
class Plan;
class PlanRow;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

class WatchClient {
 public:
  WatchClient(std::shared_ptr<grpc::ChannelInterface> budget, std::shared_ptr<grpc::ChannelInterface> indicator,
              std::chrono::milliseconds deadline);
  ~WatchClient();

  // Sums by outlay, income nature, project and economic code up to and with subject.as_of, of the whole department.
  // `revision` 0: the latest.
  absl::StatusOr<std::vector<ExecutionRow>> Execution(const Subject& subject, int64_t revision,
                                                      const client::Outgoing& outgoing);
  // Last year's payments by outlay, whole and by the same day; empty where last year has no ledger.
  absl::StatusOr<std::map<std::string, PriorOutlay>> PriorYear(const Subject& subject,
                                                               const client::Outgoing& outgoing);
  // By resource name.
  absl::StatusOr<std::map<std::string, std::string>> ProjectNames(const DepartmentName& department,
                                                                  const client::Outgoing& outgoing);
  // The plan as indicator keeps it, at `revision` (0: the latest); without rows where the year has none.
  absl::Status ReadPlan(const Subject& subject, int64_t revision, const client::Outgoing& outgoing,
                        indicator::v1::Plan& plan);
  // The total with `facts` if every row of `plan` that `open` names by its path is still without an observation.
  absl::StatusOr<Total> ScoreOpen(const Subject& subject, const std::string& framework, const std::vector<Fact>& facts,
                                  const indicator::v1::Plan& plan, const std::vector<std::string>& open,
                                  const client::Outgoing& outgoing);

 private:
  struct Wire;
  const std::unique_ptr<Wire> wire_;
  const client::CallOptions options_;
};

// The targets of the department as a whole, or of one project. Refused: DOWNSTREAM_CONTRACT_BROKEN.
absl::StatusOr<std::vector<WatchedTarget>> WatchedTargetsFrom(const indicator::v1::Plan& plan,
                                                              const std::string& project);

// 上年实际值 of a row; empty: not stated. Refused: DOWNSTREAM_CONTRACT_BROKEN.
absl::StatusOr<std::optional<Rational>> BaselineFrom(const indicator::v1::PlanRow& row);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_WATCH_CLIENT_H_
