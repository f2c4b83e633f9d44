#include <CLI/CLI.hpp>
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using budget::v1::Import;

std::string StateText(Import::State state) {
  switch (state) {
    case Import::STATE_OPEN:
      return "未完成，可继续";
    case Import::STATE_COMPLETED:
      return "已完成";
    case Import::STATE_ABANDONED:
      return "已放弃";
    case Import::STATE_UNSPECIFIED:
    case budget::v1::Import_State_Import_State_INT_MIN_SENTINEL_DO_NOT_USE_:
    case budget::v1::Import_State_Import_State_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "不明";
}

std::string OutcomeText(budget::v1::RecordOutcome outcome) {
  switch (outcome) {
    case budget::v1::RECORD_OUTCOME_ADDED:
      return "新增";
    case budget::v1::RECORD_OUTCOME_UNCHANGED:
      return "未变";
    case budget::v1::RECORD_OUTCOME_CHANGED:
      return "更正";
    case budget::v1::RECORD_OUTCOME_OUTDATED:
      return "已有更新版本";
    case budget::v1::RECORD_OUTCOME_DELETED:
      return "删除";
    case budget::v1::RECORD_OUTCOME_REFUSED:
      return "退回";
    case budget::v1::RECORD_OUTCOME_VANISHED:
    case budget::v1::RECORD_OUTCOME_UNSPECIFIED:
    case budget::v1::RecordOutcome_INT_MIN_SENTINEL_DO_NOT_USE_:
    case budget::v1::RecordOutcome_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "不明";
}

class Imports : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* imports = program.add_subcommand("imports", "查看成批导入的进度和退回的记录");
    CLI::App* show = imports->add_subcommand("show", "一次导入：进度、各种结果的记录数、退回的记录");
    show->add_option("NAME", name_,
                     "导入的名称，如 divisions/430503000/imports/2023-06-01-full；有 --division 时可只写编号")
        ->required();
    show->add_option("--limit", limit_, "最多列出几条退回的记录，默认20")->check(CLI::Range(0, 1000));
    imports->require_subcommand(1);
    AddOutput(*show, settings);
    return imports;
  }

  int Run(Session& session) override {
    if (!absl::StartsWith(name_, "divisions/")) {
      name_ = absl::StrCat("divisions/", session.settings().division, "/imports/", name_);
    }
    budget::v1::GetImportRequest request;
    request.set_name(name_);
    Import import;
    const auto context = session.NewContext();
    const absl::Status got = FromGrpcStatus(session.budget().GetImport(context.get(), request, &import), "budget");
    if (!got.ok()) return Fail(got);
    if (session.prints_json()) {
      std::cout << ToJson(import);
    } else {
      Print(import);
    }
    return limit_ > 0 ? PrintRefused(session) : kDone;
  }

 private:
  static void Print(const Import& import) {
    std::cout << import.name() << "  来源 " << import.source() << "  " << StateText(import.state()) << "  已存 "
              << import.stored_chunk() << " 块\n";
    std::vector<std::vector<std::string>> rows;
    for (const budget::v1::OutcomeCount& count : import.outcome_counts()) {
      rows.push_back({OutcomeText(count.outcome()), absl::StrCat(count.count())});
    }
    std::cout << FormatTable(rows, {Align::kLeft, Align::kRight});
  }

  // Those of people on standard error, as the issues of a load.
  int PrintRefused(Session& session) const {
    budget::v1::ListImportOutcomesRequest request;
    request.set_parent(name_);
    request.set_page_size(limit_);
    request.add_outcomes(budget::v1::RECORD_OUTCOME_REFUSED);
    budget::v1::ListImportOutcomesResponse page;
    const auto context = session.NewContext();
    const absl::Status listed =
        FromGrpcStatus(session.budget().ListImportOutcomes(context.get(), request, &page), "budget");
    if (!listed.ok()) return Fail(listed);
    for (const budget::v1::ImportOutcome& outcome : page.import_outcomes()) {
      for (const type::Issue& issue : outcome.issues()) {
        std::cerr << "第 " << outcome.chunk() << " 块第 " << outcome.index() + 1 << " 条 " << outcome.record_id()
                  << "：" << IssueText(issue) << "\n";
      }
    }
    return page.import_outcomes_size() > 0 ? kErrorsInData : kDone;
  }

  std::string name_;
  int limit_ = 20;
};

}  // namespace

std::unique_ptr<Command> NewImports() { return std::make_unique<Imports>(); }

}  // namespace zhengping::cli
