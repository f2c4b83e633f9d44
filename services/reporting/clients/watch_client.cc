#include "services/reporting/clients/watch_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/indicator_messages.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/monitoring/target_progress.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping::reporting {
namespace {

constexpr int kPage = 1000;

RowKey KeyFrom(const indicator::v1::RowKey& key) {
  return {.goal = key.goal(),
          .level1 = key.level1(),
          .level2 = key.level2(),
          .level3 = key.level3(),
          .project = key.project()};
}

TargetDirection DirectionFrom(indicator::v1::PlanRow::Direction direction, const std::string& place,
                              Contract& contract) {
  if (direction == indicator::v1::PlanRow::DIRECTION_AT_MOST) return TargetDirection::kAtMost;
  if (direction == indicator::v1::PlanRow::DIRECTION_EQUAL) return TargetDirection::kEqual;
  if (direction == indicator::v1::PlanRow::DIRECTION_RANGE) return TargetDirection::kRange;
  if (direction == indicator::v1::PlanRow::DIRECTION_QUALITATIVE) return TargetDirection::kQualitative;
  contract.Require(direction == indicator::v1::PlanRow::DIRECTION_AT_LEAST, place, "is of no known direction");
  return TargetDirection::kAtLeast;
}

}  // namespace

struct WatchClient::Wire {
  std::unique_ptr<budget::v1::BudgetService::Stub> budget;
  std::unique_ptr<indicator::v1::IndicatorService::Stub> indicator;
};

WatchClient::WatchClient(std::shared_ptr<grpc::ChannelInterface> budget,
                         std::shared_ptr<grpc::ChannelInterface> indicator, std::chrono::milliseconds deadline)
    : wire_(new Wire{budget::v1::BudgetService::NewStub(std::move(budget)),
                     indicator::v1::IndicatorService::NewStub(std::move(indicator))}),
      options_{.deadline = deadline} {}

WatchClient::~WatchClient() = default;

absl::StatusOr<std::vector<ExecutionRow>> WatchClient::Execution(const Subject& subject, int64_t revision,
                                                                 const client::Outgoing& outgoing) {
  budget::v1::AggregateBalancesRequest request;
  request.set_parent(FormatName(subject.department));
  request.set_fiscal_year(subject.fiscal_year);
  request.set_revision(revision);
  if (subject.as_of.has_value()) ToMessage(*subject.as_of, *request.mutable_as_of());
  request.add_dimensions(budget::v1::BALANCE_DIMENSION_OUTLAY);
  request.add_dimensions(budget::v1::BALANCE_DIMENSION_INCOME_NATURE);
  request.add_dimensions(budget::v1::BALANCE_DIMENSION_PROJECT);
  request.add_dimensions(budget::v1::BALANCE_DIMENSION_DEPARTMENT_ECONOMIC_CODE);
  budget::v1::AggregateBalancesResponse response;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->budget->AggregateBalances(context.get(), request, &response), "budget"));
  Contract contract("budget");
  std::vector<ExecutionRow> rows;
  for (int i = 0; i < response.groups_size(); ++i) {
    const budget::v1::BalanceGroup& group = response.groups(i);
    const std::string place = absl::StrCat("groups[", i, "]");
    contract.Require(group.keys_size() == request.dimensions_size(), place, "has not one key for each dimension");
    ZP_RETURN_IF_ERROR(contract.status());
    rows.push_back({.outlay = group.keys(0),
                    .income_nature = group.keys(1),
                    .project = group.keys(2),
                    .economic_code = group.keys(3),
                    .final_budget = MoneyFrom(group.sums().final_budget_fen(), place + ".sums", contract),
                    .payments = MoneyFrom(group.sums().payments_fen(), place + ".sums", contract)});
  }
  ZP_RETURN_IF_ERROR(contract.status());
  return rows;
}

absl::StatusOr<std::map<std::string, PriorOutlay>> WatchClient::PriorYear(const Subject& subject,
                                                                          const client::Outgoing& outgoing) {
  Subject prior = subject;
  prior.fiscal_year = subject.fiscal_year - 1;
  prior.as_of.reset();
  std::map<std::string, PriorOutlay> outlays;
  ZP_ASSIGN_OR_RETURN(const std::vector<ExecutionRow> whole, Execution(prior, 0, outgoing));
  if (whole.empty() || !subject.as_of.has_value()) return outlays;
  for (const ExecutionRow& row : whole) outlays[row.outlay].whole += row.payments;
  prior.as_of = SameDayLastYear(*subject.as_of);
  ZP_ASSIGN_OR_RETURN(const std::vector<ExecutionRow> by_day, Execution(prior, 0, outgoing));
  for (const ExecutionRow& row : by_day) outlays[row.outlay].by_day += row.payments;
  return outlays;
}

