// The budget service as reporting uses it: what it reads, as domain values.
//
// Every call takes along what is left of the incoming call's deadline, its cancellation and its trace, and ends after
// `deadline` at the latest. Reads are sent again while budget is unavailable, when the channel is made from
// BudgetChannel. Errors are those of common/client/grpc_status.h, each naming "budget", and DOWNSTREAM_CONTRACT_BROKEN
// (INTERNAL) for an answer that contradicts its contract.
//
// Thread rule: any thread; every call blocks, so not gRPC's own.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_CLIENT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_CLIENT_H_

#include <google/protobuf/repeated_ptr_field.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/client/channel.h"
#include "common/client/outgoing.h"
#include "services/reporting/domain/evaluate.h"

namespace zhengping::budget::v1 {
class FactEntry;
}  // namespace zhengping::budget::v1

namespace zhengping::reporting {

// How to reach budget at `target`, with retries of what only reads.
client::ChannelConfig BudgetChannel(const std::string& target);

class BudgetClient {
 public:
  // An in-process channel works as well.
  BudgetClient(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline);
  ~BudgetClient();

  // Facts, findings and special funds of a department-year, read at one moment.
  absl::StatusOr<YearAnalysis> AnalyzeYear(const Subject& subject, const client::Outgoing& outgoing);

  // One page of the ledger entries that `selector` selects, appended to `entries` as budget words them: they are shown,
  // not reckoned with. `page_token` is what the call before returned; empty: the first page. Returns the next one's;
  // empty: this was the last.
  absl::StatusOr<std::string> ListFactEntries(const EntrySelector& selector, int page_size,
                                              const std::string& page_token, const client::Outgoing& outgoing,
                                              google::protobuf::RepeatedPtrField<budget::v1::FactEntry>& entries);

 private:
  struct Wire;
  const std::unique_ptr<Wire> wire_;
  const client::CallOptions options_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_CLIENT_H_
