#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/postgres_cluster.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/bench/bench.h"
#include "tests/bench/cpu_time.h"
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

[[noreturn]] void Fail(const grpc::Status& status) {
  std::cerr << "a call failed: " << status.error_message() << "\n";
  std::exit(1);
}

void Post(budget::v1::BudgetService::Stub& stub, const budget::v1::PostTransactionRequest& request) {
  grpc::ClientContext context;
  budget::v1::Transaction answer;
  const grpc::Status status = stub.PostTransaction(&context, request, &answer);
  if (!status.ok()) Fail(status);
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

// As many clients as the options say; each sends its next call when the one before has been answered. They are
// callbacks on gRPC's own threads, for a thread a client costs the two processors more than the calls do.
class Clients {
 public:
  using Call = std::function<void(int64_t number, std::function<void(grpc::Status)> done)>;

  Clients(int64_t first, int64_t count, Call call) : next_(first), end_(first + count), call_(std::move(call)) {}

  void RunAll(int clients) {
    running_ = clients;
    for (int i = 0; i < clients; ++i) Next();
    std::unique_lock<std::mutex> lock(mutex_);
    has_ended_.wait(lock, [this] { return running_ == 0; });
  }

 private:
  void Next() {
    const int64_t number = next_++;
    if (number < end_) {
      return call_(number, [this](const grpc::Status& status) {
        if (!status.ok()) Fail(status);
        Next();
      });
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    if (--running_ == 0) has_ended_.notify_one();
  }

  std::atomic<int64_t> next_;
  const int64_t end_;
  const Call call_;
  std::mutex mutex_;
  std::condition_variable has_ended_;
  int running_ = 0;  // guarded by mutex_
};

// What one call needs until its answer has come.
template <typename Request, typename Response>
struct Sent {
  grpc::ClientContext context;
  Request request;
  Response response;
};

// Of calls to a service: how many a second, and what each takes of the processors on either side.
struct Measured {
  int64_t per_second = 0;
  int64_t service_ns = 0;
  int64_t clients_ns = 0;
};
Measured Measure(const Suite& suite, const BenchOptions& options, Clients::Call call) {
  const pid_t service = suite.pid("budget");
  Clients clients(kDepartments, options.postings, std::move(call));
  const std::chrono::nanoseconds service_before = ProcessorTimeOf(service);
  const std::chrono::nanoseconds before = TimeOn(CLOCK_PROCESS_CPUTIME_ID);
  const auto start = std::chrono::steady_clock::now();
  clients.RunAll(options.clients);
  const auto elapsed = std::chrono::steady_clock::now() - start;
  return {.per_second = PerSecond(options.postings, elapsed),
          .service_ns = (ProcessorTimeOf(service) - service_before).count() / options.postings,
          .clients_ns = (TimeOn(CLOCK_PROCESS_CPUTIME_ID) - before).count() / options.postings};
}

Measured OurPostings(const BenchOptions& options, const std::vector<std::string>& storage_arguments) {
  Suite suite;
  suite.StartService("budget", storage_arguments);
  PrepareQuotas(suite.Channel("budget"));
  const auto stub = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
  return Measure(suite, options, [&stub](int64_t number, std::function<void(grpc::Status)> done) {
    auto sent = std::make_shared<Sent<budget::v1::PostTransactionRequest, budget::v1::Transaction>>();
    sent->request = Posting(number, budget::v1::ENTRY_KIND_PAYMENT, /*amount_fen=*/100 + number % 1000);
    stub->async()->PostTransaction(&sent->context, &sent->request, &sent->response,
                                   [sent, done = std::move(done)](grpc::Status status) { done(std::move(status)); });
  });
}

// Calls that are answered at once: what gRPC takes on both sides of this machine.
Measured EmptyCalls(const BenchOptions& options) {
  Suite suite;
  suite.StartService("budget");
  const auto stub = grpc::health::v1::Health::NewStub(suite.Channel("budget"));
  return Measure(suite, options, [&stub](int64_t, std::function<void(grpc::Status)> done) {
    auto sent = std::make_shared<Sent<grpc::health::v1::HealthCheckRequest, grpc::health::v1::HealthCheckResponse>>();
    stub->async()->Check(&sent->context, &sent->request, &sent->response,
                         [sent, done = std::move(done)](grpc::Status status) { done(std::move(status)); });
  });
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

// A server of its own; in its database the service has the schema "budget", the raw tables the usual one.
struct PostgresRun {
  int64_t raw_rows = 0;
  int64_t raw_heads = 0;
  Measured ours;
};
PostgresRun RunOnPostgres(const BenchOptions& options) {
  const PostgresCluster cluster(Durability::kDisk);
  const auto raw = [&](RawPosting posting) {
    const std::vector<RawRow> rows = RawPostings(options.postings);
    return PerSecond(options.postings, InsertRawPostgres(rows, posting, options.clients, cluster.conninfo()));
  };
  return {.raw_rows = raw(RawPosting::kRow),
          .raw_heads = raw(RawPosting::kRowAndHead),
          .ours = OurPostings(options, {"--database", cluster.conninfo()})};
}

// The runs of one kind of call.
struct Runs {
  std::vector<int64_t> per_second, service_ns, clients_ns;

  void Add(const Measured& measured) {
    per_second.push_back(measured.per_second);
    service_ns.push_back(measured.service_ns);
    clients_ns.push_back(measured.clients_ns);
  }
};

void PrintOurs(const std::string& what, const Runs& runs) {
  std::printf("%-44s %9lld a second   processor time of each: service %lld ns, clients %lld ns\n", what.c_str(),
              static_cast<long long>(MedianOf(runs.per_second)), static_cast<long long>(MedianOf(runs.service_ns)),
              static_cast<long long>(MedianOf(runs.clients_ns)));
}

}  // namespace

void BenchPostings(const BenchOptions& options) {
  Runs empty, on_sqlite, on_postgres;
  std::vector<int64_t> raw_sqlite, raw_rows, raw_heads;
  for (int run = 0; run < options.runs; ++run) {
    empty.Add(EmptyCalls(options));
    raw_sqlite.push_back(RawSqlitePerSecond());
    on_sqlite.Add(OurPostings(options, {}));
    if (!PostgresCluster::IsInstalled()) continue;
    const PostgresRun postgres = RunOnPostgres(options);
    on_postgres.Add(postgres.ours);
    raw_rows.push_back(postgres.raw_rows);
    raw_heads.push_back(postgres.raw_heads);
  }
  const std::string what = absl::StrCat("postings, ", options.clients, " clients, on ");
  PrintOurs(absl::StrCat("calls that do nothing, ", options.clients, " clients"), empty);
  PrintOurs(what + "SQLite", on_sqlite);
  if (!on_postgres.per_second.empty()) PrintOurs(what + "PostgreSQL", on_postgres);
  const auto print = [&what](const std::string& back_end, const Runs& ours, const std::string& peer,
                             const std::vector<int64_t>& peers) {
    PrintRatio(what + back_end, "postings/s", MedianOf(ours.per_second), peer, MedianOf(peers));
  };
  print("SQLite", on_sqlite, "SQLite, a row a commit", raw_sqlite);
  if (raw_rows.empty()) return;
  for (const auto& [back_end, ours] : {std::pair("SQLite", &on_sqlite), std::pair("PostgreSQL", &on_postgres)}) {
    print(back_end, *ours, "PostgreSQL, a row a commit", raw_rows);
    print(back_end, *ours, "PostgreSQL, head looked at and kept", raw_heads);
  }
}

}  // namespace zhengping
