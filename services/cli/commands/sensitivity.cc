#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using Response = indicator::v1::AnalyzeSensitivityResponse;

// How the score answers to each figure, and what would have reached the next grade.
class Sensitivity : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* sensitivity = program.add_subcommand("sensitivity", "每个数据对得分的影响，以及升到上一等级最省的改动");
    sensitivity
        ->add_option("EVALUATION", evaluation_, "评价的资源名，或部门（取其最近一次评价）；--offline 时可为案卷路径")
        ->required();
    AddOutput(*sensitivity, settings);
    return sensitivity;
  }

  int Run(Session& session) override {
    Response response;
    const absl::Status status = Ask(session, response);
    if (!status.ok()) return Fail(status);
    if (session.prints_json()) {
      std::cout << ToJson(response);
    } else {
      Print(response);
    }
    return kDone;
  }

 private:
  absl::Status Ask(Session& session, Response& response) {
    reporting::v1::AnalyzeSensitivityRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_name(), EvaluationOf(session, evaluation_));
    return FromGrpcStatus(session.reporting().AnalyzeSensitivity(session.NewContext().get(), request, &response),
                          "reporting");
  }

  static void Print(const Response& response) {
    std::cout << "总分 " << response.total() << "  " << (response.grade().empty() ? "不定级" : response.grade())
              << "\n\n";
    std::vector<std::vector<std::string>> rows = {
        {"数据", "现值", "增加", "得分变化", "减少同量", "最多可增", "须达到", "备注"}};
    for (const Response::Input& input : response.inputs()) rows.push_back(Row(input));
    std::cout << FormatTable(
        rows, {Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kRight});
    PrintNextGrade(response);
  }

  static std::vector<std::string> Row(const Response::Input& input) {
    const bool wins = input.has_most();
    return {input.display_name(),
            input.value().display(),
            input.step().display(),
            input.points_per_unit().display(),
            input.points_per_unit_less().display(),
            wins ? absl::StrCat("+", input.most().gain()) : "—",
            wins ? input.most().value().display() : "—",
            input.is_open_to_change() ? "" : "已定"};
  }

  static void PrintNextGrade(const Response& response) {
    if (response.next_grade().empty()) return;
    std::cout << "\n升到「" << response.next_grade() << "」（" << response.next_from() << " 分起）";
    if (response.to_next_grade().empty()) {
      std::cout << "：改动本年还能改动的数据也达不到\n";
      return;
    }
    std::cout << "最省的改动，改后 " << response.total_then() << " 分：\n";
    for (const Response::Change& change : response.to_next_grade()) {
      std::cout << "  " << change.display_name() << "  " << change.from().display() << " → " << change.to().display()
                << "（+" << change.gain() << " 分）\n";
    }
  }

  std::string evaluation_;
};

}  // namespace

std::unique_ptr<Command> NewSensitivity() { return std::make_unique<Sensitivity>(); }

}  // namespace zhengping::cli
