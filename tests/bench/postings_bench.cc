#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/bench/bench.h"
#include "tests/bench/import_stream.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/table.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

constexpr int64_t kDepartments = 200;
constexpr int64_t kRawCommits = 2000;

budget::v1::PostTransactionRequest Posting(int64_t number, budget::v1::EntryKind kind, int64_t amount_fen) {
  budget::v1::PostTransactionRequest request;
  request.set_parent(absl::StrCat("divisions/430000000/departments/", 100000 + number % kDepartments));
  budget::v1::Transaction& transaction = *request.mutable_transaction();
  transaction.set_source("bench");
  transaction.set_record_id(absl::StrCat("record-", number));
  transaction.set_fiscal_year(2023);
  transaction.mutable_effective_date()->set_year(2023);
  transaction.mutable_effective_date()->set_month(6);
  transaction.mutable_effective_date()->set_day(1);
  budget::v1::Entry& entry = *transaction.add_entries();
  entry.set_quota_external_code("bench-1");
  entry.set_kind(kind);
  entry.set_amount_fen(amount_fen);
  return request;
}

void Post(budget::v1::BudgetService::Stub& stub, const budget::v1::PostTransactionRequest& request) {
  grpc::ClientContext context;
  budget::v1::Transaction answer;
  const grpc::Status status = stub.PostTransaction(&context, request, &answer);
  if (status.ok()) return;
  std::cerr << "PostTransaction: " << status.error_message() << "\n";
  std::exit(1);
}

// Each department with one quota that has money for all that will be paid.
void PrepareQuotas(const std::shared_ptr<grpc::Channel>& channel) {
  Province province;
  for (int64_t i = 0; i < kDepartments; ++i) {
    budget::v1::Department department;
    department.set_name(absl::StrCat("divisions/430000000/departments/", 100000 + i));
    department.set_display_name(absl::StrCat("演示部门", i));
    province.departments.push_back(department);
  }
  Prepare(channel, province);
  const auto stub = budget::v1::BudgetService::NewStub(channel);
  for (int64_t i = 0; i < kDepartments; ++i) {
    budget::v1::PostTransactionRequest request =
        Posting(i, budget::v1::ENTRY_KIND_INITIAL, /*amount_fen=*/1'000'000'000);
    budget::v1::Quota& quota = *request.add_quotas();
    quota.set_external_code("bench-1");
    quota.mutable_classification()->set_outlay(budget::v1::OUTLAY_BASIC);
    quota.mutable_classification()->set_fund_type("111");
    quota.mutable_classification()->set_function_code("2010301");
    Post(*stub, request);
  }
}

int64_t OurPostingsPerSecond(const BenchOptions& options) {
  Suite suite;
  suite.StartService("budget");
  PrepareQuotas(suite.Channel("budget"));
  std::atomic<int64_t> next = kDepartments;
  const int64_t end = kDepartments + options.postings;
  std::vector<std::thread> clients;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < options.clients; ++i) {
    clients.emplace_back([&] {
      const auto stub = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
      for (int64_t number = next++; number < end; number = next++) {
        Post(*stub, Posting(number, budget::v1::ENTRY_KIND_PAYMENT, /*amount_fen=*/100 + number % 1000));
      }
    });
  }
  for (std::thread& client : clients) client.join();
  return PerSecond(options.postings, std::chrono::steady_clock::now() - start);
}

int64_t RawCommitsPerSecond() {
  std::vector<RawRow> rows(kRawCommits);
  for (int64_t i = 0; i < kRawCommits; ++i) {
    RawRow& row = rows[static_cast<size_t>(i)];
    row.division = "430000000";
    row.department = absl::StrCat(100000 + i % kDepartments);
    row.fiscal_year = 2023;
    row.record_id = absl::StrCat("record-", i);
    row.quota = "bench-1";
    row.kind = 8;
    row.amount_fen = 100 + i % 1000;
  }
  const TempFolder folder;
  return PerSecond(kRawCommits, InsertRaw(rows, /*rows_per_commit=*/1, folder.path()));
}

}  // namespace

void BenchPostings(const BenchOptions& options) {
  std::vector<int64_t> ours;
  std::vector<int64_t> raw;
  for (int run = 0; run < options.runs; ++run) {
    raw.push_back(RawCommitsPerSecond());
    ours.push_back(OurPostingsPerSecond(options));
  }
  PrintRatio(absl::StrCat("postings, ", options.clients, " clients"), "postings/s", MedianOf(ours),
             "raw SQLite commits", MedianOf(raw));
}

}  // namespace zhengping
