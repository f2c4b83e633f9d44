// The reporting service on a real server, with a database of its own and stand-ins for the two services below it.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_REPORTING_TESTING_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_REPORTING_TESTING_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/digest/sm3.h"
#include "common/testing/fake_clock.h"
#include "common/testing/server_fixture.h"
#include "common/testing/temp_database.h"
#include "services/reporting/clients/downstream_testing.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/store/migrations.h"

namespace zhengping::reporting {

inline constexpr char kTestNarrative[] =
    "2023年度翠园街道办事处\n部门整体支出绩效评价报告\n一、部门整体支出绩效情况\n"
    "全年预算数{{fact:final_budget|万元}}万元，新增就业{{新增就业人数}}人。\n"
    "二、存在的问题\n{{finding:release_timing}}\n三、建议\n{{recommendation:release_timing}}\n";

class ReportingFixture {
 public:
  using Stub = v1::ReportingService::Stub;

  explicit ReportingFixture(std::chrono::milliseconds downstream_deadline = std::chrono::milliseconds(1500))
      : downstream_deadline_(downstream_deadline) {}

  FakeBudget budget;
  FakeIndicator indicator;
  FakeClock clock;

  // Downstreams die when these are reset.
  std::optional<ServerFixture> budget_server{std::in_place, std::vector<grpc::Service*>{&budget}};
  std::optional<ServerFixture> indicator_server{std::in_place, std::vector<grpc::Service*>{&indicator}};

  Stub& stub() { return *stub_; }
  storage::Database& database() { return *database_; }
  std::shared_ptr<grpc::Channel> budget_channel() {
    return client::NewChannel(BudgetChannel(budget_server->server().address()));
  }

  // One call, its error as the status of this suite's clients.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status = (*stub_.*rpc)(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status, "reporting");
    return response;
  }

  static v1::CreateEvaluationRequest CreateRequest(const std::string& request_id = "") {
    v1::CreateEvaluationRequest request;
    request.set_parent(kTestDepartment);
    request.set_fiscal_year(2023);
    request.set_framework(kTestFramework);
    request.set_request_id(request_id);
    return request;
  }
  absl::StatusOr<v1::Evaluation> Create(const v1::CreateEvaluationRequest& request = CreateRequest()) {
    return Call(&Stub::CreateEvaluation, request);
  }
  absl::StatusOr<v1::ListEvaluationsResponse> List(const std::string& parent = kTestDepartment, int page_size = 0,
                                                   const std::string& page_token = "") {
    v1::ListEvaluationsRequest request;
    request.set_parent(parent);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return Call(&Stub::ListEvaluations, request);
  }
  absl::StatusOr<v1::Narrative> WriteNarrative(const std::string& text, const std::string& etag = "",
                                               bool allow_missing = true) {
    v1::UpdateNarrativeRequest request;
    request.mutable_narrative()->set_name(absl::StrCat(kTestDepartment, "/narratives/2023"));
    request.mutable_narrative()->set_text(text);
    request.mutable_narrative()->set_etag(etag);
    request.set_allow_missing(allow_missing);
    return Call(&Stub::UpdateNarrative, request);
  }
  // What a case brings besides its prose.
  void KeepCaseHead(CaseHead head) {
    NarrativeStore store(*database_);
    std::promise<absl::StatusOr<KeptYear>> kept;
    store.Change({.key = {.department = {"430503000", "403"}, .fiscal_year = 2023}, .case_head = std::move(head)}, {},
                 [&kept](absl::StatusOr<KeptYear> result) { kept.set_value(std::move(result)); });
    EXPECT_TRUE(kept.get_future().get().ok());
  }

  struct Rendered {
    std::string content_type;
    std::string file_name;
    std::string bytes;
    std::string digest;
  };
  absl::StatusOr<Rendered> Render(const std::string& name, v1::DocumentFormat format,
                                  v1::DocumentKind kind = v1::DOCUMENT_KIND_UNSPECIFIED) {
    v1::RenderDocumentRequest request;
    request.set_name(name);
    request.set_format(format);
    request.set_kind(kind);
    grpc::ClientContext context;
    const auto reader = stub_->RenderDocument(&context, request);
    Rendered rendered;
    v1::RenderDocumentResponse chunk;
    for (bool is_first = true; reader->Read(&chunk); is_first = false) {
      if (is_first) rendered.content_type = chunk.content_type();
      if (is_first) rendered.file_name = chunk.file_name();
      EXPECT_LE(chunk.content().size(), size_t{1} << 20);
      EXPECT_EQ(rendered.digest, "") << "the digest stands in the last piece";
      rendered.bytes += chunk.content();
      rendered.digest = chunk.digest();
    }
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return FromGrpcStatus(status, "reporting");
    EXPECT_EQ(rendered.digest, Sm3Hex(rendered.bytes));
    return rendered;
  }

 private:
  const std::chrono::milliseconds downstream_deadline_;
  storage::TempDatabase database_{storage::Backends().front(), Migrations()};
  ReportingService service_{
      *database_,
      Downstreams::At(budget_server->server().address(), indicator_server->server().address(), downstream_deadline_),
      "0.1.0", clock};
  ServerFixture server_{{&service_}};
  std::unique_ptr<Stub> stub_ = v1::ReportingService::NewStub(server_.channel());
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_REPORTING_TESTING_H_
