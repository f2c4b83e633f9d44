#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/performance_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPieceBytes = 512 << 10;  // below the limit of a message with room for its frame
constexpr int kShownDifferences = 20;

const char* ChineseOf(budget::v1::RecordOutcome outcome) {
  switch (outcome) {
    case budget::v1::RECORD_OUTCOME_ADDED:
      return "新增";
    case budget::v1::RECORD_OUTCOME_UNCHANGED:
      return "不变";
    case budget::v1::RECORD_OUTCOME_CHANGED:
      return "变更";
    case budget::v1::RECORD_OUTCOME_VANISHED:
      return "不再出现";
    case budget::v1::RECORD_OUTCOME_OUTDATED:
      return "过时";
    case budget::v1::RECORD_OUTCOME_DELETED:
      return "撤销";
    case budget::v1::RECORD_OUTCOME_REFUSED:
      return "拒绝";
    case budget::v1::RECORD_OUTCOME_UNSPECIFIED:
    case budget::v1::RecordOutcome_INT_MIN_SENTINEL_DO_NOT_USE_:
    case budget::v1::RecordOutcome_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

void Print(const budget::v1::ImportFileResponse& response, const std::string& path, bool is_dry_run) {
  std::cout << path << (is_dry_run ? "（只检查，没有写入）" : "") << "\n";
  std::cout << "  " << response.row_count() << " 行，略过 " << response.left_out_row_count() << " 行";
  for (const budget::v1::OutcomeCount& count : response.outcome_counts()) {
    std::cout << "，" << ChineseOf(count.outcome()) << " " << count.count() << " 笔";
  }
  std::cout << "\n";
  for (const std::string& name : response.created_departments()) std::cout << "  新建部门 " << name << "\n";
  const int shown = std::min(response.differences_size(), kShownDifferences);
  for (int i = 0; i < shown; ++i) {
    const budget::v1::FileDifference& difference = response.differences(i);
    std::cout << "  " << ChineseOf(difference.outcome()) << " " << difference.sent().record_id() << "（"
              << difference.file() << " 第 " << difference.row() << " 行）\n";
  }
  if (response.differences_size() > shown) std::cout << "  …共 " << response.differences_size() << " 笔\n";
  for (const type::DepartmentYearMark& mark : response.marks()) {
    std::cout << "  " << mark.department() << " " << mark.fiscal_year() << " 年，第 " << mark.revision() << " 版\n";
  }
  for (const budget::v1::TableWatermark& watermark : response.watermarks()) {
    if (watermark.update_time().empty()) continue;
    std::cout << "  " << watermark.table() << " " << watermark.fiscal_year() << " 年已导入到 "
              << watermark.update_time() << "\n";
  }
}

class Import : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* import = program.add_subcommand("import", "导入平台导出的文件：CSV、XLSX、XLS、JSON");
    import->add_option("FILE", paths_, "文件，可以有多个，逐个导入")->required();
    import->add_option("--source", source_, "数据来源，如 platform:430000，同一来源的记录再次导入时更新")->required();
    import->add_option("--table", table_, "平台的表名，如 BGT_PERF_INDICATOR；不写则按内容判断，绩效的表导入指标服务");
    import->add_option("--department", department_, "绩效表中没有部门时的部门代码");
    import->add_option("--project", project_, "绩效表中没有项目时的项目代码");
    import->add_option("--framework", framework_, "核对绩效目标所用的评价体系");
    import->add_option("--profile", profile_, "导入方案的编号，见 zhengping profiles");
    import->add_option("--year", year_, "行中没有预算年度时用的年度");
    import->add_option("--date", date_, "表中没有支付日期时用的日期，如 2023-06-30");
    import->add_flag("--dry-run", is_dry_run_, "只检查，列出会改变什么");
    AddOutput(*import, settings);
    return import;
  }

  int Run(Session& session) override {
    const absl::StatusOr<budget::v1::ImportFileHead> head = MakeHead(session);
    if (!head.ok()) return Fail(head.status());
    int worst = kDone;
    for (const std::string& path : paths_) worst = std::max(worst, ImportOne(session, *head, path));
    return worst;
  }

 private:
  absl::StatusOr<budget::v1::ImportFileHead> MakeHead(Session& session) const {
    budget::v1::ImportFileHead head;
    if (session.settings().division.empty()) {
      return Invalid({"DIVISION_MISSING", "--division"}, "须用 --division 说明财政区划，如 --division 430503000");
    }
    ZP_ASSIGN_OR_RETURN(const std::string division,
                        ParseDivisionName(absl::StrCat("divisions/", session.settings().division), "--division"));
    head.set_parent(absl::StrCat("divisions/", division));
    head.set_source(source_);
    if (!profile_.empty()) {
      head.set_profile(absl::StrContains(profile_, "/") ? profile_
                                                        : absl::StrCat(head.parent(), "/importProfiles/", profile_));
    }
    head.set_fiscal_year(year_);
    head.set_validate_only(is_dry_run_);
    if (!date_.empty()) {
      ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(date_));
      head.mutable_default_date()->set_year(day.year());
      head.mutable_default_date()->set_month(day.month());
      head.mutable_default_date()->set_day(day.day());
    }
    return head;
  }

  static absl::StatusOr<budget::v1::ImportFileResponse> Send(Session& session, const budget::v1::ImportFileHead& head,
                                                             const std::string& bytes) {
    budget::v1::ImportFileResponse response;
    const std::unique_ptr<grpc::ClientContext> context = session.NewContext();
    const auto writer = session.budget().ImportFile(context.get(), &response);
    budget::v1::ImportFileRequest message;
    *message.mutable_head() = head;
    bool is_open = writer->Write(message);
    for (size_t at = 0; is_open && at < bytes.size(); at += kPieceBytes) {
      message.Clear();
      message.set_content(bytes.substr(at, kPieceBytes));
      is_open = writer->Write(message);
    }
    writer->WritesDone();
    ZP_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish(), "budget"));
    return response;
  }

  int ImportOne(Session& session, budget::v1::ImportFileHead head, const std::string& path) const {
    std::ifstream stream(path, std::ios::binary);
    std::stringstream bytes;
    bytes << stream.rdbuf();
    if (!stream) {
      std::cerr << "错误：无法读取 " << path << "\n";
      return kNotFound;
    }
    switch (OwnerOf(path, bytes.str(), table_)) {
      case FileOwner::kBudget:
        return ImportBudget(session, head, path, bytes.str(), FileOwner::kBudget);
      case FileOwner::kPerformance:
        return ImportPerformanceFile(session, PerformanceOf(head, FileOwner::kPerformance), path, bytes.str());
      case FileOwner::kBoth:
        return ImportBoth(session, head, path, bytes.str());
    }
    return kFailed;
  }

  // Each service takes its own tables; neither writes before both would take them.
  int ImportBoth(Session& session, const budget::v1::ImportFileHead& head, const std::string& path,
                 const std::string& bytes) const {
    PerformanceImport performance = PerformanceOf(head, FileOwner::kBoth);
    budget::v1::ImportFileHead budget_head = head;
    if (!is_dry_run_) {
      const absl::StatusOr<bool> is_good = TakesBudget(session, head, path, bytes);
      if (!is_good.ok()) return Fail(is_good.status());
      const absl::StatusOr<bool> is_good_too = TakesPerformanceFile(session, performance, path, bytes);
      if (!is_good_too.ok()) return Fail(is_good_too.status());
      performance.is_dry_run = !*is_good || !*is_good_too;
      budget_head.set_validate_only(performance.is_dry_run);
    }
    const int status = ImportBudget(session, budget_head, path, bytes, FileOwner::kBoth);
    return std::max(status, ImportPerformanceFile(session, performance, path, bytes));
  }

  PerformanceImport PerformanceOf(const budget::v1::ImportFileHead& head, FileOwner owner) const {
    return {.division = head.parent(),
            .source = source_,
            .table = table_,
            .department = department_,
            .project = project_,
            .framework = framework_,
            .fiscal_year = year_,
            .is_dry_run = is_dry_run_,
            .is_shared = owner == FileOwner::kBoth};
  }

  static absl::StatusOr<bool> TakesBudget(Session& session, budget::v1::ImportFileHead head, const std::string& path,
                                          const std::string& bytes) {
    head.set_file_name(fs::path(path).filename());
    head.set_validate_only(true);
    ZP_ASSIGN_OR_RETURN(const budget::v1::ImportFileResponse response, Send(session, head, bytes));
    return std::none_of(response.issues().begin(), response.issues().end(),
                        [](const type::Issue& issue) { return issue.severity() == type::Issue::SEVERITY_ERROR; });
  }

  static int ImportBudget(Session& session, budget::v1::ImportFileHead head, const std::string& path,
                          const std::string& bytes, FileOwner owner) {
    head.set_file_name(fs::path(path).filename());
    absl::StatusOr<budget::v1::ImportFileResponse> response = Send(session, head, bytes);
    const auto refusal = response.ok() ? std::nullopt : RefusalOf(response.status());
    if (refusal.has_value() && refusal->reason == "FILE_HAS_ERRORS") {
      // Nothing was stored; a dry run says all that is wrong.
      head.set_validate_only(true);
      response = Send(session, head, bytes);
    }
    if (!response.ok()) return Fail(response.status());
    if (session.prints_json()) {
      std::cout << ToJson(*response);
    } else {
      Print(*response, path, head.validate_only());
    }
    bool has_errors = false;
    for (const type::Issue& issue : response->issues()) {
      has_errors |= issue.severity() == type::Issue::SEVERITY_ERROR;
      const bool is_of_the_other = issue.reason() == "TABLE_UNKNOWN" && IsPerformanceTable(issue.found());
      if (owner == FileOwner::kBudget || !is_of_the_other) std::cerr << IssueText(issue) << "\n";
    }
    return has_errors ? kErrorsInData : kDone;
  }

  std::vector<std::string> paths_;
  std::string source_;
  std::string table_;
  std::string department_;
  std::string project_;
  std::string framework_;
  std::string profile_;
  int year_ = 0;
  std::string date_;
  bool is_dry_run_ = false;
};

}  // namespace

std::unique_ptr<Command> NewImport() { return std::make_unique<Import>(); }

}  // namespace zhengping::cli
