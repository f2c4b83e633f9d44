// How fast records are imported, beside SQLite inserting the same entries one row each in the same run. Measures only.
//
//   import_bench [--departments=300] [--entries=667] [--interleaved]
//
// Prints rows a second of processor time and of wall time: on a busy machine only the former says anything.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/storage/database.h"
#include "common/testing/temp_folder.h"
#include "services/budget/store/migrations.h"
#include "services/budget/store/record_import.h"

namespace zhengping::budget {
namespace {

constexpr size_t kBatch = 4096;
constexpr int kQuotas = 40;

struct Size {
  int departments = 300;
  int entries = 667;
  bool is_interleaved = false;
};

YearKey KeyOf(int department) {
  return {.department = {.division = "430503000", .department = absl::StrCat(100000 + department)},
          .fiscal_year = 2023};
}

ImportRecord RecordOf(int department, int entry) {
  ImportRecord record;
  record.key = KeyOf(department);
  Transaction& transaction = record.transaction;
  transaction.source = "platform:430000";
  transaction.record_id = absl::StrCat("PAY-2023-", 1000000 + entry);
  transaction.record_version = 20230601000000 + entry;
  transaction.fiscal_year = 2023;
  transaction.effective_date = *Date::FromYmd(2023, 1 + entry * 12 / 667 % 12, 1 + entry % 28);
  LedgerEntry line;
  line.quota = absl::StrCat("2023-q", 1000 + entry % kQuotas);
  line.entry = {entry < kQuotas ? EntryKind::kInitial : EntryKind::kPayment,
                Money::Fen(entry < kQuotas ? 100000000 : 12345 + entry)};
  line.note = "办公费";
  transaction.entries.push_back(line);
  if (entry < kQuotas) {
    QuotaRow row;
    row.record.id = line.quota;
    row.record.external_code = absl::StrCat("Q", 1000 + entry);
    row.record.classification = {.outlay = Outlay::kBasic, .fund_type = "111", .function_code = "2010301"};
    row.record.classification.department_economic_code = "30201";
    row.record.classification.budget_unit = "403001";
    record.quotas.push_back(row);
  }
  return record;
}

std::vector<ImportRecord> RecordsOf(const Size& size) {
  std::vector<ImportRecord> records;
  records.reserve(static_cast<size_t>(size.departments * size.entries));
  if (size.is_interleaved) {
    for (int e = 0; e < size.entries; ++e) {
      for (int d = 0; d < size.departments; ++d) records.push_back(RecordOf(d * 7919 % size.departments, e));
    }
  } else {
    for (int d = 0; d < size.departments; ++d) {
      for (int e = 0; e < size.entries; ++e) records.push_back(RecordOf(d, e));
    }
  }
  return records;
}

class Clock {
 public:
  void Print(const char* what, size_t rows) const {
    const auto cpu_ms = (std::clock() - cpu_) * 1000 / CLOCKS_PER_SEC;
    const auto wall_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - wall_).count();
    std::printf("%-28s %8zu rows  %7ld rows/s of processor  %7ld rows/s of wall\n", what, rows,
                static_cast<long>(rows) * 1000 / (cpu_ms + 1), static_cast<long>(rows) * 1000 / (wall_ms + 1));
  }

