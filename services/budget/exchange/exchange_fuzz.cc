// A whole file, from its bytes to what the ledger would be told. The first byte chooses between JSON and text, and
// whether a profile helps. Any bytes are read without a crash; what was read keeps what the store takes for granted;
// what was written from a JSON table reads the same again; and nothing of a column about persons is repeated.
#include <cstdint>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/encoding.h"
#include "common/spreadsheet/json_tables.h"
#include "common/status/check.h"
#include "services/budget/exchange/file_reading.h"
#include "services/budget/exchange/record_mapping.h"
#include "services/budget/exchange/record_resolution.h"

namespace zhengping::budget {
namespace {

const ImportProfile& Profile() {
  static const auto* const profile =
      new ImportProfile{.table = "",
                        .columns = {{"单号", "pay_cert_no"}, {"备", "-"}},
                        .values = {{"source_type_code", "1", "INITIAL"}, {"source_type_code", "2", "SUPPLEMENT OWN"}},
                        .widths = {{"bgt_id", 6}},
                        .amount_unit_fen = 1'000'000,
                        .default_department = "403",
                        .default_department_name = "翠园"};
  return *profile;
}

void CheckRecord(const ExchangeRecord& record) {
  const Transaction& transaction = record.transaction;
  ZP_CHECK(!transaction.record_id.empty() && !record.department.department.empty(), "a record is somebody's");
  ZP_CHECK(transaction.fiscal_year != 0 && record.place.row > 0, "a record has a year and a place");
  ZP_CHECK(record.is_deleted || !transaction.entries.empty(), "a record moves money or is taken back");
  ZP_CHECK(transaction.entries.size() <= record.quotas.size(), "an entry has its quota");
  for (const LedgerEntry& entry : transaction.entries) {
    ZP_CHECK(entry.entry.amount > Money(), "the kind carries the sign");
    ZP_CHECK(transaction.effective_date.year() == transaction.fiscal_year || record.has_default_day,
             "a day of its year");
    ZP_CHECK(FirstInvalidUtf8(entry.note) == absl::string_view::npos, "a note is text");
  }
}

void CheckIssues(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    ZP_CHECK(!issue.reason.empty() && !issue.remedy.empty(), "an issue says what would be right");
    ZP_CHECK(FirstInvalidUtf8(absl::StrCat(issue.found, issue.place.column, issue.remedy)) == absl::string_view::npos,
             issue.reason);
  }
}

void CheckResolution(const ExchangeReading& reading) {
  std::map<std::pair<DepartmentName, int>, std::vector<const ExchangeRecord*>> years;
  for (const ExchangeRecord& record : reading.records) {
    years[{record.department, record.transaction.fiscal_year}].push_back(&record);
  }
  std::vector<const BalanceCheck*> checks;
  for (const BalanceCheck& check : reading.checks) checks.push_back(&check);
  for (const auto& [key, records] : years) {
    std::vector<Issue> issues;
    for (const ResolvedRecord& resolved : ResolveRecords({}, records, checks, issues)) {
      ZP_CHECK(resolved.record < records.size(), "a record comes from one that was given");
      for (const LedgerEntry& entry : resolved.transaction.entries)
        ZP_CHECK(!entry.quota.empty(), "an entry has a quota");
    }
    CheckIssues(issues);
  }
}

void CheckRoundTrip(absl::string_view bytes) {
  std::vector<Issue> issues;
  const auto tables = ReadJsonTables("f.json", bytes, issues);
  ZP_CHECK(tables.has_value() == !HasErrors(issues), "tables or errors");
  if (!tables) return;
  for (const JsonTable& table : *tables) {
    for (const Row& row : table.table.rows) {
      ZP_CHECK(row.cells.size() == table.table.headings.size(), "a cell a heading");
    }
    if (absl::StrContains(table.name, '"') || absl::StrContains(table.name, '\\')) continue;
    std::vector<Issue> again;
    const auto read = ReadJsonTables("f.json", FormatJsonTable("T", table.table), again);
    ZP_CHECK(read.has_value() && read->front().table.rows.size() == table.table.rows.size(), "as many rows");
  }
}

}  // namespace
}  // namespace zhengping::budget

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping;
  using namespace zhengping::budget;
  if (size == 0) return 0;
  const absl::string_view file(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const bool is_json = (bytes[0] & 1) != 0;
  const ImportProfile profile = (bytes[0] & 2) != 0 ? Profile() : ImportProfile();
  ReadingOptions options{.division = "430503000", .source = "fuzz", .fiscal_year = 0, .default_date = std::nullopt};
  if ((bytes[0] & 4) != 0) options.default_date = Date::FromYmd(2023, 6, 30);
  if (is_json) CheckRoundTrip(file);
  std::vector<Issue> issues;
  const auto tables = ReadExchangeFile("f", file, is_json ? ExchangeFormat::kJson : ExchangeFormat::kCsv,
                                       ShippedTables(), profile, issues);
  CheckIssues(issues);
  if (!tables) {
    ZP_CHECK(HasErrors(issues), "a file that gives nothing says why");
    return 0;
  }
  const ExchangeReading reading = MapTables(ShippedTables(), *tables, profile, options);
  CheckIssues(reading.issues);
  std::set<std::tuple<DepartmentName, int, std::string>> seen;
  for (const ExchangeRecord& record : reading.records) {
    CheckRecord(record);
    ZP_CHECK(seen.emplace(record.department, record.transaction.fiscal_year, record.transaction.record_id).second,
             "one record an id");
  }
  CheckResolution(reading);
  return 0;
}
