#include "services/reporting/clients/indicator_load.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "services/reporting/clients/indicator_load_messages.h"
#include "services/reporting/clients/load_refusal.h"
#include "services/reporting/domain/case_places.h"
#include "services/reporting/limits.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {

namespace {

LoadAnswer TooLarge(const Case& contents) {
  return {.issues = {{Severity::kError,
                      {.file = contents.FileNamed("observations.csv")},
                      "CASE_TOO_LARGE",
                      "",
                      absl::StrCat("绩效目标、完成情况和核对关系合计不得超过 ", kMostMessageBytes >> 20,
                                   " MiB，请精简文字或分项目导入")}}};
}

}  // namespace

struct IndicatorLoad::Wire {
  std::unique_ptr<indicator::v1::IndicatorService::Stub> stub;
};

IndicatorLoad::IndicatorLoad(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline)
    : wire_(new Wire{indicator::v1::IndicatorService::NewStub(std::move(channel))}), options_{.deadline = deadline} {}

IndicatorLoad::~IndicatorLoad() = default;

absl::StatusOr<TakenFramework> IndicatorLoad::TakeFramework(const Case& contents, const ImportOrder& order,
                                                            const client::Outgoing& outgoing) {
  indicator::v1::ImportFrameworkRequest request;
  ToMessage(contents, order, request);
  indicator::v1::ImportFrameworkResponse response;
  const auto context = client::NewContext(outgoing, options_);
  const absl::Status status =
      FromGrpcStatus(wire_->stub->ImportFramework(context.get(), request, &response), "indicator");
  if (status.ok()) return FromMessage(response, contents);
  const std::optional<Issue> refused = IssueOf(status);
  if (!refused.has_value() || order.mode == ImportMode::kWrite) return status;
  TakenFramework taken;
  taken.answer.issues = {*refused};
  taken.answer.issues[0].place.file = contents.own_framework->file;
  return taken;
}

absl::StatusOr<LoadAnswer> IndicatorLoad::Load(const Case& contents, const std::optional<TakenFramework>& own,
                                               const ImportOrder& order, const client::Outgoing& outgoing) {
  indicator::v1::LoadDepartmentYearRequest request;
  ToMessage(contents, order, request);
  if (own.has_value()) UseFramework(*own, request);
  if (request.ByteSizeLong() > kMostMessageBytes) return TooLarge(contents);
  indicator::v1::LoadDepartmentYearResponse response;
  const auto context = client::NewContext(outgoing, options_);
  const absl::Status status =
      FromGrpcStatus(wire_->stub->LoadDepartmentYear(context.get(), request, &response), "indicator");
  if (status.ok()) return FromMessage(response, contents);
  const std::optional<Issue> refused = IssueOf(status);
  if (!refused.has_value()) return status;
  LoadAnswer answer{.issues = PlaceIndicatorIssues(contents, {*refused})};
  if (order.mode == ImportMode::kValidateOnly) return answer;
  return refused->reason == "LOAD_HAS_ERRORS" ? RefusedAtWriting("indicator", answer.issues) : status;
}

}  // namespace zhengping::reporting
