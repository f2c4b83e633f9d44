#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/case_folder.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Load : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* load = program.add_subcommand("load", "读入案卷：一个文件夹或工作簿，或装有多个案卷的文件夹");
    load->add_option("PATH", path_, "案卷文件夹，或 xlsx 工作簿")->required();
    load->add_flag("--dry-run", options_.dry_run, "只检查，不写入");
    load->add_flag("--replace", options_.replace, "冲销案卷中不再出现的记录");
    AddOutput(*load, settings);
    return load;
  }

  int Run(Session& session) override {
    const std::vector<std::string> cases = FindCases(path_);
    if (cases.empty()) {
      std::cerr << "错误：" << path_ << " 中没有案卷（应是有 case.json 的文件夹，或 xlsx 工作簿）\n";
      return kWrongUse;
    }
    int worst = kDone;
    for (const std::string& path : cases) worst = std::max(worst, LoadOne(session, path));
    return worst;
  }

 private:
  int LoadOne(Session& session, const std::string& path) {
    const absl::StatusOr<reporting::v1::ImportCaseResponse> response = SendCase(session, path, options_);
    if (!response.ok()) return Fail(response.status());
    bool has_errors = false;
    for (const type::Issue& issue : response->issues()) has_errors |= issue.severity() == type::Issue::SEVERITY_ERROR;
    if (session.prints_json()) {
      std::cout << ToJson(*response);
    } else {
      PrintImport(*response, path, options_.dry_run, std::cout);
    }
    for (const type::Issue& issue : response->issues()) std::cerr << IssueText(issue) << "\n";
    return has_errors ? kErrorsInData : kDone;
  }

  std::string path_;
  LoadOptions options_;
};

}  // namespace

std::unique_ptr<Command> NewLoad() { return std::make_unique<Load>(); }

}  // namespace zhengping::cli
