#include <CLI/CLI.hpp>
#include <iostream>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/money/money.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/finding_printing.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

// From a node of the score down: rule, formula, numbers, and the ledger entries behind each number; or, for the name of
// a fact or of a finding's figure, straight to its entries.
class Explain : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* explain = program.add_subcommand("explain", "说明一个得分：规则、算式、数字、指标账分录和完成情况");
    explain->add_option("EVALUATION", evaluation_, "评价；或部门（取其最近一次评价）；--offline 时可为案卷路径")
        ->required();
    explain->add_option("INDICATOR", indicator_,
                        "指标名或路径；finding:问题 则为其测算、建议和模拟效果；事实名（如 payments）或 "
                        "finding:问题.测算值 则列出其分录；不写则为总分");
    explain->add_option("--entries", most_entries_, "每个数字最多列出的分录数，0 为全部")
        ->check(CLI::NonNegativeNumber);
    explain->add_option("--framework", request_.framework, "案卷路径的评价体系；默认用案卷所写的");
    AddOutput(*explain, settings);
    return explain;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> name = EvaluationOf(session, evaluation_, request_);
    if (!name.ok()) return Fail(name.status());
    const absl::Status status = NamesFinding()  ? ExplainFinding(session, *name)
                                : NamesFigure() ? ExplainFigure(session, *name, indicator_)
                                                : ExplainNode(session, *name);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  // "finding:mid_year_additions", without a figure.
  bool NamesFinding() const { return absl::StartsWith(indicator_, "finding:") && !absl::StrContains(indicator_, "."); }

  absl::Status ExplainFinding(Session& session, const std::string& name) {
    reporting::v1::GetEvaluationRequest request;
    request.set_name(name);
    reporting::v1::Evaluation evaluation;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().GetEvaluation(session.NewContext().get(), request, &evaluation), "reporting"));
    for (const budget::v1::Finding& finding : evaluation.content().findings()) {
      if (absl::StrCat("finding:", finding.kind()) != indicator_) continue;
      if (session.prints_json()) {
        std::cout << ToJson(finding);
      } else {
        PrintFinding(finding, std::cout);
      }
      return absl::OkStatus();
    }
    return Absent({"FINDING_UNKNOWN", "INDICATOR"},
                  absl::StrCat("没有名为「", indicator_, "」的问题，如 finding:mid_year_additions"));
  }

  // Facts and figures have ASCII names; indicators have Chinese ones.
  bool NamesFigure() const {
    if (absl::StartsWith(indicator_, "finding:")) return true;
    for (const char c : indicator_) {
      if (!absl::ascii_islower(static_cast<unsigned char>(c)) && !absl::ascii_isdigit(static_cast<unsigned char>(c)) &&
          c != '_' && c != '.')
        return false;
    }
    return !indicator_.empty();
  }

  absl::Status ExplainNode(Session& session, const std::string& name) {
    reporting::v1::ExplainIndicatorRequest request;
    request.set_name(name);
    request.set_path(indicator_);
    reporting::v1::IndicatorExplanation explanation;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().ExplainIndicator(session.NewContext().get(), request, &explanation), "reporting"));
    if (session.prints_json()) {
      std::cout << ToJson(explanation);
      return absl::OkStatus();
    }
    PrintExplanation(explanation, std::cout);
    for (const type::Fact& fact : explanation.facts()) {
      if (fact.has_provenance()) ZP_RETURN_IF_ERROR(ExplainFigure(session, name, fact.name()));
    }
    return absl::OkStatus();
  }

  absl::Status ExplainFigure(Session& session, const std::string& name, const std::string& figure) {
    std::vector<budget::v1::FactEntry> entries;
    reporting::v1::ListFigureEntriesRequest request;
    request.set_name(name);
    request.set_figure(figure);
    reporting::v1::ListFigureEntriesResponse response;
    do {
      request.set_page_token(response.next_page_token());
      ZP_RETURN_IF_ERROR(FromGrpcStatus(
          session.reporting().ListFigureEntries(session.NewContext().get(), request, &response), "reporting"));
      if (session.prints_json()) std::cout << ToJson(response);
      entries.insert(entries.end(), response.entries().begin(), response.entries().end());
    } while (!response.next_page_token().empty());
    if (session.prints_json()) return absl::OkStatus();
    if (entries.empty()) return PrintReported(session, name, figure);
    PrintFigure(figure, entries);
    return absl::OkStatus();
  }

  // The value of a fact as the evaluation has it: a reported one has no entries, and its sum is no value.
  static absl::Status PrintReported(Session& session, const std::string& name, const std::string& figure) {
    reporting::v1::GetEvaluationRequest request;
    request.set_name(name);
    reporting::v1::Evaluation evaluation;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().GetEvaluation(session.NewContext().get(), request, &evaluation), "reporting"));
    for (const type::Fact& fact : evaluation.content().facts()) {
      if (fact.name() != figure) continue;
      std::cout << "\n"
                << fact.display_name() << "（" << figure << "）= "
                << (fact.has_value()                                  ? QuantityText(fact.value(), fact.unit())
                    : fact.state() == type::FACT_STATE_NOT_APPLICABLE ? "不适用"
                                                                      : "缺失");
      if (!fact.source().empty()) std::cout << "，来源：" << fact.source();
      std::cout << "；没有指标账分录\n";
    }
    return absl::OkStatus();
  }

  void PrintFigure(const std::string& figure, std::vector<budget::v1::FactEntry>& entries) const {
    Money sum;
    for (const budget::v1::FactEntry& entry : entries) sum += Money::Fen(entry.signed_amount_fen());
    const size_t count = entries.size();
    std::cout << "\n" << figure << "：指标账 " << count << " 笔分录";
    // A figure may be a rate: the entries of both its sides have no sum that means anything.
    if (!absl::StartsWith(figure, "finding:")) std::cout << "，合计 " << FormatYuan(sum) << " 元";
    std::cout << "\n";
    if (most_entries_ > 0 && count > static_cast<size_t>(most_entries_))
      entries.resize(static_cast<size_t>(most_entries_));
    PrintEntries(entries, std::cout);
    if (entries.size() < count) std::cout << "  …另有 " << count - entries.size() << " 笔，--entries 0 列出全部\n";
  }

  std::string evaluation_;
  std::string indicator_;
  EvaluationRequest request_;
  int most_entries_ = 10;
};

}  // namespace

std::unique_ptr<Command> NewExplain() { return std::make_unique<Explain>(); }

}  // namespace zhengping::cli
