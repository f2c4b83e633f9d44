// The rows of one performance table by what their columns mean.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_ROWS_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_ROWS_H_

#include "common/spreadsheet/table.h"
#include "services/indicator/exchange/perf_file.h"
#include "services/indicator/exchange/perf_table.h"

namespace zhengping::indicator {

// Reads `table` as `fields` says and appends to `file`.
void ReadPerfRows(const PerfTable& fields, const Table& table, const PerfFileOptions& options, PerfFile& file);

// How many of the headings are known; 0 where a required one is missing.
size_t KnownHeadings(const PerfTable& fields, const Table& table);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_ROWS_H_
