#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "tests/bench/bench.h"
#include "tests/bench/import_stream.h"
#include "tests/bench/table.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

constexpr int kReads = 500;

// Microseconds of one GetFacts, the median.
int64_t ReadFacts(budget::v1::BudgetService::Stub& stub) {
  std::vector<int64_t> times;
  for (int i = 0; i < kReads; ++i) {
    grpc::ClientContext context;
    budget::v1::GetFactsRequest request;
    request.set_name("divisions/430000000/departments/100000/years/2023");
    budget::v1::GetFactsResponse response;
    const auto start = std::chrono::steady_clock::now();
    const grpc::Status status = stub.GetFacts(&context, request, &response);
    times.push_back(
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count());
    if (!status.ok()) {
      std::cerr << "GetFacts: " << status.error_message() << "\n";
      std::exit(1);
    }
  }
  return MedianOf(times);
}

}  // namespace

void BenchFacts(const BenchOptions& options) {
  int64_t shortest = 0;
  for (const int64_t entries : {1000, 10'000, 100'000}) {
    Suite suite;
    suite.StartService("budget");
    const std::shared_ptr<grpc::Channel> channel = suite.Channel("budget");
    const Province province = MakeDepartment(entries, options.seed);
    Prepare(channel, province);
    SendImport(channel, SerialisedImport(province, "bench"));
    const auto stub = budget::v1::BudgetService::NewStub(channel);
    const int64_t time = ReadFacts(*stub);
    if (shortest == 0) shortest = time;
    PrintRatio(absl::StrCat("facts of a ledger of ", province.entries), "us", time, "of the shortest", shortest);
  }
}

}  // namespace zhengping