absl::StatusOr<std::map<std::string, std::string>> WatchClient::ProjectNames(const DepartmentName& department,
                                                                             const client::Outgoing& outgoing) {
  budget::v1::ListProjectsRequest request;
  request.set_parent(FormatName(department));
  request.set_page_size(kPage);
  std::map<std::string, std::string> names;
  do {
    budget::v1::ListProjectsResponse response;
    const auto context = client::NewContext(outgoing, options_);
    ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->budget->ListProjects(context.get(), request, &response), "budget"));
    for (const budget::v1::Project& project : response.projects()) {
      names[project.name()] = project.display_name().empty() ? project.external_code() : project.display_name();
    }
    Contract contract("budget");
    contract.Require(response.next_page_token().empty() || response.next_page_token() != request.page_token(),
                     "next_page_token", "leads to the same page again");
    ZP_RETURN_IF_ERROR(contract.status());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return names;
}

absl::Status WatchClient::ReadPlan(const Subject& subject, int64_t revision, const client::Outgoing& outgoing,
                                   indicator::v1::Plan& plan) {
  indicator::v1::GetPlanRequest request;
  request.set_name(absl::StrCat(FormatName(subject.department), "/plans/", subject.fiscal_year));
  request.set_revision(revision);
  const auto context = client::NewContext(outgoing, options_);
  const absl::Status status = FromGrpcStatus(wire_->indicator->GetPlan(context.get(), request, &plan), "indicator");
  return status.code() == absl::StatusCode::kNotFound ? absl::OkStatus() : status;
}

absl::StatusOr<Total> WatchClient::ScoreOpen(const Subject& subject, const std::string& framework,
                                             const std::vector<Fact>& facts, const indicator::v1::Plan& plan,
                                             const std::vector<std::string>& open, const client::Outgoing& outgoing) {
  indicator::v1::ScoreRequest request;
  ToMessage(subject, framework, facts, request);
  indicator::v1::Scorecard stored;
  const auto context = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->indicator->Score(context.get(), request, &stored), "indicator"));
  indicator::v1::SheetContent& sheet = *request.mutable_sheet();
  for (const indicator::v1::PlanRow& row : plan.rows()) {
    if (row.key().project() == subject.project) *sheet.add_plan_rows() = row;
  }
  for (const indicator::v1::Observation& observation : stored.observations()) {
    if (std::find(open.begin(), open.end(), PathOf(KeyFrom(observation.key()))) != open.end()) continue;
    *sheet.add_observations() = observation;
  }
  indicator::v1::Scorecard response;
  const auto again = client::NewContext(outgoing, options_);
  ZP_RETURN_IF_ERROR(FromGrpcStatus(wire_->indicator->Score(again.get(), request, &response), "indicator"));
  Contract contract("indicator");
  const indicator::v1::Total& message = response.total();
  Total total{.score = DecimalFrom(message.score(), "total.score", contract),
              .low = DecimalFrom(message.low(), "total.low", contract),
              .high = DecimalFrom(message.high(), "total.high", contract),
              .grade = message.grade()};
  ZP_RETURN_IF_ERROR(contract.status());
  return total;
}

absl::StatusOr<std::vector<WatchedTarget>> WatchedTargetsFrom(const indicator::v1::Plan& plan,
                                                              const std::string& project) {
  Contract contract("indicator");
  std::vector<WatchedTarget> targets;
  for (int i = 0; i < plan.rows_size(); ++i) {
    const indicator::v1::PlanRow& row = plan.rows(i);
    if (row.key().project() != project) continue;
    const std::string place = absl::StrCat("rows[", i, "]");
    const indicator::v1::TargetValue& value = row.has_adjusted() ? row.adjusted() : row.target();
    WatchedTarget target{.key = KeyFrom(row.key()),
                         .direction = DirectionFrom(row.direction(), place + ".direction", contract),
                         .unit = row.unit()};
    target.path = PathOf(target.key);
    if (value.has_value()) target.value = FromMessage(value.value(), place + ".target", contract);
    target.text = TargetText(target.direction, target.value, target.unit, value.text());
    targets.push_back(std::move(target));
  }
  ZP_RETURN_IF_ERROR(contract.status());
  return targets;
}

absl::StatusOr<std::optional<Rational>> BaselineFrom(const indicator::v1::PlanRow& row) {
  if (!row.has_baseline()) return std::optional<Rational>();
  Contract contract("indicator");
  std::optional<Rational> baseline = FromMessage(row.baseline(), "rows.baseline", contract);
  ZP_RETURN_IF_ERROR(contract.status());
  return baseline;
}

}  // namespace zhengping::reporting
