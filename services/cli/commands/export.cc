#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "common/client/grpc_status.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/performance_tables.h"

namespace zhengping::cli {
namespace {

class Export : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings&) override {
    CLI::App* command = program.add_subcommand("export", "按平台的表导出部门的指标账，或绩效目标、指标和自评");
    command->add_option("DEPARTMENT", department_, "部门：名称、代码或资源名")->required();
    command->add_option("--year", year_, "预算年度")->required();
    command
        ->add_option("--table", table_,
                     "BA_BGT_INFO、BA_BGT_ADJSUB、PAY_VOUCHER_BILL、BA_BGT_BALANCE；BGT_PERF_GOAL_INFO、"
                     "BGT_PERF_INDICATOR、PM_PERF_GOAL_INFO、PM_PERF_INDICATOR、PERF_T_SELFPERFINDEX、"
                     "PERF_T_SELFPERFDESC；SELF_EVALUATION_TEMPLATE 是自评指标完成情况导入模板")
        ->required();
    command->add_option("--format", format_, "csv、xlsx 或 json")->check(CLI::IsMember({"csv", "xlsx", "json"}));
    command->add_option("--source", source_, "只导出这个来源的记录");
    command->add_option("-o", path_, "写入的文件；不写则输出到屏幕");
    return command;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> department = session.FindDepartment(department_);
    if (!department.ok()) return Fail(department.status());
    if (IsPerformanceTable(table_)) {
      const absl::StatusOr<std::string> bytes = ExportPerformanceTable(session, *department, year_, table_, format_);
      return bytes.ok() ? Write(*bytes) : Fail(bytes.status());
    }
    budget::v1::ExportTableRequest request;
    request.set_parent(*department);
    request.set_fiscal_year(year_);
    request.set_table(table_);
    request.set_source(source_);
    request.set_format(format_ == "xlsx"   ? budget::v1::TABLE_FORMAT_XLSX
                       : format_ == "json" ? budget::v1::TABLE_FORMAT_JSON
                                           : budget::v1::TABLE_FORMAT_CSV);
    const std::unique_ptr<grpc::ClientContext> context = session.NewContext();
    const auto reader = session.budget().ExportTable(context.get(), request);
    std::string bytes;
    budget::v1::ExportTableResponse piece;
    while (reader->Read(&piece)) bytes += piece.content();
    const absl::Status status = FromGrpcStatus(reader->Finish(), "budget");
    if (!status.ok()) return Fail(status);
    return Write(bytes);
  }

 private:
  int Write(const std::string& bytes) const {
    if (path_.empty()) {
      std::cout << bytes;
      return kDone;
    }
    std::ofstream file(path_, std::ios::binary);
    file << bytes;
    file.close();
    if (file) return kDone;
    std::cerr << "错误：无法写入 " << path_ << "：" << std::strerror(errno) << "\n";
    return kFailed;
  }

  std::string department_;
  int year_ = 0;
  std::string table_;
  std::string format_ = "csv";
  std::string source_;
  std::string path_;
};

}  // namespace

std::unique_ptr<Command> NewExport() { return std::make_unique<Export>(); }

}  // namespace zhengping::cli
