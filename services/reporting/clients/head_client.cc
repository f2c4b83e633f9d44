#include "services/reporting/clients/head_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {

struct HeadClient::Wire {
  std::unique_ptr<budget::v1::BudgetService::Stub> budget;
  std::unique_ptr<indicator::v1::IndicatorService::Stub> indicator;
};

HeadClient::HeadClient(std::shared_ptr<grpc::ChannelInterface> budget,
                       std::shared_ptr<grpc::ChannelInterface> indicator, std::chrono::milliseconds deadline)
    : wire_(new Wire{budget::v1::BudgetService::NewStub(std::move(budget)),
                     indicator::v1::IndicatorService::NewStub(std::move(indicator))}),
      deadline_(deadline) {}

HeadClient::~HeadClient() = default;

absl::StatusOr<std::vector<DepartmentYearMark>> HeadClient::Read(const std::vector<DepartmentYearMark>& marks,
                                                                 const client::Outgoing& outgoing,
                                                                 std::chrono::milliseconds longest) {
  const client::CallOptions options{.deadline = std::min(deadline_, longest)};
  std::vector<DepartmentYearMark> heads;
  for (const DepartmentYearMark& mark : marks) {
    ZP_ASSIGN_OR_RETURN(DepartmentYearMark head, mark.service == "budget" ? ReadBudget(mark, outgoing, options)
                                                                          : ReadIndicator(mark, outgoing, options));
    heads.push_back(std::move(head));
  }
  return heads;
}

absl::StatusOr<DepartmentYearMark> HeadClient::ReadBudget(const DepartmentYearMark& mark,
                                                          const client::Outgoing& outgoing,
                                                          const client::CallOptions& options) {
  budget::v1::GetDepartmentYearRequest request;
  request.set_name(absl::StrCat(mark.department, "/years/", mark.fiscal_year));
  budget::v1::DepartmentYear response;
  const auto context = client::NewContext(outgoing, options);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->budget->GetDepartmentYear(context.get(), request, &response), "budget"));
  Contract contract("budget");
  contract.Require(response.name() == request.name(), "name", "is of another department-year");
  contract.Require(response.revision() >= 0, "revision", "is below zero");
  ZP_RETURN_IF_ERROR(contract.status());
  DepartmentYearMark head = mark;
  head.revision = response.revision();
  head.digest = response.digest();
  return head;
}

absl::StatusOr<DepartmentYearMark> HeadClient::ReadIndicator(const DepartmentYearMark& mark,
                                                             const client::Outgoing& outgoing,
                                                             const client::CallOptions& options) {
  indicator::v1::ListObservationsRequest request;
  request.set_parent(mark.department);
  request.set_fiscal_year(mark.fiscal_year);
  request.set_page_size(1);
  indicator::v1::ListObservationsResponse response;
  const auto context = client::NewContext(outgoing, options);
  ZP_RETURN_IF_ERROR(
      FromGrpcStatus(wire_->indicator->ListObservations(context.get(), request, &response), "indicator"));
  Contract contract("indicator");
  contract.Require(response.revision() >= 0, "revision", "is below zero");
  ZP_RETURN_IF_ERROR(contract.status());
  DepartmentYearMark head = mark;
  head.revision = response.revision();
  head.digest.clear();
  return head;
}

}  // namespace zhengping::reporting
