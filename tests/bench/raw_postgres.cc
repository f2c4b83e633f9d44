#include "tests/bench/raw_postgres.h"

#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <thread>

namespace zhengping {
namespace {

constexpr char kTable[] =
    "CREATE TABLE raw_entries (division TEXT COLLATE \"C\" NOT NULL, department TEXT COLLATE \"C\" NOT NULL, "
    "fiscal_year BIGINT NOT NULL, record_id TEXT COLLATE \"C\" NOT NULL, entry_index BIGINT NOT NULL, "
    "document_number TEXT NOT NULL, day BIGINT NOT NULL, quota TEXT NOT NULL, kind BIGINT NOT NULL, "
    "amount_fen BIGINT NOT NULL, origin BIGINT NOT NULL, special_fund TEXT NOT NULL, note TEXT NOT NULL, "
    "PRIMARY KEY (division, department, fiscal_year, record_id, entry_index))";
constexpr char kInsert[] = "INSERT INTO raw_entries VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)";
constexpr int kColumns = 13;

class RawConnection {
 public:
  explicit RawConnection(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str()), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) Fail();
  }

  void Run(const char* sql) { Check(PQexec(connection_.get(), sql)); }
  void PrepareInsert() { Check(PQprepare(connection_.get(), "insert", kInsert, kColumns, nullptr)); }

  void Insert(const RawRow& row) {
    const std::string year = std::to_string(row.fiscal_year), index = std::to_string(row.entry_index);
    const std::string day = std::to_string(row.day), kind = std::to_string(row.kind);
    const std::string amount = std::to_string(row.amount_fen), origin = std::to_string(row.origin);
    const std::array<const char*, kColumns> values = {
        row.division.c_str(),  row.department.c_str(), year.c_str(),
        row.record_id.c_str(), index.c_str(),          row.document_number.c_str(),
        day.c_str(),           row.quota.c_str(),      kind.c_str(),
        amount.c_str(),        origin.c_str(),         row.special_fund.c_str(),
        row.note.c_str()};
    Check(PQexecPrepared(connection_.get(), "insert", kColumns, values.data(), nullptr, nullptr, 0));
  }

 private:
  void Check(PGresult* result) {
    if (PQresultStatus(result) != PGRES_COMMAND_OK) Fail();
    PQclear(result);
  }
  [[noreturn]] void Fail() {
    std::cerr << "raw PostgreSQL: " << PQerrorMessage(connection_.get()) << "\n";
    std::exit(1);
  }

  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace

std::chrono::nanoseconds InsertRawPostgres(const std::vector<RawRow>& rows, int clients, const std::string& conninfo) {
  RawConnection(conninfo).Run(kTable);
  std::vector<std::unique_ptr<RawConnection>> connections;
  for (int i = 0; i < clients; ++i) {
    connections.push_back(std::make_unique<RawConnection>(conninfo));
    connections.back()->PrepareInsert();
  }
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  const auto start = std::chrono::steady_clock::now();
  for (const std::unique_ptr<RawConnection>& connection : connections) {
    threads.emplace_back([&rows, &next, raw = connection.get()] {
      for (size_t i = next++; i < rows.size(); i = next++) raw->Insert(rows[i]);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return std::chrono::steady_clock::now() - start;
}

}  // namespace zhengping
