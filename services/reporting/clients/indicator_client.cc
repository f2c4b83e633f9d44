#include "services/reporting/clients/indicator_client.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/indicator_messages.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {

struct IndicatorClient::Wire {
  std::unique_ptr<indicator::v1::IndicatorService::Stub> stub;
};

client::ChannelConfig IndicatorChannel(const std::string& target) {
  return {.target = target,
          .idempotent_methods = {{"zhengping.indicator.v1.IndicatorService", "Score"},
                                 {"zhengping.indicator.v1.IndicatorService", "AnalyzeSensitivity"},
                                 {"zhengping.indicator.v1.IndicatorService", "GetFramework"},
                                 {"zhengping.indicator.v1.IndicatorService", "GetPlan"},
                                 {"zhengping.indicator.v1.IndicatorService", "ListObservations"}}};
}

IndicatorClient::IndicatorClient(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline)
    : wire_(new Wire{indicator::v1::IndicatorService::NewStub(std::move(channel))}), options_{.deadline = deadline} {}

IndicatorClient::~IndicatorClient() = default;

absl::StatusOr<Scoring> IndicatorClient::Score(const Subject& subject, const std::string& framework,
                                               const std::vector<Fact>& facts, const client::Outgoing& outgoing,
                                               RetiredFramework retired) {
  indicator::v1::ScoreRequest request;
  ToMessage(subject, framework, facts, request);
  if (retired == RetiredFramework::kAllowed) {
    // A framework that comes as a message scores whatever its state.
    indicator::v1::GetFrameworkRequest asked;
    asked.set_name(framework);
    request.clear_framework();
    const auto asking = client::NewContext(outgoing, options_);
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(wire_->stub->GetFramework(asking.get(), asked, request.mutable_own_framework()), "indicator"));
  }
  indicator::v1::Scorecard response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->Score(context.get(), request, &response), "indicator"));
  return FromMessage(response, subject, framework);
}

absl::Status IndicatorClient::AnalyzeSensitivity(const Evaluation& evaluation, const client::Outgoing& outgoing,
                                                 indicator::v1::AnalyzeSensitivityResponse& response) {
  indicator::v1::AnalyzeSensitivityRequest request;
  ToMessage(evaluation, *request.mutable_score());
  const auto context = client::NewContext(outgoing, options_);
  return FromGrpcStatus(wire_->stub->AnalyzeSensitivity(context.get(), request, &response), "indicator");
}

absl::StatusOr<Scoring> IndicatorClient::ScoreUnder(const Evaluation& evaluation,
                                                    const indicator::v1::Framework& framework,
                                                    const client::Outgoing& outgoing) {
  indicator::v1::ScoreRequest request;
  ToMessage(evaluation, request);
  request.clear_framework();
  *request.mutable_own_framework() = framework;
  indicator::v1::Scorecard response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->Score(context.get(), request, &response), "indicator"));
  return FromMessage(response, SubjectOf(evaluation.content), framework.name());
}

absl::StatusOr<std::vector<GradeBand>> IndicatorClient::Grades(const std::string& framework,
                                                               const std::string& framework_hash,
                                                               const client::Outgoing& outgoing) {
  indicator::v1::GetFrameworkRequest request;
  request.set_name(framework);
  indicator::v1::Framework response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->GetFramework(context.get(), request, &response), "indicator"));
  std::vector<GradeBand> bands;
  if (response.content_hash() != framework_hash) return bands;
  Contract contract("indicator");
  for (int i = 0; i < response.grades_size(); ++i) {
    const indicator::v1::Interval& interval = response.grades(i).interval();
    const std::string place = absl::StrCat("grades[", i, "].interval");
    GradeBand band{.name = response.grades(i).display_name(),
                   .is_low_open = interval.low_open(),
                   .is_high_closed = interval.high_closed()};
    if (!interval.low().empty()) band.low = DecimalFrom(interval.low(), place, contract);
    if (!interval.high().empty()) band.high = DecimalFrom(interval.high(), place, contract);
    bands.push_back(std::move(band));
  }
  ZP_RETURN_IF_ERROR(contract.status());
  return bands;
}

}  // namespace zhengping::reporting
