#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/reporting/exchange/case/case_template.h"

namespace zhengping::cli {
namespace {

class Template : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings&) override {
    CLI::App* declared = program.add_subcommand("template", "写出一个空的案卷工作簿：各表的列名、填写说明和代码");
    declared->add_option("-o", file_, "写入这个 xlsx 文件")->required();
    return declared;
  }

  int Run(Session&) override {
    const absl::StatusOr<std::string> bytes = FormatXlsx(reporting::CaseTemplate());
    if (!bytes.ok()) return Fail(bytes.status());
    std::ofstream file(file_, std::ios::binary);
    file << *bytes;
    file.close();
    if (!file) {
      std::cerr << "错误：无法写入 " << file_ << "\n";
      return kFailed;
    }
    return kDone;
  }

 private:
  std::string file_;
};

}  // namespace

std::unique_ptr<Command> NewTemplate() { return std::make_unique<Template>(); }

}  // namespace zhengping::cli
