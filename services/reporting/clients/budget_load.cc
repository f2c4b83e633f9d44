#include "services/reporting/clients/budget_load.h"

#include <utility>
#include <vector>

#include "common/client/grpc_status.h"
#include "services/reporting/clients/budget_load_messages.h"
#include "services/reporting/clients/load_refusal.h"
#include "services/reporting/domain/case_places.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping::reporting {

struct BudgetLoad::Wire {
  std::unique_ptr<budget::v1::BudgetService::Stub> stub;
};

BudgetLoad::BudgetLoad(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline)
    : wire_(new Wire{budget::v1::BudgetService::NewStub(std::move(channel))}), options_{.deadline = deadline} {}

BudgetLoad::~BudgetLoad() = default;

absl::StatusOr<LoadAnswer> BudgetLoad::Load(const Case& contents, const CaseYear& year, const ImportOrder& order,
                                            const client::Outgoing& outgoing) {
  const std::vector<budget::v1::LoadDepartmentYearRequest> messages = BudgetLoadMessages(contents, year, order);
  budget::v1::LoadDepartmentYearResponse response;
  const auto context = client::NewContext(outgoing, options_);
  const auto writer = wire_->stub->LoadDepartmentYear(context.get(), &response);
  bool is_open = true;
  for (size_t i = 0; is_open && i < messages.size(); ++i) is_open = writer->Write(messages[i]);
  if (is_open) writer->WritesDone();
  // A stream that the service closed early says why here.
  const absl::Status status = FromGrpcStatus(writer->Finish(), "budget");
  if (status.ok()) return FromMessage(response, contents, year);
  const std::optional<Issue> refused = IssueOf(status);
  if (!refused.has_value()) return status;
  LoadAnswer answer{.issues = PlaceBudgetIssues(contents, year, {*refused})};
  if (order.mode == ImportMode::kValidateOnly) return answer;
  return refused->reason == "LOAD_HAS_ERRORS" ? RefusedAtWriting("budget", answer.issues) : status;
}

}  // namespace zhengping::reporting
