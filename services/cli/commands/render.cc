#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"

namespace zhengping::cli {
namespace {

class Render : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings&) override {
    CLI::App* render = program.add_subcommand("render", "写出评价报告");
    render->add_option("EVALUATION", evaluation_, "评价；或部门（取其最近一次评价）；--offline 时可为案卷路径")
        ->required();
    render->add_option("--format", format_, "docx、html 或 json")->required();
    render->add_option("-o", path_, "写到这个文件；- 为标准输出")->required();
    render->add_option("--framework", request_.framework, "案卷路径的评价体系；默认用案卷所写的");
    return render;
  }

  int Run(Session& session) override {
    const absl::Status status = RenderTo(session);
    if (!status.ok()) return Fail(status);
    return kDone;
  }

 private:
  absl::StatusOr<reporting::v1::DocumentFormat> Format() const {
    using reporting::v1::DocumentFormat;
    if (format_ == "docx") return DocumentFormat::DOCUMENT_FORMAT_DOCX;
    if (format_ == "html") return DocumentFormat::DOCUMENT_FORMAT_HTML;
    if (format_ == "json") return DocumentFormat::DOCUMENT_FORMAT_JSON;
    if (format_ == "xlsx") return DocumentFormat::DOCUMENT_FORMAT_XLSX;
    if (format_ == "pdf") return DocumentFormat::DOCUMENT_FORMAT_PDF;
    if (format_ == "ofd") return DocumentFormat::DOCUMENT_FORMAT_OFD;
    return Invalid({"DOCUMENT_FORMAT_UNKNOWN", "--format"},
                   absl::StrCat("没有「", format_, "」这种格式，应为 docx、html 或 json"));
  }

  absl::Status RenderTo(Session& session) const {
    reporting::v1::RenderDocumentRequest request;
    ZP_ASSIGN_OR_RETURN(const reporting::v1::DocumentFormat format, Format());
    request.set_format(format);
    ZP_ASSIGN_OR_RETURN(*request.mutable_name(), EvaluationOf(session, evaluation_, request_));
    const std::unique_ptr<grpc::ClientContext> context = session.NewContext();
    const auto reader = session.reporting().RenderDocument(context.get(), request);
    std::string bytes;
    reporting::v1::RenderDocumentResponse piece;
    while (reader->Read(&piece)) bytes += piece.content();
    ZP_RETURN_IF_ERROR(FromGrpcStatus(reader->Finish(), "reporting"));
    if (path_ == "-") {
      std::cout << bytes;
      return absl::OkStatus();
    }
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    if (!file) return absl::InternalError(absl::StrCat("无法写入 ", path_));
    return absl::OkStatus();
  }

  std::string evaluation_;
  std::string format_;
  std::string path_;
  EvaluationRequest request_;
};

}  // namespace

std::unique_ptr<Command> NewRender() { return std::make_unique<Render>(); }

}  // namespace zhengping::cli
