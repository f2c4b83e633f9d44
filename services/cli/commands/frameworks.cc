#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/client/grpc_status.h"
#include "common/request_id/request_id.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/framework_printing.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using indicator::v1::Framework;
using Stub = indicator::v1::IndicatorService::Stub;
using Export = indicator::v1::ExportFrameworkRequest;

std::string Name(const std::string& argument) {
  return absl::StartsWith(argument, "frameworks/") ? argument : absl::StrCat("frameworks/", argument);
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  if (!stream) return Absent({"CASE_PATH_UNREADABLE", "FILE"}, absl::StrCat("无法读取 ", path));
  return bytes.str();
}

bool IsWorkbook(const std::string& path) { return absl::EndsWith(path, ".xlsx"); }

class Frameworks : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* frameworks = program.add_subcommand("frameworks", "评价体系：查看、检查、比较、导入导出、发布、停用");
    frameworks->require_subcommand(1);
    CLI::App* list =
        Verb(*frameworks, "list", "列出评价体系；写 --division 时只列适用的，最贴切的在前", &Frameworks::List);
    list->add_option("--year", year_, "适用的预算年度");
    list->add_flag("--published", published_, "只列已发布的");
    Verb(*frameworks, "show", "显示一个体系的指标树", &Frameworks::Show)->add_option("NAME", name_, "名称")->required();
    Verb(*frameworks, "validate", "检查一个体系或文件，一次列出全部问题", &Frameworks::Validate)
        ->add_option("FILE", name_, "textproto、JSON、XLSX 文件，或已有体系的名称")
        ->required();
    CLI::App* diff = Verb(*frameworks, "diff", "比较两个体系", &Frameworks::Diff);
    diff->add_option("NAME", name_, "名称")->required();
    diff->add_option("OTHER", other_, "另一个名称")->required();
    CLI::App* tried =
        Verb(*frameworks, "dry-run", "用一个体系试算已有的评价：谁变动、变动多少，不写入任何数据", &Frameworks::DryRun);
    tried->add_option("NAME", name_, "textproto、JSON、XLSX 文件，或已有体系的名称")->required();
    tried->add_option("--year", year_, "预算年度")->required();
    CLI::App* exported = Verb(*frameworks, "export", "导出为 textproto、JSON 或 XLSX", &Frameworks::ExportTo);
    exported->add_option("NAME", name_, "名称")->required();
    exported->add_option("FILE", path_, "文件，后缀决定格式；不写则以 textproto 输出到屏幕");
    CLI::App* import = Verb(*frameworks, "import", "导入为草稿，或直接发布", &Frameworks::Import);
    import->add_option("FILE", path_, "textproto、JSON 或 XLSX 文件；也可以是平台的绩效指标库（BAS_PERF_INDICATOR）")
        ->required();
    import->add_option("--name", name_, "文件中没有写名称时的名称");
    import->add_flag("--publish", publish_, "没有问题就发布");
    import->add_flag("--dry-run", dry_run_, "只检查，不写入");
    Verb(*frameworks, "publish", "发布一个草稿，此后不再改变", &Frameworks::Publish)
        ->add_option("NAME", name_, "名称")
        ->required();
    Verb(*frameworks, "retire", "停用一个已发布的体系", &Frameworks::Retire)
        ->add_option("NAME", name_, "名称")
        ->required();
    CLI::App* copy = Verb(*frameworks, "copy", "复制为新的草稿，版本加一", &Frameworks::Copy);
    copy->add_option("NAME", name_, "名称")->required();
    copy->add_option("NEW", other_, "新的名称，小写字母、数字和连字符")->required();
    for (const auto& [verb, run] : verbs_) AddOutput(*verb, settings);
    return frameworks;
  }

  int Run(Session& session) override {
    for (const auto& [verb, run] : verbs_) {
      if (verb->parsed()) return (this->*run)(session);
    }
    return kWrongUse;
  }

 private:
  using Body = int (Frameworks::*)(Session&);

  CLI::App* Verb(CLI::App& frameworks, const char* name, const char* what, Body body) {
    CLI::App* verb = frameworks.add_subcommand(name, what);
    verbs_.emplace_back(verb, body);
    return verb;
  }

  template <typename Request, typename Response>
  static absl::StatusOr<Response> Ask(Session& session,
                                      grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, Response*),
                                      const Request& request) {
    Response response;
    const absl::Status status =
        FromGrpcStatus((session.indicator().*rpc)(session.NewContext().get(), request, &response), "indicator");
    if (!status.ok()) return status;
    return response;
  }

  static absl::StatusOr<Framework> Get(Session& session, const std::string& name) {
    indicator::v1::GetFrameworkRequest request;
    request.set_name(Name(name));
    return Ask(session, &Stub::GetFramework, request);
  }

  static int Tell(Session& session, const absl::StatusOr<Framework>& framework) {
    if (!framework.ok()) return Fail(framework.status());
    if (session.prints_json()) {
      std::cout << ToJson(*framework);
    } else {
      std::cout << FrameworkId(framework->name()) << "  " << FrameworkStateText(framework->state()) << "\n";
    }
    return kDone;
  }

  // On standard error; whether there are errors.
  static bool TellIssues(const google::protobuf::RepeatedPtrField<type::Issue>& issues, const std::string& file) {
    bool has_errors = false;
    for (type::Issue issue : issues) {
      has_errors = has_errors || issue.severity() == type::Issue::SEVERITY_ERROR;
      if (!file.empty()) issue.set_file(issue.file().empty() ? file : absl::StrCat(file, "[", issue.file(), "]"));
      if (issue.column().empty()) issue.set_column(issue.field());
      std::cerr << IssueText(issue) << "\n";
    }
    return has_errors;
  }

  int List(Session& session) {
    indicator::v1::ListFrameworksRequest request;
    request.set_division(session.settings().division);
    request.set_fiscal_year(year_);
    if (published_) request.set_state(Framework::STATE_PUBLISHED);
    google::protobuf::RepeatedPtrField<Framework> frameworks;
    do {
      const auto page = Ask(session, &Stub::ListFrameworks, request);
      if (!page.ok()) return Fail(page.status());
      if (session.prints_json()) std::cout << ToJson(*page);
      frameworks.MergeFrom(page->frameworks());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    if (!session.prints_json()) std::cout << FrameworksTable(frameworks);
    return kDone;
  }

  int Show(Session& session) {
    const absl::StatusOr<Framework> framework = Get(session, name_);
    if (!framework.ok()) return Fail(framework.status());
    std::cout << (session.prints_json() ? ToJson(*framework) : FrameworkTree(*framework));
    return kDone;
  }

  // The framework of a file or a name, read and checked as a whole; what is wrong with it goes to standard error.
  absl::StatusOr<indicator::v1::ValidateFrameworkResponse> ReadArgument(Session& session) {
    indicator::v1::ValidateFrameworkRequest request;
    const bool is_file = std::filesystem::exists(name_);
    if (is_file) {
      ZP_ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(name_));
      *(IsWorkbook(name_) ? request.mutable_workbook() : request.mutable_text()) = bytes;
    } else {
      request.set_name(Name(name_));
    }
    ZP_ASSIGN_OR_RETURN(indicator::v1::ValidateFrameworkResponse answer,
                        Ask(session, &Stub::ValidateFramework, request));
    TellIssues(answer.issues(), is_file ? name_ : "");
    return answer;
  }

  int Validate(Session& session) {
    const auto answer = ReadArgument(session);
    if (!answer.ok()) return Fail(answer.status());
    const bool is_valid = !answer->content_hash().empty();
    if (session.prints_json()) {
      std::cout << ToJson(*answer);
    } else if (is_valid) {
      std::cout << "没有错误。SM3 " << answer->content_hash() << "\n";
    }
    return is_valid ? kDone : kErrorsInData;
  }

  int DryRun(Session& session) {
    const std::string& division = session.settings().division;
    if (division.empty()) return Fail(Invalid({"DIVISION_MISSING", "division"}, "请用 --division 写明财政区划"));
    const auto read = ReadArgument(session);
    if (!read.ok()) return Fail(read.status());
    if (read->content_hash().empty()) return kErrorsInData;
    reporting::v1::DryRunFrameworkRequest request;
    request.set_parent(absl::StrCat("divisions/", absl::StripPrefix(division, "divisions/")));
    request.set_fiscal_year(year_);
    *request.mutable_framework() = read->framework();
    if (request.framework().name().empty()) request.mutable_framework()->set_name("frameworks/dry-run");
    reporting::v1::DryRunFrameworkResponse response;
    const absl::Status status = FromGrpcStatus(
        session.reporting().DryRunFramework(session.NewContext().get(), request, &response), "reporting");
    if (!status.ok()) return Fail(status);
    std::cout << (session.prints_json() ? ToJson(response) : DryRunTable(response));
    return kDone;
  }

  int Diff(Session& session) {
    indicator::v1::CompareFrameworksRequest request;
    request.set_name(Name(name_));
    request.set_other(Name(other_));
    const auto answer = Ask(session, &Stub::CompareFrameworks, request);
    if (!answer.ok()) return Fail(answer.status());
    std::cout << (session.prints_json() ? ToJson(*answer) : DifferencesTable(*answer));
    return answer->differences().empty() ? kDone : kErrorsInData;
  }

  int ExportTo(Session& session) {
    Export request;
    request.set_name(Name(name_));
    request.set_format(IsWorkbook(path_)                ? Export::FORMAT_XLSX
                       : absl::EndsWith(path_, ".json") ? Export::FORMAT_JSON
                                                        : Export::FORMAT_TEXTPROTO);
    const auto answer = Ask(session, &Stub::ExportFramework, request);
    if (!answer.ok()) return Fail(answer.status());
    if (path_.empty()) {
      std::cout << answer->content();
      return kDone;
    }
    std::ofstream file(path_, std::ios::binary);
    file << answer->content();
    file.flush();
    if (!file) {
      std::cerr << "错误：无法写入 " << path_ << "\n";
      return kFailed;
    }
    std::cerr << "已导出到 " << path_ << "\n";
    return kDone;
  }

  int Import(Session& session) {
    const absl::StatusOr<std::string> bytes = ReadWholeFile(path_);
    if (!bytes.ok()) return Fail(bytes.status());
    indicator::v1::ImportFrameworkRequest request;
    *(IsWorkbook(path_) ? request.mutable_workbook() : request.mutable_text()) = *bytes;
    request.set_framework_id(FrameworkId(name_));
    request.set_publish(publish_);
    request.set_validate_only(dry_run_);
    request.set_request_id(NewRequestId());
    const auto answer = Ask(session, &Stub::ImportFramework, request);
    if (!answer.ok()) return Fail(answer.status());
    using Response = indicator::v1::ImportFrameworkResponse;
    static const std::map<Response::Outcome, std::string> kOutcomes = {{Response::OUTCOME_CREATED, "新增"},
                                                                       {Response::OUTCOME_CHANGED, "已修改"},
                                                                       {Response::OUTCOME_UNCHANGED, "没有变化"}};
    const auto outcome = kOutcomes.find(answer->outcome());
    const bool has_errors = TellIssues(answer->issues(), path_);
    if (session.prints_json()) {
      std::cout << ToJson(*answer);
    } else if (outcome != kOutcomes.end()) {
      std::cout << FrameworkId(answer->framework().name()) << "  " << outcome->second << "  "
                << FrameworkStateText(answer->framework().state()) << (dry_run_ ? "（只检查，未写入）" : "") << "\n";
    }
    return has_errors ? kErrorsInData : kDone;
  }

  int Publish(Session& session) {
    indicator::v1::PublishFrameworkRequest request;
    request.set_name(Name(name_));
    request.set_request_id(NewRequestId());
    return Tell(session, Ask(session, &Stub::PublishFramework, request));
  }

  int Retire(Session& session) {
    indicator::v1::RetireFrameworkRequest request;
    request.set_name(Name(name_));
    request.set_request_id(NewRequestId());
    return Tell(session, Ask(session, &Stub::RetireFramework, request));
  }

  int Copy(Session& session) {
    absl::StatusOr<Framework> original = Get(session, name_);
    if (!original.ok()) return Fail(original.status());
    indicator::v1::CreateFrameworkRequest request;
    request.set_framework_id(FrameworkId(other_));
    request.set_request_id(NewRequestId());
    Framework& copy = *request.mutable_framework();
    copy = *std::move(original);
    copy.clear_name();
    copy.set_version(std::max(copy.version(), 1) + 1);  // 0 counts as 1
    return Tell(session, Ask(session, &Stub::CreateFramework, request));
  }

  std::vector<std::pair<CLI::App*, Body>> verbs_;
  std::string name_;
  std::string other_;
  std::string path_;
  int year_ = 0;
  bool published_ = false;
  bool publish_ = false;
  bool dry_run_ = false;
};

}  // namespace

std::unique_ptr<Command> NewFrameworks() { return std::make_unique<Frameworks>(); }

}  // namespace zhengping::cli
