#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/testing/postgres_cluster.h"
#include "tests/bench/bench.h"
#include "tests/bench/import_stream.h"
#include "tests/bench/raw_postgres.h"
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

int64_t OurPostingsPerSecond(const BenchOptions& options, const std::vector<std::string>& storage_arguments) {
  Suite suite;
  suite.StartService("budget", storage_arguments);
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

std::vector<RawRow> RawPostings(int64_t count) {
  std::vector<RawRow> rows(static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) {
    RawRow& row = rows[static_cast<size_t>(i)];
    row.division = "430000000";
    row.department = absl::StrCat(100000 + i % kDepartments);
    row.fiscal_year = 2023;
    row.record_id = absl::StrCat("record-", i);
    row.quota = "bench-1";
    row.kind = 8;
    row.amount_fen = 100 + i % 1000;
  }
  return rows;
}

// SQLite has one writer: a single connection that never waits for another is the most it can do.
int64_t RawSqlitePerSecond() {
  const TempFolder folder;
  return PerSecond(kRawCommits, InsertRaw(RawPostings(kRawCommits), /*rows_per_commit=*/1, folder.path()));
}

// A server of its own; in its database the service has the schema "budget", the raw table the usual one.
struct PostgresRun {
  int64_t raw = 0;
  int64_t ours = 0;
};
PostgresRun RunOnPostgres(const BenchOptions& options) {
  const PostgresCluster cluster(Durability::kDisk);
  PostgresRun run;
  run.raw = PerSecond(options.postings,
                      InsertRawPostgres(RawPostings(options.postings), options.clients, cluster.conninfo()));
  run.ours = OurPostingsPerSecond(options, {"--database", cluster.conninfo()});
  return run;
}

}  // namespace

void BenchPostings(const BenchOptions& options) {
  std::vector<int64_t> on_sqlite, on_postgres, raw_sqlite, raw_postgres;
  for (int run = 0; run < options.runs; ++run) {
    raw_sqlite.push_back(RawSqlitePerSecond());
    on_sqlite.push_back(OurPostingsPerSecond(options, {}));
    if (!PostgresCluster::IsInstalled()) continue;
    const PostgresRun postgres = RunOnPostgres(options);
    raw_postgres.push_back(postgres.raw);
    on_postgres.push_back(postgres.ours);
  }
  const std::string what = absl::StrCat("postings, ", options.clients, " clients, on ");
  PrintRatio(what + "SQLite", "postings/s", MedianOf(on_sqlite), "raw SQLite commits", MedianOf(raw_sqlite));
  if (raw_postgres.empty()) return;
  PrintRatio(what + "SQLite", "postings/s", MedianOf(on_sqlite), "raw PostgreSQL commits", MedianOf(raw_postgres));
  PrintRatio(what + "PostgreSQL", "postings/s", MedianOf(on_postgres), "raw PostgreSQL commits",
             MedianOf(raw_postgres));
}

}  // namespace zhengping
