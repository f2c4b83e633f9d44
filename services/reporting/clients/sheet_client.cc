#include "services/reporting/clients/sheet_client.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/indicator_load_messages.h"
#include "services/reporting/clients/indicator_messages.h"
#include "services/reporting/clients/sheet_messages.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {

namespace v1 = indicator::v1;

struct SheetClient::Wire {
  std::unique_ptr<v1::IndicatorService::Stub> stub;
};

SheetClient::SheetClient(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline)
    : wire_(new Wire{v1::IndicatorService::NewStub(std::move(channel))}), options_{.deadline = deadline} {}

SheetClient::~SheetClient() = default;

absl::StatusOr<FrameworkOutline> SheetClient::Outline(const SheetFramework& framework,
                                                      const client::Outgoing& outgoing) {
  if (framework.own != nullptr) {
    if (framework.name.empty()) return OutlineFrom(*framework.own);
    return Invalid({"FRAMEWORK_CHOICE", "sheet.own_framework"}, "a framework comes either by its name or as a message");
  }
  v1::GetFrameworkRequest request;
  request.set_name(framework.name);
  v1::Framework response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->GetFramework(context.get(), request, &response), "indicator"));
  return OutlineFrom(response);
}

absl::StatusOr<Scorecard> SheetClient::Score(const Subject& subject, const SheetFramework& framework,
                                             const SheetQuestion& question, const std::vector<Fact>& facts,
                                             SheetWeightsAre weights, const client::Outgoing& outgoing) {
  v1::ScoreRequest request;
  ToMessage(subject, framework.name, question.facts, request);
  if (framework.own != nullptr) *request.mutable_own_framework() = *framework.own;
  std::set<std::string> told;
  for (const Fact& fact : question.facts) told.insert(fact.name);
  for (const Fact& fact : facts) {
    if (told.insert(fact.name).second) ToMessage(fact, *request.add_facts());
  }
  ToMessage(question, *request.mutable_sheet());
  request.mutable_sheet()->set_keeps_weights(weights == SheetWeightsAre::kKept);
  v1::Scorecard response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->stub->Score(context.get(), request, &response), "indicator"));
  return NodesFrom(response);
}

absl::StatusOr<std::vector<PlannedTarget>> SheetClient::Targets(const Subject& subject,
                                                                const client::Outgoing& outgoing) {
  v1::GetPlanRequest request;
  request.set_name(absl::StrCat(FormatName(subject.department), "/plans/", subject.fiscal_year));
  v1::Plan response;
  const auto context = client::NewContext(outgoing, options_);
  const absl::Status status = FromGrpcStatus(wire_->stub->GetPlan(context.get(), request, &response), "indicator");
  if (status.code() == absl::StatusCode::kNotFound) return std::vector<PlannedTarget>();
  ZP_RETURN_IF_ERROR(status);
  return TargetsFrom(response, subject.project);
}

}  // namespace zhengping::reporting
