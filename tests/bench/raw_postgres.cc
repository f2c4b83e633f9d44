#include "tests/bench/raw_postgres.h"

#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <set>
#include <thread>

namespace zhengping {
namespace {

constexpr char kTables[] =
    "SET client_min_messages = warning; "
    "DROP TABLE IF EXISTS raw_entries, raw_heads; "
    "CREATE TABLE raw_entries (division TEXT COLLATE \"C\" NOT NULL, department TEXT COLLATE \"C\" NOT NULL, "
    "fiscal_year BIGINT NOT NULL, record_id TEXT COLLATE \"C\" NOT NULL, entry_index BIGINT NOT NULL, "
    "document_number TEXT NOT NULL, day BIGINT NOT NULL, quota TEXT NOT NULL, kind BIGINT NOT NULL, "
    "amount_fen BIGINT NOT NULL, origin BIGINT NOT NULL, special_fund TEXT NOT NULL, note TEXT NOT NULL, "
    "PRIMARY KEY (division, department, fiscal_year, record_id, entry_index)); "
    "CREATE TABLE raw_heads (department TEXT COLLATE \"C\" PRIMARY KEY, balance_fen BIGINT NOT NULL, "
    "revision BIGINT NOT NULL)";
constexpr char kInsertHead[] = "INSERT INTO raw_heads VALUES ($1, 1000000000000, 1)";
constexpr char kPostRow[] = "INSERT INTO raw_entries VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)";
// One statement, one way there and back: the head stays locked no longer than the commit takes.
constexpr char kPostRowAndHead[] =
    "WITH head AS (UPDATE raw_heads SET balance_fen = balance_fen - CAST($10 AS BIGINT), revision = revision + 1 "
    "WHERE department = CAST($2 AS TEXT) AND balance_fen >= CAST($10 AS BIGINT) RETURNING revision) "
    "INSERT INTO raw_entries SELECT $1, CAST($2 AS TEXT), CAST($3 AS BIGINT), $4, CAST($5 AS BIGINT), $6, "
    "CAST($7 AS BIGINT), $8, CAST($9 AS BIGINT), CAST($10 AS BIGINT), CAST($11 AS BIGINT), $12, $13 FROM head";

class RawConnection {
 public:
  explicit RawConnection(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str()), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) Fail();
  }

  void Run(const char* sql) { Check(PQexec(connection_.get(), sql)); }

  void Prepare() {
    for (const char* sql : {kInsertHead, kPostRow, kPostRowAndHead}) {
      Check(PQprepare(connection_.get(), sql, sql, 0, nullptr));
    }
  }

  void InsertHead(const std::string& department) { Execute(kInsertHead, {department.c_str()}); }

  void Post(const RawRow& row, RawPosting posting) {
    const std::string year = std::to_string(row.fiscal_year), index = std::to_string(row.entry_index);
    const std::string day = std::to_string(row.day), kind = std::to_string(row.kind);
    const std::string amount = std::to_string(row.amount_fen), origin = std::to_string(row.origin);
    Execute(posting == RawPosting::kRow ? kPostRow : kPostRowAndHead,
            {row.division.c_str(), row.department.c_str(), year.c_str(), row.record_id.c_str(), index.c_str(),
             row.document_number.c_str(), day.c_str(), row.quota.c_str(), kind.c_str(), amount.c_str(), origin.c_str(),
             row.special_fund.c_str(), row.note.c_str()});
  }

 private:
  // A statement goes by its own text as its name. Each inserts one row.
  void Execute(const char* sql, const std::vector<const char*>& values) {
    PGresult* result =
        PQexecPrepared(connection_.get(), sql, static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0);
    if (std::string(PQcmdTuples(result)) != "1") Fail();
    Check(result);
  }

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

void MakeTables(const std::vector<RawRow>& rows, const std::string& conninfo) {
  RawConnection connection(conninfo);
  connection.Run(kTables);
  connection.Prepare();
  std::set<std::string> departments;
  for (const RawRow& row : rows) departments.insert(row.department);
  for (const std::string& department : departments) connection.InsertHead(department);
}

}  // namespace

std::chrono::nanoseconds InsertRawPostgres(const std::vector<RawRow>& rows, RawPosting posting, int clients,
                                           const std::string& conninfo) {
  MakeTables(rows, conninfo);
  std::vector<std::unique_ptr<RawConnection>> connections;
  for (int i = 0; i < clients; ++i) {
    connections.push_back(std::make_unique<RawConnection>(conninfo));
    connections.back()->Prepare();
  }
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  const auto start = std::chrono::steady_clock::now();
  for (const std::unique_ptr<RawConnection>& connection : connections) {
    threads.emplace_back([&rows, &next, posting, raw = connection.get()] {
      for (size_t i = next++; i < rows.size(); i = next++) raw->Post(rows[i], posting);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return std::chrono::steady_clock::now() - start;
}

}  // namespace zhengping
