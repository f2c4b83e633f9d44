// What budget and indicator say at the moment of department-years: their revisions, and budget's digests. One small
// call each; an evaluation is stale when they differ from its watermark.
//
// Thread rule: any thread; Read blocks, so not gRPC's own.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_HEAD_CLIENT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_HEAD_CLIENT_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/client/outgoing.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

class HeadClient {
 public:
  // In-process channels work as well.
  HeadClient(std::shared_ptr<grpc::ChannelInterface> budget, std::shared_ptr<grpc::ChannelInterface> indicator,
             std::chrono::milliseconds deadline);
  ~HeadClient();

  // One head for each of `marks`, in their order; `longest` is for each call, when it is less than the client's own
  // deadline. Errors name the service, as with BudgetClient; DOWNSTREAM_CONTRACT_BROKEN (INTERNAL) for another
  // department-year than the one asked for.
  absl::StatusOr<std::vector<DepartmentYearMark>> Read(const std::vector<DepartmentYearMark>& marks,
                                                       const client::Outgoing& outgoing,
                                                       std::chrono::milliseconds longest = std::chrono::hours(1));

 private:
  struct Wire;
  absl::StatusOr<DepartmentYearMark> ReadBudget(const DepartmentYearMark& mark, const client::Outgoing& outgoing,
                                                const client::CallOptions& options);
  absl::StatusOr<DepartmentYearMark> ReadIndicator(const DepartmentYearMark& mark, const client::Outgoing& outgoing,
                                                   const client::CallOptions& options);

  const std::unique_ptr<Wire> wire_;
  const std::chrono::milliseconds deadline_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_HEAD_CLIENT_H_
