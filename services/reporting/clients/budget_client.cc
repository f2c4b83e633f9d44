#include "services/reporting/clients/budget_client.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/budget_messages.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping::reporting {
namespace {

constexpr char kService[] = "zhengping.budget.v1.BudgetService";

}  // namespace

struct BudgetClient::Wire {
  std::unique_ptr<budget::v1::BudgetService::Stub> stub;
};

client::ChannelConfig BudgetChannel(const std::string& target) {
  return {.target = target,
          .idempotent_methods = {{kService, "AnalyzeYear"},
                                 {kService, "ListFactEntries"},
                                 {kService, "GetDepartmentYear"},
                                 {kService, "AggregateBalances"},
                                 {kService, "ListProjects"}}};
}

BudgetClient::BudgetClient(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline)
    : wire_(new Wire{budget::v1::BudgetService::NewStub(std::move(channel))}), options_{.deadline = deadline} {}

BudgetClient::~BudgetClient() = default;

absl::StatusOr<YearAnalysis> BudgetClient::AnalyzeYear(const Subject& subject, const client::Outgoing& outgoing) {
  budget::v1::AnalyzeYearRequest request;
  ToMessage(subject, request);
  budget::v1::AnalyzeYearResponse response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->AnalyzeYear(context.get(), request, &response), "budget"));
  return FromMessage(response, subject);
}

absl::StatusOr<std::string> BudgetClient::ListFactEntries(
    const EntrySelector& selector, int page_size, const std::string& page_token, const client::Outgoing& outgoing,
    google::protobuf::RepeatedPtrField<budget::v1::FactEntry>& entries) {
  budget::v1::ListFactEntriesRequest request;
  ToMessage(selector, *request.mutable_selector());
  request.set_page_size(page_size);
  request.set_page_token(page_token);
  budget::v1::ListFactEntriesResponse response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->ListFactEntries(context.get(), request, &response), "budget"));
  Contract contract("budget");
  contract.Require(response.fact_entries_size() <= page_size, "fact_entries", "are more than the page holds");
  for (int i = 0; i < response.fact_entries_size(); ++i) {
    const budget::v1::FactEntry& entry = response.fact_entries(i);
    const std::string place = absl::StrCat("fact_entries[", i, "]");
    contract.Require(absl::StartsWith(entry.transaction(), absl::StrCat(selector.department, "/")), place,
                     "is of another department");
    contract.Require(entry.revision() <= selector.revision, place, "is later than the revision asked for");
  }
  ZP_RETURN_IF_ERROR(contract.status());
  entries.MergeFrom(response.fact_entries());
  return response.next_page_token();
}

}  // namespace zhengping::reporting
