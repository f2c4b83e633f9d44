#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"
#include "services/cli/prose_file.h"

namespace zhengping::cli {
namespace {

using reporting::v1::ProposedObservation;

// Reads a work summary into rows of 完成情况 that a person then accepts, names and loads.
class ProposeObservations : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* declared = program.add_subcommand("propose-observations", "从工作总结中读出拟报的完成情况，供人工核定");
    declared->add_option("FILE", file_, "工作总结的文本文件；- 为标准输入")->required();
    declared->add_option("--year", year_, "预算年度")->required();
    declared->add_option("--department", department_, "部门；默认不指定");
    declared->add_flag("--csv", prints_rows_, "写出 observations.csv 的行，补齐指标后可用 load 载入");
    AddOutput(*declared, settings);
    return declared;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> text = ReadProse(file_);
    if (!text.ok()) return Fail(text.status());
    reporting::v1::ProposeObservationsRequest request;
    request.set_parent(kAnyDepartment);
    if (!department_.empty()) {
      const absl::StatusOr<std::string> name = session.FindDepartment(department_);
      if (!name.ok()) return Fail(name.status());
      request.set_parent(*name);
    }
    request.set_fiscal_year(year_);
    request.set_text(*text);
    reporting::v1::ProposeObservationsResponse response;
    const absl::Status status = FromGrpcStatus(
        session.reporting().ProposeObservations(session.NewContext().get(), request, &response), "reporting");
    if (!status.ok()) return Fail(status);
    if (prints_rows_) {
      std::cout << response.rows();
    } else if (session.prints_json()) {
      std::cout << ToJson(response);
    } else {
      Print(response);
    }
    return kDone;
  }

 private:
  // The text is read the same for every department; an operator of a loopback installation has them all in scope.
  static constexpr char kAnyDepartment[] = "divisions/000000000/departments/0";

  static void Print(const reporting::v1::ProposeObservationsResponse& response) {
    std::vector<std::vector<std::string>> rows = {{"行", "原文", "计量单位", "截至", "所指"}};
    for (const ProposedObservation& proposed : response.observations()) {
      rows.push_back({absl::StrCat(proposed.line()), proposed.text(),
                      proposed.unit().empty() ? "（缺）" : proposed.unit(),
                      proposed.has_as_of() ? DayText(proposed.as_of()) : "", proposed.subject()});
    }
    std::cout << FormatTable(rows, {Align::kRight, Align::kRight}) << "共 " << response.observations_size()
              << " 项，须人工核定后再载入。\n";
  }

  std::string file_;
  std::string department_;
  int year_ = 0;
  bool prints_rows_ = false;
};

}  // namespace

std::unique_ptr<Command> NewProposeObservations() { return std::make_unique<ProposeObservations>(); }

}  // namespace zhengping::cli
