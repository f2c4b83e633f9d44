#include "tests/bench/raw_sqlite.h"

#include <sqlite3.h>

#include <cstdlib>
#include <iostream>

namespace zhengping {
namespace {

class RawDatabase {
 public:
  explicit RawDatabase(const std::string& path) {
    Check(sqlite3_open(path.c_str(), &database_));
    Run("PRAGMA journal_mode=WAL");
    Run("PRAGMA synchronous=FULL");
    Run("PRAGMA cache_size=-65536");
  }
  ~RawDatabase() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  void Run(const char* sql) { Check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }

  void PrepareInsert() {
    Check(
        sqlite3_prepare_v2(database_, "INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", -1, &insert_, nullptr));
  }

  void Insert(const RawRow& row) {
    int place = 0;
    Bind(++place, row.division);
    Bind(++place, row.department);
    Bind(++place, row.fiscal_year);
    Bind(++place, row.record_id);
    Bind(++place, row.entry_index);
    Bind(++place, row.document_number);
    Bind(++place, row.day);
    Bind(++place, row.quota);
    Bind(++place, row.kind);
    Bind(++place, row.amount_fen);
    Bind(++place, row.origin);
    Bind(++place, row.special_fund);
    Bind(++place, row.note);
    if (sqlite3_step(insert_) != SQLITE_DONE) Fail();
    sqlite3_reset(insert_);
  }

 private:
  void Bind(int place, const std::string& text) {
    sqlite3_bind_text(insert_, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void Bind(int place, int64_t number) { sqlite3_bind_int64(insert_, place, number); }
  void Check(int code) {
    if (code != SQLITE_OK) Fail();
  }
  [[noreturn]] void Fail() {
    std::cerr << "raw SQLite: " << sqlite3_errmsg(database_) << "\n";
    std::exit(1);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

}  // namespace

std::chrono::nanoseconds InsertRaw(const std::vector<RawRow>& rows, int64_t rows_per_commit,
                                   const std::string& folder) {
  RawDatabase database(folder + "/raw.db");
  database.Run(
      "CREATE TABLE entries (division TEXT NOT NULL, department TEXT NOT NULL, fiscal_year INTEGER NOT NULL, "
      "record_id TEXT NOT NULL, entry_index INTEGER NOT NULL, document_number TEXT NOT NULL, day INTEGER NOT NULL, "
      "quota TEXT NOT NULL, kind INTEGER NOT NULL, amount_fen INTEGER NOT NULL, origin INTEGER NOT NULL, "
      "special_fund TEXT NOT NULL, note TEXT NOT NULL, "
      "PRIMARY KEY (division, department, fiscal_year, record_id, entry_index)) WITHOUT ROWID");
  database.PrepareInsert();
  const auto start = std::chrono::steady_clock::now();
  int64_t open = 0;
  for (const RawRow& row : rows) {
    if (open == 0) database.Run("BEGIN IMMEDIATE");
    database.Insert(row);
    if (++open < rows_per_commit) continue;
    database.Run("COMMIT");
    open = 0;
  }
  if (open > 0) database.Run("COMMIT");
  return std::chrono::steady_clock::now() - start;
}

}  // namespace zhengping
