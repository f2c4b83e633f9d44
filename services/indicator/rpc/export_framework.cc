#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/exchange/framework_table.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/stored_framework_messages.h"

namespace zhengping::indicator {
namespace {

constexpr char kTextHead[] =
    "# proto-file: zhengping/indicator/v1/framework.proto\n"
    "# proto-message: zhengping.indicator.v1.Framework\n";

absl::StatusOr<std::string> TextOf(const v1::Framework& framework) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  if (!printer.PrintToString(framework, &text)) return absl::InternalError("a framework could not be printed");
  return absl::StrCat(kTextHead, text);
}

absl::StatusOr<std::string> JsonOf(const v1::Framework& framework) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(framework, &json, options);
  if (!status.ok()) return absl::InternalError(std::string(status.message()));
  return json;
}

absl::StatusOr<std::string> WorkbookOf(const v1::Framework& message) {
  std::vector<Issue> issues;
  const Framework framework = FromMessage(message, issues);
  if (!HasErrors(issues)) return FormatFrameworkWorkbook(framework);
  return NotNow({"FRAMEWORK_INVALID", "name"},
                absl::StrCat("the draft holds what cannot be read: ", FormatIssue(issues.front())));
}

absl::Status Export(FrameworkShelf& shelf, const v1::ExportFrameworkRequest& request,
                    v1::ExportFrameworkResponse& response) {
  using Request = v1::ExportFrameworkRequest;
  ZP_ASSIGN_OR_RETURN(v1::Framework framework, shelf.Read(request.name(), "name"));
  framework = WithoutOutput(std::move(framework));
  const std::string id(absl::StripPrefix(framework.name(), "frameworks/"));
  switch (request.format()) {
    case Request::FORMAT_UNSPECIFIED:
    case Request::FORMAT_TEXTPROTO:
    case v1::ExportFrameworkRequest_Format_ExportFrameworkRequest_Format_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ExportFrameworkRequest_Format_ExportFrameworkRequest_Format_INT_MAX_SENTINEL_DO_NOT_USE_: {
      ZP_ASSIGN_OR_RETURN(*response.mutable_content(), TextOf(framework));
      response.set_file_name(id + ".textproto");
      break;
    }
    case Request::FORMAT_JSON: {
      ZP_ASSIGN_OR_RETURN(*response.mutable_content(), JsonOf(framework));
      response.set_file_name(id + ".json");
      break;
    }
    case Request::FORMAT_XLSX: {
      ZP_ASSIGN_OR_RETURN(*response.mutable_content(), WorkbookOf(framework));
      response.set_file_name(id + ".xlsx");
      break;
    }
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::ExportFramework(grpc::CallbackServerContext* context,
                                                            const v1::ExportFrameworkRequest* request,
                                                            v1::ExportFrameworkResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    return Export(shelf_, *request, *response);
  });
}

}  // namespace zhengping::indicator
