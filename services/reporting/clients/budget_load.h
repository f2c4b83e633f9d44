// The budget service's part of a case: one year of it, loaded declaratively (source "case", nothing overdrawn) in one
// database transaction there.
//
// Thread rule and errors as with BudgetClient.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_LOAD_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_LOAD_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>

#include "absl/status/statusor.h"
#include "common/client/outgoing.h"
#include "services/reporting/clients/load_answer.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::reporting {

class BudgetLoad {
 public:
  BudgetLoad(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline);
  ~BudgetLoad();

  // Sends `year`, which is one of contents.years. A refusal of what was sent is an issue of the answer when the order
  // is to validate only, and an error when it is to write: LOAD_HAS_ERRORS as CASE_REFUSED_AT_WRITING (load_refusal.h).
  absl::StatusOr<LoadAnswer> Load(const Case& contents, const CaseYear& year, const ImportOrder& order,
                                  const client::Outgoing& outgoing);

 private:
  struct Wire;
  const std::unique_ptr<Wire> wire_;
  const client::CallOptions options_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_LOAD_H_
