#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"
#include "services/cli/prose_file.h"

namespace zhengping::cli {
namespace {

using reporting::v1::NarrativeCheck;
using reporting::v1::NarrativeNumber;

// The prose of a department-year: read it, have its last chapters drafted, write it back, hold it against the data.
class Narrative : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* narrative = program.add_subcommand("narrative", "报告正文：取出、起草、写入、核对");
    narrative->require_subcommand(1);
    CLI::App* get = Verb(*narrative, "get", "取出正文", &Narrative::Get);
    get->add_option("-f,--file", file_, "写入这个文件；不写则输出到屏幕");
    CLI::App* draft =
        Verb(*narrative, "draft", "起草：把问题和建议两章写成可修改的文字，数字保持绑定", &Narrative::Draft);
    draft->add_option("-f,--file", file_, "写入这个文件；不写则输出到屏幕");
    CLI::App* put = Verb(*narrative, "put", "写入修改后的正文", &Narrative::Put);
    put->add_option("FILE", file_, "正文文件；- 为标准输入")->required();
    put->add_option("--etag", etag_, "取出时的版本；此后有人改过则不写入");
    Verb(*narrative, "check", "核对数字：未绑定、缺单位、与数据或前后矛盾；有警告或错误时以 3 结束", &Narrative::Check);
    for (const auto& [verb, run] : verbs_) AddOutput(*verb, settings);
    return narrative;
  }

  int Run(Session& session) override {
    for (const auto& [verb, run] : verbs_) {
      if (!verb->parsed()) continue;
      const absl::StatusOr<int> status = (this->*run)(session);
      return status.ok() ? *status : Fail(status.status());
    }
    return kWrongUse;
  }

 private:
  using Body = absl::StatusOr<int> (Narrative::*)(Session&);

  CLI::App* Verb(CLI::App& parent, const char* name, const char* what, Body run) {
    CLI::App* verb = parent.add_subcommand(name, what);
    verb->add_option("DEPARTMENT", department_, "部门的资源名、代码或名称；--offline 时也可以是案卷路径")->required();
    verb->add_option("--year", year_, "预算年度");
    verbs_.emplace_back(verb, run);
    return verb;
  }

  absl::StatusOr<std::string> NameOf(Session& session) {
    ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, department_, year_));
    return absl::StrCat(subject.department, "/narratives/", subject.year);
  }

  absl::StatusOr<int> Get(Session& session) { return Fetch(session, reporting::v1::NARRATIVE_VIEW_STORED); }
  absl::StatusOr<int> Draft(Session& session) { return Fetch(session, reporting::v1::NARRATIVE_VIEW_DRAFT); }

  absl::StatusOr<int> Fetch(Session& session, reporting::v1::NarrativeView view) {
    reporting::v1::GetNarrativeRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_name(), NameOf(session));
    request.set_view(view);
    reporting::v1::Narrative narrative;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(session.reporting().GetNarrative(session.NewContext().get(), request, &narrative), "reporting"));
    if (file_.empty()) {
      std::cout << (session.prints_json() ? ToJson(narrative) : narrative.text());
      return kDone;
    }
    std::ofstream stream(file_, std::ios::binary);
    stream << narrative.text();
    stream.close();
    if (!stream) {
      std::cerr << "错误：无法写入 " << file_ << "\n";
      return kFailed;
    }
    std::cerr << "已写入 " << file_ << "，版本 " << (narrative.etag().empty() ? "（尚未保存）" : narrative.etag())
              << "\n";
    return kDone;
  }

  absl::StatusOr<int> Put(Session& session) {
    reporting::v1::UpdateNarrativeRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_narrative()->mutable_text(), ReadProse(file_));
    ZP_ASSIGN_OR_RETURN(*request.mutable_narrative()->mutable_name(), NameOf(session));
    request.mutable_narrative()->set_etag(etag_);
    request.set_allow_missing(true);
    reporting::v1::Narrative narrative;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().UpdateNarrative(session.NewContext().get(), request, &narrative), "reporting"));
    if (session.prints_json()) {
      std::cout << ToJson(narrative);
    } else {
      std::cout << "已保存，版本 " << narrative.etag() << "\n";
    }
    return kDone;
  }

  absl::StatusOr<int> Check(Session& session) {
    reporting::v1::CheckNarrativeRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_name(), NameOf(session));
    NarrativeCheck check;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(session.reporting().CheckNarrative(session.NewContext().get(), request, &check), "reporting"));
    if (session.prints_json()) {
      std::cout << ToJson(check);
    } else {
      Print(check);
    }
    for (const type::Issue& issue : check.issues()) {
      if (issue.severity() != type::Issue::SEVERITY_NOTE) return kErrorsInData;
    }
    return kDone;
  }

  static void Print(const NarrativeCheck& check) {
    std::vector<std::vector<std::string>> rows = {{"行", "数字", "计量单位", "绑定", "建议绑定"}};
    int bound = 0;
    for (const NarrativeNumber& number : check.numbers()) {
      bound += !number.binding().empty();
      rows.push_back({absl::StrCat(number.line()), number.text(), number.unit(), number.binding(),
                      number.proposed_binding().empty() ? "" : absl::StrCat("{{", number.proposed_binding(), "}}")});
    }
    std::cout << FormatTable(rows, {Align::kRight, Align::kRight}) << "数字 " << check.numbers_size() << " 个，已绑定 "
              << bound << " 个\n";
    for (const type::Issue& issue : check.issues()) std::cout << IssueText(issue) << "\n";
  }

  std::vector<std::pair<CLI::App*, Body>> verbs_;
  std::string department_;
  std::string file_;
  std::string etag_;
  int year_ = 0;
};

}  // namespace

std::unique_ptr<Command> NewNarrative() { return std::make_unique<Narrative>(); }

}  // namespace zhengping::cli
