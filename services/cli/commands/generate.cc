#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/province/case_files.h"
#include "services/cli/province/department_profile.h"
#include "services/cli/province/ledger_year.h"

namespace zhengping::cli {
namespace {

class Generate : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings&) override {
    CLI::App* generate = program.add_subcommand("generate", "生成演示用的一批部门：指标账、专项资金、目标和完成情况");
    generate->add_option("--departments", options_.departments, "部门个数，默认60")->check(CLI::Range(1, 84'000));
    generate->add_option("--entries", options_.entries, "每个部门每年的分录数（平均），默认667")
        ->check(CLI::Range(20, 100'000));
    generate->add_option("--seed", options_.seed, "同一种子生成同样的数据，默认1");
    generate->add_option("--year", options_.fiscal_year, "最后一个预算年度，默认2023")->check(CLI::Range(1995, 2198));
    generate->add_option("--years", options_.years, "连续几个年度，默认1")->check(CLI::Range(1, 5));
    generate->add_option("-o", folder_, "案卷写入这个文件夹，每个部门一个案卷")->required();
    return generate;
  }

  int Run(Session& session) override {
    options_.division = session.settings().division;
    if (options_.departments > DepartmentLimit(options_)) {
      std::cerr << "错误：一个区划最多 " << DepartmentLimit(options_) << " 个部门\n";
      return kWrongUse;
    }
    int64_t entries = 0;
    for (int64_t index = 0; index < options_.departments; ++index) {
      const DepartmentProfile profile = ProfileOf(options_, index);
      const std::vector<LedgerYear> years =
          LedgerYearsOf(profile, options_.fiscal_year - options_.years + 1, options_.years);
      for (const LedgerYear& year : years) entries += year.entries;
      if (!WriteCase(profile, years)) return kFailed;
    }
    std::cout << options_.departments << " 个部门、" << options_.years << " 个年度、" << entries << " 笔分录，写入 "
              << folder_ << "\n";
    return kDone;
  }

 private:
  bool WriteCase(const DepartmentProfile& profile, const std::vector<LedgerYear>& years) {
    const std::filesystem::path folder = std::filesystem::path(folder_) / (profile.division + "-" + profile.code);
    for (const auto& [name, text] : CaseFilesOf(profile, years)) {
      const std::filesystem::path path = folder / name;
      std::error_code error;
      std::filesystem::create_directories(path.parent_path(), error);
      std::ofstream file(path, std::ios::binary);
      file << text;
      file.close();
      if (!file) {
        std::cerr << "错误：无法写入 " << path.string() << "：" << std::strerror(errno) << "\n";
        return false;
      }
    }
    return true;
  }

  ProvinceOptions options_;
  std::string folder_;
};

}  // namespace

std::unique_ptr<Command> NewGenerate() { return std::make_unique<Generate>(); }

}  // namespace zhengping::cli
