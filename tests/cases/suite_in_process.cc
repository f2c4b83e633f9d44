#include "tests/cases/suite_in_process.h"

#include <chrono>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/check.h"
#include "services/budget/store/migrations.h"
#include "services/indicator/store/migrations.h"
#include "services/reporting/store/migrations.h"

namespace zhengping {
namespace {

constexpr size_t kPieceBytes = 100'000;  // so that the larger files come in several
constexpr std::chrono::milliseconds kDeadline = std::chrono::seconds(20);

}  // namespace

std::map<std::string, std::string> FilesBelow(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << stream.rdbuf();
    files[entry.path().lexically_relative(folder).string()] = bytes.str();
  }
  ZP_CHECK(!files.empty(), folder.string());
  return files;
}

std::map<std::string, std::string> CaseFolder(const std::string& name) {
  return FilesBelow(std::filesystem::path(ZP_SOURCE_DIR) / "tests/data" / name);
}

SuiteInProcess::SuiteInProcess()
    : budget_database_(storage::BackendKind::kSqlite, budget::Migrations()),
      indicator_database_(storage::BackendKind::kSqlite, indicator::Migrations()),
      reporting_database_(storage::BackendKind::kSqlite, reporting::Migrations()),
      budget_service_(*budget_database_, clock_),
      indicator_store_(*indicator_database_),
      catalogue_(indicator::FrameworkCatalogue::FromTexts(indicator::ShippedFrameworkTexts()).value()),
      indicator_service_(indicator_store_, catalogue_, clock_),
      budget_server_(std::in_place, std::vector<grpc::Service*>{&budget_service_}),
      indicator_server_(std::in_place, std::vector<grpc::Service*>{&indicator_service_}),
      reporting_service_(*reporting_database_,
                         reporting::Downstreams::At(budget_server_->server().address(),
                                                    indicator_server_->server().address(), kDeadline),
                         "0.1.0", clock_),
      reporting_server_({&reporting_service_}),
      budget_stub_(budget::v1::BudgetService::NewStub(budget_server_->channel())),
      indicator_stub_(indicator::v1::IndicatorService::NewStub(indicator_server_->channel())),
      reporting_stub_(reporting::v1::ReportingService::NewStub(reporting_server_.channel())) {}

absl::StatusOr<reporting::v1::ImportCaseResponse> SuiteInProcess::Send(
    const std::vector<reporting::v1::ImportCaseRequest>& messages) {
  grpc::ClientContext context;
  reporting::v1::ImportCaseResponse response;
  const auto writer = reporting_stub_->ImportCase(&context, &response);
  bool is_open = true;
  for (size_t i = 0; is_open && i < messages.size(); ++i) is_open = writer->Write(messages[i]);
  if (is_open) writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return FromGrpcStatus(status, "reporting");
  return response;
}

absl::StatusOr<reporting::v1::ImportCaseResponse> SuiteInProcess::Import(
    const std::map<std::string, std::string>& files, const SendOptions& options) {
  std::vector<reporting::v1::ImportCaseRequest> messages(1);
  reporting::v1::ImportCaseHead& head = *messages[0].mutable_head();
  head.set_parent(options.parent);
  head.set_validate_only(options.validate_only);
  head.set_replace(options.replace);
  head.set_request_id(options.request_id);
  for (const auto& [path, bytes] : files) {
    for (size_t at = 0; at == 0 || at < bytes.size(); at += kPieceBytes) {
      reporting::v1::CaseFilePiece& piece = *messages.emplace_back().mutable_piece();
      piece.set_path(path);
      piece.set_content(bytes.substr(at, kPieceBytes));
    }
  }
  return Send(messages);
}

std::string SuiteInProcess::BudgetMark(int fiscal_year) {
  grpc::ClientContext context;
  budget::v1::GetDepartmentYearRequest request;
  request.set_name(absl::StrCat(kCuiyuan, "/years/", fiscal_year));
  budget::v1::DepartmentYear year;
  const grpc::Status status = budget_stub_->GetDepartmentYear(&context, request, &year);
  return status.ok() && year.revision() > 0 ? absl::StrCat(year.revision(), " ", year.digest()) : "";
}

std::string SuiteInProcess::IndicatorPlanMark(int fiscal_year) {
  grpc::ClientContext context;
  indicator::v1::GetPlanRequest request;
  request.set_name(absl::StrCat(kCuiyuan, "/plans/", fiscal_year));
  indicator::v1::Plan plan;
  const grpc::Status status = indicator_stub_->GetPlan(&context, request, &plan);
  return status.ok() ? absl::StrCat(plan.revision(), " ", plan.rows_size()) : "";
}

std::string SuiteInProcess::Narrative(int fiscal_year) {
  grpc::ClientContext context;
  reporting::v1::GetNarrativeRequest request;
  request.set_name(absl::StrCat(kCuiyuan, "/narratives/", fiscal_year));
  reporting::v1::Narrative narrative;
  const grpc::Status status = reporting_stub_->GetNarrative(&context, request, &narrative);
  return status.ok() ? narrative.text() : "";
}

}  // namespace zhengping
