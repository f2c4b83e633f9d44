#include "services/reporting/clients/indicator_load.h"

#include <utility>

#include "common/client/grpc_status.h"
#include "services/reporting/clients/indicator_load_messages.h"
#include "services/reporting/clients/load_refusal.h"
#include "services/reporting/domain/case_places.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {

struct IndicatorLoad::Wire {
  std::unique_ptr<indicator::v1::IndicatorService::Stub> stub;
};

IndicatorLoad::IndicatorLoad(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline)
    : wire_(new Wire{indicator::v1::IndicatorService::NewStub(std::move(channel))}), options_{.deadline = deadline} {}

IndicatorLoad::~IndicatorLoad() = default;

absl::StatusOr<LoadAnswer> IndicatorLoad::Load(const Case& contents, const ImportOrder& order,
                                               const client::Outgoing& outgoing) {
  indicator::v1::LoadDepartmentYearRequest request;
  ToMessage(contents, order, request);
  indicator::v1::LoadDepartmentYearResponse response;
  const auto context = client::NewContext(outgoing, options_);
  const absl::Status status =
      FromGrpcStatus(wire_->stub->LoadDepartmentYear(context.get(), request, &response), "indicator");
  if (status.ok()) return FromMessage(response, contents);
  const std::optional<Issue> refused = order.mode == ImportMode::kValidateOnly ? IssueOf(status) : std::nullopt;
  if (!refused.has_value()) return status;
  return LoadAnswer{.issues = PlaceIndicatorIssues(contents, {*refused})};
}

}  // namespace zhengping::reporting
