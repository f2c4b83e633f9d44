#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/digest/sm3.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/docx/docx_writer.h"
#include "services/reporting/documents/html/html_writer.h"
#include "services/reporting/documents/json/json_writer.h"
#include "services/reporting/documents/report/published_report.h"
#include "services/reporting/documents/report/report_outline.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

struct Format {
  absl::StatusOr<std::string> (*write)(const Document& document);
  const char* content_type;
  const char* extension;
};

absl::StatusOr<Format> FormatFrom(v1::DocumentFormat format) {
  if (format == v1::DOCUMENT_FORMAT_DOCX) {
    return Format{WriteDocx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"};
  }
  if (format == v1::DOCUMENT_FORMAT_HTML) return Format{WriteHtml, "text/html; charset=utf-8", ".html"};
  if (format == v1::DOCUMENT_FORMAT_JSON) return Format{WriteJson, "application/json", ".json"};
  if (format == v1::DOCUMENT_FORMAT_UNSPECIFIED) {
    return Invalid({"DOCUMENT_FORMAT_UNSPECIFIED", "format"}, "name a format: DOCX, HTML or JSON");
  }
  return Unsupported({"DOCUMENT_FORMAT_UNSUPPORTED", "format"}, "this release writes DOCX, HTML and JSON");
}

absl::Status CheckKind(v1::DocumentKind kind) {
  if (kind == v1::DOCUMENT_KIND_UNSPECIFIED || kind == v1::DOCUMENT_KIND_REPORT) return absl::OkStatus();
  return Unsupported({"DOCUMENT_KIND_UNSUPPORTED", "kind"},
                     "this release writes the report, with 基础数据表 and 自评表 as its annexes");
}

std::string FileName(const EvaluationContent& content, const Format& format) {
  const std::string stem =
      absl::StrCat(content.fiscal_year, "年度", content.department_display_name, "部门整体支出绩效评价报告");
  return absl::StrCat(absl::StrReplaceAll(stem, {{"/", "_"}, {"\\", "_"}}), format.extension);
}

// A published evaluation's JSON is the file that was signed.
absl::StatusOr<std::string> BytesOf(const Evaluation& evaluation, v1::DocumentFormat wanted, const Format& format) {
  ZP_RETURN_IF_ERROR(CheckPublished(evaluation));
  if (wanted == v1::DOCUMENT_FORMAT_JSON && !evaluation.published_file.empty()) return evaluation.published_file;
  ZP_ASSIGN_OR_RETURN(const Document document, BuildReport(evaluation));
  return format.write(document);
}

std::vector<v1::RenderDocumentResponse> Chunks(const std::string& bytes) {
  std::vector<v1::RenderDocumentResponse> chunks;
  for (size_t start = 0; start < bytes.size() || chunks.empty(); start += kChunkBytes) {
    chunks.emplace_back().set_content(bytes.substr(start, kChunkBytes));
  }
  chunks.back().set_digest(Sm3Hex(bytes));
  return chunks;
}

}  // namespace

grpc::ServerWriteReactor<v1::RenderDocumentResponse>* ReportingService::RenderDocument(
    grpc::CallbackServerContext* context, const v1::RenderDocumentRequest* request) {
  using Chunk = v1::RenderDocumentResponse;
  return server::AnswerChunks<Chunk>(
      readers_, context, *request, [=, this](const server::CallContext& call) -> absl::StatusOr<std::vector<Chunk>> {
        ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
        ZP_ASSIGN_OR_RETURN(const Format format, FormatFrom(request->format()));
        ZP_RETURN_IF_ERROR(CheckKind(request->kind()));
        ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
        if (call.IsOver()) return call.WhyOver();
        ZP_ASSIGN_OR_RETURN(const std::string bytes, BytesOf(evaluation, request->format(), format));
        std::vector<Chunk> chunks = Chunks(bytes);
        chunks.front().set_content_type(format.content_type);
        chunks.front().set_file_name(FileName(evaluation.content, format));
        return chunks;
      });
}

}  // namespace zhengping::reporting
