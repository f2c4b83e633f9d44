// The made-up province of a benchmark in both forms: as records for the service and as rows for the raw peer.
#ifndef ZHENGPING_TESTS_BENCH_PROVINCE_ROWS_H_
#define ZHENGPING_TESTS_BENCH_PROVINCE_ROWS_H_

#include <cstdint>
#include <vector>

#include "services/cli/province/department_profile.h"
#include "tests/bench/raw_sqlite.h"
#include "zhengping/budget/v1/department.pb.h"
#include "zhengping/budget/v1/exchange.pb.h"
#include "zhengping/budget/v1/special_fund.pb.h"

namespace zhengping {

enum class Arrival {
  kKeyOrder,     // department by department
  kInterleaved,  // departments at random; within one, in order
};

struct Province {
  std::vector<budget::v1::Department> departments;
  std::vector<budget::v1::SpecialFund> special_funds;
  std::vector<budget::v1::ImportRecord> records;
  int64_t entries = 0;
};

// All departments lie in one division, so that one import takes them all: 430000000, whatever their number.
Province MakeProvince(cli::ProvinceOptions options, Arrival arrival);

// One department of about so many entries.
Province MakeDepartment(int64_t entries, uint64_t seed);

std::vector<RawRow> RawRowsOf(const Province& province);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_PROVINCE_ROWS_H_
