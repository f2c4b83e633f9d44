#include "tests/bench/bench.h"
#include "tests/bench/import_stream.h"
#include "tests/bench/province_rows.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/table.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

constexpr int64_t kRowsOfCommit = 10'000;

int64_t RawRowsPerSecond(const Province& province) {
  const TempFolder folder;
  return PerSecond(province.entries, InsertRaw(RawRowsOf(province), kRowsOfCommit, folder.path()));
}

int64_t OurRowsPerSecond(const Province& province) {
  Suite suite;
  suite.StartService("budget");
  const std::shared_ptr<grpc::Channel> channel = suite.Channel("budget");
  Prepare(channel, province);
  const std::vector<grpc::ByteBuffer> messages = SerialisedImport(province, "bench");
  const ImportTime time = SendImport(channel, messages);
  int64_t added = 0;
  for (const budget::v1::OutcomeCount& count : time.answer.outcome_counts()) {
    if (count.outcome() == budget::v1::RECORD_OUTCOME_ADDED) added = count.count();
  }
  if (added != static_cast<int64_t>(province.records.size())) {
    std::printf("only %lld of %zu records were added\n", static_cast<long long>(added), province.records.size());
  }
  return PerSecond(province.entries, time.elapsed);
}

void Compare(const std::string& what, const Province& province, int runs, int64_t base) {
  std::vector<int64_t> ours;
  std::vector<int64_t> raw;
  for (int run = 0; run < runs; ++run) {
    raw.push_back(RawRowsPerSecond(province));
    ours.push_back(OurRowsPerSecond(province));
  }
  PrintRatio(what, "entries/s", MedianOf(ours), "raw SQLite", MedianOf(raw));
  if (base > 0) PrintRatio(what + ", to raw in key order", "entries/s", MedianOf(ours), "raw SQLite", base);
}

}  // namespace

void BenchImport(const BenchOptions& options) {
  const cli::ProvinceOptions province_options = {
      .seed = options.seed, .departments = options.departments, .entries = options.entries};
  const Province in_order = MakeProvince(province_options, Arrival::kKeyOrder);
  std::printf("import: %lld departments, %lld entries in %zu records\n", static_cast<long long>(options.departments),
              static_cast<long long>(in_order.entries), in_order.records.size());
  Compare("import in key order", in_order, options.runs, /*base=*/0);
  const int64_t base = RawRowsPerSecond(in_order);
  Compare("import, departments interleaved", MakeProvince(province_options, Arrival::kInterleaved), options.runs, base);
}

}  // namespace zhengping
