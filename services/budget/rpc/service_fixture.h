// For tests of the RPCs: the service on a real server with a database of its own, and requests that are right in every
// way, so that a test changes one thing. What a test of an RPC rests on in the database beyond plain rows (streams of
// writes, the feed, loads) is asked on each back end:
//
//   class WatchRpc : public ServiceOnEachBackend {};
//   INSTANTIATE_TEST_SUITE_P(Backends, WatchRpc, testing::ValuesIn(storage::Backends()), storage::BackendName);
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_SERVICE_FIXTURE_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_SERVICE_FIXTURE_H_

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/testing/fake_clock.h"
#include "common/testing/matchers.h"
#include "common/testing/server_fixture.h"
#include "common/testing/temp_database.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/store/migrations.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping::budget {

inline constexpr char kCuiyuan[] = "divisions/430503000/departments/403";
inline constexpr char kCuiyuan2023[] = "divisions/430503000/departments/403/years/2023";

class ServiceFixture : public testing::Test {
 protected:
  using Stub = v1::BudgetService::Stub;

  explicit ServiceFixture(storage::BackendKind kind = storage::BackendKind::kSqlite) : database_(kind, Migrations()) {}

  // Calls a unary RPC: Call(&Stub::GetQuota, request, response). A refusal comes back as the server said it.
  template <typename Method, typename Request, typename Response>
  absl::Status Call(Method method, const Request& request, Response& response) {
    grpc::ClientContext context;
    response.Clear();
    return FromGrpcStatus(((*stub_).*method)(&context, request, &response), "budget");
  }

  void CreateDepartment() {
    v1::UpdateDepartmentRequest request;
    request.mutable_department()->set_name(kCuiyuan);
    request.mutable_department()->set_display_name("翠园街道办事处");
    request.set_allow_missing(true);
    v1::Department response;
    ASSERT_THAT(Call(&Stub::UpdateDepartment, request, response), IsOk());
  }

  static void SetDate(int year, int month, int day, google::type::Date& date) {
    date.set_year(year);
    date.set_month(month);
    date.set_day(day);
  }

  static v1::Quota QuotaOf(const std::string& code, const std::string& function_code) {
    v1::Quota quota;
    quota.set_external_code(code);
    quota.mutable_classification()->set_outlay(v1::OUTLAY_BASIC);
    quota.mutable_classification()->set_fund_type("111");
    quota.mutable_classification()->set_function_code(function_code);
    return quota;
  }

  static v1::Transaction TransactionOf(const std::string& record_id, int month, int day, const std::string& quota,
                                       v1::EntryKind kind, int64_t fen) {
    v1::Transaction transaction;
    transaction.set_source("case");
    transaction.set_record_id(record_id);
    transaction.set_fiscal_year(2023);
    SetDate(2023, month, day, *transaction.mutable_effective_date());
    v1::Entry& entry = *transaction.add_entries();
    entry.set_quota_external_code(quota);
    entry.set_kind(kind);
    entry.set_amount_fen(fen);
    return transaction;
  }

  static v1::PostTransactionRequest PostOf(v1::Transaction transaction) {
    v1::PostTransactionRequest request;
    request.set_parent(kCuiyuan);
    *request.mutable_transaction() = std::move(transaction);
    return request;
  }

  // 1,000.00 yuan on quota Q1, on 5 January.
  void PostInitial() {
    CreateDepartment();
    v1::PostTransactionRequest request = PostOf(TransactionOf("initial", 1, 5, "Q1", v1::ENTRY_KIND_INITIAL, 100000));
    *request.add_quotas() = QuotaOf("Q1", "2010301");
    v1::Transaction response;
    ASSERT_THAT(Call(&Stub::PostTransaction, request, response), IsOk());
  }

  absl::Status Post(v1::Transaction transaction) {
    v1::Transaction response;
    return Call(&Stub::PostTransaction, PostOf(std::move(transaction)), response);
  }

  // A year with a department, two quotas, a fund and five records of as many kinds.
  static v1::LoadHead HeadOf() {
    v1::LoadHead head;
    head.set_parent(kCuiyuan);
    head.set_fiscal_year(2023);
    head.set_source("case");
    head.mutable_department()->set_display_name("翠园街道办事处");
    *head.add_quotas() = QuotaOf("Q1", "2010301");
    *head.add_quotas() = QuotaOf("Q2", "2120501");
    v1::SpecialFund& fund = *head.add_special_funds();
    fund.set_external_code("ZX01");
    fund.set_display_name("老旧小区改造专项");
    fund.set_amount_fen(50000);
    SetDate(2023, 3, 1, *fund.mutable_expected_release_date());
    v1::StatementRow& row = *head.mutable_statement()->add_rows();
    row.set_item("authorized_headcount");
    row.mutable_actual()->mutable_value()->set_count(46);
    type::Fact& fact = *head.add_reported_facts();
    fact.set_name("balance.prior");
    fact.mutable_value()->set_amount_fen(700);
    return head;
  }

  static std::vector<v1::Transaction> RecordsOf() {
    std::vector<v1::Transaction> records = {
        TransactionOf("r1", 1, 5, "Q1", v1::ENTRY_KIND_INITIAL, 100000),
        TransactionOf("r2", 6, 1, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 50000),
        TransactionOf("r3", 7, 1, "Q1", v1::ENTRY_KIND_PAYMENT, 40000),
        TransactionOf("r4", 11, 1, "Q2", v1::ENTRY_KIND_PAYMENT, 50000),
        TransactionOf("r5", 12, 1, "Q1", v1::ENTRY_KIND_REFUND, 1000),
    };
    records[1].mutable_entries(0)->set_special_fund_external_code("ZX01");
    records[1].mutable_entries(0)->set_origin(v1::ORIGIN_SUPERIOR);
    records[1].set_document_number("邵大财预[2023]12号");
    return records;
  }

  // One head, then the records in batches of two.
  absl::Status Load(const v1::LoadHead& head, const std::vector<v1::Transaction>& records,
                    v1::LoadDepartmentYearResponse& response) {
    grpc::ClientContext context;
    response.Clear();
    const std::unique_ptr<grpc::ClientWriter<v1::LoadDepartmentYearRequest>> writer =
        stub_->LoadDepartmentYear(&context, &response);
    v1::LoadDepartmentYearRequest message;
    *message.mutable_head() = head;
    writer->Write(message);
    for (size_t i = 0; i < records.size(); i += 2) {
      message.Clear();
      *message.mutable_batch()->add_transactions() = records[i];
      if (i + 1 < records.size()) *message.mutable_batch()->add_transactions() = records[i + 1];
      writer->Write(message);
    }
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish(), "budget");
  }

  void LoadYear() {
    v1::LoadDepartmentYearResponse response;
    ASSERT_THAT(Load(HeadOf(), RecordsOf(), response), IsOk());
  }

  Stub& stub() { return *stub_; }
  FakeClock& clock() { return clock_; }

 private:
  storage::TempDatabase database_;
  FakeClock clock_;
  BudgetService service_{*database_, clock_};
  ServerFixture server_{{&service_}};
  std::unique_ptr<Stub> stub_ = v1::BudgetService::NewStub(server_.channel());
};

class ServiceOnEachBackend : public ServiceFixture, public testing::WithParamInterface<storage::BackendKind> {
 protected:
  ServiceOnEachBackend() : ServiceFixture(GetParam()) {}
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_SERVICE_FIXTURE_H_
