#include <CLI/CLI.hpp>
#include <iostream>
#include <utility>
#include <vector>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using budget::v1::BalanceDimension;

// "fund-type" for BALANCE_DIMENSION_FUND_TYPE.
const std::vector<std::pair<std::string, BalanceDimension>>& Dimensions() {
  static const auto* const dimensions = new std::vector<std::pair<std::string, BalanceDimension>>{
      {"quota", budget::v1::BALANCE_DIMENSION_QUOTA},
      {"fund-type", budget::v1::BALANCE_DIMENSION_FUND_TYPE},
      {"income-nature", budget::v1::BALANCE_DIMENSION_INCOME_NATURE},
      {"function-class", budget::v1::BALANCE_DIMENSION_FUNCTION_CLASS},
      {"function-section", budget::v1::BALANCE_DIMENSION_FUNCTION_SECTION},
      {"function-item", budget::v1::BALANCE_DIMENSION_FUNCTION_ITEM},
      {"department-economic-code", budget::v1::BALANCE_DIMENSION_DEPARTMENT_ECONOMIC_CODE},
      {"government-economic-code", budget::v1::BALANCE_DIMENSION_GOVERNMENT_ECONOMIC_CODE},
      {"project", budget::v1::BALANCE_DIMENSION_PROJECT},
      {"outlay", budget::v1::BALANCE_DIMENSION_OUTLAY},
      {"quarter", budget::v1::BALANCE_DIMENSION_QUARTER},
      {"budget-unit", budget::v1::BALANCE_DIMENSION_BUDGET_UNIT}};
  return *dimensions;
}

std::vector<std::string> DimensionNames() {
  std::vector<std::string> names;
  for (const auto& [name, dimension] : Dimensions()) names.push_back(name);
  return names;
}

class Balances : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* balances = program.add_subcommand("balances", "指标余额：按一至四个维度汇总指标账");
    AddDepartmentYear(*balances, question_);
    balances->add_option("--by", by_, "维度，以逗号分开，如 fund-type,function-class")
        ->required()
        ->delimiter(',')
        ->check(CLI::IsMember(DimensionNames()));
    AddPoint(*balances, question_);
    AddConditions(*balances, question_);
    AddOutput(*balances, settings);
    return balances;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    budget::v1::AggregateBalancesRequest request;
    std::vector<BalanceDimension> dimensions;
    for (const std::string& name : by_) {
      for (const auto& [known, dimension] : Dimensions()) {
        if (known == name) dimensions.push_back(dimension);
      }
    }
    for (const BalanceDimension dimension : dimensions) request.add_dimensions(dimension);
    ZP_RETURN_IF_ERROR(SetPoint(question_, request));
    ZP_RETURN_IF_ERROR(SetConditions(question_, *request.mutable_conditions()));
    ZP_RETURN_IF_ERROR(SetParent(session, question_, request));
    budget::v1::AggregateBalancesResponse response;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(session.budget().AggregateBalances(session.NewContext().get(), request, &response), "budget"));
    std::cout << (session.prints_json() ? ToJson(response) : BalancesTable(dimensions, response));
    return absl::OkStatus();
  }

  LedgerQuestion question_;
  std::vector<std::string> by_;
};

}  // namespace

std::unique_ptr<Command> NewBalances() { return std::make_unique<Balances>(); }

}  // namespace zhengping::cli