 private:
  std::clock_t cpu_ = std::clock();
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
};

void Exec(sqlite3* database, const char* sql) {
  char* error = nullptr;
  if (sqlite3_exec(database, sql, nullptr, nullptr, &error) == SQLITE_OK) return;
  std::fprintf(stderr, "%s: %s\n", sql, error);
  std::exit(1);
}

void BindText(sqlite3_stmt* insert, int position, const std::string& text) {
  sqlite3_bind_text(insert, position, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

// One row an entry, in the order of the records, as the same file would be made: WAL, synchronous FULL.
void InsertRaw(const std::string& path, const std::vector<ImportRecord>& records) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  Exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8192");
  Exec(database,
       "CREATE TABLE entries (division TEXT, department TEXT, fiscal_year BIGINT, revision BIGINT, entry_index BIGINT, "
       "source TEXT, record_id TEXT, record_version BIGINT, document_number TEXT, effective_day BIGINT, quota TEXT, "
       "kind "
       "BIGINT, amount_fen BIGINT, note TEXT, PRIMARY KEY (division, department, fiscal_year, revision, entry_index)) "
       "WITHOUT ROWID");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &insert,
                     nullptr);
  for (size_t i = 0; i < records.size(); ++i) {
    if (i % kBatch == 0) Exec(database, i == 0 ? "BEGIN" : "COMMIT; BEGIN");
    const ImportRecord& record = records[i];
    const Transaction& transaction = record.transaction;
    BindText(insert, 1, record.key.division());
    BindText(insert, 2, record.key.code());
    sqlite3_bind_int64(insert, 3, 2023);
    sqlite3_bind_int64(insert, 4, static_cast<int64_t>(i));
    sqlite3_bind_int64(insert, 5, 0);
    BindText(insert, 6, transaction.source);
    BindText(insert, 7, transaction.record_id);
    sqlite3_bind_int64(insert, 8, transaction.record_version);
    BindText(insert, 9, transaction.document_number);
    sqlite3_bind_int64(insert, 10, transaction.effective_date.days());
    BindText(insert, 11, transaction.entries[0].quota);
    sqlite3_bind_int64(insert, 12, static_cast<int64_t>(transaction.entries[0].entry.kind));
    sqlite3_bind_int64(insert, 13, transaction.entries[0].entry.amount.fen());
    BindText(insert, 14, transaction.entries[0].note);
    if (sqlite3_step(insert) != SQLITE_DONE) std::exit(1);
    sqlite3_reset(insert);
  }
  Exec(database, "COMMIT");
  sqlite3_finalize(insert);
  sqlite3_close(database);
}

void Import(storage::Database& database, const std::vector<ImportRecord>& records, RecordOutcome expected) {
  const WriteStamp stamp = {.caller = "bench", .now_ms = 1};
  for (size_t begin = 0; begin < records.size(); begin += kBatch) {
    const absl::Span<const ImportRecord> batch = absl::MakeConstSpan(records).subspan(begin, kBatch);
    const auto imported = database.WriteAndWait([batch, &stamp](storage::Connection& connection) {
      return ImportRecords(connection, batch, OnViolation::kReject, stamp);
    });
    if (!imported.ok()) {
      std::fprintf(stderr, "%s\n", std::string(imported.status().message()).c_str());
      std::exit(1);
    }
    for (const ImportedRecord& record : *imported) {
      if (record.outcome == expected) continue;
      std::fprintf(stderr, "outcome %d %s\n", static_cast<int>(record.outcome),
                   record.issues.empty() ? "" : FormatIssue(record.issues[0]).c_str());
      std::exit(1);
    }
  }
}

void Run(const Size& size) {
  const std::vector<ImportRecord> records = RecordsOf(size);
  TempFolder folder;
  {
    const Clock clock;
    InsertRaw(folder.path() + "/raw.db", records);
    clock.Print("raw SQLite", records.size());
  }
  const auto database = storage::OpenOrExit({.path = folder.path() + "/budget.db"}, Migrations());
  for (int d = 0; d < size.departments; ++d) {
    const absl::Status made = database->WriteAndWait([d](storage::Connection& connection) {
      DepartmentRow row;
      row.name = KeyOf(d).department;
      row.display_name = "部门";
      return SaveDepartment(connection, row, 1);
    });
    if (!made.ok()) std::exit(1);
  }
  {
    const Clock clock;
    Import(*database, records, RecordOutcome::kAdded);
    clock.Print("ImportRecords", records.size());
  }
  const Clock clock;
  Import(*database, records, RecordOutcome::kUnchanged);
  clock.Print("ImportRecords again", records.size());
}

}  // namespace
}  // namespace zhengping::budget

int main(int argc, char** argv) {
  zhengping::budget::Size size;
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (absl::ConsumePrefix(&argument, "--departments=")) size.departments = std::atoi(argument.data());
    if (absl::ConsumePrefix(&argument, "--entries=")) size.entries = std::atoi(argument.data());
    if (argument == "--interleaved") size.is_interleaved = true;
  }
  zhengping::budget::Run(size);
  return 0;
}
