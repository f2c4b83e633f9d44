// The peer of the same run: SQLite itself, given the same ledger as one row an entry, with nothing checked, nothing
// digested, nothing summed. What we do beyond it is what the ratio shows.
#ifndef ZHENGPING_TESTS_BENCH_RAW_SQLITE_H_
#define ZHENGPING_TESTS_BENCH_RAW_SQLITE_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace zhengping {

struct RawRow {
  std::string division;
  std::string department;
  int64_t fiscal_year = 0;
  std::string record_id;
  int64_t entry_index = 0;
  std::string document_number;
  int64_t day = 0;
  std::string quota;
  int64_t kind = 0;
  int64_t amount_fen = 0;
  int64_t origin = 0;
  std::string special_fund;
  std::string note;
};

// Inserts all rows, `rows_per_commit` a transaction, into a new file in `folder`: WAL, synchronous=FULL, the key
// (division, department, fiscal_year, record_id, entry_index) and no other index. Returns the time of it.
std::chrono::nanoseconds InsertRaw(const std::vector<RawRow>& rows, int64_t rows_per_commit, const std::string& folder);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_RAW_SQLITE_H_
