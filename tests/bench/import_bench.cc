#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/bench/bench.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/import_stream.h"
#include "tests/bench/province_rows.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/table.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

constexpr int64_t kRowsOfCommit = 10'000;

// What an import takes: entries a second of the clock, and time of the processor.
struct Rates {
  std::vector<int64_t> per_second;
  std::vector<int64_t> processor_ns;  // an entry

  void Add(int64_t entries, std::chrono::nanoseconds elapsed, std::chrono::nanoseconds processor) {
    per_second.push_back(PerSecond(entries, elapsed));
    processor_ns.push_back(processor.count() / std::max<int64_t>(entries, 1));
  }
};

void AddRaw(const Province& province, Rates& rates) {
  const TempFolder folder;
  const std::vector<RawRow> rows = RawRowsOf(province);
  const std::chrono::nanoseconds before = TimeOn(CLOCK_THREAD_CPUTIME_ID);
  const std::chrono::nanoseconds elapsed = InsertRaw(rows, kRowsOfCommit, folder.path());
  rates.Add(province.entries, elapsed, TimeOn(CLOCK_THREAD_CPUTIME_ID) - before);
}

void AddOurs(const Province& province, Rates& rates) {
  Suite suite;
  suite.StartService("budget");
  const std::shared_ptr<grpc::Channel> channel = suite.Channel("budget");
  Prepare(channel, province);
  const std::vector<grpc::ByteBuffer> messages = SerialisedImport(province, "bench");
  const std::chrono::nanoseconds before = ProcessorTimeOf(suite.pid("budget"));
  const ImportTime time = SendImport(channel, messages);
  rates.Add(province.entries, time.elapsed, ProcessorTimeOf(suite.pid("budget")) - before);
  int64_t added = 0;
  for (const budget::v1::OutcomeCount& count : time.answer.outcome_counts()) {
    if (count.outcome() == budget::v1::RECORD_OUTCOME_ADDED) added = count.count();
  }
  if (added != static_cast<int64_t>(province.records.size())) {
    std::printf("only %lld of %zu records were added\n", static_cast<long long>(added), province.records.size());
  }
}

// Gives back raw SQLite's rate.
int64_t Compare(const std::string& what, const Province& province, int runs, int64_t base) {
  Rates ours;
  Rates raw;
  for (int run = 0; run < runs; ++run) {
    AddRaw(province, raw);
    AddOurs(province, ours);
  }
  PrintRatio(what, "entries/s", MedianOf(ours.per_second), "raw SQLite", MedianOf(raw.per_second));
  if (base > 0) PrintRatio(what + ", to key order", "entries/s", MedianOf(ours.per_second), "raw SQLite", base);
  std::printf("%-44s %9lld ns of the service's threads    raw SQLite %9lld ns\n", "  processor time an entry",
              static_cast<long long>(MedianOf(ours.processor_ns)), static_cast<long long>(MedianOf(raw.processor_ns)));
  return MedianOf(raw.per_second);
}

}  // namespace

void BenchImport(const BenchOptions& options) {
  const cli::ProvinceOptions province_options = {
      .seed = options.seed, .departments = options.departments, .entries = options.entries};
  const Province in_order = MakeProvince(province_options, Arrival::kKeyOrder);
  std::printf("import: %lld departments, %lld entries in %zu records; the messages are made beforehand\n",
              static_cast<long long>(options.departments), static_cast<long long>(in_order.entries),
              in_order.records.size());
  const int64_t base = Compare("import in key order", in_order, options.runs, /*base=*/0);
  Compare("import, departments interleaved", MakeProvince(province_options, Arrival::kInterleaved), options.runs, base);
}

}  // namespace zhengping
