#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "services/cli/commands/life_step.h"

namespace zhengping::cli {
namespace {

// A reviewer's points for one indicator, in place of the computed ones.
class Adjust : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* adjust = program.add_subcommand("adjust", "调整一个指标的得分，计算得分仍保留（财政审核）");
    adjust->add_option("EVALUATION", evaluation_, "评价的资源名，或部门（取其最近一次评价）")->required();
    adjust->add_option("PATH", path_, "指标的完整路径，如 产出指标/数量指标/新增就业人数")->required();
    adjust->add_option("SCORE", score_, "调整后的得分，0 到分值")->required();
    adjust->add_option("--reason", reason_, "理由")->required();
    adjust->add_option("--evidence", evidence_, "佐证材料的名称，可多次");
    adjust->add_option("--etag", etag_, "最近一次读到的 etag；被他人改动过则拒绝");
    AddOutput(*adjust, settings);
    return adjust;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> name = EvaluationOf(session, evaluation_);
    if (!name.ok()) return Fail(name.status());
    reporting::v1::AdjustScoreRequest request;
    request.set_name(*name);
    request.set_etag(etag_);
    reporting::v1::Adjustment& adjustment = *request.mutable_adjustment();
    adjustment.set_path(path_);
    adjustment.set_score(score_);
    adjustment.set_reason(reason_);
    for (const std::string& document : evidence_) adjustment.add_evidence(document);
    reporting::v1::Evaluation evaluation;
    const grpc::Status answered = session.reporting().AdjustScore(session.NewContext().get(), request, &evaluation);
    return TellStep(session, FromGrpcStatus(answered, "reporting"), evaluation);
  }

 private:
  std::string evaluation_;
  std::string path_;
  std::string score_;
  std::string reason_;
  std::vector<std::string> evidence_;
  std::string etag_;
};

}  // namespace

std::unique_ptr<Command> NewAdjust() { return std::make_unique<Adjust>(); }

}  // namespace zhengping::cli
