#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/life_printing.h"
#include "services/cli/printing.h"
#include "services/cli/side_by_side.h"

namespace zhengping::cli {
namespace {

class Evaluate : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* evaluate = program.add_subcommand("evaluate", "评价一个部门的一个年度：得分、四类问题");
    evaluate->add_option("DEPARTMENT", department_, "部门：资源名、代码或名称；--offline 时可为案卷路径")->required();
    evaluate->add_option("--year", request_.year, "预算年度");
    evaluate->add_option("--as-of", request_.as_of, "只计算到这一天，如 2023-06-30");
    evaluate->add_option("--framework", request_.framework, "评价体系，如 hunan-a-2017；默认用案卷所写的");
    evaluate->add_option("--beside", beside_, "并列比较：同样的数据另按这个体系评价，如 hunan-a-2017；可多次，不保存")
        ->take_all();
    AddOutput(*evaluate, settings);
    return evaluate;
  }

  int Run(Session& session) override {
    if (!beside_.empty()) return RunBeside(session);
    const absl::StatusOr<Subject> subject = SubjectOf(session, department_, request_.year);
    if (!subject.ok()) return Fail(subject.status());
    const absl::StatusOr<std::string> earlier = FindEarlier(session, *subject, request_);
    if (!earlier.ok()) return Fail(earlier.status());
    const absl::StatusOr<reporting::v1::Evaluation> evaluation = EvaluateSubject(session, *subject, request_);
    if (!evaluation.ok()) return Fail(evaluation.status());
    if (session.prints_json()) {
      std::cout << ToJson(*evaluation);
      return kDone;
    }
    PrintEvaluation(*evaluation, std::cout);
    return earlier->empty() ? kDone : TellChange(session, *earlier, evaluation->name());
  }

 private:
  // What became of the figures since the evaluation before.
  static int TellChange(Session& session, const std::string& earlier, const std::string& name) {
    const absl::StatusOr<reporting::v1::CompareEvaluationsResponse> comparison =
        CompareEvaluations(session, earlier, name);
    if (!comparison.ok()) return Fail(comparison.status());
    std::cout << "\n与上一次评价 " << earlier.substr(earlier.rfind('/') + 1) << " 相比\n";
    PrintDifferences(*comparison, std::cout);
    return kDone;
  }

  // Nothing is stored: a comparison is a question.
  int RunBeside(Session& session) {
    const absl::StatusOr<Subject> subject = SubjectOf(session, department_, request_.year);
    if (!subject.ok()) return Fail(subject.status());
    request_.is_stored = false;
    std::vector<std::string> frameworks = {request_.framework};
    frameworks.insert(frameworks.end(), beside_.begin(), beside_.end());
    std::vector<reporting::v1::Evaluation> evaluations;
    for (const std::string& framework : frameworks) {
      request_.framework = framework;
      absl::StatusOr<reporting::v1::Evaluation> evaluation = EvaluateSubject(session, *subject, request_);
      if (!evaluation.ok()) return Fail(evaluation.status());
      evaluations.push_back(*std::move(evaluation));
    }
    if (session.prints_json()) {
      for (const reporting::v1::Evaluation& evaluation : evaluations) std::cout << ToJson(evaluation);
    } else {
      PrintSideBySide(evaluations, std::cout);
    }
    return kDone;
  }

  std::string department_;
  EvaluationRequest request_;
  std::vector<std::string> beside_;
};

}  // namespace

std::unique_ptr<Command> NewEvaluate() { return std::make_unique<Evaluate>(); }

}  // namespace zhengping::cli
