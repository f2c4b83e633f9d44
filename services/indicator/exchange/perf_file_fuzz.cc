// A whole file, from its bytes to what a department-year would be told. Any bytes are read without a crash; what was
// read keeps what the store takes for granted, and the same records taken in twice are taken in once.
#include <cstddef>
#include <cstdint>

#include "common/spreadsheet/encoding.h"
#include "common/status/check.h"
#include "services/indicator/exchange/perf_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace zhengping;
  using namespace zhengping::indicator;
  const PerfFileOptions options{
      .division = "430503000", .department = "403", .project = "", .table = "", .fiscal_year = 2023};
  const PerfFile file = ReadPerfFile("f", absl::string_view(reinterpret_cast<const char*>(data), size), options);
  for (const Issue& issue : file.issues) {
    ZP_CHECK(!issue.reason.empty() && !issue.remedy.empty(), "an issue says what would be right");
    ZP_CHECK(FirstInvalidUtf8(issue.remedy) == absl::string_view::npos, issue.reason);
  }
  for (const auto& [year, records] : file.years) {
    ZP_CHECK(!year.first.empty() && year.second >= 2000, "a record is a department-year's");
    for (const ImportedRecord& record : records) {
      ZP_CHECK(record.row || record.observation || record.goal, "a record says something");
      ZP_CHECK(!record.row || !record.row->key.level3.empty(), "a row has a name");
      const bool is_measured = record.row && record.row->direction != Direction::kQualitative;
      ZP_CHECK(!record.row || is_measured || !record.row->target.value, "words are no number");
    }
    const PlatformImport once = ImportPlatformRecords({}, {}, {}, records);
    ZP_CHECK(once.outcomes.size() == records.size(), "each record has an outcome");
    const PlatformImport twice = ImportPlatformRecords(once.content, {}, once.known, records);
    ZP_CHECK(HasErrors(once.issues) || twice.content.plan.size() == once.content.plan.size(), "taken in once");
  }
  return 0;
}
