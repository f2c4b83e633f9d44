// The peer of the same run: PostgreSQL itself, given the same postings as one row and one commit each by as many
// clients, with nothing checked, nothing digested, nothing summed.
#ifndef ZHENGPING_TESTS_BENCH_RAW_POSTGRES_H_
#define ZHENGPING_TESTS_BENCH_RAW_POSTGRES_H_

#include <chrono>
#include <string>
#include <vector>

#include "tests/bench/raw_sqlite.h"

namespace zhengping {

// Makes a table and inserts all rows: `clients` connections at once, each with a prepared statement, a
// commit a row; the key is that of InsertRaw. Returns the time of it, without that of the connections' beginning.
std::chrono::nanoseconds InsertRawPostgres(const std::vector<RawRow>& rows, int clients, const std::string& conninfo);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_RAW_POSTGRES_H_
