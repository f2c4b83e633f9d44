// The peer of the same run: PostgreSQL itself, given the same postings in a commit each by as many clients. Either as a
// row and nothing else, or as the plainest ledger has it, all in one statement: the department's balance is looked at
// and lowered, its revision moved on, and the row inserted. Nothing is digested, no other invariant is looked at.
#ifndef ZHENGPING_TESTS_BENCH_RAW_POSTGRES_H_
#define ZHENGPING_TESTS_BENCH_RAW_POSTGRES_H_

#include <chrono>
#include <string>
#include <vector>

#include "tests/bench/raw_sqlite.h"

namespace zhengping {

enum class RawPosting { kRow, kRowAndHead };

// Makes the tables anew and inserts all rows: `clients` connections at once, each with prepared statements; the key is
// that of InsertRaw. Returns the time of it, without that of the connections' beginning.
std::chrono::nanoseconds InsertRawPostgres(const std::vector<RawRow>& rows, RawPosting posting, int clients,
                                           const std::string& conninfo);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_RAW_POSTGRES_H_
